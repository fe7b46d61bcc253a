"""A document as HTML: one module a style, and what they share in ``parts``."""

from importlib.resources import files

from nutgraf._errors import ArgumentError, ArgumentTypeError
from nutgraf._html import entities, people, quotes, timeline
from nutgraf._nutgraf import Document

STYLES = {
    "entities": entities.draw,
    "quotes": quotes.draw,
    "people": people.draw,
    "timeline": timeline.draw,
}

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>nutgraf</title>
<style>
:root { color-scheme: light dark; }
body { margin: 2rem auto; max-width: 48rem; padding: 0 1rem; background: Canvas; color: CanvasText; }
</style>
</head>
<body>
<main>
%s
</main>
</body>
</html>
"""


class Picture(str):
    """HTML that a notebook shows, and that ``save`` writes as a page of its own."""

    __slots__ = ()

    def __repr__(self):
        return f"<Picture of {len(self)} characters of HTML>"

    def _repr_html_(self):
        return str(self)

    def save(self, path):
        """Write the picture as a whole page, which needs nothing else and runs no script."""
        with open(path, "w", encoding="utf-8") as file:
            file.write(page(self))


def page(body):
    """A whole page around some HTML."""
    return _PAGE % str(body)


def render(doc, style):
    if not isinstance(doc, Document):
        raise ArgumentTypeError(f"doc: expected a Document, got {type(doc).__name__}")
    draw = STYLES.get(style)
    if draw is None:
        raise ArgumentError(f"style: {style!r} is none of {', '.join(STYLES)}")
    css = files("nutgraf._html").joinpath("style.css").read_text("utf-8")
    return Picture(f'<style>{css}</style><div class="nutgraf nutgraf-{style}">{draw(doc)}</div>')
