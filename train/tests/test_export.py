"""The model file, written from random numbers and read again; features; the rows of sentences. Needs numpy, not PyTorch."""
import pathlib
import random
import struct
import tempfile
import unittest
import zlib

import numpy as np

from nutgraf_train import export, features, format, lists, prepare, second
from nutgraf_train.calibrate import right, tables
from nutgraf_train.labels import ANY, LABELS, OUTSIDE, TAGS, begin, inside

DILATIONS = (1, 2)


class Numbers:
    """A tensor as far as the export knows one."""

    def __init__(self, *shape, rng):
        self.values = rng.normal(size=shape).astype(np.float32) * 0.2

    def numpy(self):
        return self.values


def whole(words):
    rng = np.random.default_rng(5)
    width = export.WIDTH
    shapes = {"words": (words, width), "project": (50, width), "brown": (4, width), "prefix": (features.PREFIX_ROWS, width),
              "suffix": (features.SUFFIX_ROWS, width), "shape": (features.SHAPE_ROWS, width), "lists": (features.LIST_ROWS, width),
              "out.weight": (len(TAGS), width), "out.bias": (len(TAGS),)}
    for layer in range(len(DILATIONS)):
        shapes |= {f"convolutions.{layer}": (width, 6 * width), f"biases.{layer}": (2 * width,)}
    state = {name: Numbers(*shape, rng=rng) for name, shape in shapes.items()}
    data = {"glove": rng.normal(size=(words, 50)), "clusters": rng.integers(0, 4, (words, 3))}
    return export.Whole(state, data, DILATIONS)


def info():
    names = ["amina", "lima", "of", "bank"]
    return {"keys": {features.key(b"w", w): i + 1 for i, w in enumerate(names)}, "lists": {"lima": 8, "bank of lima": 128, "bank": 128}}


