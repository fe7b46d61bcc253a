"""Readers, label maps and decoding of spans; the standard library only: python -m unittest discover -s train/tests -t train"""
import json
import pathlib
import re
import unittest

from nutgraf_train.labels import ANY, LABELS, OUTSIDE, begin, both, inside, spans_of
from nutgraf_train.readers import MAPS, masks_for
from nutgraf_train.tokens import tokenise


class Maps(unittest.TestCase):
    def test_every_map_names_only_our_labels(self):
        for path in sorted(MAPS.glob("*.json")):
            if path.name == "lists.json":
                continue
            spec = json.loads(path.read_text())
            for labels in [*spec["labels"].values(), spec["outside"]]:
                self.assertTrue(set(labels or []) <= set(LABELS), path.name)


class Masks(unittest.TestCase):
    SPEC = {"labels": {"LOC": ["GPE", "LOC"], "PER": ["PERSON"], "XXX": None}, "outside": ["NORP"], "strip_titles": True}

    def masks(self, tokens, tags, silver=()):
        return masks_for({"tokens": tokens.split(), "tags": tags.split()}, self.SPEC, silver)

    def test_a_tag_that_stands_for_two_labels_allows_both(self):
        self.assertEqual(self.masks("Lake Victoria rose", "B-LOC I-LOC O"), [begin(["GPE", "LOC"]), inside(["GPE", "LOC"]), OUTSIDE])

    def test_silver_settles_a_doubt_only_within_the_gold_set(self):
        self.assertEqual(self.masks("Peru won", "B-LOC O", [[0, 1, "GPE"]])[0], begin(["GPE"]))
        self.assertEqual(self.masks("Peru won", "B-LOC O", [[0, 1, "ORG"]])[0], begin(["GPE", "LOC"]))

    def test_a_label_the_corpus_leaves_out_comes_from_silver(self):
        self.assertEqual(self.masks("Kenyan troops", "O O", [[0, 1, "NORP"]]), [begin(["NORP"]), OUTSIDE])
        self.assertEqual(self.masks("Kenyan troops", "O O", None), [OUTSIDE | both(["NORP"]), OUTSIDE])

    def test_titles_are_cut_off_persons_and_a_bare_title_is_no_name(self):
        self.assertEqual(self.masks("President Otieno spoke", "B-PER I-PER O"), [OUTSIDE, begin(["PERSON"]), OUTSIDE])
        self.assertEqual(self.masks("President spoke", "B-PER O"), [OUTSIDE, OUTSIDE])

    def test_an_unknown_label_teaches_nothing(self):
        self.assertEqual(self.masks("Alpha spoke", "B-XXX O"), [ANY, OUTSIDE])


class Words(unittest.TestCase):
    def test_words_are_cut_as_in_the_treebanks(self):
        text = "Mr. Otieno's aides didn't see the U.S. envoy at 10:30; Lagos/Abuja-based staff did."
        words = [text[s:e] for s, e in tokenise(text)]
        self.assertEqual(words, "Mr. Otieno 's aides did n't see the U.S. envoy at 10:30 ; Lagos / Abuja - based staff did .".split())

    def test_compounds_are_cut_where_the_library_cuts_them(self):
        # The library's own examples.
        source = (pathlib.Path(__file__).resolve().parents[2] / "core/src/token/mod.rs").read_text()
        examples = re.search(r"fn a_name_stands_apart_from_what_is_compounded_with_it\(\) \{(.*?)\n    \}", source, re.S)[1]
        checks = re.findall(r'check\("([^"]+)", "([^"]+)"\);', examples)
        self.assertGreater(len(checks), 4)
        for text, words in checks:
            self.assertEqual([text[s:e] for s, e in tokenise(text)], words.split(), text)

    def test_a_stray_inside_begins_a_mention(self):
        self.assertEqual(spans_of(["I-PER", "I-PER", "B-PER", "O"]), [(0, 2, "PER"), (2, 3, "PER")])


if __name__ == "__main__":
    unittest.main()
