"""The pictures of a document."""

import json
import re
from html.parser import HTMLParser

import pytest

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
        aside = {("small", None), ("span", "nutgraf-hint")}
        if ("div", "nutgraf-text") in self.open and not aside & set(self.open):
            self.text += data


def test_a_document_draws_its_text_with_marks_people_and_quotes(full):
    html = full._repr_html_()
    read = Reader(html)
    assert (read.text, read.open) == (full.text, [])
    assert html.count("<mark") == len(full.entities)
    for told in [
        "MONEY · about 3200000 USD",
        "DATE · 2026-02-03",
        "PERSON · 95% sure",
        "Gabon finance minister",
        '<td dir="auto">We won,</td>',
    ]:
        assert told in html


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ("quotes", ["Ngozi Adé · direct · “said”", "<q>We won,</q>"]),
        ("people", ['<dt>Role</dt><dd dir="auto">Gabon finance minister</dd>', "<q>We won,</q>"]),
        ("timeline", ['<time datetime="2026-02-03">2026-02-03</time>', ">Tuesday</mark>."]),
    ],
)
def test_each_style_tells_its_own(full, style, told):
    html = nutgraf.render(full, style=style)
    assert Reader(html).open == []
    for part in told:
        assert part in html


@pytest.mark.parametrize("style", ["entities", "quotes", "people", "timeline"])
def test_a_picture_of_nothing_is_a_picture(style):
    assert 'class="nutgraf ' in nutgraf.render(nutgraf.extract(""), style)


def test_a_timeline_is_in_the_order_of_the_calendar():
    values = ["2026-W12", "XXXX-02-04", "2026-03-17", "2026-Q1", "19", "2026-03-04T10:30", "P2W", "2026"]
    timex = {"start": 0, "end": 1, "text": "x", "type": "DATE"}
    times = [timex | {"value": value} for value in values]
    sentence = {"start": 0, "end": 1, "text": "x", "kind": "prose", "paragraph": 0}
    found = {"schema": "nutgraf/1", "offsets": "bytes", "text": "x", "layers": ["sentences", "values"]}
    doc = nutgraf.Document.from_json(json.dumps(found | {"sentences": [sentence], "timexes": times}))
    shown = re.findall('datetime="(.*?)"', nutgraf.render(doc, "timeline"))
    assert shown == ["19", "2026", "2026-Q1", "2026-03-04T10:30", "2026-W12", "2026-03-17"]


def test_a_style_or_a_document_that_is_none_is_refused(full):
    with pytest.raises(nutgraf.ArgumentError, match="'pie' is none of entities, quotes, people, timeline"):
        nutgraf.render(full, "pie")
    with pytest.raises(nutgraf.ArgumentTypeError, match="doc: expected a Document, got str"):
        nutgraf.render("a text")


def test_a_saved_picture_is_a_page_that_needs_nothing_else(full, tmp_path):
    nutgraf.render(full).save(tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert not re.search(r"<(script|link|img|iframe)|https?://|url\(", page)


def test_html_in_the_text_is_shown_and_not_obeyed():
    text = '<script>alert("1")</script> & <img src=x onerror=alert(1)> "quoted" \'so\''
    read = Reader(nutgraf.render(nutgraf.extract(text)))
    assert read.text == text
    assert not read.tags & {"script", "img"}