class File(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.model, cls.info = whole(5), info()
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "x.model"
            cls.sizes = export.write(path, cls.model, cls.info, format.default_calibration(len(LABELS)))
            cls.bytes = path.read_bytes()

    def section(self, name):
        for i in range(struct.unpack_from("<I", self.bytes, 24)[0]):
            found, _, start, size = struct.unpack_from("<4sIQQ", self.bytes, 32 + 24 * i)
            if found == name:
                self.assertEqual(start % 64, 0)
                return self.bytes[start : start + size]

    def test_the_header_tells_version_sum_and_length(self):
        version, crc, length = struct.unpack_from("<IIQ", self.bytes, 8)
        self.assertEqual((self.bytes[:8], version, length), (b"nutgraf\0", 1, len(self.bytes)))
        self.assertEqual(crc, zlib.crc32(self.bytes[24:]))

    def test_every_word_is_found_at_its_hash(self):
        slots = np.frombuffer(self.section(b"VOCA"), "<u4")
        for hashed, row in self.info["keys"].items():
            at = features.bucket(hashed, len(slots))
            while slots[at] >> 17 != hashed & 0x7FFF:
                self.assertNotEqual(slots[at], 0)
                at = (at + 1) % len(slots)
            self.assertEqual((slots[at] & 0x1FFFF) - 1, row)

    def test_weights_come_back_from_the_kernel_s_order(self):
        block = np.frombuffer(self.section(b"CONV"), np.int8)[: 3 * export.WIDTH * 16].reshape(-1, 2, 8, 2)
        weights, _, _ = self.model.layers[0]
        self.assertEqual(block[7, 0, 3, 1], weights[15, 3])
        self.assertEqual(block[7, 1, 3, 1], weights[15, export.WIDTH + 3])

    def test_whole_numbers_come_near_the_fractions(self):
        weights = np.array([[0.5, -1.9], [0.25, 3.2]])
        scaled, bias, shift = export.whole(weights, np.array([0.1, -0.2]))
        self.assertLess(np.abs(scaled / 2.0**shift - weights).max(), 0.02)
        self.assertLess(np.abs(((256 * np.array([1, 1]) @ scaled + bias) >> shift) / 256 - ([0.75, 1.3] + np.array([0.1, -0.2]))).max(), 0.04)


class Seen(unittest.TestCase):
    def test_the_longest_entry_of_a_class_hides_those_within_it(self):
        org, city = lists.CLASSES.index("org"), lists.CLASSES.index("city")
        found = features.Features({}, {"lima": 1 << city, "bank of lima": 1 << org, "bank": 1 << org}).listed(["Bank", "of", "Lima"])
        self.assertEqual(found, [1 << (3 * org + 1), 1 << (3 * org + 2), 1 << (3 * org + 2) | 1 << (3 * city)])

    def test_a_word_in_lower_case_is_no_city(self):
        self.assertEqual(features.Features({}, {"lima": 1 << lists.CLASSES.index("city")}).listed(["lima"]), [0])

    def test_shapes_tell_capitals_digits_and_marks(self):
        self.assertEqual([features.shape(w) for w in ("McDonald", "U.N.", "2026", "COVID-19")], ["XxXxx", "X.X.", "dddd", "XXXX-dd"])


class Opinions(unittest.TestCase):
    def test_mentions_are_put_back_on_their_words(self):
        text, places = second.spread([["Zoë", "left"], [], ["Lima", "rose"]])
        self.assertEqual(text, "Zoë left\n\nLima rose\n")
        at = text.encode().index(b"Lima")
        self.assertEqual(second.fit([(0, 4, "PERSON"), (at, at + 4, "GPE", 0.9)], places), [[[0, 1, "PERSON"]], [], [[0, 1, "GPE", 0.9]]])

    def test_a_mention_that_cuts_a_word_is_a_question(self):
        _, places = second.spread([["Anglo-Irish", "talks"]])
        self.assertEqual(second.fit([(0, 5, "NORP")], places), [[[0, 1, "?"]]])


class Verdicts(unittest.TestCase):
    MASKS = [begin(["GPE", "LOC"]), inside(["GPE", "LOC"]), OUTSIDE, ANY]

    def test_a_mention_is_right_within_the_corpus_s_set_and_bounds(self):
        self.assertIs(right(self.MASKS, 0, 2, "LOC"), True)
        self.assertIs(right(self.MASKS, 0, 2, "ORG"), False)
        self.assertIs(right(self.MASKS, 0, 1, "LOC"), False)
        self.assertIs(right(self.MASKS, 2, 3, "LOC"), False)

    def test_what_the_corpus_does_not_tell_is_left_out(self):
        self.assertIsNone(right(self.MASKS, 3, 4, "LOC"))

    def test_surer_mentions_are_never_scored_lower_and_few_follow_all(self):
        rng = random.Random(1)
        true = lambda rate: [("ORG", s, rng.random() < s * rate) for s in (rng.random() / 2 + 0.5 for _ in range(4000))]
        steps = tables(true(0.8) + [("LAW", 0.9, True)])
        org, law = steps[LABELS.index("ORG")], steps[LABELS.index("LAW")]
        self.assertEqual(org, sorted(org))
        # The sigmoid of the margin at step 4 is 0.731.
        self.assertLess(abs(org[4] - 0.8 * 0.731), 0.04)
        self.assertLess(abs(law[4] - org[4]), 0.1)


class Copies(unittest.TestCase):
    def test_names_change_and_their_number_of_words_does_not(self):
        swap = prepare.Swap.__new__(prepare.Swap)
        swap.given, swap.surnames, swap.places, swap.rng, swap.cities = ["Ngozi"], ["Okafor"], ["Lagos"], random.Random(1), {"Lima"}
        masks = [begin(["PERSON"]), inside(["PERSON"]), OUTSIDE, begin(["GPE"]), OUTSIDE, begin(["PERSON"])]
        changed = swap.change(["Rosa", "Quispe", "left", "Lima", ",", "Quispe"], masks)
        self.assertEqual(changed, ["Ngozi", "Okafor", "left", "Lagos", ",", "Okafor"])
        self.assertIsNone(swap.change(["We", "left"], [OUTSIDE, OUTSIDE]))


if __name__ == "__main__":
    unittest.main()
