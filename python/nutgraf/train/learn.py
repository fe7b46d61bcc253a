"""From annotated texts to a model file."""

import itertools
import random
import time
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

import nutgraf
from nutgraf import _nutgraf
from nutgraf.evaluate import Report, evaluate

from . import format

MOST_LABELS = 31


@dataclass
class Sentence:
    words: list
    # For each word its tag: 0 outside, 2·label + 1 begin, 2·label + 2 inside.
    tags: list


def sentences_of(examples, labels, skip_misaligned=False):
    """The library's sentences and tokens under their tags, and how many spans were left out."""
    extractor = nutgraf.Extractor()
    docs = extractor.extract_batch([e.text for e in examples], only=["sentences", "tokens"])
    found, skipped = [], 0
    for example, doc in zip(examples, docs, strict=True):
        tokens = [(t.start, t.end) for t in doc.tokens]
        starts = {start: i for i, (start, _) in enumerate(tokens)}
        ends = {end: i + 1 for i, (_, end) in enumerate(tokens)}
        tags, whole = [0] * len(tokens), set()
        for start, end, label in example.spans:
            if start not in starts or end not in ends:
                if skip_misaligned:
                    skipped += 1
                    continue
                near = [example.text[s:e] for s, e in tokens if s < end and e > start]
                raise ValueError(
                    f"{example.place}: {example.text[start:end]!r} ({start}:{end}) does not begin and end "
                    f"with a token; the tokens are {near}. Mend it, or leave such out: --skip-misaligned"
                )
            first, last, number = starts[start], ends[end], labels.index(label)
            tags[first:last] = [2 * number + 1] + [2 * number + 2] * (last - first - 1)
            whole.update(range(first + 1, last))
        # A name goes on over what the library takes for the end of a sentence.
        firsts = [starts.get(sentence.start) for sentence in doc.sentences]
        borders = [0, *(first for first in firsts if first and first not in whole), len(tokens)]
        for a, b in itertools.pairwise(borders):
            if b > a:
                found.append(Sentence([example.text[s:e] for s, e in tokens[a:b]], tags[a:b]))
    return found, skipped


def tagged(data, examples):
    """What the library's tagger finds with a model file: the names, and their scores."""
    docs = nutgraf.Extractor(model=data).extract_batch([e.text for e in examples], only=["entities"])
    return [
        [(e.start, e.end, e.label, e.score) for e in doc.entities if e.source == "tagger"] for doc in docs
    ]


def report_of(data, examples):
    names = [[name[:3] for name in doc] for doc in tagged(data, examples)]
    return evaluate([e.spans for e in examples], names, [e.text for e in examples])


def with_other_labels(examples, data, own):
    """The examples with what a model finds beside their own names: so its labels are not forgotten."""
    out = []
    for example, names in zip(examples, tagged(data, examples), strict=True):
        others = [(start, end, label) for start, end, label, _ in names if label not in own]
        free = [o for o in others if not any(o[0] < end and o[1] > start for start, end, _ in example.spans)]
        out.append(replace(example, spans=sorted(example.spans + free)))
    return out


@dataclass
class Result:
    """What training gave."""

    model: bytes
    # On the texts that it stopped by.
    report: Report
    labels: list
    texts: int
    dev_texts: int
    names: dict
    skipped: int
    epochs: int
    best_epoch: int
    seconds: float


