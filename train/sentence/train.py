#!/usr/bin/env python3
"""Learn which candidates end a sentence, and write core/src/sentence/table.rs.

usage: train.py DATA_DIR [--epochs N] [--seed N]

DATA_DIR holds GUM.train, UD_EWT.train and MASC_without_news as eval.py reads
them. Of GUM only the documents under CC BY are used, and those and UD_EWT
also with their line breaks made blanks, so that a heading glued to a sentence
is learned. The candidates and their rows come from the library itself:
`cargo run --features train --example candidates`.

A candidate has one row of eight numbers a question; the rows are added up,
what is below 0 becomes 0, and a weighted sum tells how much speaks for an end.
All is rounded to whole numbers, so that every machine decides alike.
"""
import argparse
import gzip
import json
import pathlib
import subprocess

import numpy as np

CANDIDATES = ["cargo", "run", "-q", "--release", "-p", "nutgraf", "--features", "train", "--example", "candidates"]
TABLE = pathlib.Path(__file__).parents[2] / "core/src/sentence/table.rs"
WIDTH = 16
SCALE = 16  # of a row's numbers
DROPPED = 0.3  # of the answers, while learning
FREE = {"CC BY 2.5", "CC BY 4.0"}


def read(path, keep=lambda record: True):
    return [r for r in map(json.loads, gzip.open(path, "rt")) if keep(r)]


def blanks(record):
    return {**record, "text": record["text"].replace("\n", " ")}


def squeezed(record):
    """Each run of white space as one blank."""
    text, places = [], []
    for char in record["text"]:
        places.append(len(text))
        if not (char.isspace() and (not text or text[-1] == " ")):
            text.append(" " if char.isspace() else char)
    places.append(len(text))
    spans = [[places[s], places[e]] for s, e in record["sentences"]]
    return {**record, "text": "".join(text), "sentences": spans}


def doubled(record, rng, share):
    """Each of this share of the blanks twice: two are no end by themselves."""
    text, places = [], []
    for char in record["text"]:
        places.append(len(text))
        text.extend(char * (1 + (char == " " and rng.random() < share)))
    places.append(len(text))
    spans = [[places[s], places[e]] for s, e in record["sentences"]]
    return {**record, "text": "".join(text), "sentences": spans}


def twice(records, rng):
    """Some texts with all blanks doubled, the others with a few."""
    return (doubled(record, rng, rng.choice([0.01, 0.1, 1.0])) for record in records)


def candidates(records):
    lines = "".join(json.dumps({"text": r["text"], "sentences": r["sentences"]}) + "\n" for r in records)
    out = subprocess.run(CANDIDATES, input=lines, capture_output=True, text=True, check=True).stdout
    data = np.array([line.split() for line in out.splitlines() if line], dtype=np.int32)
    return data[:, 1:], data[:, 0].astype(np.float32)


def corpora(data):
    gum = read(data / "GUM.train.jsonl.gz", lambda r: r["licence"] in FREE)
    ewt = read(data / "UD_EWT.train.jsonl.gz")
    masc = read(data / "MASC_without_news.jsonl.gz")
    rng = np.random.default_rng(1)
    sets = [
        (gum, 2.0), ([blanks(r) for r in gum], 2.0), ([squeezed(r) for r in gum], 1.0), (list(twice(gum, rng)), 0.6),
        (ewt, 1.0), ([blanks(r) for r in ewt], 0.7), ([squeezed(r) for r in ewt], 0.3), (list(twice(ewt, rng)), 0.3),
        (masc, 0.2),
    ]
    rows, labels, weights = [], [], []
    for records, weight in sets:
        r, y = candidates(records)
        rows.append(r), labels.append(y), weights.append(np.full(len(y), weight, np.float32))
    return np.concatenate(rows), np.concatenate(labels), np.concatenate(weights)


