"""What the styles share: marks in a text, tables, and what a value means in a few words."""

from html import escape

from nutgraf._nutgraf import Amount, Percent, Timex


def marked(text, marks):
    """The text with its marks: each a start, an end and what to draw from the text between."""
    parts, at = [], 0
    for start, end, draw in marks:
        if start < at:
            continue  # One inside the last: a picture has one layer.
        parts += [escape(text[at:start]), draw(escape(text[start:end]))]
        at = end
    return f'<div class="nutgraf-text" dir="auto">{"".join(parts)}{escape(text[at:])}</div>'


def mark(hue, inside, hint, label=""):
    """A mark that shows its hint under the mouse and the keyboard's focus."""
    small = f"<small>{escape(label)}</small>" if label else ""
    hint = f'<span class="nutgraf-hint" role="tooltip">{escape(hint)}</span>' if hint else ""
    return f'<mark tabindex="0" style="--hue:{hue}">{inside}{small}{hint}</mark>'


def table(caption, head, rows):
    if not rows:
        return ""
    cells = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join(
        "<tr>" + "".join(f'<td dir="auto">{escape(cell)}</td>' for cell in row) + "</tr>" for row in rows
    )
    return (
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"
    )


def role(role):
    """A role as it would stand before a name: "former Peru Production Minister"."""
    words = ["former" if role.is_former else "", "acting" if role.is_acting else ""]
    words += [str(part) for part in (role.place, role.organisation, role.title) if part is not None]
    return " ".join(filter(None, words))


def said(quote):
    """What was said; between marks only where it is word for word."""
    text = escape(quote.text)
    return f"<q>{text}</q>" if quote.kind == "direct" else text


def meaning(value):
    """What a value means, in a few words: "2026-03-12", "about 3200000000 USD"."""
    if isinstance(value, Timex):
        return " ".join(filter(None, (value.value, value.mod)))
    if not isinstance(value, Amount):
        return ""
    if value.amount is not None:
        number = f"{value.amount:f}"
    elif None not in (value.min, value.max):
        number = f"{value.min:f} to {value.max:f}"
    elif value.min is not None:
        number = f"at least {value.min:f}"
    else:
        number = f"at most {value.max:f}" if value.max is not None else ""
    unit = "%" if isinstance(value, Percent) else getattr(value, "currency", getattr(value, "unit", None))
    return " ".join(filter(None, ("about" if value.approximate else "", number, unit)))
