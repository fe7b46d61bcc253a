"""``python -m nutgraf FILE…``: what is in a text, as JSON, a table or HTML."""

import argparse
import contextlib
import os
import sys

import nutgraf


def main(arguments=None):
    """Run the command line; returns its exit status: 0, 1 where a file failed, 2 where the call did."""
    parser = argparse.ArgumentParser(prog="nutgraf", description="Extracts what English news tells.")
    parser.add_argument("files", nargs="*", default=["-"], help="text files; - is standard input")
    parser.add_argument("--date", help="the date of the texts, YYYY-MM-DD")
    parser.add_argument("--format", choices=["table", "jsonl", "html"], default="table")
    parser.add_argument("--version", action="version", version=f"nutgraf {nutgraf.__version__}")
    options = parser.parse_args(arguments)
    failed = 0
    for name in options.files:
        try:
            doc = nutgraf.extract(_read(name), date=options.date)
        except (OSError, ValueError) as error:
            print(f"nutgraf: {name}: {error}", file=sys.stderr)
            failed = 1
            continue
        try:
            print(_FORMATS[options.format](doc), flush=True)
        except BrokenPipeError:
            # Whoever read the output has enough; nothing is left to flush at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            break
    return failed


def _read(name):
    # Bytes, for a text must not have its line ends changed.
    with contextlib.nullcontext(sys.stdin.buffer) if name == "-" else open(name, "rb") as file:
        return file.read().decode("utf-8")


def _table(doc):
    rows = [("start", "end", "label", "text", "value")]
    for entity in doc.entities:
        value = "" if entity.value is None else repr(entity.value)
        rows.append((str(entity.start), str(entity.end), entity.label, " ".join(entity.text.split()), value))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


_FORMATS = {"table": _table, "jsonl": nutgraf.Document.to_json, "html": nutgraf.render}

if __name__ == "__main__":
    sys.exit(main())
