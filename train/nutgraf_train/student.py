"""The student: sums of embedding rows, width-3 convolutions with gates, BIO tags. Small enough to ship.

    python -m nutgraf_train.student train WORK       goes on from WORK/student.pt where that is there, ends in student.final.pt

Reads what prepare.py and the teacher wrote. Where the teacher labelled a word its probabilities are the target, drawn
towards the tags that the word's own labels allow; elsewhere those tags' summed probability is.
"""
import argparse
import json
import os
import pathlib
import pickle
import time

import numpy as np
import torch
import torch.nn.functional as F

from . import vocabulary
from .features import COLUMNS, EXACT, LIST_ROWS, NONE, PREFIX_ROWS, SHAPE_ROWS, SUFFIX_ROWS, WORD, unpack
from .labels import TAGS
from .teacher import soft_path, SHARD
from . import warm

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


def load(args):
    stored = np.load(args.work / "student_data.npz")
    data = {k: stored[k] for k in stored.files}
    with open(args.work / "student_words.pkl", "rb") as file:
        info = pickle.load(file)
    return data, info


def soft_targets(work, data, info):
    """The teacher's probabilities: [words, tags] bytes, and which words have them."""
    soft = np.zeros((len(data["types"]), len(TAGS)), np.uint8)
    has = np.zeros(len(data["types"]), bool)
    for name, first, end in info["sources"]:
        for at in range(0, end - first, SHARD):
            path = soft_path(work, name, at)
            if path.exists():
                start = data["offsets"][first + at]
                rows = np.load(path)
                soft[start : start + len(rows)] = rows
                has[start : start + len(rows)] = True
    # Changed copies take the targets of their sentences.
    for copy in np.nonzero(data["origin"] != np.arange(len(data["origin"])))[0]:
        a, b = data["offsets"][data["origin"][copy]], data["offsets"][copy]
        length = data["offsets"][copy + 1] - b
        soft[b : b + length], has[b : b + length] = soft[a : a + length], has[a : a + length]
    return soft, has


def targets(soft, masks, trust):
    """`trust` 1: the teacher's probabilities as they are; 0: what of them falls on the allowed tags."""
    p = soft.astype(np.float32)
    p /= np.maximum(p.sum(1, keepdims=True), 1)
    allowed = ((masks[:, None] >> np.arange(len(TAGS))) & 1).astype(np.float32)
    within = p * allowed + 1e-3 * allowed
    within /= np.maximum(within.sum(1, keepdims=True), 1e-6)
    return trust[:, None] * p + (1 - trust[:, None]) * within


def schedule(data, has, epochs, rest, rng):
    """The sentences in the order of training: an epoch has what people annotated well and all that the teacher labelled, and
    a part of the rest."""
    lengths = np.diff(data["offsets"])
    usable = (lengths > 0) & (lengths < 400) & ~data["held"]
    soft = np.zeros(len(lengths), bool)
    soft[lengths > 0] = has[data["offsets"][:-1][lengths > 0]]
    well = soft | (data["trust"] == 0)
    always = np.nonzero(usable & well)[0]
    others = rng.permutation(np.nonzero(usable & ~well)[0])
    share = int(len(others) * rest)
    times = np.repeat(always, data["times"][always])
    return np.concatenate([rng.permutation(np.concatenate([times, others[e * share : (e + 1) * share]])) for e in range(epochs)])


def save(path, model, optimiser, step):
    part = str(path) + ".part"
    torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step}, part)
    os.replace(part, path)


def train(args):
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = np.random.default_rng(args.seed)
    data, info = load(args)
    soft, has = soft_targets(args.work, data, info)
    if args.no_teacher:
        has[:] = False
    print(f"{has.sum()} words have the teacher's labels", flush=True)
    model = Student(len(data["glove"]), torch.from_numpy(data["glove"]), torch.from_numpy(data["clusters"]).long(), args.dropout)
    if args.warm:
        print(warm.start(model, info["keys"], args.warm), "words known from", args.warm, flush=True)
    start = {name: value.clone() for name, value in model.state_dict().items() if args.keep and value.is_floating_point()}
    types = data["rows"].astype(np.int64)
    optimiser = torch.optim.AdamW(model.parameters(), lr=args.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    state_path = args.work / args.name
    step, began = 0, time.time()
    if state_path.exists() and not args.fresh:
        state = torch.load(state_path)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        step = state["step"]
    order = schedule(data, has, args.epochs, args.rest, rng)
    lengths = np.diff(data["offsets"])
    cumulative = np.concatenate([[0], np.cumsum(lengths[order])])
    steps = int(cumulative[-1] / args.batch) + 1
    first_step = step
    print(f"{cumulative[-1]} words, {steps} steps", flush=True)
    bits = np.arange(len(TAGS))
    recent, seen = 0.0, 0
    model.train()
    while step < steps:
        a, b = np.searchsorted(cumulative, [step * args.batch, (step + 1) * args.batch])
        chosen = order[a:b]
        if len(chosen) == 0:
            break
        progress = step / steps
        if args.minutes:
            progress = max(progress, (time.time() - began) / 60 / args.minutes)
            if progress >= 1:
                break
        for group in optimiser.param_groups:
            group["lr"] = args.rate * min(1, (step - first_step + 1) / 60) * max(0.01, 1 - progress)
        features, lists, inside, index, where = pack(chosen, types, data)
        scores = F.log_softmax(model(features, lists, inside)[index], -1)
        masks = data["masks"][where]
        allowed = torch.from_numpy(((masks[:, None] >> bits) & 1).astype(bool))
        loss = -scores.masked_fill(~allowed, -1e4).logsumexp(-1)
        repeat = np.repeat(chosen, lengths[chosen])
        weights = torch.from_numpy(data["weights"][repeat])
        known = torch.from_numpy(has[where])
        if known.any():
            target = torch.from_numpy(targets(soft[where], masks, data["trust"][repeat]))
            loss = torch.where(known, -(target * scores).sum(-1), loss)
            weights = torch.where(known, weights.clamp(min=1), weights)
        loss = (loss * weights).sum() / weights.sum()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimiser.step()
        step += 1
        recent += loss.item()
        seen += len(where)
        if step % 50 == 0:
            print(f"step {step}/{steps} loss {recent / 50:.4f} progress {progress:.3f} words/s {seen / (time.time() - began):.0f}", flush=True)
            recent = 0.0
        if step % 200 == 0:
            save(state_path, model, optimiser, step)
    save(state_path, model, optimiser, step)
    # Half way between two good models with one origin lies one that forgot less (Wortsman and others 2022).
    with torch.no_grad():
        for name, value in model.state_dict().items():
            if name in start:
                value.lerp_(start[name], args.keep)
    torch.save({"model": model.state_dict()}, args.work / "student.final.pt")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["train"])
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--warm", type=pathlib.Path, help="start from this model file (an earlier edition)")
    parser.add_argument("--keep", type=float, default=0.0, help="share of the model started from in the final one")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rest", type=float, default=0.3, help="share of the text without the teacher's labels in an epoch")
    parser.add_argument("--batch", type=int, default=6000)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--minutes", type=float, help="end by the clock: the rate falls to nothing when they are over")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--name", default="student.pt")
    parser.add_argument("--no-teacher", action="store_true", help="an ablation: the corpora's and the silver labels only")
    parser.add_argument("--fresh", action="store_true")
    args = parser.parse_args()
    train(args)


if __name__ == "__main__":
    main()
