"""Finds who, what, when, where and why in English news.

>>> import nutgraf
>>> doc = nutgraf.extract("It rained in Accra. Nobody minded.", date="2026-01-29")
>>> [sentence.text for sentence in doc.sentences]
['It rained in Accra.', 'Nobody minded.']
>>> doc.date
datetime.date(2026, 1, 29)

The model is inside the package: nothing is downloaded, and nothing else need be
installed. Offsets are indices into the ``str``; ``text[e.start:e.end] == e.text``.
"""

from nutgraf._errors import (
    ArgumentError,
    ArgumentTypeError,
    Error,
    FileError,
    GazetteerError,
    JsonError,
    ModelError,
    PatternError,
)
from nutgraf._nutgraf import (
    VERSION as __version__,
)
from nutgraf._nutgraf import (
    Amount,
    Batch,
    Cluster,
    Document,
    Entity,
    Extractor,
    Gazetteer,
    List,
    Mention,
    Money,
    Number,
    Ordinal,
    Patterns,
    Percent,
    Quantity,
    Quote,
    Reference,
    Role,
    Sentence,
    SentenceStream,
    Span,
    StreamedSentence,
    Table,
    Timex,
    TimexMention,
    Token,
    Value,
    _split,
)

__all__ = [
    "Amount",
    "ArgumentError",
    "ArgumentTypeError",
    "Batch",
    "Cluster",
    "Document",
    "Entity",
    "Error",
    "Extractor",
    "FileError",
    "Gazetteer",
    "GazetteerError",
    "JsonError",
    "List",
    "Mention",
    "ModelError",
    "Money",
    "Number",
    "Ordinal",
    "PatternError",
    "Patterns",
    "Percent",
    "Quantity",
    "Quote",
    "Reference",
    "Role",
    "Sentence",
    "SentenceStream",
    "Span",
    "SplitText",
    "StreamedSentence",
    "Table",
    "Timex",
    "TimexMention",
    "Token",
    "Value",
    "__version__",
    "extract",
    "extract_batch",
    "render",
    "split",
]

# The extractor with the model inside; immutable, so all may share it.
_extractor = Extractor()
extract = _extractor.extract
extract_batch = _extractor.extract_batch


def render(doc, style="entities"):
    """Draw a document as HTML, for a notebook or, with ``save``, as a page of its own.

    ``style`` is "entities" (the text with its entities marked, people and quotations below it: what a
    notebook shows of a document), "quotes" (who said what), "people" (a card for each) or "timeline".
    A label stands beside each mark, and what it means shows under the mouse. What the text itself has of
    HTML is shown and never obeyed; the picture runs no script and loads nothing.

    >>> import nutgraf
    >>> picture = nutgraf.render(nutgraf.extract("Rain <b>fell</b>."))
    >>> "Rain &lt;b&gt;fell&lt;/b&gt;." in picture
    True
    >>> picture.save("rain.html")  # doctest: +SKIP
    """
    from nutgraf._html import render

    return render(doc, style)


class SplitText(list):
    """The sentences of a text, with ``spans``: where each starts and ends."""

    spans: "list[tuple[int, int]]"


def split(text):
    """Split a text into its sentences.

    Needs no model. A sentence is without the white space around it, and nothing else is lost or changed.

    >>> import nutgraf
    >>> sentences = nutgraf.split("It rained. We left.")
    >>> sentences
    ['It rained.', 'We left.']
    >>> sentences.spans
    [(0, 10), (11, 19)]
    """
    sentences, spans = _split(text)
    result = SplitText(sentences)
    result.spans = spans
    return result