def train(
    examples,
    dev=None,
    *,
    start=None,
    fresh=False,
    add=False,
    epochs=25,
    patience=8,
    rate=2e-3,
    batch=400,
    dropout=0.2,
    seed=1,
    threads=1,
    skip_misaligned=False,
    progress=True,
):
    """Learns the examples' labels; gives a `Result`, whose ``model`` are the bytes of a model file.

    `dev` are examples to stop by, one in six of the examples where there are none. `start` are the bytes of a
    model file to begin with (none: the model inside the package); `fresh` keeps none of it but its words and
    lists, `add` keeps its labels beside the new ones.
    """
    import torch

    from .network import Tagger, Words, for_labels, forget

    began = time.time()
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    generator = np.random.default_rng(seed)
    data = start or _nutgraf._model()
    nutgraf.Extractor(model=data)  # which refuses what is no model
    examples, dev = divided(examples, dev, seed)
    own = sorted({label for example in examples for *_, label in example.spans})
    if not own:
        raise ValueError("no name is marked in the texts")
    network = format.read(data)
    labels = [*network.labels, *(name for name in own if name not in network.labels)] if add else own
    if len(labels) > MOST_LABELS:
        raise ValueError(f"{len(labels)} labels are more than {MOST_LABELS}")
    learnt = with_other_labels(examples, data, own) if add else examples
    sentences, skipped = sentences_of(learnt, labels, skip_misaligned)
    for_labels(network, labels, generator)
    if fresh:
        forget(network, generator)
    words = Words(_nutgraf._rows(data, [s.words for s in sentences]), network)
    tags = torch.tensor([tag for s in sentences for tag in s.tags])
    model = Tagger(network, words.used, dropout)
    # The last layer is new; the others know the language.
    known = [value for name, value in model.named_parameters() if not name.startswith("out")]
    groups = [
        {"params": known, "rate": rate},
        {"params": [model.out, model.out_bias], "rate": max(rate, 1e-2)},
    ]
    optimiser = torch.optim.AdamW(groups, lr=rate, weight_decay=0.01, betas=(0.9, 0.98))
    best, best_f1, best_epoch, epoch = None, -1.0, 0, 0
    with _bar(epochs, progress) as bar:
        for epoch in range(1, epochs + 1):
            model.train()
            for group in optimiser.param_groups:
                group["lr"] = group["rate"] * (1 - (epoch - 1) / epochs)
            for chosen in _batches(words.offsets, batch, generator):
                wanted = torch.cat([tags[words.offsets[s] : words.offsets[s + 1]] for s in chosen])
                loss = torch.nn.functional.cross_entropy(model(words, chosen), wanted)
                optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
                optimiser.step()
            trial = model.network(network, words.used)
            f1 = report_of(format.write(trial), dev).overall["strict"].f1
            if f1 > best_f1:
                best, best_f1, best_epoch = trial, f1, epoch
            bar.set_postfix(f1=f"{f1:.3f}", best=f"{best_f1:.3f}")
            bar.update()
            if epoch - best_epoch >= patience:
                break
    best.calibration = calibration(format.write(best), dev, len(labels))
    final = format.write(best)
    return Result(
        model=final,
        report=report_of(final, dev),
        labels=labels,
        texts=len(examples),
        dev_texts=len(dev),
        names=Counter(label for example in examples for *_, label in example.spans),
        skipped=skipped,
        epochs=epoch,
        best_epoch=best_epoch,
        seconds=time.time() - began,
    )


def divided(examples, dev, seed):
    """The examples to learn from and those to stop by."""
    if dev is None:
        examples = random.Random(seed).sample(examples, len(examples))
        count = max(1, len(examples) // 6)
        dev, examples = examples[:count], examples[count:]
    if not examples or not dev:
        raise ValueError("one text is too few: some are learnt from, others tell when to stop")
    return examples, dev


def _batches(offsets, size, generator):
    """The sentences in a new order, so many words at a time."""
    batch, words = [], 0
    for sentence in generator.permutation(len(offsets) - 1):
        batch.append(sentence)
        words += offsets[sentence + 1] - offsets[sentence]
        if words >= size:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def calibration(data, examples, labels):
    """How often a name is right by its margin: a logistic curve, fitted on what the default one finds."""
    scores, right = [], []
    for example, names in zip(examples, tagged(data, examples), strict=True):
        scores += [name[3] for name in names]
        right += [name[:3] in example.spans for name in names]
    if min(right.count(True), right.count(False)) < 10:
        return format.default_calibration(labels)
    score = np.clip(scores, 1e-5, 1 - 1e-5)
    margin, right = np.log(score / (1 - score)), np.array(right, float)
    weights = np.array([1.0, 0.0])
    inputs = np.stack([margin, np.ones_like(margin)], 1)
    for _ in range(50):  # Newton's steps, held by a weak pull to the default
        p = 1 / (1 + np.exp(np.clip(-inputs @ weights, -30, 30)))
        gradient = inputs.T @ (right - p) - (weights - [1, 0])
        curve = (inputs * (p * (1 - p))[:, None]).T @ inputs + np.eye(2)
        weights = weights + np.linalg.solve(curve, gradient)
    return format.default_calibration(labels, max(weights[0], 0.0), weights[1])


class _Silent:
    """A bar that shows nothing."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def set_postfix(self, **_):
        pass

    def update(self):
        pass


def _bar(epochs, progress):
    if not progress:
        return _Silent()
    try:
        from tqdm import tqdm
    except ImportError:
        return _Silent()
    return tqdm(total=epochs, unit="epoch", desc="training")
