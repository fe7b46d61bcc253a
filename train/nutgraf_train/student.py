"""The student: sums of embedding rows, four width-3 convolutions with gates, BIO tags. Small enough to ship.

    python -m nutgraf_train.student prepare DATA WORK     features of all training text, once
    python -m nutgraf_train.student train DATA WORK       goes on from WORK/student.pt where that is there
"""
import argparse
import json
import os
import pathlib
import pickle
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

from . import vocabulary
from .features import COLUMNS, EXACT, LIST_ROWS, NONE, PREFIX_ROWS, SHAPE_ROWS, SUFFIX_ROWS, WORD, Features, unpack
from .labels import OUTSIDE, TAGS
from .lists import Seeds
from .readers import Sentence, read_corpus, read_silver

WIDTH = 96
DILATIONS = (1, 1, 2, 2)
GAP = max(DILATIONS)


class Student(torch.nn.Module):
    def __init__(self, words, glove, clusters, dropout=0.1):
        super().__init__()
        self.register_buffer("glove", glove)
        self.register_buffer("clusters", clusters)
        small = lambda rows: torch.nn.Parameter(torch.randn(rows, WIDTH) * 0.1)
        self.words = torch.nn.Parameter(torch.zeros(words, WIDTH))
        self.project = torch.nn.Parameter(torch.randn(glove.shape[1], WIDTH) * 0.05)
        self.brown = small(vocabulary.BROWN_ROWS)
        self.prefix, self.suffix, self.shape, self.lists = small(PREFIX_ROWS), small(SUFFIX_ROWS), small(SHAPE_ROWS), small(LIST_ROWS)
        self.convolutions = torch.nn.ParameterList(torch.nn.Parameter(torch.randn(WIDTH, 3 * 2 * WIDTH) * (1 / (3 * WIDTH)) ** 0.5) for _ in DILATIONS)
        self.biases = torch.nn.ParameterList(torch.nn.Parameter(torch.zeros(2 * WIDTH)) for _ in DILATIONS)
        self.out = torch.nn.Linear(WIDTH, len(TAGS))
        self.dropout = dropout

    def lexical(self, rows, learned=None):
        """The whole row of a word: its own, what GloVe says, what its clusters say."""
        own = F.embedding(rows, self.words)
        if learned is not None:
            own = own * learned
        clusters = F.embedding(self.clusters[rows].flatten(), self.brown).view(len(rows), -1, WIDTH)
        return own + self.glove[rows] @ self.project + clusters.sum(1)

    def forward(self, features, lists, inside):
        """`features` [n, COLUMNS] row numbers (−1: none), `lists` [n, LIST_ROWS], `inside` [n, 1]: 0 in the gaps."""
        word, exact = features[:, WORD], features[:, EXACT]
        learned = None
        if self.training:
            # A word that is not known, one known only from elsewhere, lists that do not know it: what news brings daily.
            draw = torch.rand(len(word), 1)
            word = torch.where(draw[:, 0] < 0.08, torch.zeros_like(word), word)
            exact = torch.where(draw[:, 0] < 0.18, torch.full_like(exact, NONE), exact)
            learned = (draw >= 0.18).float()
            lists = lists * (torch.rand(len(word), 1) > 0.15)
        def rows(table, column):
            return F.embedding(column.clamp(min=0), table) * (column >= 0)[:, None]
        x = self.lexical(word, learned)
        x = x + rows(self.words, exact)
        x = x + rows(self.prefix, features[:, 2])
        for column in (3, 4, 5):
            x = x + rows(self.suffix, features[:, column])
        x = x + rows(self.shape, features[:, 6]) + lists @ self.lists
        x = F.dropout(x, self.dropout, self.training) * inside
        for dilation, weights, bias in zip(DILATIONS, self.convolutions, self.biases):
            taps = (x @ weights).view(-1, 3, 2 * WIDTH)
            y = taps[:, 1] + bias
            y = y + F.pad(taps[:-dilation, 0], (0, 0, dilation, 0)) + F.pad(taps[dilation:, 2], (0, 0, 0, dilation))
            value, gate = y.split(WIDTH, 1)
            y = value * (gate * 0.25 + 0.5).clamp(0, 1)
            x = (x + F.dropout(y, self.dropout, self.training)) * inside
        return self.out(x)


