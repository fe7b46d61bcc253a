"""What the student sees of a word: numbers of embedding rows. Specified in train/FEATURES.md; the library does the
same in core/src/entity/features.rs, and a golden file holds both to it.
"""
import numpy as np

from .lists import CLASSES, LONGEST
from .normal import fold

MASK = (1 << 64) - 1
PREFIX_ROWS, SUFFIX_ROWS, SHAPE_ROWS = 3072, 8192, 512
LIST_ROWS = 3 * len(CLASSES)
# Columns of a word's feature row.
WORD, EXACT, PREFIX, SUFFIX2, SUFFIX3, SUFFIX4, SHAPE = range(7)
COLUMNS = 7
NONE = -1


def fnv(data, state=0xCBF29CE484222325):
    for byte in data:
        state = ((state ^ byte) * 0x100000001B3) & MASK
    return state


def finish(state):
    state ^= state >> 32
    state = (state * 0x9E3779B97F4A7C15) & MASK
    return state ^ (state >> 32)


def key(kind, text):
    """The hash of `text` as a feature of one kind (a single byte)."""
    return finish(fnv(kind + text.encode("utf-8", "surrogatepass")))


def bucket(hashed, size):
    return ((hashed >> 32) * size) >> 32


def shape(word):
    """Upper case X, lower case x, digits d, marks themselves; runs of X and d cut at 4, others at 2."""
    out, last, run = [], "", 0
    for c in word:
        if c in "0123456789":
            kind, most = "d", 4
        elif c.isupper():
            kind, most = "X", 4
        elif c.isalpha():
            kind, most = "x", 2
        else:
            kind, most = fold(c), 2
            if not kind.isascii():
                kind = "o"
        run = run + 1 if kind == last else 1
        last = kind
        if run <= most:
            out.append(kind)
        if len(out) >= 12:
            break
    return "".join(out)


class Features:
    """Rows of words and of the lists they stand in."""

    def __init__(self, vocabulary, lists):
        # vocabulary: {key hash: row}, row 0 is the unknown word; lists: {folded words joined by blanks: class bits}
        self.vocabulary, self.lists = vocabulary, lists
        self.cache, self.rows, self.surfaces = {}, [], []
        self.prefixes = set()
        for phrase in lists:
            words = phrase.split(" ")
            for i in range(1, len(words)):
                self.prefixes.add(" ".join(words[:i]))

    def word(self, surface):
        """The number of the word's type; its feature row is `self.rows[number]`."""
        number = self.cache.get(surface)
        if number is None:
            number = self.cache[surface] = len(self.rows)
            self.rows.append(self.row(surface))
            self.surfaces.append(surface)
        return number

    def row(self, surface):
        folded = fold(surface)
        row = [NONE] * COLUMNS
        row[WORD] = self.vocabulary.get(key(b"w", folded), 0)
        if any(c.isupper() for c in surface):
            row[EXACT] = self.vocabulary.get(key(b"x", surface), NONE)
        row[PREFIX] = bucket(key(b"p", folded[:3]), PREFIX_ROWS)
        for column, length in ((SUFFIX2, 2), (SUFFIX3, 3), (SUFFIX4, 4)):
            if len(folded) >= length:
                row[column] = bucket(key(b"s", folded[-length:]), SUFFIX_ROWS)
        row[SHAPE] = bucket(key(b"h", shape(surface)), SHAPE_ROWS)
        return row

    def listed(self, tokens):
        """For each token the bits 3·class + (0 alone, 1 first, 2 later) of the list entries that it stands in."""
        count = len(tokens)
        bits = [0] * count
        busy = [0] * count  # classes already matched at a token by an entry that began earlier
        folded = [fold(t) for t in tokens]
        office = 1 << CLASSES.index("office")
        for i in range(count):
            capital = tokens[i][:1].isupper()
            phrase = folded[i]
            found = {}
            for length in range(1, LONGEST + 1):
                if length > 1:
                    if i + length > count:
                        break
                    phrase = phrase + " " + folded[i + length - 1]
                classes = self.lists.get(phrase, 0)
                if not capital:
                    classes &= office
                if classes:
                    found[length] = classes
                if phrase not in self.prefixes:
                    break
            done = busy[i]
            for length in sorted(found, reverse=True):
                classes = found[length] & ~done
                done |= found[length]
                for c in range(len(CLASSES)):
                    if classes >> c & 1:
                        if length == 1:
                            bits[i] |= 1 << (3 * c)
                        else:
                            bits[i] |= 1 << (3 * c + 1)
                            for j in range(i + 1, i + length):
                                bits[j] |= 1 << (3 * c + 2)
                                busy[j] |= 1 << c
        return bits


def unpack(bits):
    """[n, LIST_ROWS] of 0 and 1 as bytes from an array of bit sets."""
    return ((np.asarray(bits, np.uint64)[:, None] >> np.arange(LIST_ROWS, dtype=np.uint64)) & np.uint64(1)).astype(np.uint8)
