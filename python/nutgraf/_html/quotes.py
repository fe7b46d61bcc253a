"""The text with its quotations marked, one colour a speaker, and who said what below it."""

from html import escape

from nutgraf._html.entities import speaker
from nutgraf._html.parts import mark, marked, said


def draw(doc):
    said = {}
    for quote in doc.quotes:
        said.setdefault(speaker(quote), []).append(quote)
    # The golden angle: however many speakers there are, neighbours differ.
    hues = {name: round(number * 137.5) % 360 for number, name in enumerate(said)}
    marks = []
    for quote in doc.quotes:
        name = speaker(quote)
        hint = " · ".join(filter(None, (name or "nobody named", quote.kind, quote.cue and f"“{quote.cue}”")))
        first = quote.content[0] if quote.content else None
        for span in quote.content:
            label = (name or "?") if span == first else ""
            marks.append((span.start, span.end, _draw(hues[name], hint, label)))
    marks.sort(key=lambda mark: mark[:2])
    return marked(doc.text, marks) + "".join(_speaker(name, quotes) for name, quotes in said.items())


def _draw(hue, hint, label):
    return lambda text: mark(hue, text, hint, label)


def _speaker(name, quotes):
    title = escape(name or "Nobody named")
    items = "".join(f"<li>{said(quote)} <small>{escape(quote.kind)}</small></li>" for quote in quotes)
    return f'<section><h4 dir="auto">{title}</h4><ul dir="auto">{items}</ul></section>'