def pack(sentences, types, data, rng=None):
    """One batch: sentences in a row with GAP empty words between. (features, lists, inside, positions)"""
    lengths = [data["offsets"][s + 1] - data["offsets"][s] for s in sentences]
    total = sum(lengths) + GAP * (len(lengths) + 1)
    features = np.full((total, COLUMNS), NONE, np.int64)
    features[:, WORD] = 0
    bits = np.zeros(total, np.uint64)
    inside = np.zeros((total, 1), np.float32)
    index = np.zeros(sum(lengths), np.int64)
    where = np.zeros(sum(lengths), np.int64)
    at, filled = GAP, 0
    for s, length in zip(sentences, lengths):
        start = data["offsets"][s]
        features[at : at + length] = types[data["types"][start : start + length]]
        bits[at : at + length] = data["lists"][start : start + length]
        inside[at : at + length] = 1
        index[filled : filled + length] = np.arange(at, at + length)
        where[filled : filled + length] = np.arange(start, start + length)
        at += length + GAP
        filled += length
    return torch.from_numpy(features), torch.from_numpy(unpack(bits).astype(np.float32)), torch.from_numpy(inside), torch.from_numpy(index), where


def prepare(args):
    rng = random.Random(args.seed)
    seeds = Seeds(args.data / "lists")
    sentences = []
    for path in sorted((args.data / "ner/train").glob("*.jsonl.gz")):
        sentences += read_corpus(path, args.work / "silver", seeds)
    gold = len(sentences)
    names = args.text or sorted(p.name for p in (args.work / "silver").glob("*.jsonl.gz") if (args.data / "text" / (p.name.replace(".md.", "."))).exists())
    starts = {}
    for name in names:
        starts[name] = len(sentences)
        sentences += read_silver(args.work / "silver" / name, 0.5)
    print(f"{gold} sentences of corpora, {len(sentences) - gold} of text", flush=True)
    keys, words, glove, clusters, counts = vocabulary.build((s.tokens for s in sentences), args.data / "vec", args.words, args.exact)
    lists = vocabulary.compile_lists(args.data / "lists", None)
    features = Features(keys, lists)
    augmented = []
    for i, sentence in enumerate(sentences):
        draw = rng.random()
        if len(sentence.tokens) > 3 and draw < 0.03:
            change = str.upper if draw < 0.02 else str.lower
            augmented.append((i, Sentence(sentence.corpus, sentence.doc, [change(t) for t in sentence.tokens], sentence.masks, sentence.weight * 0.5)))
    origin = list(range(len(sentences))) + [i for i, _ in augmented]
    sentences += [s for _, s in augmented]
    offsets, types, bits, masks, weights = [0], [], [], [], []
    for sentence in sentences:
        types += [features.word(t) for t in sentence.tokens]
        bits += features.listed(sentence.tokens)
        masks += sentence.masks
        weights.append(sentence.weight)
        offsets.append(len(types))
    data = dict(offsets=np.array(offsets, np.int64), types=np.array(types, np.int32), lists=np.array(bits, np.uint64),
                masks=np.array(masks, np.int32), weights=np.array(weights, np.float32), origin=np.array(origin, np.int64))
    np.savez(args.work / "student_data.npz", **data, rows=np.array(features.rows, np.int32), glove=glove, clusters=clusters, counts=counts)
    with open(args.work / "student_words.pkl", "wb") as out:
        pickle.dump(dict(keys=keys, words=words, lists=lists, starts=starts, gold=gold), out)
    print(f"{len(types)} words, {len(features.rows)} kinds, {len(words)} rows, {len(lists)} list entries", flush=True)


def load(args):
    stored = np.load(args.work / "student_data.npz")
    data = {k: stored[k] for k in stored.files}
    with open(args.work / "student_words.pkl", "rb") as file:
        info = pickle.load(file)
    return data, info


