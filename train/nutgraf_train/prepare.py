"""Everything that the student reads, as numbers, once: words, list bits, allowed tags, and changed copies of sentences.

    python -m nutgraf_train.prepare DATA WORK

The copies are what news brings and the corpora lack: headlines in capitals or lower case, and names from other parts of
the world in the places of those that the corpora repeat.
"""
import argparse
import pathlib
import pickle
import random

import numpy as np

from . import vocabulary
from .features import Features
from .labels import TAG
from .lists import Seeds, lines
from .readers import Sentence, held_out, read_corpus, read_silver

# How far the teacher's word goes against a sentence's own labels; 0 where people annotated it well.
TRUST = {"gmb": 0.5, "text": 0.75}
TIMES = {"wikigold": 3, "gum_news": 2, "meantime": 2, "re3d": 2, "re3d_wikipedia": 2}
GIVEN = ["given.faker_world", "given.sigpwned_world"]
SURNAMES = ["surnames.faker_world", "surnames.sigpwned_world", "surnames.smashew_hi", "surnames.smashew_ne", "surnames.smashew_cn", "surnames.smashew_kr"]
PLACES = ["cities.geonames_pop15000"]
# A name of one letter, younger than the text.
RENAMED = {"Twitter": "X"}


class Swap:
    """Puts other names in the places of persons' and cities' names, a word for a word."""

    def __init__(self, folder, rng):
        one = lambda names: [w for name in names for w in lines(folder, name) if w.isalpha() and w[:1].isupper() and len(w) > 2]
        self.given, self.surnames, self.places, self.rng = one(GIVEN), one(SURNAMES), one(PLACES), rng
        self.cities = set(self.places)

    def change(self, tokens, masks):
        """Changed words, or none where there is nothing to change."""
        out, person, inner, place = list(tokens), 1 << TAG["B-PERSON"], 1 << TAG["I-PERSON"], 1 << TAG["B-GPE"]
        here = {}
        for i, (token, mask) in enumerate(zip(tokens, masks)):
            if not (token.isalpha() and token[:1].isupper() and len(token) > 2):
                continue
            last = i + 1 >= len(masks) or masks[i + 1] != inner
            if mask in (person, inner):
                pool = self.surnames if last else self.given
            elif mask == place and token in self.cities and (i + 1 >= len(masks) or masks[i + 1] != 1 << TAG["I-GPE"]):
                pool = self.places
            else:
                continue
            out[i] = here.setdefault(token, self.rng.choice(pool))
        return out if out != list(tokens) else None


def title(token):
    return token[:1].upper() + token[1:]


def copies(sentences, folder, rng):
    """[(number of the sentence, changed words)]"""
    swap, out = Swap(folder, rng), []
    for i, sentence in enumerate(sentences):
        draw = rng.random()
        if not RENAMED.keys().isdisjoint(sentence.tokens):
            out.append((i, [RENAMED.get(t, t) for t in sentence.tokens]))
        elif len(sentence.tokens) > 3 and draw < 0.06:
            change = str.upper if draw < 0.025 else title if draw < 0.045 else str.lower
            out.append((i, [change(t) for t in sentence.tokens]))
        elif draw < 0.12:
            changed = swap.change(sentence.tokens, sentence.masks)
            if changed:
                out.append((i, changed))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--words", type=int, default=46000)
    parser.add_argument("--exact", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    seeds = Seeds(args.data / "lists")
    sentences, sources = [], []
    for path in sorted((args.data / "ner/train").glob("*.jsonl.gz")):
        first = len(sentences)
        sentences += read_corpus(path, args.work / "silver", seeds)
        sources.append((path.name, first, len(sentences)))
    gold = len(sentences)
    for path in sorted((args.work / "silver").glob("*.md.jsonl.gz")):
        if (args.data / "text" / path.name.replace(".md.", ".")).exists() and "factbook" not in path.name:
            first = len(sentences)
            sentences += read_silver(path, 0.5)
            sources.append((path.name, first, len(sentences)))
    print(f"{gold} sentences of corpora, {len(sentences) - gold} of text", flush=True)
    held = [i < gold and held_out(s.doc) for i, s in enumerate(sentences)]
    keys, words, glove, clusters, counts = vocabulary.build((s.tokens for s in sentences), args.data / "vec", args.words, args.exact)
    lists = vocabulary.compile_lists(args.data / "lists")
    features = Features(keys, lists)
    origin = list(range(len(sentences)))
    for i, tokens in copies(sentences, args.data / "lists", rng):
        source = sentences[i]
        origin.append(i)
        held.append(held[i])
        sentences.append(Sentence(source.corpus, source.doc, tokens, source.masks, source.weight))
    offsets, types, bits, masks, weights, trust, times = [0], [], [], [], [], [], []
    for number, sentence in enumerate(sentences):
        types += [features.word(t) for t in sentence.tokens]
        bits += features.listed(sentence.tokens)
        masks += sentence.masks
        weights.append(sentence.weight)
        corpus = sentence.corpus if origin[number] < gold else "text"
        trust.append(TRUST.get(corpus, 0.0))
        times.append(TIMES.get(corpus, 1))
        offsets.append(len(types))
    origin = np.array(origin, np.int64)
    np.savez(args.work / "student_data.npz", offsets=np.array(offsets, np.int64), types=np.array(types, np.int32),
             lists=np.array(bits, np.uint64), masks=np.array(masks, np.int32), weights=np.array(weights, np.float32),
             trust=np.array(trust, np.float32), times=np.array(times, np.int64), held=np.array(held), gold=origin < gold, origin=origin,
             rows=np.array(features.rows, np.int32), glove=glove, clusters=clusters, counts=counts)
    with open(args.work / "student_words.pkl", "wb") as out:
        pickle.dump(dict(keys=keys, words=words, lists=lists, sources=sources), out)
    print(f"{len(types)} words, {len(features.rows)} kinds, {len(words)} rows, {len(lists)} list entries", flush=True)


if __name__ == "__main__":
    main()
