"""What training needs besides PyTorch: the model file, spaCy's DocBin, texts as the library's tokens."""

import dataclasses
import sys

import pytest
import spacy
from spacy.tokens import DocBin

import nutgraf
from nutgraf import _nutgraf
from nutgraf.train import format, learn, readers
from nutgraf.train.__main__ import main

TEXT = "Amina Otieno flew to Nairobi on Tuesday."


def test_a_network_that_is_written_again_finds_the_same():
    again = format.write(format.read(_nutgraf._model()))
    for text in (TEXT, "Shares of Zorbex Steel fell in Lima, said the Union of Quarrymen."):
        assert nutgraf.Extractor(model=again).extract(text).to_json() == nutgraf.extract(text).to_json()


def test_a_model_with_labels_of_its_own_tells_their_names():
    network = format.read(_nutgraf._model())
    labels = ["CITY" if label == "GPE" else label for label in network.labels]
    extractor = nutgraf.Extractor(model=format.write(dataclasses.replace(network, labels=labels)))
    doc = extractor.extract(TEXT)
    assert [(e.text, e.label) for e in doc.entities][:2] == [("Amina Otieno", "PERSON"), ("Nairobi", "CITY")]
    assert nutgraf.Document.from_json(doc.to_json()) == doc


def test_a_doc_bin_is_read_and_what_is_none_is_refused(tmp_path):
    doc = spacy.blank("en")(TEXT)
    doc.ents = [doc.char_span(0, 12, "PERSON"), doc.char_span(21, 28, "CITY")]
    path = tmp_path / "a.spacy"
    DocBin(docs=[doc]).to_disk(path)
    [example] = readers.read(path)
    assert (example.text, example.spans) == (TEXT, [(0, 12, "PERSON"), (21, 28, "CITY")])
    path.write_bytes(b"no such thing")
    with pytest.raises(ValueError, match=r"a\.spacy: is no DocBin"):
        readers.read(path)


def test_a_name_that_cuts_a_token_is_refused_with_its_line_or_left_out():
    cut = readers.Example(TEXT, [(0, 3, "PERSON"), (21, 28, "CITY")], "a.jsonl: line 7")
    with pytest.raises(
        ValueError, match=r"a\.jsonl: line 7: 'Ami' \(0:3\) does not begin and end with a token"
    ):
        learn.sentences_of([cut], ["PERSON", "CITY"])
    [sentence], skipped = learn.sentences_of([cut], ["PERSON", "CITY"], skip_misaligned=True)
    assert skipped == 1
    assert dict(zip(sentence.words, sentence.tags, strict=True))["Nairobi"] == 3


def test_where_pytorch_is_not_installed_the_command_names_the_cure(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    texts = tmp_path / "a.jsonl"
    texts.write_text('{"text": "It fell in Lima.", "label": [[11, 15, "CITY"]]}\n')
    assert main([str(texts), "--out", str(tmp_path / "own.model")]) == 2
    assert "pip install nutgraf[train]" in capsys.readouterr().err
