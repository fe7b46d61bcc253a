"""spaCy: a Doc of ours, a component of its pipeline, and displaCy."""

import json

import pytest
import spacy
from spacy import displacy

import nutgraf

TEXTS = [
    "Ms. Okello paid $5bn-plus in Lima on Tuesday.\n\n“No,” said Zoë 😀. The U.S.-led talks ended at 3pm.",
    "",
    " \n ",
    "One line",
]


def spans(document):
    return [(entity.start, entity.end, entity.label) for entity in document.entities]


def check(doc, document):
    assert doc.text == document.text
    assert [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] == spans(document)
    starts = {sentence.start for sentence in document.sentences}
    assert {token.idx for token in doc if token.is_sent_start} == starts | ({0} if len(doc) else set())
    assert doc._.nutgraf == document


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("en")


@pytest.mark.parametrize("text", TEXTS)
def test_a_doc_has_the_spans_of_the_direct_call(nlp, text):
    document = nutgraf.extract(text, date="2026-01-29")
    check(document.to_spacy(nlp), document)


def test_a_token_that_a_span_cuts_is_cut(nlp):
    text = "Rain in Accra/Tema."
    found = {"schema": "nutgraf/1", "offsets": "bytes", "text": text, "layers": ["entities"]}
    entity = {"start": 8, "end": 13, "label": "GPE", "source": "tagger", "score": 0.5}
    document = nutgraf.Document.from_json(json.dumps(found | {"entities": [entity]}))
    assert [ent.text for ent in document.to_spacy(nlp).ents] == ["Accra"]


def test_the_component_needs_only_its_name_and_gives_the_same():
    nlp = spacy.blank("en")
    nlp.add_pipe("nutgraf")
    for text in TEXTS:
        check(nlp(text), nutgraf.extract(text))
    for doc, text in zip(nlp.pipe(TEXTS * 30, batch_size=7), TEXTS * 30, strict=True):
        check(doc, nutgraf.extract(text))


def test_the_component_works_in_several_processes():
    nlp = spacy.blank("en")
    nlp.add_pipe("nutgraf", config={"abbreviations": ["Bde"]})
    docs = list(nlp.pipe(["The Bde. Major left."] * 4, n_process=2, batch_size=2))
    assert [len(list(doc.sents)) for doc in docs] == [1] * 4
    assert docs[0]._.nutgraf.text == "The Bde. Major left."


def test_displacy_draws_the_manual_format():
    document = nutgraf.extract(TEXTS[0])
    html = displacy.render(document.to_displacy(), style="ent", manual=True, jupyter=False)
    assert html.count("<mark") == len(document.entities)
