"""Chooses the student's words and list entries, and what is known of a word from elsewhere (GloVe, Brown clusters)."""
import gzip
from collections import Counter

import numpy as np

from .features import key
from .lists import CLASSES, entries
from .normal import fold

BROWN_DEPTHS = (4, 8, 12)
BROWN_ROWS = 1 + sum(1 << d for d in BROWN_DEPTHS)


def compile_lists(folder):
    """{phrase: class bits}, for phrases of ASCII spellings."""
    chosen = {}
    for phrase, kinds in entries(folder).items():
        if not all(w.isascii() for w in phrase):
            continue
        chosen[" ".join(phrase)] = sum(1 << CLASSES.index(k) for k in kinds)
    return chosen


def count_words(sentences):
    folded, exact, lower, title = Counter(), Counter(), Counter(), Counter()
    cache = {}
    for tokens in sentences:
        for token in tokens:
            f = cache.get(token)
            if f is None:
                f = cache[token] = fold(token)
            folded[f] += 1
            if token[:1].isupper() or token[1:2].isupper():
                exact[token] += 1
                title[f] += 1
            else:
                lower[f] += 1
    return folded, exact, lower, title


def glove(folder):
    with gzip.open(folder / "glove.6B.50d.vocab.txt.gz", "rt", encoding="utf-8") as file:
        words = [line.rstrip("\n") for line in file]
    return words, np.load(folder / "glove.6B.50d.f16.npz")["vectors"]


def brown(folder):
    """{word: bit string of its cluster}"""
    with gzip.open(folder / "spacy_en_brown_clusters.tsv.gz", "rt", encoding="utf-8") as file:
        rows = (line.rstrip("\n").split("\t") for line in file)
        found = {}
        for row in rows:
            try:
                found.setdefault(fold(row[0]), int(row[1]))
            except (ValueError, IndexError):
                continue
        return found


def brown_rows(cluster):
    """The rows of a cluster (spaCy numbers clusters so that low bits come first) at each depth."""
    rows, base = [], 1
    for depth in BROWN_DEPTHS:
        rows.append(base + (cluster & ((1 << depth) - 1)))
        base += 1 << depth
    return rows


def build(sentences, vectors, size, exact_size):
    """(vocabulary {hash: row}, words, glove rows [size, 50], brown rows [size, 3], counts [size])."""
    folded, exact, lower, title = count_words(sentences)
    glove_words, glove_vectors = glove(vectors)
    clusters = brown(vectors)
    # Spellings worth a row of their own: capitals unlike the rule ("US", "McDonald"), and words written both ways.
    special = [w for w, n in exact.most_common() if n >= 6 and (not (w[0].isupper() and w[1:].islower()) or lower[fold(w)] >= 5)]
    special = [w for w in special if len(w) > 1 or w in "AI"][:exact_size]
    ranked = [w for w, n in folded.most_common() if n >= 4]
    chosen, seen = [], set()
    for word in ranked[: size - 1 - len(special)]:
        chosen.append(word)
        seen.add(word)
    for word in glove_words:
        if len(chosen) >= size - 1 - len(special):
            break
        f = fold(word)
        if f not in seen and len(f) > 1 and any(c.isalpha() for c in f) and f == word:
            chosen.append(f)
            seen.add(f)
    index = {fold(w): i for i, w in reversed(list(enumerate(glove_words)))}
    keys, words = {}, ["<unknown>"]
    glove_rows = np.zeros((size, glove_vectors.shape[1]), np.float32)
    cluster_rows = np.zeros((size, len(BROWN_DEPTHS)), np.int32)
    counts = np.zeros(size, np.int64)
    for word in chosen:
        row = len(words)
        keys[key(b"w", word)] = row
        words.append(word)
        counts[row] = folded[word]
        if word in index:
            glove_rows[row] = glove_vectors[index[word]]
        if word in clusters:
            cluster_rows[row] = brown_rows(clusters[word])
    for word in special:
        row = len(words)
        keys[key(b"x", word)] = row
        words.append(word)
        counts[row] = exact[word]
    count = len(words)
    return keys, words, glove_rows[:count], cluster_rows[:count], counts[:count]
