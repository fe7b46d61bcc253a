"""The tag scheme: outside, then B- and I- of each name label, and sets of tags as bit masks.

A corpus that cannot tell two of our labels apart marks a word with the set of tags it may have; training then
sums the probability of the whole set, so no corpus teaches a lie.
"""

from . import format

LABELS = list(format.LABELS)
TAGS = ["O"] + [f"{part}-{label}" for label in LABELS for part in "BI"]
TAG = {tag: i for i, tag in enumerate(TAGS)}
OUTSIDE = 1
ANY = (1 << len(TAGS)) - 1


def begin(labels):
    return sum(1 << TAG[f"B-{label}"] for label in labels)


def inside(labels):
    return sum(1 << TAG[f"I-{label}"] for label in labels)


def both(labels):
    return begin(labels) | inside(labels)


def paint(masks, first, last, labels):
    """Marks words first..last as one mention of one of `labels`."""
    masks[first] = begin(labels)
    for i in range(first + 1, last):
        masks[i] = inside(labels)


def spans_of(tags):
    """(first, last, label) of BIO tags given as text; a stray I- begins a mention."""
    spans, start, label = [], None, None
    for i, tag in enumerate(list(tags) + ["O"]):
        part, _, name = tag.partition("-")
        if start is not None and (part != "I" or name != label):
            spans.append((start, i, label))
            start = None
        if part == "B" or (part == "I" and start is None):
            start, label = i, name
    return spans
