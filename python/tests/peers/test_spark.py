"""A local Spark session: several thousand rows, with nulls and errors among them."""

import datetime
import os
import sys

import pyarrow as pa
import pytest
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

import nutgraf
import nutgraf.spark

DAY = datetime.date(2026, 1, 29)


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "700")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def rows(count):
    """Texts of every sort: with a date, without one, none at all, and one whose date is none."""
    for i in range(count):
        text = None if i % 7 == 3 else f"Ms. Okello spent ${i} million in Lima on Tuesday. “No,” she said."
        yield i, text, "yesterday" if i % 1000 == 999 else None if i % 2 else "2026-01-29"


@pytest.fixture(scope="module")
def news(spark):
    return spark.createDataFrame(list(rows(4000)), "id long, text string, published string").repartition(3)


def test_mentions_are_those_of_a_direct_call(news):
    found = nutgraf.spark.extract(news, "text", date="published", keep=["id"])
    assert found.columns[0] == "id"
    by_row = {}
    for row in found.collect():
        by_row.setdefault(row.id, []).append(row)
    for i, text, date in rows(4000):
        got = by_row.get(i, [])
        if text is None:
            assert got == []
        elif date == "yesterday":
            assert [(row.text, "yesterday" in row.error) for row in got] == [(None, True)]
        elif i % 50 == 0:
            doc = nutgraf.extract(text, date)
            want = [(e.start, e.end, e.text, e.label) for e in doc.entities]
            assert [(row.start, row.end, row.text, row.label) for row in got] == want


def test_a_row_a_document_keeps_every_row(news):
    found = nutgraf.spark.extract(news, "text", date="published", rows="documents").collect()
    given = {i: (text, date) for i, text, date in rows(4000)}
    assert sorted(row.id for row in found) == list(given)
    for row in found:
        text, date = given[row.id]
        assert (row.entities is None) == (text is None or date == "yesterday")
        assert (row.error is None) == (date != "yesterday" or text is None)
        assert row.published == date
    one = next(row for row in found if row.id == 0)
    assert (one.date, one.quotes[0].text) == (DAY, "No,")


def test_dates_come_as_dates_and_moments_too(spark):
    for kind, value in [("date", DAY), ("timestamp", datetime.datetime(2026, 1, 29, 23, 59))]:
        frame = spark.createDataFrame(
            [("It rained.", value), ("It rained.", None)], f"text string, date {kind}"
        )
        found = nutgraf.spark.extract(frame, "text", date="date", rows="documents").collect()
        assert sorted((row.date for row in found), key=str) == [DAY, None]


def test_a_column_that_cannot_be_is_refused_before_the_cluster_works(news):
    for arguments, message in [
        ({"text": "body"}, "text: the table has no column 'body'"),
        ({"text": "id"}, "text: column 'id' is of bigint, and string is wanted"),
        ({"text": "text", "date": "id"}, "date: column 'id' is of bigint"),
        ({"text": "text", "rows": "words"}, "rows: 'words' is neither"),
        ({"text": "text", "keep": ["text"]}, "keep: 'text' is a column of the result too"),
        ({"text": "text", "keep": ["lost"]}, "keep: the table has no column 'lost'"),
    ]:
        with pytest.raises(nutgraf.Error, match=message):
            nutgraf.spark.extract(news, **arguments)


def test_an_empty_table_gives_an_empty_one(spark):
    empty = spark.createDataFrame([], "text string")
    assert nutgraf.spark.extract(empty, "text").count() == 0


def test_an_extractor_of_ones_own_goes_to_the_workers(spark):
    frame = spark.createDataFrame([("He met the Bde. Major there.",)], "text string")
    extractor = nutgraf.Extractor(abbreviations=["Bde"])
    found = nutgraf.spark.extract(
        frame, "text", rows="documents", extractor=extractor, only="sentences"
    ).collect()
    assert len(found[0].sentences) == 1


def test_the_schemas_are_those_of_the_tables(spark):
    for rows, ddl in [("mentions", nutgraf.spark.MENTIONS), ("documents", nutgraf.spark.DOCUMENTS)]:
        schema = pa.schema(nutgraf.extract_batch([]).table(rows))
        if rows == "mentions":
            schema = schema.remove(schema.get_field_index("row"))
        assert spark.createDataFrame([], ddl).schema == from_arrow_schema(schema)
