"""The cases, through the Python module: the same JSON as Rust's, byte for byte."""

from pathlib import Path

import pytest

import nutgraf

CASES = sorted((Path(__file__).parent.parent / "cases").rglob("*.case"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_json_is_that_of_the_case(path: Path) -> None:
    head, _, json = path.read_bytes().decode().partition("\n--- json\n")
    options, _, text = head.partition("\n--- text\n")
    named = dict(line.split(" = ") for line in options.splitlines() if " = " in line)
    only = named["only"].split() if "only" in named else None
    own = {}
    if "gazetteer" in named:
        own["gazetteer"] = nutgraf.Gazetteer.from_csv(path.with_name(named["gazetteer"]).read_text("utf-8"))
    if "patterns" in named:
        own["patterns"] = nutgraf.Patterns(path.with_name(named["patterns"]).read_text("utf-8"))
    doc = (nutgraf.Extractor(**own) if own else nutgraf).extract(text, date=named.get("date"), only=only)
    assert doc.to_json() == "".join(line.strip() for line in json.split("\n"))


def test_there_are_cases() -> None:
    assert len(CASES) >= 40
