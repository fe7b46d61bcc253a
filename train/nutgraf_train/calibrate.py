"""Fits the scores to how often mentions are right, on the documents of the corpora that were kept from training.

    python -m nutgraf_train.calibrate DATA --annotate target/release/examples/annotate --out WORK/calibration.json

The model under `--annotate` must have been exported without a calibration: its score is then the sigmoid of the margin.
"""
import argparse
import json
import pathlib

import numpy as np

from .labels import ANY, LABELS, OUTSIDE, begin, inside
from .lists import Seeds
from .readers import held_out, read_corpus
from .second import annotate, fit, spread

STEPS, STEP = 65, 64
# Not news: they would teach the scores another trade.
LEFT_OUT = {"btc", "wnut17", "crossner_ai", "crossner_music", "crossner_literature", "crossner_science"}
# Of the largest corpus one document in so many, so that it weighs as much as the others together.
PART = {"gmb": 8}
# Corpora that mark every nationality, creed and party; in the others one may go unmarked, which says nothing.
MARK_ALL_NORP = {"wikigold"}
# A label's curve is drawn towards that of all labels with the weight of so many mentions.
SHRINK = 20


def right(masks, first, last, label):
    """Whether the words first..last are one mention of `label`; None where the corpus cannot tell."""
    name = [label]
    if label not in LABELS or ANY in masks[first:last]:
        return None
    fits = masks[first] & begin(name) and all(m & inside(name) for m in masks[first + 1 : last])
    after = masks[last] if last < len(masks) else OUTSIDE
    stops = after & (OUTSIDE | begin(LABELS))
    if fits and (any(m & OUTSIDE for m in masks[first:last]) or stops and after & inside(name)):
        return None
    return bool(fits and stops)


def judged(data, program):
    """[(label, score, right)]"""
    seeds, out = Seeds(data / "lists"), []
    for path in sorted((data / "ner/train").glob("*.jsonl.gz")):
        if path.name.split(".")[0] in LEFT_OUT:
            continue
        documents = {}
        # Without silver labels: what the annotators wrote, and nothing where they had no label for it.
        for sentence in read_corpus(path, None, seeds):
            if held_out(sentence.doc):
                documents.setdefault(sentence.doc, []).append(sentence)
        chosen = list(documents.values())[:: PART.get(path.name.split(".")[0], 1)]
        packs = [(spread([s.tokens for s in sentences]), sentences) for sentences in chosen]
        for entities, ((_, places), sentences) in zip(annotate(program, [text for (text, _), _ in packs]), packs):
            names = [e for e in entities if e[2] in LABELS and e[3] is not None]
            for spans, sentence in zip(fit(names, places), sentences):
                for first, last, label, score in spans:
                    verdict = right(sentence.masks, first, last, label)
                    unmarked = all(m == OUTSIDE for m in sentence.masks[first:last])
                    if label == "NORP" and unmarked and sentence.corpus not in MARK_ALL_NORP:
                        verdict = None
                    if verdict is not None:
                        out.append((label, score, verdict))
    return out


def error(rows, bins=10):
    """The expected calibration error of [(label, score, right)]."""
    if not rows:
        return 0.0
    scores = np.array([s for _, s, _ in rows])
    hits = np.array([r for _, _, r in rows], float)
    which = np.minimum((scores * bins).astype(int), bins - 1)
    return float(sum(abs(scores[which == b].mean() - hits[which == b].mean()) * (which == b).mean() for b in range(bins) if (which == b).any()))


def tables(rows):
    """Per label the probability at each step of the margin: a smooth curve of its own as far as it has mentions, else that of
    all (a curve by isotonic regression was up to .02 further off on documents it was not fitted on)."""
    pooled = fitted(rows, np.zeros(3), 0.01)
    return [curve(fitted([r for r in rows if r[0] == label], pooled, SHRINK)) for label in LABELS]


def terms(margins):
    """What the log odds are a sum of: a constant, the margin, and its logarithm, for margins say ever less."""
    return np.stack([np.ones_like(margins), margins, np.log1p(margins)], 1)


def fitted(rows, prior, strength):
    """Logistic regression on `terms`, drawn towards `prior` (Newton's method)."""
    scores = np.clip(np.array([s for _, s, _ in rows], float), 1e-6, 1 - 1e-6)
    seen = terms(np.log(scores / (1 - scores)).clip(0, STEPS * STEP / 256))
    hits = np.array([r for _, _, r in rows], float)
    weights = prior.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-seen @ weights))
        slope = seen.T @ (hits - p) - strength * (weights - prior)
        bend = (seen.T * (p * (1 - p))) @ seen + strength * np.eye(3)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def curve(weights):
    margins = np.arange(STEPS) * STEP / 256
    return np.maximum.accumulate(1 / (1 + np.exp(-terms(margins) @ weights))).round(4).tolist()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--annotate", required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    args = parser.parse_args()
    rows = judged(args.data, args.annotate)
    args.out.write_text(json.dumps(tables(rows)))
    print(f"{len(rows)} mentions, {np.mean([r for _, _, r in rows]):.3f} right; error before {error(rows):.3f}")


if __name__ == "__main__":
    main()
