from typing import Literal

from nutgraf._errors import ArgumentError as ArgumentError
from nutgraf._errors import ArgumentTypeError as ArgumentTypeError
from nutgraf._errors import Error as Error
from nutgraf._errors import FileError as FileError
from nutgraf._errors import GazetteerError as GazetteerError
from nutgraf._errors import JsonError as JsonError
from nutgraf._errors import ModelError as ModelError
from nutgraf._errors import PatternError as PatternError
from nutgraf._html import Picture
from nutgraf._nutgraf import Amount as Amount
from nutgraf._nutgraf import Batch as Batch
from nutgraf._nutgraf import Cluster as Cluster
from nutgraf._nutgraf import Document as Document
from nutgraf._nutgraf import Entity as Entity
from nutgraf._nutgraf import Extractor as Extractor
from nutgraf._nutgraf import Gazetteer as Gazetteer
from nutgraf._nutgraf import List as List
from nutgraf._nutgraf import Mention as Mention
from nutgraf._nutgraf import Money as Money
from nutgraf._nutgraf import Number as Number
from nutgraf._nutgraf import Ordinal as Ordinal
from nutgraf._nutgraf import Patterns as Patterns
from nutgraf._nutgraf import Percent as Percent
from nutgraf._nutgraf import Quantity as Quantity
from nutgraf._nutgraf import Quote as Quote
from nutgraf._nutgraf import Reference as Reference
from nutgraf._nutgraf import Role as Role
from nutgraf._nutgraf import Sentence as Sentence
from nutgraf._nutgraf import SentenceStream as SentenceStream
from nutgraf._nutgraf import Span as Span
from nutgraf._nutgraf import StreamedSentence as StreamedSentence
from nutgraf._nutgraf import Table as Table
from nutgraf._nutgraf import Timex as Timex
from nutgraf._nutgraf import TimexMention as TimexMention
from nutgraf._nutgraf import Token as Token
from nutgraf._nutgraf import Value as Value

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

__version__: str

_extractor: Extractor
extract = _extractor.extract
extract_batch = _extractor.extract_batch

class SplitText(list[str]):
    spans: list[tuple[int, int]]

def split(text: str) -> SplitText: ...
def render(
    doc: Document, style: Literal["entities", "quotes", "people", "timeline"] = "entities"
) -> Picture: ...