def soft_targets(args, data, info):
    """The teacher's probabilities where it labelled the text: [words, tags] bytes, and which words have them."""
    soft = np.zeros((len(data["types"]), len(TAGS)), np.uint8)
    has = np.zeros(len(data["types"]), bool)
    for name, start in info["starts"].items():
        for path in sorted((args.work / "soft").glob(name.split(".")[0] + ".*.npy")):
            first = start + int(path.name.split(".")[1])
            at = data["offsets"][first]
            rows = np.load(path)
            soft[at : at + len(rows)] = rows
            has[at : at + len(rows)] = True
    # Copies in other case take the targets of their sentences.
    for copy in range(len(data["origin"])):
        source = data["origin"][copy]
        if source != copy:
            a, b = data["offsets"][source], data["offsets"][copy]
            length = data["offsets"][source + 1] - a
            if has[a : a + length].all():
                soft[b : b + length] = soft[a : a + length]
                has[b : b + length] = True
    return soft, has


def train(args):
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = np.random.default_rng(args.seed)
    data, info = load(args)
    soft, has = soft_targets(args, data, info)
    print(f"{has.sum()} words have the teacher's labels", flush=True)
    model = Student(len(data["glove"]), torch.from_numpy(data["glove"]), torch.from_numpy(data["clusters"]).long(), args.dropout)
    types = data["rows"].astype(np.int64)
    optimiser = torch.optim.AdamW(model.parameters(), lr=args.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    lengths = np.diff(data["offsets"])
    sentences = np.nonzero((lengths > 0) & (lengths < 400))[0]
    if args.only_soft:
        sentences = sentences[[has[data["offsets"][s]] or data["origin"][s] < info["gold"] for s in sentences]]
    epochs = args.epochs
    state_path = args.work / args.name
    step = 0
    began = time.time()
    if state_path.exists() and not args.fresh:
        state = torch.load(state_path)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        step = state["step"]
    total_words = lengths[sentences].sum() * epochs
    steps = int(total_words / args.batch) + 1
    print(f"{total_words} words, about {steps} steps", flush=True)
    order = np.concatenate([rng.permutation(sentences) for _ in range(epochs)])
    cumulative = np.concatenate([[0], np.cumsum(lengths[order])])
    bits = np.arange(len(TAGS))
    recent, seen = 0.0, 0
    model.train()
    while step < steps:
        a, b = np.searchsorted(cumulative, [step * args.batch, (step + 1) * args.batch])
        chosen = order[a:b]
        if len(chosen) == 0:
            break
        progress = step / steps
        rate = args.rate * min(1, (step + 1) / 100) * max(0.02, 1 - progress)
        for group in optimiser.param_groups:
            group["lr"] = rate
        features, lists, inside, index, where = pack(chosen, types, data)
        scores = F.log_softmax(model(features, lists, inside)[index], -1)
        allowed = torch.from_numpy(((data["masks"][where][:, None] >> bits) & 1).astype(bool))
        hard = -scores.masked_fill(~allowed, -1e4).logsumexp(-1)
        weights = torch.from_numpy(np.repeat(data["weights"][chosen], lengths[chosen]))
        known = torch.from_numpy(has[where])
        if known.any():
            target = torch.from_numpy(soft[where].astype(np.float32))
            target = target / target.sum(-1, keepdim=True).clamp(min=1)
            hard = torch.where(known, -(target * scores).sum(-1), hard)
            weights = torch.where(known, torch.ones_like(weights), weights)
        loss = (hard * weights).sum() / weights.sum()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimiser.step()
        step += 1
        recent += loss.item()
        seen += len(where)
        if step % 50 == 0:
            print(f"step {step}/{steps} loss {recent / 50:.4f} words/s {seen / (time.time() - began):.0f}", flush=True)
            recent = 0.0
        if step % 200 == 0 or step == steps:
            part = str(state_path) + ".part"
            torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step}, part)
            os.replace(part, state_path)
    part = str(state_path) + ".part"
    torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step}, part)
    os.replace(part, state_path)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["prepare", "train"])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--text", nargs="*")
    parser.add_argument("--words", type=int, default=46000)
    parser.add_argument("--exact", type=int, default=5000)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--batch", type=int, default=6000)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--name", default="student.pt")
    parser.add_argument("--only-soft", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    args = parser.parse_args()
    {"prepare": prepare, "train": train}[args.command](args)


if __name__ == "__main__":
    main()
