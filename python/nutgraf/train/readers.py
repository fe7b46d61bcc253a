"""Reads annotated texts: columns, spaCy's DocBin and JSON, JSON of Prodigy, Doccano and Label Studio.

What is wrong is a ``ValueError`` that names the file and the line, or in one JSON of all texts the document.
"""

import itertools
import json
import re
from dataclasses import dataclass
from pathlib import Path

COLUMNS = (".conll", ".iob", ".bio", ".tsv", ".txt")
FORMATS = ".conll .iob .bio .tsv .txt (columns), .spacy (DocBin), .json, .jsonl"
LABEL = re.compile(r"[A-Z][A-Z0-9_]{0,39}")
TAG = re.compile(r"([BILUES])-(\S.*)")


@dataclass
class Example:
    """A text, the (start, end, label) of its names in order, and where it stands."""

    text: str
    spans: list
    place: str


def read(path, labels=None):
    """The examples of a file; `labels` says what to call some of its labels."""
    path = Path(path)
    if path.suffix in COLUMNS:
        found = _columns(path)
    elif path.suffix == ".spacy":
        found = _doc_bin(path)
    elif path.suffix == ".json":
        found = _json(path)
    elif path.suffix == ".jsonl":
        found = _json_lines(path)
    else:
        raise ValueError(f"{path}: {path.suffix or 'no ending'} is no format that is known: {FORMATS}")
    try:
        examples = [_checked(text, spans, place, labels or {}) for text, spans, place in found]
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: byte {error.start} is not UTF-8") from error
    if not examples:
        raise ValueError(f"{path}: holds no text")
    return examples


def label_name(name, labels):
    """The label as the library writes it: capitals, digits and underscores."""
    name = labels.get(name, name)
    return re.sub(r"[ -]", "_", name).upper()


def _checked(text, spans, place, labels):
    if not isinstance(text, str):
        raise ValueError(f"{place}: the text is {type(text).__name__}")
    named = []
    for start, end, label in spans:
        if not isinstance(label, str) or not LABEL.fullmatch(label_name(label, labels)):
            raise ValueError(
                f"{place}: label {label!r} is none: a letter, then letters, digits, underscores, 40 at most"
            )
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
            raise ValueError(f"{place}: span {start}:{end} does not fit a text of {len(text)} characters")
        named.append((start, end, label_name(label, labels)))
    named.sort()
    for one, two in itertools.pairwise(named):
        if one[1] > two[0]:
            raise ValueError(f"{place}: spans {one[0]}:{one[1]} and {two[0]}:{two[1]} overlap")
    return Example(text, named, place)


def _columns(path):
    """A token a line, its tag in the last column; an empty line between sentences."""
    words, tags, first = [], [], 0
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            cells = line.split()
            if not cells or cells[0] == "-DOCSTART-":
                if words:
                    yield (*_joined(words, tags, f"{path}: line {first}"), f"{path}: line {first}")
                words, tags = [], []
                continue
            if line.startswith("# ") and not words:
                continue
            if len(cells) < 2:
                raise ValueError(f"{path}: line {number}: expected a token and a tag, got {cells[0]!r}")
            if cells[-1] != "O" and not TAG.fullmatch(cells[-1]):
                raise ValueError(
                    f"{path}: line {number}: tag {cells[-1]!r} is none: O, B-NAME, I-NAME (or L, U, E, S)"
                )
            first = number if not words else first
            words.append(cells[0])
            tags.append(cells[-1])
    if words:
        yield (*_joined(words, tags, f"{path}: line {first}"), f"{path}: line {first}")


def _joined(words, tags, place):
    """Tokens with blanks between, and the spans of their tags; a stray I- begins a name."""
    if len(words) != len(tags):
        raise ValueError(f"{place}: {len(words)} tokens and {len(tags)} tags")
    spans, at, open_label = [], 0, None
    for word, tag in zip(words, tags, strict=True):
        match = TAG.fullmatch(tag) if tag not in ("O", "-", "") else None
        if match:
            part, label = match.groups()
            if open_label == label and part in "ILE":
                spans[-1] = (spans[-1][0], at + len(word), label)
            else:
                spans.append((at, at + len(word), label))
            open_label = None if part in "LUES" else label
        elif tag in ("O", "-", ""):
            open_label = None
        else:
            raise ValueError(f"{place}: tag {tag!r} is none: O, B-NAME, I-NAME (or L, U, E, S)")
        at += len(word) + 1
    return " ".join(words), spans


def _doc_bin(path):
    try:
        import spacy
        from spacy.tokens import DocBin
    except ImportError as error:
        raise ValueError(f"{path}: to read a DocBin spaCy must be installed: pip install spacy") from error
    try:
        docs = list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))
    except Exception as error:  # whatever zlib, msgpack or spaCy raises
        raise ValueError(f"{path}: is no DocBin: {error}") from error
    for number, doc in enumerate(docs):
        spans = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
        yield doc.text, spans, f"{path}: document {number}"


def _json(path):
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise ValueError(f"{path}: line {error.lineno}, column {error.colno}: {error.msg}") from error
    if not isinstance(whole, list):
        raise ValueError(f"{path}: expected a list of documents, got {type(whole).__name__}")
    for number, row in enumerate(whole):
        yield from _row(row, f"{path}: document {number}")


def _json_lines(path):
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                place = f"{path}: line {number}"
                try:
                    row = json.loads(line)
                except json.JSONDecodeError as error:
                    raise ValueError(f"{place}, column {error.colno}: {error.msg}") from error
                yield from _row(row, place)


def _row(row, place):
    """The (text, spans, place) of one document, whichever tool wrote it; none of one that was rejected."""
    try:
        if isinstance(row, list):  # spaCy: [text, {"entities": [[start, end, label]]}]
            text, notes = row
            yield text, [tuple(span) for span in notes["entities"]], place
        elif "paragraphs" in row:  # spaCy 2
            for paragraph in row["paragraphs"]:
                for sentence in paragraph["sentences"]:
                    words = [token["orth"] for token in sentence["tokens"]]
                    yield (
                        *_joined(words, [token.get("ner", "O") for token in sentence["tokens"]], place),
                        place,
                    )
        elif "tags" in row and "tokens" in row:
            yield (*_joined(row["tokens"], row["tags"], place), place)
        elif isinstance(row.get("data"), dict):  # Label Studio
            notes = [note for note in row.get("annotations") or [] if not note.get("was_cancelled")]
            results = [r for note in notes for r in note["result"]]
            values = [r["value"] for r in results if r.get("type", "labels") == "labels"]
            yield row["data"]["text"], [(v["start"], v["end"], v["labels"][0]) for v in values], place
        elif row.get("answer", "accept") == "accept":  # Prodigy, Doccano, Label Studio's short form, ours
            keys = [key for key in ("spans", "label", "labels", "entities") if key in row]
            if not keys:
                raise ValueError("has no spans, label, labels, entities or tags")
            # Doccano calls the text "data" too.
            text = row["data"] if "data" in row else row["text"]
            yield text, [_span(item) for item in row[keys[0]] or []], place
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise ValueError(f"{place}: {type(error).__name__}: {error}") from error
    except ValueError as error:
        raise error if str(error).startswith(place) else ValueError(f"{place}: {error}") from error


def _span(item):
    if isinstance(item, dict):
        start = item["start"] if "start" in item else item["start_offset"]
        end = item["end"] if "end" in item else item["end_offset"]
        return start, end, item["label"] if "label" in item else item["labels"][0]
    start, end, label = item
    return start, end, label
