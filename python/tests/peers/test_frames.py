"""Columns of pandas, polars, pyarrow and DuckDB in, tables out: the same whichever it is."""

import datetime
import json
import math
import subprocess
import sys

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet
import pytest

import nutgraf

TEXTS = [
    "Ms. Okello paid $3 million in Lima on Tuesday.",
    None,
    "",
    "😀 “Nobody paid for the boats,” said Zoë Adams.",
]
DAY = datetime.date(2026, 1, 29)


def duck(values, kind="VARCHAR"):
    return duckdb.sql(f"SELECT unnest(?::{kind}[]) AS x", params=[values]).to_arrow_table()["x"]


COLUMNS = {
    "list": list,
    "numpy": lambda values: np.array(values, dtype=object),
    "pandas object": lambda values: pd.Series(values, dtype=object),
    "pandas string": lambda values: pd.Series(values, dtype="string"),
    "pandas arrow": lambda values: pd.Series(values, dtype=pd.ArrowDtype(pa.string())),
    "pandas category": lambda values: pd.Series(values, dtype="category"),
    "polars": pl.Series,
    "polars categorical": lambda values: pl.Series(values, dtype=pl.Categorical),
    "pyarrow": pa.array,
    "pyarrow large": lambda values: pa.array(values, pa.large_string()),
    "pyarrow view": lambda values: pa.array(values, pa.string_view()),
    "pyarrow dictionary": lambda values: pa.array(values).dictionary_encode(),
    "pyarrow chunks": lambda values: pa.chunked_array([values[:1], [], values[1:]], pa.string()),
    "pyarrow slice": lambda values: pa.array(["cut off", *values]).slice(1),
    "duckdb": duck,
}


@pytest.mark.parametrize("make", COLUMNS.values(), ids=COLUMNS)
def test_a_column_gives_what_a_list_gives(make):
    expected = [None if text is None else nutgraf.extract(text, DAY) for text in TEXTS]
    assert list(nutgraf.extract_batch(make(TEXTS), DAY)) == expected
    assert list(nutgraf.extract_batch(make([None, None]))) == [None, None]
    assert len(nutgraf.extract_batch(make([]))) == 0


DAYS = {
    "list": list,
    "numpy": lambda days: np.array(days, dtype="datetime64[D]"),
    "pandas object": lambda days: pd.Series(days, dtype=object),
    "pandas datetime": pd.to_datetime,
    "pandas string": lambda days: pd.Series([day and day.isoformat() for day in days], dtype="string"),
    "polars date": pl.Series,
    "polars datetime": lambda days: pl.Series(days).cast(pl.Datetime("us")),
    "pyarrow date32": pa.array,
    "pyarrow date64": lambda days: pa.array(days, pa.date64()),
    "pyarrow timestamp": lambda days: pa.array(days).cast(pa.timestamp("s")),
    "pyarrow strings": lambda days: pa.array([day and day.isoformat() for day in days]),
    "duckdb": lambda days: duck(days, "DATE"),
}


@pytest.mark.parametrize("make", DAYS.values(), ids=DAYS)
def test_a_column_of_dates_may_have_gaps(make):
    days = [DAY, None, datetime.date(1899, 12, 31)]
    batch = nutgraf.extract_batch(["It rained."] * 3, make(days))
    assert [doc.date for doc in batch] == days


def test_a_moment_is_of_the_day_where_it_is():
    moment = datetime.datetime(2026, 1, 29, 23, 30, tzinfo=datetime.timezone.utc)
    for zone, day in [("UTC", 29), ("Africa/Nairobi", 30)]:
        columns = [
            pa.array([moment], pa.timestamp("us", zone)),
            pl.Series([moment]).dt.convert_time_zone(zone),
            pd.Series([moment]).dt.tz_convert(zone),
        ]
        assert [nutgraf.extract_batch(["Rain."], dates)[0].date.day for dates in columns] == [day] * 3


NUMBERS = {
    "numpy": np.array,
    "pandas": pd.Series,
    "polars": pl.Series,
    "pyarrow": pa.array,
    "duckdb": lambda values: duck(values, "DOUBLE"),
}


@pytest.mark.parametrize("make", NUMBERS.values(), ids=NUMBERS)
def test_a_column_of_numbers_is_refused_as_texts_and_as_dates(make):
    numbers = make([1.5, 2.5])
    with pytest.raises(nutgraf.ArgumentTypeError, match="texts: expected a column of text, got one of"):
        nutgraf.extract_batch(numbers)
    with pytest.raises(nutgraf.ArgumentTypeError, match="dates: expected a column of dates, got one of"):
        nutgraf.extract_batch(["a", "b"], numbers)


def test_a_table_is_refused_and_a_column_of_it_asked_for():
    table = {"text": TEXTS}
    for make in [pd.DataFrame, pl.DataFrame, pa.table]:
        with pytest.raises(nutgraf.ArgumentTypeError, match="texts: expected a column, got a table"):
            nutgraf.extract_batch(make(table))


def test_an_odd_cell_is_an_error_of_its_row_in_a_column_of_objects():
    cells = ["One.", None, math.nan, pd.NA, pd.NaT, 7, b"bytes", "ab\ud83d", "Nine."]
    for make in [list, pd.Series, lambda cells: np.array(cells, dtype=object)]:
        batch = nutgraf.extract_batch(make(cells))
        assert list(batch.errors) == [5, 6, 7]
        assert [row is None for row in batch] == [False, True, True, True, True, False, False, False, False]


