"""Writes the student as the library's model file, in whole numbers, and a golden file that holds the library to it.

    python -m nutgraf_train.export WORK --out core/model/nutgraf.model --golden core/model/golden.json

`Reference` is the network as the library computes it, bit for bit, in numpy.
"""
import argparse
import json
import pathlib
import pickle

import numpy as np

from . import format
from .features import COLUMNS, LIST_ROWS, NONE, Features, bucket, finish, fnv, key, unpack
from .format import FRACTION, ROW_FRACTION, rows, whole
from .labels import LABELS, TAGS
from .lists import CLASSES

WIDTH, GAP = 96, 2
OUTPUTS = format.outputs(len(LABELS))
PREFIX = 1 << 15


class Whole:
    """The student in whole numbers, from its state and the folded parts of its words."""

    def __init__(self, state, data, dilations):
        get = lambda name: state[name].numpy().astype(np.float64)
        words = get("words") + data["glove"].astype(np.float64) @ get("project")
        brown = get("brown")
        words += brown[data["clusters"]].sum(1)
        self.words = rows(words)
        self.prefix, self.suffix, self.shape, self.lists = (rows(get(n)) for n in ("prefix", "suffix", "shape", "lists"))
        self.dilations = dilations
        self.layers = []
        for i in range(len(dilations)):
            # [in, tap, out] to [tap · in, out]
            weights = get(f"convolutions.{i}").reshape(WIDTH, 3, 2 * WIDTH).transpose(1, 0, 2).reshape(3 * WIDTH, 2 * WIDTH)
            self.layers.append(whole(weights, get(f"biases.{i}")))
        out = np.zeros((WIDTH, OUTPUTS))
        bias = np.zeros(OUTPUTS)
        out[:, : len(TAGS)], bias[: len(TAGS)] = get("out.weight").T, get("out.bias")
        bias[len(TAGS) :] = -100
        self.out = whole(out, bias)

    def scores(self, features, bits, inside):
        """Scores of a batch as `student.pack` makes it: [n, OUTPUTS] in 1/256."""
        def take(table, column):
            return table[np.maximum(column, 0)].astype(np.int64) * (column >= 0)[:, None]
        x = take(self.words, features[:, 0]) + take(self.words, features[:, 1]) + take(self.prefix, features[:, 2])
        for column in (3, 4, 5):
            x += take(self.suffix, features[:, column])
        x += take(self.shape, features[:, 6]) + bits.astype(np.int64) @ self.lists.astype(np.int64)
        x = np.clip(x << (FRACTION - ROW_FRACTION), -32768, 32767) * inside
        for dilation, (weights, bias, shift) in zip(self.dilations, self.layers):
            zeros = np.zeros((dilation, WIDTH), np.int64)
            taps = np.concatenate([np.concatenate([zeros, x[:-dilation]]), x, np.concatenate([x[dilation:], zeros])], 1)
            # Sums of products below 2^53 are exact in doubles, and far faster.
            y = (taps.astype(np.float64) @ weights.astype(np.float64)).astype(np.int64)
            y = (y + bias) >> shift
            value = np.clip(y[:, :WIDTH], -(32 << FRACTION), 32 << FRACTION)
            gate = np.clip((y[:, WIDTH:] >> 2) + (1 << (FRACTION - 1)), 0, 1 << FRACTION)
            x = np.clip(x + ((value * gate + (1 << (FRACTION - 1))) >> FRACTION), -32768, 32767) * inside
        weights, bias, shift = self.out
        return ((x.astype(np.float64) @ weights.astype(np.float64)).astype(np.int64) + bias) >> shift


def slots(entries, count):
    """Open addressing: [(hash, value)] into `count` slots from the hash's own on."""
    table = np.zeros(count, np.uint32)
    for hashed, value in entries:
        at = bucket(hashed, count)
        while table[at]:
            at = (at + 1) % count
        table[at] = value
    return table


def vocabulary_slots(keys):
    entries = [(h, ((h & 0x7FFF) << 17) | (row + 1)) for h, row in keys.items()]
    return slots(entries, int(len(entries) * 1.5))


def list_slots(lists):
    bits = dict(lists)
    for phrase in lists:
        words = phrase.split(" ")
        for i in range(1, len(words)):
            start = " ".join(words[:i])
            bits[start] = bits.get(start, 0) | PREFIX
    entries = []
    for phrase, classes in bits.items():
        hashed = finish(fnv(b"l" + phrase.encode()))
        entries.append((hashed, ((hashed & 0xFFFF) << 16) | classes))
    return slots(entries, int(len(entries) * 1.25))


def write(path, whole_model, info, calibration):
    sections = [
        ("SIZE", format.i32([WIDTH, len(TAGS), *whole_model.dilations])),
        *format.layer_sections(whole_model.layers, whole_model.out),
        format.calibration_section(calibration),
        ("WORD", whole_model.words.tobytes()),
        ("VOCA", vocabulary_slots(info["keys"]).astype("<u4").tobytes()),
        ("PREF", whole_model.prefix.tobytes()),
        ("SUFF", whole_model.suffix.tobytes()),
        ("SHAP", whole_model.shape.tobytes()),
        ("LROW", whole_model.lists.tobytes()),
        ("LIST", list_slots(info["lists"]).astype("<u4").tobytes()),
    ]
    path.write_bytes(format.file(sections))
    return {name: len(content) for name, content in sections}


GOLDEN = [
    "Foreign Minister Amina Otieno of Kenya flew to New Delhi on Tuesday .",
    "Shares of Müller & Söhne AG fell 4.5 % in Zürich , Reuters reported .",
    "KENYAN LEADER MEETS U.N. ENVOY",
    "the un said in addis ababa that mr. o'brien 's al-Nahda party lost",
    "“ X ” was bought by the Democratic Republic of the Congo 's Central Bank in 2026 — at 10:30 .",
]


def golden(whole_model, info):
    """Scores of a few sentences of our own, for the library's test."""
    features = Features(info["keys"], info["lists"])
    out = []
    for text in GOLDEN:
        tokens = text.split()
        count = len(tokens) + 2 * GAP
        table = np.full((count, COLUMNS), NONE, np.int64)
        table[:, 0] = 0
        bits = np.zeros(count, np.uint64)
        inside = np.zeros((count, 1), np.int64)
        table[GAP:-GAP] = [features.rows[features.word(t)] for t in tokens]
        bits[GAP:-GAP] = features.listed(tokens)
        inside[GAP:-GAP] = 1
        scores = whole_model.scores(table, unpack(bits), inside)[GAP:-GAP]
        out.append({"tokens": tokens, "listed": [int(b) for b in bits[GAP:-GAP]], "scores": scores.tolist()})
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--student", default="student.final.pt")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--golden", type=pathlib.Path, required=True)
    parser.add_argument("--calibration", type=pathlib.Path, help="JSON of calibrate.py: per label the steps")
    args = parser.parse_args()
    import torch

    from .student import DILATIONS

    stored = np.load(args.work / "student_data.npz")
    data = {k: stored[k] for k in ("glove", "clusters")}
    with open(args.work / "student_words.pkl", "rb") as file:
        info = pickle.load(file)
    state = torch.load(args.work / args.student, map_location="cpu")["model"]
    model = Whole(state, data, DILATIONS)
    calibration = np.array(json.loads(args.calibration.read_text())) if args.calibration else format.default_calibration(len(LABELS))
    sizes = write(args.out, model, info, calibration)
    args.golden.write_text(json.dumps(golden(model, info)) + "\n")
    print(json.dumps(sizes), args.out.stat().st_size)


if __name__ == "__main__":
    main()
