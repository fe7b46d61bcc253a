"""Names of one's own, from Python."""

import pickle

import pytest

import nutgraf

NAMES = [
    ("Zorbex Holdings", "ORG", "id-1"),
    {"name": "quux fever", "label": "DISEASE", "aliases": ["quuxitis"], "case": "any"},
]
TEXT = "Zorbex Holdings fights Quux Fever."


def found(extractor, text=TEXT):
    return [(e.text, e.label, e.id) for e in extractor.extract(text).entities if e.source == "gazetteer"]


def test_names_are_found_with_label_and_identifier():
    extractor = nutgraf.Extractor(gazetteer=nutgraf.Gazetteer(NAMES))
    assert found(extractor) == [
        ("Zorbex Holdings", "ORG", "id-1"),
        ("Quux Fever", "DISEASE", None),
    ]
    assert extractor.extract(TEXT).entities[0].cluster.id == "id-1"


def test_a_file_and_a_pickle_give_the_same(tmp_path):
    names = nutgraf.Gazetteer(NAMES)
    names.save(tmp_path / "names")
    opened = nutgraf.Gazetteer.open(tmp_path / "names")
    assert len(opened) == 3
    extractor = pickle.loads(pickle.dumps(nutgraf.Extractor(gazetteer=[opened], merge="priority")))
    assert len(found(extractor)) == 2


def test_two_lists_and_the_order_of_sources():
    lists = [nutgraf.Gazetteer([("Kenya", "PRODUCT", "x")]), nutgraf.Gazetteer(NAMES)]
    text = "Zorbex Holdings left Kenya."
    assert len(found(nutgraf.Extractor(gazetteer=lists), text)) == 2
    tagger_first = nutgraf.Extractor(gazetteer=lists, priority=["tagger"])
    assert ("Kenya", "PRODUCT", "x") not in found(tagger_first, text)


@pytest.mark.parametrize(
    ("entries", "part"),
    [
        ([], "empty"),
        (
            [
                ("Zorbex", "ORG"),
                ("ZORBEX", "ORG"),
                ("zorBex", "ORG"),
                ("Zorbex", "GPE"),
            ],
            "entry 3.*twice.*entry 0",
        ),
        ([("X", "ORG")], "entry 0.*two letters"),
        ([("Zorbex", "ORG"), (" \t\N{NO-BREAK SPACE}", "ORG")], "entry 1.*two letters"),
        ([("x" * 10_000, "ORG")], "10000 bytes"),
        ([("Zorbex", "company")], "label"),
        ([("Zorbex",)], "entry 0"),
        ([{"name": "Zorbex", "label": "ORG", "colour": "red"}], "colour"),
    ],
)
def test_a_list_that_is_none_is_refused_with_its_entry(entries, part):
    with pytest.raises(nutgraf.GazetteerError, match=part):
        nutgraf.Gazetteer(entries)


@pytest.mark.parametrize(
    ("key", "value", "wanted"),
    [("aliases", "ZBX", "a list of names"), ("score", "high", "a number"), ("ambiguous", "no", "a bool")],
)
def test_a_wrong_type_is_told_by_entry_and_key(key, value, wanted):
    with pytest.raises(nutgraf.ArgumentTypeError, match=f"entry 0: {key}: expected {wanted}, got str"):
        nutgraf.Gazetteer([{"name": "Zorbex", "label": "ORG", key: value}])


@pytest.mark.parametrize(
    ("spoil", "part"),
    [
        (lambda data: b"", "no gazetteer file"),
        (lambda data: b"PK\3\4" + data, "no gazetteer file"),
        (
            lambda data: data[:8] + b"\7" + data[9:],
            "version 7 of the format .byte 8.; this library reads version 2: build it anew",
        ),
        (lambda data: data[:-1], "cut short at byte"),
        (lambda data: data + b"\0", "goes on after its end, byte"),
        (lambda data: data[:80] + b"\1" + data[81:], "the checksum at byte 12 differs"),
    ],
)
def test_a_file_that_is_none_is_refused_with_the_byte(tmp_path, spoil, part):
    # One that is read as a whole, and one that is opened in place.
    for names in NAMES, [(f"Zorbex {n:b}", "ORG", str(n)) for n in range(10_000)]:
        data = spoil(nutgraf.Gazetteer(names).to_bytes())
        with pytest.raises(nutgraf.GazetteerError, match=part):
            nutgraf.Gazetteer.from_bytes(data)
        path = tmp_path / "names"
        path.write_bytes(data)
        with pytest.raises(nutgraf.GazetteerError, match=part):
            nutgraf.Gazetteer.open(path)


def test_damage_is_an_error_of_the_bytes_or_of_the_text_that_leads_there(tmp_path):
    names = [(f"Zorbex {n:b}", "ORG", str(n)) for n in range(10_000)]
    data = bytearray(nutgraf.Gazetteer(names).to_bytes())
    data[-1] ^= 1
    with pytest.raises(nutgraf.GazetteerError, match=rf"the checksum of bytes \d+ to {len(data)} differs"):
        nutgraf.Gazetteer.from_bytes(bytes(data))
    path = tmp_path / "names"
    path.write_bytes(data)
    names = nutgraf.Gazetteer.open(path)
    extractor = nutgraf.Extractor(gazetteer=names)
    assert len(extractor.extract("It rained.").entities) == 0
    with pytest.raises(nutgraf.GazetteerError, match=f"to {len(data)} differs"):
        extractor.extract(f"She joined Zorbex {8_191:b} here.")
    assert list(extractor.extract_batch([f"Zorbex {8_191:b}", "Zorbex 0"]).errors) == [0]
    with pytest.raises(nutgraf.GazetteerError, match="differs"):
        names.to_bytes()


def test_a_file_that_is_not_there_is_an_os_error(tmp_path):
    with pytest.raises(OSError, match="no-such-file"):
        nutgraf.Gazetteer.open(tmp_path / "no-such-file")
