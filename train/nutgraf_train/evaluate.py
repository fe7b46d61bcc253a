"""Runs the library over the evaluation documents, scores it, and calibrates it.

    python -m nutgraf_train.evaluate DATA --annotate target/release/examples/annotate --score tools/score_ner.py
    python -m nutgraf_train.evaluate DATA --annotate … --calibrate WORK/calibration.json

The library's own sentences and tokens, whole documents, offsets in code points.
"""
import argparse
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

from .labels import LABELS

# File of ner/eval, scheme of the scorer.
SETS = [("worldwide.dev", "worldwide"), ("wikigold.dev", "conll"), ("gum_news.dev", "gum"), ("meantime.dev", "meantime")]
STEPS, STEP = 65, 64


def annotate(program, path):
    """[(id, text, [[start, end, label, score], …])] in code points."""
    rows = [json.loads(line) for line in gzip.open(path, "rt")]
    sent = "".join(json.dumps({"id": r["id"], "text": r["text"]}) + "\n" for r in rows)
    found = subprocess.run([program], input=sent.encode(), stdout=subprocess.PIPE, check=True).stdout
    out = []
    for row, line in zip(rows, found.decode().splitlines()):
        text = row["text"]
        offsets, at = {}, 0
        for i, c in enumerate(text):
            offsets[at] = i
            at += len(c.encode("utf-8", "surrogatepass"))
        offsets[at] = len(text)
        entities = []
        for e in json.loads(line)["document"]["entities"]:
            start, end = (e["span"] if isinstance(e["span"], list) else (e["span"]["start"], e["span"]["end"])) if "span" in e else (e["start"], e["end"])
            entities.append([offsets[start], offsets[end], e["label"], e.get("score")])
        out.append((row["id"], text, entities, row["entities"]))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--annotate", required=True)
    parser.add_argument("--score", type=pathlib.Path, help="score_ner.py")
    parser.add_argument("--calibrate", type=pathlib.Path)
    parser.add_argument("--sets", nargs="*")
    args = parser.parse_args()
    pairs = []
    for name, scheme in SETS:
        if args.sets and name not in args.sets:
            continue
        path = args.data / "ner/eval" / f"{name}.docs.jsonl.gz"
        rows = annotate(args.annotate, path)
        if args.score:
            with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out:
                for ident, _, entities, _ in rows:
                    out.write(json.dumps({"id": ident, "entities": [e[:3] for e in entities]}) + "\n")
                out.flush()
                print(f"== {name}", flush=True)
                subprocess.run([sys.executable, str(args.score), str(path), out.name, scheme, "--per-label"], check=True)
        judged = list(judge(rows, scheme))
        print(f"   expected calibration error {calibration_error(judged):.3f} over {len(judged)} mentions")
        # Measure-only data tunes nothing.
        if name != "worldwide.dev":
            pairs += judged
    if args.calibrate:
        args.calibrate.write_text(json.dumps(calibrate(pairs)))


CLASSES = {
    "worldwide": ({"Person": "PER", "Organization": "ORG", "Location": "LOC", "NORP": "NORP"}, {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "NORP": "NORP"}),
    "conll": ({"PER": "PER", "ORG": "ORG", "LOC": "LOC"}, {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}),
    "gum": ({"person": "PER", "organization": "ORG", "place": "LOC"}, {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}),
    "meantime": ({"PER": "PER", "ORG": "ORG", "LOC": "LOC"}, {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}),
}


def judge(rows, scheme):
    """(label, score, right) of every scored mention whose label the corpus knows."""
    gold_map, label_map = CLASSES[scheme]
    for _, text, entities, gold in rows:
        def cut(start, end):
            for lead in ("the ", "The ", "a ", "an "):
                if text[start:end].startswith(lead):
                    start += len(lead)
            while end > start and text[start:end].endswith(("'s", "’s", ".", ",")):
                end -= 2 if text[start:end].endswith("s") else 1
            return start, end
        truth = {(*cut(s, e), gold_map[l]) for s, e, l in gold if l in gold_map}
        for start, end, label, score in entities:
            if score is not None and label in label_map:
                yield label, score, (*cut(start, end), label_map[label]) in truth


def calibration_error(judged, bins=10):
    if not judged:
        return 0.0
    scores = np.array([s for _, s, _ in judged])
    right = np.array([r for _, _, r in judged], float)
    which = np.minimum((scores * bins).astype(int), bins - 1)
    return float(sum(abs(scores[which == b].mean() - right[which == b].mean()) * (which == b).mean() for b in range(bins) if (which == b).any()))


def calibrate(judged):
    """Per label the probability at each step of the margin: isotonic regression, read back from the identity table that
    the uncalibrated model carries (score = sigmoid of the margin), labels with few mentions sharing one curve."""
    tables = []
    for label in LABELS:
        own = [(s, r) for l, s, r in judged if l == label]
        if len(own) < 150:
            own = [(s, r) for _, s, r in judged]
        tables.append(isotonic(own))
    return tables


def isotonic(pairs):
    scores = np.array([s for s, _ in pairs])
    margins = np.log(np.clip(scores, 1e-6, 1 - 1e-6) / (1 - np.clip(scores, 1e-6, 1 - 1e-6))) * 256
    order = np.argsort(margins)
    margins, right = margins[order], np.array([float(r) for _, r in pairs])[order]
    blocks = []
    # A little prior keeps the ends away from 0 and 1.
    for margin, value in zip(margins, right):
        blocks.append([value, 1.0, margin])
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            value, weight, margin = blocks.pop()
            before = blocks[-1]
            total = before[1] + weight
            blocks[-1] = [(before[0] * before[1] + value * weight) / total, total, (before[2] * before[1] + margin * weight) / total]
    steps = np.arange(STEPS) * STEP
    values = [(b[0] * b[1] + 0.5) / (b[1] + 1) for b in blocks]
    return np.maximum.accumulate(np.interp(steps, [b[2] for b in blocks], values)).round(4).tolist()


if __name__ == "__main__":
    main()
