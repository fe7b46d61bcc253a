"""The command line."""

import csv
import json
import subprocess
import sys

import pytest

import nutgraf

NEWS = "Ms. Okello met nobody in Lima.\r\nShe paid about $3 million on 4 March 2026."


def run(*arguments, text=b""):
    command = [sys.executable, "-m", "nutgraf", *map(str, arguments)]
    return subprocess.run(command, input=text, capture_output=True, timeout=60, check=False)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "one.txt").write_bytes(NEWS.encode())
    (tmp_path / "two.txt").write_bytes("Zoë left.".encode())
    return tmp_path


def test_files_patterns_and_standard_input_are_read_in_their_order(folder):
    result = run(folder / "*.txt", "-", "--format", "jsonl", "--date", "2026-01-29", text=b"We left.")
    docs = [nutgraf.Document.from_json(line) for line in result.stdout.decode().splitlines()]
    assert [doc.text for doc in docs] == [NEWS, "Zoë left.", "We left."]
    assert docs == [nutgraf.extract(doc.text, date="2026-01-29") for doc in docs]
    assert (result.returncode, result.stderr) == (0, b"")
    assert run(text=b"We left.").stdout.startswith(b"-\nstart  end")


def test_each_format_says_what_is_in_the_document(folder):
    doc = nutgraf.extract(NEWS)
    assert json.loads(run(folder / "one.txt", "--format", "json").stdout) == [json.loads(doc.to_json())]
    rows = list(csv.DictReader(run(folder / "one.txt", "--format", "csv").stdout.decode().splitlines()))
    assert [row["text"] for row in rows] == [entity.text for entity in doc.entities]
    assert ("MONEY", "about 3000000 USD") in [(row["label"], row["value"]) for row in rows]
    page = run(folder / "one.txt", "--format", "html").stdout.decode()
    assert page.startswith("<!doctype html>")
    assert nutgraf.render(doc) in page
    table = run(folder / "one.txt").stdout.decode()
    assert all(entity.text in table for entity in doc.entities)


def test_a_column_of_a_table_is_read(folder):
    table = folder / "news.csv"
    table.write_text('\ufeffid,body,day\n1,"It rained, today.",2026-01-29\n2,,\n3,We left.,never\n', "utf-8")
    result = run(table, "--column", "body", "--date-column", "day", "--format", "jsonl")
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert (first["text"], first["date"], second, third) == ("It rained, today.", "2026-01-29", None, None)
    assert b"news.csv:2: " in result.stderr
    assert result.returncode == 1
    absent = run(table, "--column", "text")
    assert b"no column 'text'; there are id, body, day" in absent.stderr
    assert absent.returncode == 1
    assert json.loads(run("-", "--column", "a", "--format", "json", text=b"a\nWe left.\n").stdout)[0]["text"]


def test_what_fails_is_told_and_the_rest_goes_on(folder):
    (folder / "bad.txt").write_bytes(b"\xff\xfe")
    result = run(folder / "absent.txt", folder / "bad.txt", folder / "no*.md", "-", text=b"We left.")
    assert result.returncode == 1
    for name in [b"absent.txt", b"bad.txt", b"no*.md"]:
        assert name in result.stderr
    assert b"start" in result.stdout


@pytest.mark.parametrize(
    "wrong",
    [
        ["--format", "xml"],
        ["--date", "2026-02-30"],
        ["--threads", "0"],
        ["--date-column", "day"],
        ["--colour"],
    ],
)
def test_a_wrong_call_is_refused_with_status_2(wrong):
    result = run(*wrong, text=b"We left.")
    assert (result.returncode, result.stdout) == (2, b"")
    assert wrong[0].encode() in result.stderr


def test_progress_is_counted_on_stderr_and_only_there(folder):
    result = run(folder / "*.txt", "--progress", "--format", "jsonl")
    assert b"\r2 texts" in result.stderr
    assert len(result.stdout.splitlines()) == 2


def test_a_reader_that_has_enough_ends_it_quietly(folder):
    command = [sys.executable, "-m", "nutgraf", *[str(folder / "one.txt")] * 300, "--format", "jsonl"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    child.stdout.read(10)
    child.stdout.close()
    assert child.stderr.read() == b""
    assert child.wait(timeout=60) == 0


def test_without_click_it_says_what_to_install():
    script = "import sys; sys.modules['click'] = None; import nutgraf.cli"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60, check=False)
    assert result.returncode == 1
    assert result.stderr.endswith(b"pip install 'nutgraf[cli]'\n")
