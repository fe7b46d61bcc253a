"""nutgraf in a spaCy pipeline, and its results as spaCy's.

>>> import spacy  # doctest: +SKIP
>>> nlp = spacy.blank("en")  # doctest: +SKIP
>>> nlp.add_pipe("nutgraf")  # doctest: +SKIP
>>> doc = nlp("Ms. Quispe flew to Lima. Nobody minded.")  # doctest: +SKIP
>>> [(ent.text, ent.label_) for ent in doc.ents], len(list(doc.sents))  # doctest: +SKIP

spaCy finds the component by itself; this module need not be imported for it. ``doc._.nutgraf`` is the whole
`nutgraf.Document`, with values, people and quotations.
"""

from itertools import islice, pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span

import nutgraf

_KEY = "nutgraf"


def to_spacy(document, nlp):
    """The document as a `Doc` of the pipeline ``nlp``, with its own sentences and entities.

    The tokens are those of ``nlp.tokenizer``, but that one which an entity or a sentence cuts is cut there,
    so that every span is the same as here.
    """
    return _fill(nlp.make_doc(document.text), document)


def _fill(doc, document):
    starts = {sentence.start for sentence in document.sentences}
    cuts = starts | {at for entity in document.entities for at in (entity.start, entity.end)}
    _cut(doc, sorted(cuts))
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    begin = {token.idx: token.i for token in doc}
    end = {token.idx + len(token): token.i + 1 for token in doc}
    doc.ents = [
        Span(doc, begin[entity.start], end[entity.end], label=entity.label, kb_id=entity.id or "")
        for entity in document.entities
    ]
    # As JSON, for spaCy sends its documents between processes as plain data.
    doc.user_data[_KEY] = document.to_json()
    return doc


def _cut(doc, places):
    """Split the tokens that have a place inside them."""
    places = iter(places)
    place = next(places, None)
    with doc.retokenize() as retokenizer:
        for token in doc:
            start, past = token.idx, token.idx + len(token)
            inside = []
            while place is not None and place < past:
                if place > start:
                    inside.append(place - start)
                place = next(places, None)
            if inside:
                bounds = [0, *inside, len(token)]
                parts = [token.text[a:b] for a, b in pairwise(bounds)]
                retokenizer.split(token, parts, heads=[(token, i) for i in range(len(parts))])


if not Doc.has_extension(_KEY):
    Doc.set_extension(
        _KEY,
        getter=lambda doc: nutgraf.Document.from_json(doc.user_data[_KEY]) if _KEY in doc.user_data else None,
    )


class Component:
    """The pipeline component ``nutgraf``: sets the entities and where sentences start."""

    def __init__(self, extractor):
        self.extractor = extractor

    def __call__(self, doc):
        return _fill(doc, self.extractor.extract(doc.text))

    def pipe(self, stream, *, batch_size=64):
        """Many documents, in their order, on as many threads as there are cores."""
        stream = iter(stream)
        while docs := list(islice(stream, batch_size)):
            found = self.extractor.extract_batch([doc.text for doc in docs])
            for doc, document in zip(docs, found, strict=True):
                if isinstance(document, Exception):
                    raise document
                yield _fill(doc, document)


@Language.factory(
    "nutgraf",
    assigns=["doc.ents", "doc.sents", "token.is_sent_start"],
    default_config={"model": None, "abbreviations": []},
)
def make(nlp, name, model, abbreviations):
    """The component that ``nlp.add_pipe("nutgraf")`` adds."""
    return Component(nutgraf.Extractor(model=model, abbreviations=abbreviations))
