"""Offsets are indices into the str, for any text."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

import nutgraf

# Prose with all that miscounts: accents alone, two units, joiners, blocks of 64 bytes.
PIECES = [
    "Ms. Okello",
    " met ",
    "a",
    "é",
    "e\u0301",
    "😀",
    "👩\u200d👩\u200d👧",
    "\u202e",
    "\ufeff",
    " ",
    ". ",
    "\r\n\r\n",
    "“",
    "”",
    "$3.2 million",
    "x" * 63,
    "中" * 22,
]
texts = st.text() | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def check(span: nutgraf.Span, text: str) -> None:
    assert text[span.start : span.end] == span.text
    assert len(span) == len(span.text)
    start, end = span.byte_span
    assert text.encode()[start:end].decode() == span.text
    start, end = span.utf16_span
    assert text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == span.text


@settings(deadline=None, max_examples=300)
@given(texts)
def test_every_span_slices_its_text_out_of_the_str(text):
    doc = nutgraf.extract(text)
    assert doc.text == text
    for span in [*doc.sentences, *doc.tokens, *doc.entities, *doc.timexes]:
        check(span, text)
    for cluster in doc.clusters:
        for span in [cluster.name_span, *cluster.mentions]:
            check(span, text)
    for quote in doc.quotes:
        for span in quote.content:
            check(span, text)


@settings(deadline=None)
@given(texts, st.integers(-99, 99) | st.none(), st.integers(-99, 99) | st.none())
def test_a_slice_of_a_document_is_that_of_its_str(text, start, end):
    span = nutgraf.extract(text, only="sentences")[start:end]
    assert span.text == text[start:end]
    check(span, text)


@settings(deadline=None)
@given(texts)
def test_split_loses_nothing_but_white_space(text):
    sentences = nutgraf.split(text)
    assert [text[start:end] for start, end in sentences.spans] == sentences
    rest = text
    for sentence in sentences:
        before, _, rest = rest.partition(sentence)
        assert not before.strip("\ufeff") or before.isspace()
    assert list(sentences) == [
        sentence.text for sentence in nutgraf.extract(text, only="sentences").sentences
    ]


@settings(deadline=None)
@given(texts)
def test_json_round_trips_and_the_dictionary_is_the_json_in_code_points(text):
    doc = nutgraf.extract(text, date="2026-01-29")
    assert nutgraf.Document.from_json(doc.to_json()) == doc
    assert doc.to_dict() == in_code_points(json.loads(doc.to_json()))


def test_the_dictionary_has_all_that_the_json_has(full):
    assert full.to_dict() == in_code_points(json.loads(full.to_json()))


@given(texts, st.integers(1, 20))
def test_a_stream_gives_the_sentences_of_the_whole_text(text, size):
    text = text * 50
    stream = nutgraf.SentenceStream()
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    found = [sentence for piece in pieces for sentence in stream.feed(piece)] + stream.finish()
    whole = nutgraf.split(text)
    assert [sentence.text for sentence in found] == whole
    assert [(sentence.start, sentence.end) for sentence in found] == whole.spans


def in_code_points(json_doc: dict) -> dict:
    encoded = json_doc["text"].encode()

    def walk(node):
        if isinstance(node, list):
            return [walk(item) for item in node]
        if not isinstance(node, dict):
            return node
        return {
            key: len(encoded[:value].decode()) if key in ("start", "end") else walk(value)
            for key, value in node.items()
        }

    return walk(json_doc) | {"offsets": "code_points"}
