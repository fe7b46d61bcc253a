"""A tagger of one's own, learnt from made-up texts. Needs PyTorch: `make test-train`."""

import json
import random

import pytest

import nutgraf
from nutgraf.train import learn, readers
from nutgraf.train.__main__ import main

MINERALS = ["quartzine", "feldrite", "zorbelite", "calcinite", "umbrite", "galenite", "pyrosite", "borazine"]
PATTERNS = [
    "They dug {} out of the pit.",
    "A vein of {} was found.",
    "Traders sold {} and salt.",
    "It rained all day.",
]


def texts(count, seed):
    rng = random.Random(seed)
    rows = []
    for _ in range(count):
        mineral, pattern = rng.choice(MINERALS), rng.choice(PATTERNS)
        at = pattern.find("{}")
        spans = [] if at < 0 else [[at, at + len(mineral), "mineral"]]
        rows.append({"text": pattern.format(mineral), "label": spans})
    return rows


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


def test_a_new_label_is_learnt_and_the_old_are_kept_where_asked(tmp_path, capsys):
    train, dev = write(tmp_path / "a.jsonl", texts(120, 1)), write(tmp_path / "b.jsonl", texts(40, 2))
    out = tmp_path / "own.model"
    assert main([train, "--dev", dev, "--out", str(out), "--add", "--epochs", "6", "--quiet"]) == 0
    assert "MINERAL" in capsys.readouterr().out
    doc = nutgraf.Extractor(model=out).extract("Amina Otieno found a vein of feldrite in Kenya.")
    found = {entity.text: entity.label for entity in doc.entities}
    assert found == {"Amina Otieno": "PERSON", "feldrite": "MINERAL", "Kenya": "GPE"}
    card = (tmp_path / "own.model.md").read_text()
    assert "| MINERAL |" in card
    assert "b.jsonl" in card


def test_the_same_texts_and_seed_give_the_same_file(tmp_path):
    examples = readers.read(write(tmp_path / "a.jsonl", texts(30, 1)))
    one, two = (learn.train(examples, epochs=2, progress=False, fresh=True).model for _ in range(2))
    assert one == two


@pytest.mark.parametrize(
    ("rows", "message"),
    [([{"text": "It rained.", "label": []}] * 4, "no name is marked"), (texts(1, 1), "one text is too few")],
)
def test_texts_to_learn_nothing_from_are_refused(tmp_path, rows, message, capsys):
    assert main([write(tmp_path / "a.jsonl", rows), "--out", str(tmp_path / "own.model"), "--quiet"]) == 2
    assert message in capsys.readouterr().err
