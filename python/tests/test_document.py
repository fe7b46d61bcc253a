"""Views: what they say, and that they stay what they are."""

import copy
import datetime
import json
import pickle
from decimal import Decimal

import pytest

import nutgraf


def views(doc: nutgraf.Document) -> list:
    lists = [doc.sentences, doc.tokens, doc.entities, doc.timexes, doc.clusters, doc.quotes]
    found = [view for views in lists for view in views]
    for cluster in doc.clusters:
        found += [cluster.name_span, *cluster.mentions, *cluster.roles]
    for role in doc.clusters[0].roles:
        found += [role.title, role.place]
    for quote in doc.quotes:
        found += [*quote.content, quote.cue, quote.speaker]
    return found


def test_a_view_tells_what_is_known_of_it(full):
    person, _, money, day = full.entities
    assert (person.text, person.label, person.score, person.value) == ("Ngozi Adé", "PERSON", 0.95, None)
    assert money.score is None
    assert money.value.amount == Decimal("3200000")
    assert (money.value.currency, money.value.approximate, money.value.min) == ("USD", True, None)
    assert day.value.datetime == full.timexes[0].datetime == datetime.date(2026, 2, 3)

    someone = person.cluster
    assert [(mention.text, mention.kind) for mention in someone] == [
        ("Ngozi Adé", "name"),
        ("She", "pronoun"),
    ]
    assert someone.mentions[0].entity == person
    assert someone.mentions[1].entity is None
    [role] = someone.roles
    assert (role.title.text, role.organisation, role.place.cluster.acronym) == (
        "finance minister",
        None,
        "GB",
    )
    assert not role.is_former

    [quote] = full.quotes
    assert (quote.text, quote.kind, quote.cue.text) == ("We won,", "direct", "said")
    assert quote.speaker.cluster == someone
    assert full.date == datetime.date(2026, 2, 5)


def test_every_view_survives_pickle_and_keeps_one_document(full):
    before = views(full)
    after = pickle.loads(pickle.dumps(before))
    assert after == before
    assert [hash(view) for view in after] == [hash(view) for view in before]
    assert [repr(view) for view in after] == [repr(view) for view in before]
    assert len({id(view.document) for view in after if hasattr(view, "document")}) == 1
    assert copy.deepcopy(full) == full
    assert pickle.loads(pickle.dumps(full.entities)) == full.entities
    values = [entity.value for entity in full.entities]
    assert pickle.loads(pickle.dumps(values)) == values


def test_views_of_different_things_differ(full):
    found = views(full)
    assert len(set(found)) == len(found)
    assert full.sentences[0] != full.sentences[1]
    assert full.entities[0] != full.clusters[0].mentions[0], (
        "an entity is no mention, though they span the same"
    )
    assert full != nutgraf.extract(full.text)


def test_lists_behave_like_tuples(full):
    entities = full.entities
    assert len(entities) == 4
    assert list(entities) == [entities[i] for i in range(4)]
    assert entities[-1] == entities[3]
    assert entities[::-2] == (entities[3], entities[1])
    assert entities[1] in entities
    with pytest.raises(IndexError, match="entities index out of range"):
        entities[4]
    with pytest.raises(IndexError):
        entities[-5]
    with pytest.raises(TypeError):
        entities["0"]


def test_nothing_can_be_changed(full):
    for thing in [full, full.entities, full.entities[2].value, *views(full)]:
        with pytest.raises((AttributeError, TypeError)):
            thing.text = "other"


def test_reprs_say_what_a_thing_is(full):
    assert repr(full.entities[0]) == "<Entity PERSON 'Ngozi Adé' [15:24]>"
    assert repr(full.entities[2].value) == 'Money(amount=3200000, approximate=True, currency="USD")'
    assert repr(full.clusters[0]) == "<Cluster PERSON 'Ngozi Adé', 2 mentions>"
    assert repr(full.clusters[0].roles[0]) == "<Role 'finance minister' place='Gabon'>"
    assert repr(full.quotes[0]) == "<Quote direct 'We won,' by 'Ngozi Adé'>"
    assert repr(full).startswith("<Document '“We won,”")


@pytest.mark.parametrize(
    ("value", "exact"),
    [
        ("2026-02-04", datetime.date(2026, 2, 4)),
        ("2026-02-04T16:30", datetime.datetime(2026, 2, 4, 16, 30)),
        ("2026-W06", None),
        ("2026-02", None),
        ("XXXX-02-04", None),
        ("2026-02-04TMO", None),
        ("2026-02-04T24:00", None),
        ("0000-01-01", None),
        ("P10Y", None),
    ],
)
def test_a_time_is_a_datetime_only_where_it_is_exact(value, exact):
    timex = nutgraf.Value.from_json(json.dumps({"kind": "timex", "type": "DATE", "value": value}))
    assert timex.value == value
    assert timex.datetime == exact
    vague = json.dumps({"kind": "timex", "type": "DATE", "value": value, "mod": "APPROX"})
    assert nutgraf.Value.from_json(vague).datetime is None


def test_a_damaged_json_is_a_json_error(full):
    whole = full.to_json()
    for bad in [
        "",
        "{}",
        whole[:-1],
        whole.replace("nutgraf/1", "nutgraf/9"),
        whole.replace('"end":', '"end":9'),
    ]:
        with pytest.raises(nutgraf.JsonError):
            nutgraf.Document.from_json(bad)
    assert nutgraf.Document.from_json(whole) == full


def test_a_view_is_cut_as_its_string_is(full):
    name = full.entities[0]
    assert full[name.start : name.end].text == name.text == str(full[15:24])
    assert name[6:].text == "Adé"
    assert (name[6:].start, name[-1].text, name[2:1].text) == (21, "é", "")
    assert "Ngozi" in name
    assert name in full.sentences[0]
    assert name not in full.sentences[1]
    assert "😀" in full
    assert len(full) == len(full.text)
    with pytest.raises(IndexError):
        name[9]
    with pytest.raises(ValueError, match="no step"):
        name[::2]


def test_the_json_of_a_view_stands_in_that_of_its_document(full):
    whole = full.to_json()
    for view in views(full):
        assert view.to_json() in whole
        assert json.loads(view.to_json()) == view.to_dict("bytes")


def test_offsets_are_in_the_units_that_are_asked_for(full):
    mark = full.tokens[2]
    assert [mark.to_dict(unit)["end"] for unit in ("code_points", "bytes", "utf16")] == [
        mark.end,
        mark.byte_span[1],
        mark.utf16_span[1],
    ]
    assert full.to_dict("utf16")["offsets"] == "utf16"
    with pytest.raises(nutgraf.ArgumentError, match="none of code_points, bytes, utf16"):
        full.to_dict("words")


def test_an_empty_text_has_a_document_which_is_true():
    doc = nutgraf.extract("")
    assert (len(doc), bool(doc), list(doc.entities)) == (0, True, [])
