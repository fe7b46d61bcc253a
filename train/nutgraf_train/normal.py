"""The spelling under which a word is looked up: lower case, no accents, straight quotes, digits as 0.

The library does the same in core/src/entity/features.rs; the tables agree because the export writes the folded
letters into the model's tests (train/export) and a test compares every feature of a golden file.
"""
import unicodedata

SPECIAL = {"ß": "s", "æ": "a", "ø": "o", "œ": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "t", "ı": "i", "ħ": "h", "ŋ": "n", "ĸ": "k", "ŧ": "t", "ſ": "s"}


def fold_char(c):
    """One lower-case character for `c`; accents of the Latin blocks fall away."""
    code = ord(c)
    if code < 0x80:
        return "0" if c.isdigit() else c.lower()
    if 0xC0 <= code < 0x250 or 0x1E00 <= code < 0x1F00:
        low = c.lower()
        if len(low) > 1:
            low = low[0]
        low = SPECIAL.get(low, low)
        base = unicodedata.normalize("NFD", low)[0]
        return base if base.isascii() and base.isalpha() else low
    if c in "’‘ʼ`´":
        return "'"
    if c in "“”„«»":
        return '"'
    if c in "‐‑–—−":
        return "-"
    low = c.lower()
    return low if len(low) == 1 else low[0]


CACHE = {}


def fold(word):
    found = CACHE.get(word)
    if found is None:
        found = "".join(map(fold_char, word))
        # "Mr." and "Mr", "Inc." and "Inc" are one word; "U.S." keeps its stops.
        if len(found) > 2 and found.endswith(".") and "." not in found[:-1] and found[0] != ".":
            found = found[:-1]
        if found in ("``", "''"):
            found = '"'
        CACHE[word] = found
    return found
