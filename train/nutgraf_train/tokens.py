"""Words of running text in the English treebank habit, with their offsets.

The library's own tokeniser (core/src/token.rs) is the truth; this one is near enough to prepare raw text for
training where the library is not built. Contractions and possessives are split, and names from what they are
compounded with ("Nairobi-based", "US-Kenya"); URLs, numbers with separators, other hyphenated words and dotted
abbreviations stay whole.
"""
import pathlib
import re

ABBREVIATIONS = (
    "Mr Mrs Ms Dr Prof Rev Hon Sen Rep Gov Gen Col Lt Maj Capt Cmdr Sgt Adm St Jr Sr Inc Corp Ltd Co Bros "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec No vs etc"
).split()

TOKEN = re.compile(
    r"""(?x)
    (?P<url>(?:https?://|www\.)[^\s<>"“”]+[^\s<>"“”.,;:!?)\]'’])
  | (?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
  | (?P<handle>[@\#][A-Za-z_]\w+)
  | (?P<dotted>(?:[A-Za-z]\.){2,})
  | (?P<abbreviation>\b(?:%s)\.(?=\s|$|,))
  | (?P<initial>\b[A-Z]\.(?=\s?[A-Z]))
  | (?P<word>[^\W_]+(?:(?:[-‐‑](?!(?:[A-Za-z]\.){2})|[&'’.,/:]|(?<=\d)[-–])(?=[^\W_])[^\W_]+)*)
  | (?P<run>\.{2,}|-{2,}|''|``)
  | (?P<other>\S)
    """
    % "|".join(ABBREVIATIONS)
)
CLITIC = re.compile(r"(?i)(?:n['’]t|['’](?:s|re|ve|ll|d|m))$")
SEPARATOR = re.compile(r"[.,/:]")
HYPHEN = re.compile("[-‐‑]")
# The library's own lists of the parts of compounds.
COMPOUND = pathlib.Path(__file__).resolve().parents[2] / "core/src/token/compound.rs"
TAILS, PREFIXES, STATES, PEOPLES, SLUGS = (
    set(re.findall(r'"([^"]+)"', re.search(rf"const {name}: [^=]+= &\[(.*?)\];", COMPOUND.read_text(), re.S)[1]))
    for name in ("TAILS", "PREFIXES", "STATES", "PEOPLES", "SLUGS")
)


def tokenise(text):
    """The (start, end) of each word of `text`."""
    spans = []
    for match in TOKEN.finditer(text):
        start, end = match.span()
        if match.lastgroup != "word":
            spans.append((start, end))
            continue
        # A full stop, comma, colon or slash joins digits only: "7,447.55", "10:30"; "Riyadh/Jeddah" is two names.
        piece = start
        for separator in SEPARATOR.finditer(text, start, end):
            at = separator.start()
            if text[at - 1].isdigit() and text[at + 1].isdigit():
                continue
            if at > piece:
                spans.extend(split_compound(text, piece, at))
            spans.append((at, at + 1))
            piece = at + 1
        spans.extend(split_compound(text, piece, end))
        if text[end : end + 1] in ("'", "’") and text[end - 1] in "sS":
            pass  # the plural possessive's mark is a word of its own, found next
    return spans


def parts(head, tail):
    """Whether the parts before and after a hyphen are words of their own: `parts` of core/src/token/compound.rs."""
    if not head[:1].isupper() or len(head.encode()) < 2:
        return False
    if tail[:1].isupper():
        head = head.removesuffix(".")
        return head in SLUGS or head in STATES or tail in STATES or (head in PEOPLES and tail in PEOPLES)
    participle = re.fullmatch("[a-z]{3,}ed", tail) is not None
    return (participle or tail in TAILS) and head.lower() not in PREFIXES


def split_compound(text, start, end):
    """The words of what hyphens join, from the left."""
    (first, stop), *clitic = split_clitic(text, start, end)
    hyphens = [match.start() for match in HYPHEN.finditer(text, first, stop)]
    for at, follows in zip(hyphens, [*hyphens[1:], stop]):
        if parts(text[first:at], text[at + 1 : follows]):
            yield first, at
            yield at, at + 1
            first = at + 1
    yield first, stop
    yield from clitic


def split_clitic(text, start, end):
    match = CLITIC.search(text, start, end)
    if match and match.start() > start:
        return [(start, match.start()), (match.start(), end)]
    return [(start, end)]


STOP = re.compile(r"[.!?]['\"”’)\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")


def sentences(text):
    """A rough split of a paragraph into sentences: good enough for windows of training text."""
    start = 0
    for match in STOP.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        if re.search(r"(?:\b(?:%s|[A-Z])|\.[A-Za-z])$" % "|".join(ABBREVIATIONS), before):
            continue
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)
