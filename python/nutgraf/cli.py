"""``nutgraf FILE…``: what is in a text, as a table, JSON, HTML or CSV."""

import contextlib
import csv
import glob
import io
import os
import sys
from html import escape
from itertools import islice
from pathlib import Path

try:
    import click
except ModuleNotFoundError:
    sys.exit("nutgraf: the command line needs click: pip install 'nutgraf[cli]'")

import nutgraf
from nutgraf._html import page
from nutgraf._html.parts import meaning

# So many texts are in work at a time.
_BATCH = 256


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1)
@click.option("--date", help="The date of the texts, YYYY-MM-DD.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "jsonl", "html", "csv"]),
    default="table",
    show_default=True,
    help="In json and jsonl a row of a column that has no document is null.",
)
@click.option("--column", metavar="NAME", help="The column of the texts, in files .csv, .tsv and .parquet.")
@click.option("--date-column", metavar="NAME", help="The column of their dates.")
@click.option("--threads", type=click.IntRange(min=1), help="How many work; as many as there are cores.")
@click.option(
    "--progress/--no-progress", default=None, help="Count the texts on stderr, as a terminal shows."
)
@click.version_option(nutgraf.__version__)
def main(files, date, form, column, date_column, threads, progress):
    """Extract what English news tells from FILES, or from standard input (-).

    A file may be a pattern such as 'news/*.txt'. The exit status is 0; 1 where a file or a text failed, which
    stderr tells, while the rest goes on; 2 where the call was wrong.
    """
    _check(date, column, date_column)
    failures = []

    def fail(name, error):
        failures.append(name)
        click.echo(f"nutgraf: {name}: {error}", err=True)

    texts = _texts(files or ("-",), column, date_column, fail)
    write = _WRITERS[form]()
    counted, shown = 0, sys.stderr.isatty() if progress is None else progress
    try:
        while some := list(islice(texts, _BATCH)):
            names, given, dates = zip(*some, strict=True)
            batch = nutgraf.extract_batch(given, date or dates, threads=threads)
            for name, result in zip(names, batch, strict=True):
                if isinstance(result, nutgraf.Error):
                    fail(name, result)
                click.echo(
                    write.row(name, result if isinstance(result, nutgraf.Document) else None), nl=False
                )
            counted += len(some)
            if shown:
                click.echo(f"\r{counted} texts", nl=False, err=True)
        click.echo(write.end(), nl=False)
    except BrokenPipeError:
        # Whoever read the output has enough; nothing is left to flush at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if shown:
        click.echo(err=True)
    sys.exit(1 if failures else 0)


def _check(date, column, date_column):
    if date_column is not None and column is None:
        raise click.UsageError("--date-column goes with --column")
    if date is not None and date_column is not None:
        raise click.UsageError("--date or --date-column, not both")
    if date is not None:
        try:
            nutgraf.extract("", date=date)
        except nutgraf.Error as error:
            raise click.BadParameter(str(error), param_hint="--date") from None


def _texts(patterns, column, date_column, fail):
    """The texts with their names and dates; what cannot be read is told to ``fail``."""
    for pattern in patterns:
        names = [pattern]
        if glob.has_magic(pattern) and not Path(pattern).exists():
            names = sorted(glob.glob(pattern, recursive=True))
            if not names:
                fail(pattern, "no file is called so")
        for name in names:
            try:
                if column is None:
                    yield name, _read(name), None
                else:
                    for row, (text, date) in enumerate(_rows(name, column, date_column)):
                        yield f"{name}:{row}", text, date
            except (OSError, ValueError, ImportError) as error:
                fail(name, error)


def _read(name):
    # Bytes, for a text must not have its line ends changed.
    with contextlib.nullcontext(sys.stdin.buffer) if name == "-" else open(name, "rb") as file:
        return file.read().decode("utf-8")


def _rows(name, column, date_column):
    """The texts and dates in the columns of a table."""
    kind = Path(name).suffix.lower()
    if kind == ".parquet":
        yield from _parquet(name, column, date_column)
        return
    if kind not in (".csv", ".tsv", ""):
        raise ValueError("a column is read from .csv, .tsv and .parquet")
    csv.field_size_limit(2**31 - 1)
    # utf-8-sig, for spreadsheets put a mark before the first column's name.
    with open(0 if name == "-" else name, encoding="utf-8-sig", newline="", closefd=name != "-") as file:
        table = csv.DictReader(file, delimiter="\t" if kind == ".tsv" else ",")
        _has(table.fieldnames or (), column, date_column)
        for row in table:
            yield row[column] or None, (row[date_column] or None) if date_column else None


def _parquet(name, column, date_column):
    try:
        from pyarrow.parquet import ParquetFile
    except ModuleNotFoundError:
        raise ImportError("a .parquet is read with pyarrow: pip install pyarrow") from None
    with ParquetFile(name) as file:
        _has(file.schema_arrow.names, column, date_column)
        for batch in file.iter_batches(_BATCH, columns=[column, *([date_column] if date_column else [])]):
            texts = batch[column].to_pylist()
            dates = batch[date_column].to_pylist() if date_column else [None] * len(texts)
            yield from zip(texts, dates, strict=True)


def _has(columns, *wanted):
    for name in wanted:
        if name is not None and name not in columns:
            raise ValueError(f"no column {name!r}; there are {', '.join(columns)}")


class _Jsonl:
    """One document a line."""

    def row(self, name, doc):
        return (doc.to_json() if doc is not None else "null") + "\n"

    def end(self):
        return ""


class _Json:
    """A list of all documents."""

    before = "["

    def row(self, name, doc):
        before, self.before = self.before, ",\n"
        return before + (doc.to_json() if doc is not None else "null")

    def end(self):
        return "[]\n" if self.before == "[" else "]\n"


class _Csv:
    """A row a mention."""

    head = ("file", "start", "end", "text", "label", "score", "value", "name")

    def __init__(self):
        self.started = False

    def row(self, name, doc):
        rows = [] if self.started else [self.head]
        self.started = True
        for entity in doc.entities if doc is not None else ():
            rows.append((name, *_cells(entity)))
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        return out.getvalue()

    def end(self):
        return ""


class _Table:
    """The mentions of a text in columns as wide as they need be."""

    head = ("start", "end", "label", "text", "value", "name")

    def row(self, name, doc):
        if doc is None:
            return ""
        rows = [self.head]
        for entity in doc.entities:
            start, end, text, label, _, value, named = _cells(entity)
            rows.append((str(start), str(end), label, " ".join(text.split()), value, " ".join(named.split())))
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = (
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
        )
        return f"{name}\n" + "".join(line.rstrip() + "\n" for line in lines)

    def end(self):
        return ""


class _Html:
    """One page with a section a text."""

    def __init__(self):
        self.sections = []

    def row(self, name, doc):
        if doc is not None:
            self.sections.append(f"<section><h2>{escape(name)}</h2>{nutgraf.render(doc)}</section>")
        return ""

    def end(self):
        return page("\n".join(self.sections))


def _cells(entity):
    value = "" if entity.value is None else meaning(entity.value)
    score = "" if entity.score is None else entity.score
    name = "" if entity.cluster is None else entity.cluster.name
    return entity.start, entity.end, entity.text, entity.label, score, value, name


_WRITERS = {"table": _Table, "json": _Json, "jsonl": _Jsonl, "html": _Html, "csv": _Csv}
