"""What callers get wrong, and what they are told."""

import datetime
import pickle

import pytest

import nutgraf


@pytest.mark.parametrize("text", [None, b"bytes", 7, 1.5, ["a list"]])
def test_what_is_no_text_is_a_type_error_that_names_it(text):
    for call in [nutgraf.extract, nutgraf.split]:
        with pytest.raises(TypeError, match=r"text: expected a str, got \w+") as caught:
            call(text)
        assert isinstance(caught.value, nutgraf.Error)
        assert ("decode" in str(caught.value)) == isinstance(text, bytes)


def test_a_lone_surrogate_is_a_value_error_that_says_where():
    for call in [nutgraf.extract, nutgraf.split]:
        with pytest.raises(ValueError, match="lone surrogate at index 2") as caught:
            call("ab\ud83d")
        assert isinstance(caught.value, nutgraf.ArgumentError)


@pytest.mark.parametrize("date", ["2026-02-30", "29 Jan", "", "2026-1-29"])
def test_a_date_that_is_none_is_an_error_that_names_the_argument(date):
    with pytest.raises(nutgraf.ArgumentError, match="date"):
        nutgraf.extract("It rained.", date=date)


@pytest.mark.parametrize(
    "date", ["2026-01-29", datetime.date(2026, 1, 29), datetime.datetime(2026, 1, 29, 23, 59)]
)
def test_a_date_is_a_string_or_a_day_or_a_moment(date):
    assert nutgraf.extract("It rained.", date=date).date == datetime.date(2026, 1, 29)


def test_a_date_of_another_type_is_a_type_error():
    with pytest.raises(nutgraf.ArgumentTypeError, match="date: expected"):
        nutgraf.extract("It rained.", date=20260129)


def test_layers_are_named_by_one_word_or_several():
    doc = nutgraf.extract("It rained. We left.", only="sentences")
    assert doc.layers == ("sentences",)
    assert (len(doc.sentences), len(doc.tokens)) == (2, 0)
    doc = nutgraf.extract("It rained.", only=["tokens", "sentences"])
    assert doc.layers == ("sentences", "tokens")
    with pytest.raises(nutgraf.ArgumentError, match=r"'?sentence\"? is no layer; they are sentences, tokens"):
        nutgraf.extract("It rained.", only="sentence")
    with pytest.raises(nutgraf.ArgumentTypeError):
        nutgraf.extract("It rained.", only=3)


def test_a_model_that_is_none_says_so(tmp_path):
    with pytest.raises(nutgraf.ModelError):
        nutgraf.Extractor(model=b"no model")
    with pytest.raises(OSError, match="model") as caught:
        nutgraf.Extractor(model=tmp_path / "absent")
    assert isinstance(caught.value, nutgraf.FileError)
    with pytest.raises(nutgraf.ArgumentTypeError, match="model: expected bytes or a path"):
        nutgraf.Extractor(model=3)
    with pytest.raises(nutgraf.ArgumentTypeError, match="abbreviations"):
        nutgraf.Extractor(abbreviations="Bde")
    with pytest.raises(nutgraf.ArgumentTypeError, match="priority: expected a list of sources, got str"):
        nutgraf.Extractor(priority="tagger")
    with pytest.raises(nutgraf.ArgumentTypeError, match="patterns: expected Patterns, got list"):
        nutgraf.Extractor(patterns=[{"label": "X", "tokens": [{"text": "x"}]}])


def test_names_below_the_least_score_are_left_out():
    text = "Amina Otieno flew to Lima on 4 May 2025."
    surest = nutgraf.Extractor(min_score=1).extract(text).entities
    assert [entity.text for entity in surest] == ["4 May 2025"]
    assert repr(pickle.loads(pickle.dumps(nutgraf.Extractor(min_score=0.5)))) == "Extractor(min_score=0.5)"
    for score in -0.1, 1.1, float("nan"):
        with pytest.raises(nutgraf.ArgumentError, match="min_score"):
            nutgraf.Extractor(min_score=score)


def test_an_extractor_is_pickled_by_what_it_was_made_of():
    extractor = nutgraf.Extractor(abbreviations=["Bde"])
    assert repr(extractor) == "Extractor(abbreviations=['Bde'])"
    assert len(pickle.dumps(extractor)) < 200
    assert repr(pickle.loads(pickle.dumps(extractor))) == repr(extractor)


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff", "“" * 1000, "A" * 1_000_000, "U.S." * 100_000, "\0"])
def test_odd_texts_are_texts(text):
    doc = nutgraf.extract(text)
    assert doc.text == text
    assert all(text[s.start : s.end] == s.text for s in doc.sentences)
