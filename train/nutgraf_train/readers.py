"""Reads the corpora with their label maps (train/maps) into sentences of tag masks.

A map names for each of the corpus's labels the set of ours it may stand for ([]: no name, null: unknown), the
labels that its annotators left unmarked (`outside`; null: anything), and what its annotation needs: spans without
a capital dropped (`names_only`), titles cut off persons (`strip_titles`), and whether spaCy's silver labels settle
doubts (`silver`: "union" leaves a word open between the two where they disagree).
"""
import gzip
import json
import pathlib
import re
import zlib
from dataclasses import dataclass, field

from .labels import ANY, LABELS, OUTSIDE, begin, both, inside, paint, spans_of

MAPS = pathlib.Path(__file__).resolve().parent.parent / "maps"

TITLES = set(
    """president premier chancellor prime minister foreign defense defence interior finance secretary state deputy vice
    general gen gen. colonel col col. lieutenant lt lt. major maj maj. captain capt capt. sergeant sgt admiral adm
    king queen prince princess emperor sultan sheikh sheik emir ayatollah pope cardinal archbishop bishop father rev
    rev. reverend imam mullah rabbi senator sen sen. representative rep rep. congressman congresswoman governor gov gov.
    mayor ambassador judge justice attorney commissioner chairman chairwoman chief director spokesman spokeswoman mr mr.
    mrs mrs. ms ms. miss dr dr. prof prof. professor sir dame lord lady shri smt envoy special opposition leader coach
    army commander former ex-president acting of the and affairs for u.s. us minister-designate interim""".split()
)


@dataclass
class Sentence:
    corpus: str
    doc: str
    tokens: list
    masks: list
    weight: float = 1.0
    silver: list = field(default_factory=list)


def corpus_of(path):
    return path.name.split(".")[0]


def load_map(corpus):
    return json.loads((MAPS / f"{corpus}.json").read_text())


def cut_titles(tokens, first, last):
    """Where the name itself begins in a person's span ("Foreign Minister Osman Ismail"); `last` where none is left."""
    while first < last and (tokens[first].lower() in TITLES):
        first += 1
    return first


def has_capital(tokens):
    return any(t[:1].isupper() or t[1:2].isupper() for t in tokens)


def narrow(tokens, first, last, labels, silver, seeds):
    """One of `labels` where a seed list or the silver span with the same bounds can tell, else all of them."""
    if len(labels) > 1 and seeds is not None:
        seeded = seeds.label(tokens[first:last])
        if seeded in labels:
            return [seeded]
    if len(labels) > 1 and silver.get((first, last)) in labels:
        return [silver[(first, last)]]
    return labels


def masks_for(row, spec, silver_spans=(), seeds=None):
    """The tag masks of one sentence under its corpus's map."""
    tokens = row["tokens"]
    count = len(tokens)
    silver = {(f, l): label for f, l, label in silver_spans or () if label in LABELS}
    outside = spec["outside"]
    if outside is None:
        masks = [ANY if t[:1].isupper() else OUTSIDE for t in tokens]
    else:
        masks = [OUTSIDE] * count
        # What the corpus leaves unmarked is taken from the silver labels, and is open where those are missing.
        if silver_spans is not None:
            for (first, last), label in silver.items():
                if label in outside:
                    paint(masks, first, last, [label])
        else:
            masks = [OUTSIDE | (both(outside) if t[:1].isupper() else 0) for t in tokens]
    gold = []
    for first, last, name in spans_of(row["tags"]):
        labels = spec["labels"].get(name, None)
        if labels is None:
            for i in range(first, last):
                masks[i] = ANY
            continue
        if not labels:
            continue
        if spec.get("names_only") and not has_capital(tokens[first:last]):
            continue
        while first < last and tokens[first].lower() in ("the", "a", "an"):
            first += 1
        while first < last and tokens[last - 1] in ("'s", "’s", "'", "’"):
            last -= 1
        if spec.get("strip_titles") and labels == ["PERSON"]:
            first = cut_titles(tokens, first, last)
        if first >= last:
            continue
        if spec.get("handles") is False and first > 0 and tokens[first - 1] in ("@", "#"):
            for i in range(first, last):
                masks[i] = OUTSIDE
            masks[first - 1] = OUTSIDE
            continue
        labels = narrow(tokens, first, last, labels, silver, seeds)
        gold.append((first, last))
        # A silver span reaching over the gold one's bounds leaves no half of itself behind.
        for (sf, sl), label in silver.items():
            if label in (outside or ()) and sf < last and sl > first:
                for i in range(sf, sl):
                    masks[i] = OUTSIDE | both([label])
        paint(masks, first, last, labels)
    if spec.get("silver") == "union" and silver_spans is not None:
        # A doubtful corpus: both readings stay open where the two disagree.
        other = [OUTSIDE] * count
        for (first, last), label in silver.items():
            while first < last and tokens[first].lower() in ("the", "a", "an"):
                first += 1
            while first < last and tokens[last - 1] in ("'s", "’s", "'", "’"):
                last -= 1
            if first < last:
                paint(other, first, last, [label])
        masks = either(masks, other)
    return masks


def held_out(doc):
    """Whether a document of the corpora is kept from training, to fit the scores' calibration on: one in twelve."""
    return zlib.crc32(doc.encode()) % 12 == 0


def read_corpus(path, silver_dir=None, seeds=None):
    corpus = corpus_of(path)
    spec = load_map(corpus)
    silver = {}
    if silver_dir is not None:
        found = pathlib.Path(silver_dir) / f"{path.name.removesuffix('.jsonl.gz')}.md.jsonl.gz"
        if found.exists():
            silver = {r["id"]: r["spans"] for r in map(json.loads, gzip.open(found, "rt"))}
    for line in gzip.open(path, "rt"):
        row = json.loads(line)
        spans = silver.get(row["id"]) if silver else None
        yield Sentence(corpus, f"{corpus}/{row['doc']}", row["tokens"], masks_for(row, spec, spans, seeds), spec["weight"])


def silver_masks(tokens, spans):
    masks = [OUTSIDE] * len(tokens)
    for first, last, label in spans:
        if label == "?":
            for i in range(first, last):
                masks[i] = ANY
            continue
        while first < last and tokens[first].lower() in ("the", "a", "an"):
            first += 1
        while first < last and tokens[last - 1] in ("'s", "’s", "'", "’"):
            last -= 1
        if label == "PERSON":
            first = cut_titles(tokens, first, last)
        if first < last:
            paint(masks, first, last, [label])
    return masks


def either(masks, others):
    """Words on which two readings differ stay open between the two."""
    return [a if a & b else a | b for a, b in zip(masks, others)]


def read_silver(path, weight=1.0):
    """Sentences under spaCy's labels, open where the library's own (NAME.own, where it is there) say otherwise."""
    own = path.with_name(path.name.replace(".md.", ".own."))
    seconds = map(json.loads, gzip.open(own, "rt")) if own != path and own.exists() else None
    for line in gzip.open(path, "rt"):
        row = json.loads(line)
        masks = silver_masks(row["tokens"], row["spans"])
        if seconds is not None:
            masks = either(masks, silver_masks(row["tokens"], next(seconds)))
        yield Sentence(row["source"], row["source"] + "/" + row["doc"], row["tokens"], masks, weight)
