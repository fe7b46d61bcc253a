"""The library and its peers on the evaluation documents, in one run: accuracy, calibration, speed.

    python -m nutgraf_train.evaluate DATA --annotate target/release/examples/annotate --score tools/score_ner.py \\
        --speed target/release/examples/speed --peers sm md

Whole documents, each program on its own sentences and tokens. Nothing here is trained or tuned on.
"""
import argparse
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import numpy as np

from .calibrate import error
from .second import annotate

# File of ner/eval, scheme of the scorer, rows of the table.
SETS = [
    ("worldwide.dev", "worldwide", ["core", "PER", "ORG", "LOC", "NORP"]),
    ("wikigold.dev", "conll", ["core", "PER", "ORG", "LOC"]),
    ("gum_news.dev", "gum", ["core"]),
    ("meantime.dev", "meantime", ["core"]),
]
CLASSES = {
    "worldwide": ({"Person": "PER", "Organization": "ORG", "Location": "LOC", "NORP": "NORP"}, {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "NORP": "NORP"}),
    "conll": ({"PER": "PER", "ORG": "ORG", "LOC": "LOC"}, {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}),
    "gum": ({"person": "PER", "organization": "ORG", "place": "LOC"}, {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}),
    "meantime": ({"PER": "PER", "ORG": "ORG", "LOC": "LOC"}, {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}),
}


def code_points(text, entities):
    offsets, at = {}, 0
    for i, c in enumerate(text):
        offsets[at] = i
        at += len(c.encode("utf-8", "surrogatepass"))
    offsets[at] = len(text)
    return [(offsets[s], offsets[e], label, score) for s, e, label, score in entities]


def scores(scorer, gold, ids, found, scheme):
    """{row: (precision, recall, F1)} as the scorer prints them."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out:
        for ident, entities in zip(ids, found):
            out.write(json.dumps({"id": ident, "entities": [e[:3] for e in entities]}) + "\n")
        out.flush()
        printed = subprocess.run([sys.executable, str(scorer), str(gold), out.name, scheme, "--per-label"], check=True, stdout=subprocess.PIPE, text=True).stdout
    return {name: tuple(map(float, rest)) for name, *rest in re.findall(r"^\s*(\w+)\s+P (\S+) R (\S+) F1 (\S+)", printed, re.M)}


def judged(rows, found, scheme):
    """(label, score, right) of every mention with a score whose label the corpus knows."""
    gold_map, label_map = CLASSES[scheme]
    for row, entities in zip(rows, found):
        text = row["text"]

        def cut(start, end):
            for lead in ("the ", "The ", "a ", "an "):
                if text[start:end].startswith(lead):
                    start += len(lead)
            while end > start and text[start:end].endswith(("'s", "’s", ".", ",")):
                end -= 2 if text[start:end].endswith("s") else 1
            return start, end

        truth = {(*cut(s, e), gold_map[label]) for s, e, label in row["entities"] if label in gold_map}
        for start, end, label, score in entities:
            if score is not None and label in label_map:
                yield label, score, (*cut(start, end), label_map[label]) in truth


def by_chance(scored, draws=50):
    """The calibration error that so many mentions would show on average if each score were exactly right."""
    rng = np.random.default_rng(1)
    return float(np.mean([error([(label, p, rng.random() < p) for label, p, _ in scored]) for _ in range(draws)]))


def confusions(rows, found, scheme):
    """{(label, what the corpus has there): number} of the mentions that are wrong, most first."""
    gold_map, label_map = CLASSES[scheme]
    counts = {}
    for row, entities in zip(rows, found):
        truth = [(s, e, gold_map.get(label, label)) for s, e, label in row["entities"]]
        for start, end, label, _ in entities:
            if label in label_map and (start, end, label_map[label]) not in truth:
                same = [g for s, e, g in truth if (s, e) == (start, end)]
                over = [g for s, e, g in truth if s < end and e > start]
                there = same[0] if same else f"{over[0]} with other bounds" if over else "nothing"
                counts[label, there] = counts.get((label, there), 0) + 1
    return sorted(counts.items(), key=lambda item: -item[1])


def peer(name):
    """A spaCy model that does names only: a function from texts to what it finds and the seconds of processor time it took,
    which leave out what other programs had of the processor."""
    from .silver import load

    nlp = load(name)

    def read(texts):
        start = time.process_time()
        docs = list(nlp.pipe(texts, batch_size=64))
        return [[(e.start_char, e.end_char, e.label_, None) for e in d.ents] for d in docs], time.process_time() - start

    return read


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--annotate", required=True)
    parser.add_argument("--score", type=pathlib.Path, required=True, help="score_ner.py")
    parser.add_argument("--speed", help="the speed example")
    parser.add_argument("--peers", nargs="*", default=[], choices=["sm", "md"])
    parser.add_argument("--confusions", type=int, default=0, help="print so many of the most frequent ones")
    args = parser.parse_args()
    peers = {name: peer(name) for name in args.peers}
    names = ["nutgraf", *(f"spaCy {name}" for name in peers)]
    print(f"| {'set, label':28} | P, R of nutgraf | " + " | ".join(f"F1 {n}" for n in names) + " | calibration error (by chance) |")
    print("|---" * (len(names) + 3) + "|")
    seconds, every = {}, []
    for name, scheme, labels in SETS:
        path = args.data / "ner/eval" / f"{name}.docs.jsonl.gz"
        rows = [json.loads(line) for line in gzip.open(path, "rt")]
        texts, ids = [row["text"] for row in rows], [row["id"] for row in rows]
        ours = [code_points(text, entities) for text, entities in zip(texts, annotate(args.annotate, texts))]
        table = [scores(args.score, path, ids, ours, scheme)]
        for key, read in peers.items():
            found, took = read(texts)
            seconds[name, key] = took
            table.append(scores(args.score, path, ids, found, scheme))
        scored = list(judged(rows, ours, scheme))
        every += scored
        off, chance = error(scored), by_chance(scored)
        for label in labels:
            cells = [f"{t.get(label, (0, 0, 0))[2]:.3f}" for t in table]
            p, r, _ = table[0].get(label, (0, 0, 0))
            kind = "PER+ORG+LOC" if label == "core" else label
            print(f"| {name + ', ' + kind:28} | {p:.3f}, {r:.3f} | " + " | ".join(cells) + f" | {f'{off:.3f} ({chance:.3f})' if label == 'core' else ''} |", flush=True)
        for (label, there), number in confusions(rows, ours, scheme)[: args.confusions]:
            print(f"    {number:4} {label}: the corpus has {there}")
        if args.speed and name == SETS[0][0]:
            sent = "".join(json.dumps({"text": text}) + "\n" for text in texts)
            took = json.loads(subprocess.run([args.speed, "20"], input=sent.encode(), stdout=subprocess.PIPE, check=True).stdout)
            tagger = took["words"] / (took["entities"] - took["tokens"])
            speeds = [f"Extractor::new {took['new'] * 1000:.2f} ms; words a second on one core: tagger {tagger:,.0f}, everything {took['words'] / took['all']:,.0f}"]
            for key, read in peers.items():
                # A second run, warm, counts.
                theirs = took["words"] / min(seconds[name, key], read(texts)[1])
                speeds.append(f"spaCy {key} names only {theirs:,.0f} (tagger {tagger / theirs:.0f} times as fast, everything {took['words'] / took['all'] / theirs:.0f} times)")
    print(f"Calibration error of all {len(every)} mentions: {error(every):.3f} ({by_chance(every):.3f} of it would be chance)")
    if args.speed:
        print("; ".join(speeds))


if __name__ == "__main__":
    main()
