"""Patterns of one's own, from Python."""

import pickle
from decimal import Decimal

import pytest

import nutgraf

QUID = {
    "label": "MONEY",
    "id": "slang",
    "tokens": [{"regex": "[0-9,]+", "as": "sum"}, {"lower": ["quid", "nicker"]}],
    "value": {"kind": "money", "amount": "{sum}", "currency": "GBP"},
}


def test_a_pattern_makes_a_mention_and_fills_its_value():
    extractor = pickle.loads(pickle.dumps(nutgraf.Extractor(patterns=nutgraf.Patterns([QUID]))))
    entity = next(
        e for e in extractor.extract("She paid 1,250 quid for it.").entities if e.source == "pattern"
    )
    assert (entity.text, entity.label, entity.id) == ("1,250 quid", "MONEY", "slang")
    assert (entity.value.amount, entity.value.currency) == (Decimal(1250), "GBP")


def test_a_pattern_that_is_none_is_refused_with_its_place():
    with pytest.raises(nutgraf.PatternError, match="pattern 1: token 0: regex"):
        nutgraf.Patterns([QUID, {"label": "ORG", "tokens": [{"regex": "("}]}])
    with pytest.raises(nutgraf.PatternError, match="line 1 column"):
        nutgraf.Patterns("[{]")
