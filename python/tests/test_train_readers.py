"""Annotated texts, as the tools write them; and what is no such text."""

import json

import pytest

from nutgraf.train import readers

TEXT = "Zorbex moved to Lima."
SPANS = [(0, 6, "ORG"), (16, 20, "PLACE")]


def read(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return readers.read(path)


@pytest.mark.parametrize(
    "row",
    [
        {
            "text": TEXT,
            "spans": [{"start": 0, "end": 6, "label": "ORG"}, {"start": 16, "end": 20, "label": "place"}],
        },
        {"text": TEXT, "label": [[0, 6, "ORG"], [16, 20, "PLACE"]]},
        {"data": TEXT, "label": [[0, 6, "ORG"], [16, 20, "PLACE"]]},
        {
            "text": TEXT,
            "entities": [
                {"start_offset": 0, "end_offset": 6, "label": "ORG"},
                {"start_offset": 16, "end_offset": 20, "label": "PLACE"},
            ],
        },
        {
            "data": {"text": TEXT},
            "annotations": [
                {"was_cancelled": True, "result": [{"value": {"start": 0, "end": 3, "labels": ["ORG"]}}]},
                {
                    "result": [
                        {"type": "labels", "value": {"start": 16, "end": 20, "labels": ["PLACE"]}},
                        {"type": "labels", "value": {"start": 0, "end": 6, "labels": ["ORG"]}},
                    ]
                },
            ],
        },
        {
            "text": TEXT,
            "label": [
                {"start": 0, "end": 6, "labels": ["ORG"]},
                {"start": 16, "end": 20, "labels": ["PLACE"]},
            ],
        },
        [TEXT, {"entities": [[0, 6, "ORG"], [16, 20, "PLACE"]]}],
    ],
    ids=[
        "prodigy",
        "doccano",
        "doccano, data",
        "doccano relations",
        "label studio",
        "label studio, short",
        "spacy",
    ],
)
def test_what_the_tools_write_is_one_and_the_same(tmp_path, row):
    [lines] = read(tmp_path, "a.jsonl", json.dumps(row) + "\n")
    [whole] = read(tmp_path, "a.json", json.dumps([row]))
    assert (lines.text, lines.spans) == (whole.text, whole.spans) == (TEXT, SPANS)


@pytest.mark.parametrize("scheme", [("B", "I", "B"), ("I", "I", "I"), ("B", "L", "U"), ("B", "E", "S")])
def test_columns_of_each_tag_scheme_are_read(tmp_path, scheme):
    one, two, three = scheme
    content = (
        f"-DOCSTART- O\n\nZorbex NNP {one}-ORG\nWorks NNP {two}-ORG\n"
        f"left VBD O\nLima NNP {three}-PLACE\n\nIt O\n"
    )
    first, second = read(tmp_path, "a.conll", content)
    assert (first.text, first.spans) == ("Zorbex Works left Lima", [(0, 12, "ORG"), (18, 22, "PLACE")])
    assert second.spans == []


def test_a_rejected_text_of_prodigy_is_left_out(tmp_path):
    rows = [{"text": "Bad.", "spans": [], "answer": "reject"}, {"text": "Good.", "spans": []}]
    assert [e.text for e in read(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)))] == ["Good."]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.jsonl", "", "holds no text"),
        ("a.conll", "\n\n", "holds no text"),
        ("a.xml", "<a/>", "no format that is known"),
        ("a.jsonl", '{"text": "a b", "label": []}\n{"text": ', "line 2, column"),
        (
            "a.jsonl",
            '{"text": "a b c", "label": [[0, 3, "X"], [2, 5, "X"]]}',
            "line 1: spans 0:3 and 2:5 overlap",
        ),
        ("a.jsonl", '\n{"text": "a b c", "label": [[0, 9, "X"]]}', "line 2: span 0:9 does not fit"),
        ("a.jsonl", '{"text": "a b c", "label": [[0, 1, "9 lives"]]}', "line 1: label '9 lives' is none"),
        ("a.jsonl", '{"text": "a b c"}', "line 1: has no spans"),
        ("a.jsonl", '{"text": 7, "label": []}', "line 1: the text is int"),
        ("a.conll", "Zorbex B-ORG\nleft\n", "line 2: expected a token and a tag"),
        ("a.conll", "Zorbex ORG\n", "line 1: tag 'ORG' is none"),
        ("a.jsonl", '{"tokens": ["a"], "tags": ["O", "O"]}', "line 1: 1 tokens and 2 tags"),
        ("a.json", "[1]", "document 0"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path, name, content, message):
    with pytest.raises(ValueError, match=message):
        read(tmp_path, name, content)