def test_bytes_that_are_no_utf8_are_an_error_of_their_row():
    broken = pa.array([b"One.", b"\xff\xfe", b"Three."]).view(pa.string())
    batch = nutgraf.extract_batch(broken)
    assert list(batch.errors) == [1]
    assert "no UTF-8 at byte 0" in str(batch.errors[1])


@pytest.fixture(scope="module")
def batch():
    return nutgraf.extract_batch([*TEXTS, "fails"], [DAY, DAY, DAY, DAY, "no date"])


def test_a_row_a_mention_is_what_the_documents_say(batch):
    frame = batch.to_polars()
    docs = batch.documents
    found = [(row, e.start, e.end, e.text, e.label) for row, doc in docs.items() for e in doc.entities]
    assert (
        frame.filter(pl.col("error").is_null()).select("row", "start", "end", "text", "label").rows() == found
    )
    assert frame.filter(pl.col("error").is_not_null())["row"].to_list() == [4]
    money = frame.row(by_predicate=pl.col("label") == "MONEY", named=True)
    assert (money["amount"], money["unit"], money["value"]) == (3e6, "USD", "3000000")
    day = frame.row(by_predicate=pl.col("label") == "DATE", named=True)
    assert day["day"] == docs[0].timexes[0].datetime


def test_a_row_a_text_has_its_lists_nested_and_its_error(batch):
    frame = batch.to_polars("documents")
    assert frame.height == len(batch)
    assert frame["error"].is_not_null().to_list() == [False, False, False, False, True]
    assert frame.row(1) == (None,) * frame.width
    assert frame["entities"][0].struct["text"].to_list() == [e.text for e in batch[0].entities]
    quote = frame["quotes"][3][0]
    assert (quote["text"], quote["name"]) == (batch[3].quotes[0].text, "Zoë Adams")
    sentences = frame["sentences"][3]
    assert [TEXTS[3][s["start"] : s["end"]] for s in sentences] == [s.text for s in batch[3].sentences]


@pytest.mark.parametrize("rows", ["mentions", "documents"])
def test_every_library_reads_the_same_table(batch, rows):
    arrow = batch.to_arrow(rows)
    assert pa.table(batch.table(rows)).equals(arrow)
    assert pa.record_batch(batch.table(rows)).to_pylist() == arrow.to_pylist()
    assert batch.to_polars(rows).to_dicts() == arrow.to_pylist()
    assert list(batch.to_pandas(rows).columns) == arrow.column_names
    found = batch.table(rows)
    assert duckdb.sql("SELECT count(*) FROM found").fetchall() == [(arrow.num_rows,)]
    assert (len(found), list(found.columns)) == (arrow.num_rows, arrow.column_names)
    assert pa.schema(found) == arrow.schema


def test_an_empty_batch_has_its_columns():
    for rows in ["mentions", "documents"]:
        empty = nutgraf.extract_batch([]).to_arrow(rows)
        full = nutgraf.extract_batch(["Rain fell in Accra."]).to_arrow(rows)
        assert (empty.num_rows, empty.schema) == (0, full.schema)


def test_a_long_table_comes_in_pieces():
    batch = nutgraf.extract_batch(["Rain in Accra. " * 400] * 200, threads=2)
    table = batch.to_arrow()
    assert table.num_rows == sum(len(doc.entities) for doc in batch)
    assert table["row"].num_chunks > 1
    assert pa.record_batch(batch.table()).num_rows == table.num_rows


def test_polars_maps_a_column_in_an_expression():
    documents = nutgraf.extract_batch(["x"]).to_polars("documents").to_struct().dtype
    frame = pl.LazyFrame({"text": TEXTS}).with_columns(
        found=pl.col("text").map_batches(
            lambda texts: nutgraf.extract_batch(texts).to_polars("documents").to_struct(),
            return_dtype=documents,
        )
    )
    names = frame.select(pl.col("found").struct["entities"].list.eval(pl.element().struct["text"])).collect()
    expected = [
        [e.text for e in nutgraf.extract(text).entities] if text is not None else None for text in TEXTS
    ]
    assert names["entities"].to_list() == expected


def test_duckdb_calls_an_arrow_function():
    def people(texts):
        docs = nutgraf.extract_batch(texts)
        names = [None if d is None else [e.text for e in d.entities if e.label == "PERSON"] for d in docs]
        return pa.array(names, pa.list_(pa.string()))

    connection = duckdb.connect()
    connection.create_function(
        "people", people, ["VARCHAR"], "VARCHAR[]", type="arrow", null_handling="special"
    )
    news = pa.table({"id": range(5000), "text": TEXTS * 1250})
    rows = connection.sql("SELECT people(text) FROM news ORDER BY id").fetchall()
    expected = [[e.text for e in nutgraf.extract(TEXTS[0]).entities if e.label == "PERSON"]]
    assert rows[0] == (*expected,)
    assert rows[1] == (None,)
    assert len(rows) == len(news)


def test_the_command_reads_a_column_of_parquet(tmp_path):
    path = tmp_path / "news.parquet"
    pa.parquet.write_table(pa.table({"body": TEXTS, "day": [DAY] * len(TEXTS)}), path)
    command = [
        sys.executable,
        "-m",
        "nutgraf",
        path,
        "--column",
        "body",
        "--date-column",
        "day",
        "--format",
        "json",
    ]
    result = subprocess.run(command, capture_output=True, check=True)
    expected = nutgraf.extract_batch(TEXTS, DAY)
    assert json.loads(result.stdout) == [doc and json.loads(doc.to_json()) for doc in expected]
