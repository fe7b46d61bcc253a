"""Names against names: the counts of SemEval-2013, worked out by hand."""

import json

import pytest

from nutgraf.evaluate import evaluate, main, page

GOLD = [[(0, 4, "GPE"), (9, 20, "ORG"), (30, 35, "PERSON")]]


def f1(gold, predicted):
    return {scheme: round(score.f1, 3) for scheme, score in evaluate(gold, predicted).overall.items()}


def test_what_is_all_right_has_one_in_every_scheme():
    assert set(f1(GOLD, GOLD).values()) == {1.0}


def test_a_wrong_label_is_right_by_span_and_a_wrong_span_by_label():
    assert f1([[(0, 4, "GPE")]], [[(0, 4, "LOC")]]) == {
        "strict": 0,
        "exact": 1,
        "partial": 1,
        "type": 0,
    }
    assert f1([[(0, 4, "GPE")]], [[(0, 6, "GPE")]]) == {
        "strict": 0,
        "exact": 0,
        "partial": 0.5,
        "type": 1,
    }


def test_what_is_missed_and_what_is_made_up_counts_against_recall_and_precision():
    score = evaluate(GOLD, [[(0, 4, "GPE"), (50, 55, "ORG")]]).overall["strict"]
    assert (score.precision, round(score.recall, 3)) == (0.5, 0.333)


def test_a_gold_name_is_found_once_however_many_names_touch_it():
    assert f1([[(0, 10, "ORG")]], [[(0, 4, "ORG"), (5, 10, "ORG")]])["type"] == round(2 / 3, 3)


def test_each_label_is_counted_apart():
    labels = evaluate(GOLD, [[(0, 4, "LOC"), (9, 20, "ORG")]]).labels
    assert labels["ORG"]["strict"].f1 == 1
    assert labels["LOC"]["strict"].actual == 1
    assert labels["GPE"]["strict"].recall == 0
    # What is called a LOC is no GPE found at the right place, and adds nothing to its precision.
    assert [labels[name]["exact"].f1 for name in ("GPE", "LOC")] == [0, 0]


def test_files_are_compared_and_errors_shown(tmp_path, capsys):
    gold, predicted = tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl"
    text = "São Tomé & Lima"
    gold.write_text(
        json.dumps({"text": text, "entities": [[0, 8, "GPE"], [11, 15, "GPE"]]}),
        "utf-8",
    )
    found = {"start": 13, "end": 17, "label": "GPE"}
    predicted.write_text(json.dumps({"text": text, "offsets": "bytes", "entities": [found]}), "utf-8")
    shown = tmp_path / "errors.html"
    assert main([str(gold), str(predicted), "--json", "--html", str(shown)]) == 0
    assert json.loads(capsys.readouterr().out)["overall"]["strict"]["recall"] == 0.5
    assert "<mark>São Tomé</mark> &amp; Lima" in shown.read_text("utf-8")


def test_a_file_that_is_none_is_named_with_its_line(tmp_path, capsys):
    path = tmp_path / "gold.jsonl"
    path.write_text(
        '{"text": "Lima", "entities": []}\n{"text": "Lima", "entities": [[0, 9, "GPE"]]}\n',
        "utf-8",
    )
    assert main([str(path), str(path)]) == 2
    assert "line 2: span 0:9" in capsys.readouterr().err


def test_documents_that_are_not_as_many_are_refused():
    with pytest.raises(ValueError, match="different texts"):
        evaluate(GOLD, [])


def test_labels_are_escaped_in_the_page():
    assert "<b>" not in page(evaluate([[(0, 1, "<b>")]], [[]]))
