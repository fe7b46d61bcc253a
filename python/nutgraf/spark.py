"""Extraction on a Spark cluster, over Arrow batches.

>>> from pyspark.sql import SparkSession  # doctest: +SKIP
>>> import nutgraf.spark  # doctest: +SKIP
>>> mentions = nutgraf.spark.extract(df, "text", date="published")  # doctest: +SKIP
>>> mentions.where("label = 'PERSON'").groupBy("name").count()  # doctest: +SKIP

nutgraf must be installed where the workers run, and pyarrow, as Spark's own functions over Arrow want it.
"""

import functools
import pickle

from nutgraf import extract_batch
from nutgraf._errors import ArgumentError, ArgumentTypeError

# The schemas of the results, as DDL.
_MENTION = (
    "start: bigint, end: bigint, text: string, label: string, score: float, entity_id: string, "
    "value: string, amount: double, min: double, max: double, unit: string, day: date, cluster: bigint, "
    "name: string"
)
MENTIONS = _MENTION.replace(":", "") + ", error string"
DOCUMENTS = (
    "date date, "
    "sentences array<struct<start: bigint, end: bigint, text: string, kind: string, paragraph: bigint>>, "
    f"entities array<struct<{_MENTION}>>, "
    "clusters array<struct<name: string, label: string, id: string, acronym: string, aliases: array<string>, "
    "roles: array<struct<title: string, organisation: string, place: string, former: boolean>>, "
    "mentions: array<struct<start: bigint, end: bigint, text: string, kind: string>>>>, "
    "quotes array<struct<start: bigint, end: bigint, text: string, kind: string, cue: string, "
    "speaker: string, cluster: bigint, name: string, score: float>>, "
    "error string"
)

_TEXTS = {"string", "void"}
_DATES = {"string", "void", "date", "timestamp", "timestamp_ntz"}

# So many texts are worked on at a time, whatever the size of Spark's batches.
_SLICE = 512


def extract(df, text, date=None, *, rows="mentions", keep=None, only=None, extractor=None):
    """Extract from a column of a Spark DataFrame: a row a mention, or with ``rows="documents"`` a row a text.

    ``text`` and ``date`` are names of columns; ``keep`` names the columns that go along, all but the text
    where it is not given; ``only`` and ``extractor`` are as for `nutgraf.extract_batch`. A text that is null
    has no mentions, and a document of nulls; a text that fails has one row with its ``error``. Each worker
    process has one extractor, and each task runs on one core, as Spark counts on it.
    """
    schema = {"mentions": MENTIONS, "documents": DOCUMENTS}.get(rows)
    if schema is None:
        raise ArgumentError(f"rows: {rows!r} is neither mentions nor documents")
    _check(df, "text", text, _TEXTS)
    if date is not None:
        _check(df, "date", date, _DATES)
    new = [column.partition(" ")[0] for column in _split(schema)]
    if keep is None:
        # The date of a document is the one that was given.
        keep = [name for name in df.columns if name != text and not (name == date and name in new)]
    for name in keep:
        if name not in df.columns:
            raise ArgumentError(f"keep: the table has no column {name!r}")
        if name in new:
            raise ArgumentError(f"keep: {name!r} is a column of the result too; rename it, or leave it out")
    kept = [f"{_quoted(name)} {df.schema[name].dataType.simpleString()}" for name in keep]
    columns = list(dict.fromkeys([text, *([date] if date else []), *keep]))
    made_of = pickle.dumps(extractor)
    work = functools.partial(_work, text, date, rows, tuple(keep), only, made_of)
    return df.select(*map(_quoted, columns)).mapInArrow(work, ", ".join([*kept, schema]))


def _quoted(name):
    return "`" + name.replace("`", "``") + "`"


def _check(df, argument, name, kinds):
    if name not in df.columns:
        raise ArgumentError(f"{argument}: the table has no column {name!r}; it has {', '.join(df.columns)}")
    kind = df.schema[name].dataType.simpleString()
    if kind not in kinds:
        wanted = ", ".join(sorted(kinds - {"void"}))
        raise ArgumentTypeError(f"{argument}: column {name!r} is of {kind}, and {wanted} is wanted")


def _split(ddl):
    """The columns of a DDL: its parts between the commas that stand in no bracket."""
    depth, start = 0, 0
    for at, char in enumerate(ddl):
        depth += (char == "<") - (char == ">")
        if char == "," and depth == 0:
            yield ddl[start:at].strip()
            start = at + 1
    yield ddl[start:].strip()


@functools.lru_cache(maxsize=4)
def _batch_of(made_of):
    extractor = pickle.loads(made_of)
    return extract_batch if extractor is None else extractor.extract_batch


def _work(text, date, rows, keep, only, made_of, batches):
    """What a task does with the batches of its partition."""
    import pyarrow as pa

    run = _batch_of(made_of)
    for whole in batches:
        for start in range(0, whole.num_rows, _SLICE):
            given = whole.slice(start, _SLICE)
            dates = None if date is None else given[date]
            found = pa.table(run(given[text], dates, only=only, threads=1).table(rows)).combine_chunks()
            kept = pa.Table.from_batches([given]).select(keep)
            if rows == "mentions":
                kept = kept.take(found["row"])
                found = found.drop_columns("row")
            for name in keep:
                found = found.append_column(name, kept[name])
            yield from found.select([*keep, *found.column_names[: -len(keep) or None]]).to_batches()
