from collections.abc import Iterable
from typing import Literal

from pyspark.sql import DataFrame

from nutgraf import Extractor

MENTIONS: str
DOCUMENTS: str

def extract(
    df: DataFrame,
    text: str,
    date: str | None = None,
    *,
    rows: Literal["mentions", "documents"] = "mentions",
    keep: Iterable[str] | None = None,
    only: str | Iterable[str] | None = None,
    extractor: Extractor | None = None,
) -> DataFrame: ...