class Network:
    """Rows added up, cut at 0, weighed."""

    def __init__(self, rows, rng):
        self.p = {
            "rows": rng.normal(0, 0.1, (rows, WIDTH)).astype(np.float32),
            "bias": np.full(WIDTH, 0.1, np.float32),
            "out": rng.normal(0, 0.5, WIDTH).astype(np.float32),
            "last": np.zeros(1, np.float32),
        }
        self.m = {k: np.zeros_like(v) for k, v in self.p.items()}
        self.v = {k: np.zeros_like(v) for k, v in self.p.items()}
        self.t = 0

    def hidden(self, x):
        return np.maximum(self.p["rows"][x].sum(1) + self.p["bias"], 0)

    def logits(self, x):
        return np.concatenate([self.hidden(b) @ self.p["out"] + self.p["last"] for b in np.array_split(x, len(x) // 8192 + 1)])

    def step(self, x, y, w, rate, decay):
        h = self.hidden(x)
        error = w * (1 / (1 + np.exp(-(h @ self.p["out"] + self.p["last"]))) - y) / len(y)
        back = (error[:, None] * self.p["out"]) * (h > 0)
        rows = np.zeros_like(self.p["rows"])
        flat = x.ravel()
        order = np.argsort(flat, kind="stable")
        found, first = np.unique(flat[order], return_index=True)
        rows[found] = np.add.reduceat(np.repeat(back, x.shape[1], 0)[order], first)
        grads = {"rows": rows, "bias": back.sum(0), "out": h.T @ error, "last": error.sum(keepdims=True)}
        self.t += 1
        for k, g in grads.items():
            self.m[k] = 0.9 * self.m[k] + 0.1 * g
            self.v[k] = 0.999 * self.v[k] + 0.001 * g * g
            m, v = self.m[k] / (1 - 0.9**self.t), self.v[k] / (1 - 0.999**self.t)
            self.p[k] -= rate * (m / (np.sqrt(v) + 1e-8) + (decay * self.p[k] if k == "rows" else 0))


def write(net, sure):
    rows = np.clip(np.rint(net.p["rows"][:-1] * SCALE), -127, 127).astype(int)
    bias = np.rint(net.p["bias"] * SCALE).astype(int)
    peak = np.abs(net.p["out"]).max()
    out = np.rint(net.p["out"] / peak * 127).astype(int)
    last = int(np.rint(net.p["last"][0] / peak * 127 * SCALE))
    margin = int(np.rint(sure / peak * 127 * SCALE))
    text = (
        "//! The table of the learned decision, made by `train/sentence/train.py`.\n\n"
        "use super::decision::WIDTH;\nuse super::features::ROWS;\n\n"
        f"pub(super) static BIAS: [i16; WIDTH] = {bias.tolist()};\n\n"
        f"pub(super) static WEIGHTS: [i16; WIDTH] = {out.tolist()};\n\n"
        f"pub(super) const LAST: i32 = {last};\n\n"
        f"pub(super) const MARGIN: i32 = {margin};\n\n"
        "#[rustfmt::skip]\npub(super) static TABLE: [[i16; WIDTH]; ROWS] = [\n"
        + "".join(f"{row.tolist()},\n".replace(" ", "") for row in rows)
        + "];\n"
    )
    TABLE.write_text(text)


def main():
    args = argparse.ArgumentParser()
    args.add_argument("data", type=pathlib.Path)
    args.add_argument("--epochs", type=int, default=10)
    args.add_argument("--seed", type=int, default=2)
    args.add_argument("--sure", type=float, default=0.6, help="log odds that an end without a mark needs")
    args = args.parse_args()
    x, y, w = corpora(args.data)
    dev = {name: candidates(read(args.data / f"{name}.dev.jsonl.gz")) for name in ("GUM", "UD_EWT")}
    dev["GUM blanks"] = candidates([blanks(r) for r in read(args.data / "GUM.dev.jsonl.gz")])
    rng = np.random.default_rng(args.seed)
    rows = int(subprocess.run(CANDIDATES + ["--", "--rows"], capture_output=True, text=True, check=True).stdout)
    net = Network(rows + 1, rng)  # the last stands for an answer withheld
    print(len(y), "candidates,", rows, "rows")
    for epoch in range(args.epochs):
        rate = 0.01 * 0.5 * (1 + np.cos(np.pi * epoch / args.epochs))
        for part in np.array_split(rng.permutation(len(y)), len(y) // 1024):
            # Some answers are withheld, lest it lean on single words.
            some = np.where(rng.random(x[part].shape) < DROPPED, rows, x[part])
            net.step(some, y[part], w[part], rate, 0.002)
            net.p["rows"][rows] = 0
        scores = [f"train {((net.logits(x) > 0) != y).mean():.4f}"]
        scores += [f"{n} {((net.logits(a) > 0) & (b < 1)).sum()}+{((net.logits(a) <= 0) & (b > 0)).sum()} of {len(b)}" for n, (a, b) in dev.items()]
        print(epoch, *scores, flush=True)
    write(net, args.sure)


if __name__ == "__main__":
    main()
