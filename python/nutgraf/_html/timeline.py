"""The times that the document names, in their order, each with its sentence."""

import datetime
import re
from bisect import bisect_right
from html import escape

from nutgraf._html.parts import marked

_CALENDAR = re.compile(r"(\d{1,4})(?:-(W?\d\d|Q\d|H\d|SP|SU|FA|WI)(?:-(\d\d|WE))?)?(T.*)?")
_SEASONS = {"WI": 1, "SP": 3, "SU": 6, "FA": 9}


def draw(doc):
    times = [(_order(time), time) for time in doc.timexes]
    placed = sorted((pair for pair in times if pair[0] is not None), key=lambda pair: pair[0])
    if not placed:
        return "<p>No day, month or year is named.</p>"
    sentences = list(doc.sentences)
    starts = [sentence.start for sentence in sentences]
    items = []
    for _, time in placed:
        sentence = sentences[max(0, bisect_right(starts, time.start) - 1)]
        text = marked(sentence.text, [(time.start - sentence.start, time.end - sentence.start, _mark)])
        value = " ".join(filter(None, (time.value, time.mod)))
        items.append(f'<li><time datetime="{escape(time.value)}">{escape(value)}</time>{text}</li>')
    return f"<ol>{''.join(items)}</ol>"


def _mark(text):
    return f'<mark style="--hue:180">{text}</mark>'


def _order(time):
    """Where a value of TIMEX3 begins, as numbers that sort; None where it is no place on the calendar."""
    found = _CALENDAR.fullmatch(time.value)
    if found is None or time.type not in ("DATE", "TIME"):
        return None
    year, part, day, clock = found.groups()
    # "197" is the seventies, "19" the century.
    year = int(year.ljust(4, "0"))
    # What is longer comes before what begins with it.
    if part is None:
        return (year, 0, 0, "")
    if part in _SEASONS:
        return (year, _SEASONS[part], 0, "")
    if part.startswith("W"):
        monday = datetime.date.fromisocalendar(year, min(max(int(part[1:]), 1), 52), 1)
        return (monday.year, monday.month, monday.day, "")
    if part[0] in "QH":
        months = 3 if part[0] == "Q" else 6
        return (year, 1 + (int(part[1:]) - 1) * months, 0, "")
    return (year, int(part), int(day) if day and day.isdigit() else 0, clock or "")
