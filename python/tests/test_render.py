"""The picture in a notebook, and the command line."""

import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import nutgraf


class Reader(HTMLParser):
    """The text that a browser shows of the article, the marks' labels apart, and the tags."""

    def __init__(self, html):
        super().__init__()
        self.text, self.tags, self.open = "", set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.open.append((tag, dict(attrs).get("class")))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if ("div", "nutgraf-text") in self.open and ("small", None) not in self.open:
            self.text += data


def test_a_document_draws_its_text_with_marks_people_and_quotes(full):
    html = full._repr_html_()
    read = Reader(html)
    assert (read.text, read.open) == (full.text, [])
    assert html.count("<mark") == len(full.entities)
    assert "Money(amount=3200000" in html
    for told in ["Gabon finance minister", '<td dir="auto">We won,</td>', "95% sure"]:
        assert told in html


def test_html_in_the_text_is_shown_and_not_obeyed():
    text = '<script>alert("1")</script> & <img src=x onerror=alert(1)> "quoted" \'so\''
    read = Reader(nutgraf.render(nutgraf.extract(text)))
    assert read.text == text
    assert not read.tags & {"script", "img"}


def run(*arguments, text=None):
    command = [sys.executable, "-m", "nutgraf", *map(str, arguments)]
    return subprocess.run(command, input=text, capture_output=True, timeout=60, check=False)


def test_the_command_reads_files_and_standard_input(tmp_path):
    article = tmp_path / "article.txt"
    article.write_bytes("It rained in Zoë’s town.\r\nNobody minded.".encode())
    result = run(article, "-", "--format", "jsonl", "--date", "2026-01-29", text=b"We left.")
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["text"], first["date"]) == (article.read_bytes().decode(), "2026-01-29")
    assert (second["text"], result.returncode) == ("We left.", 0)
    assert re.match(rb"start +end +label", run(article).stdout)


def test_the_command_says_what_failed_and_goes_on(tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe")
    result = run(tmp_path / "absent.txt", tmp_path / "bad.txt", "-", text=b"We left.")
    assert result.returncode == 1
    assert b"absent.txt" in result.stderr
    assert b"bad.txt" in result.stderr
    assert b"start" in result.stdout
    assert run("--date", "2026-02-30", text=b"We left.").returncode == 1
