"""Every case's JSON is as docs/document.schema.json says, and the schema lets nothing else pass."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parent.parent.parent
CASES = sorted((ROOT / "tests/cases").rglob("*.case"))
SCHEMA = json.loads((ROOT / "docs/document.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def document(path: Path) -> dict:
    expected = path.read_bytes().decode().partition("\n--- json\n")[2]
    return json.loads("".join(line.strip() for line in expected.split("\n")))


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_case_is_as_the_schema_says(path: Path) -> None:
    errors = [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(document(path))]
    assert not errors, "\n".join(errors)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda doc: doc.update(schema="nutgraf/2"),
        lambda doc: doc.pop("text"),
        lambda doc: doc["entities"][0].update(label="country"),
        lambda doc: doc["entities"][0].update(start=-1),
        lambda doc: doc["entities"][0].update(score=2),
        lambda doc: doc["sentences"][0].update(mood="sad"),
        lambda doc: doc["clusters"][0].update(mentions=[]),
    ],
)
def test_a_document_that_is_none_does_not_pass(spoil) -> None:
    doc = document(ROOT / "tests/cases/article.case")
    spoil(doc)
    assert not VALIDATOR.is_valid(doc)
