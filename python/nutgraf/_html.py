"""A document as HTML: its text with what was found in it marked."""

from html import escape

# A hue for each label: the ground is pale in a light notebook and dark in a dark
# one, under text that keeps the notebook's own colour, so that both stay legible.
_HUES = {
    "PERSON": 210,
    "NORP": 260,
    "FAC": 30,
    "ORG": 150,
    "GPE": 30,
    "LOC": 50,
    "PRODUCT": 300,
    "EVENT": 340,
    "WORK_OF_ART": 320,
    "LAW": 0,
    "LANGUAGE": 280,
    "DATE": 180,
    "TIME": 180,
    "MONEY": 90,
    "PERCENT": 90,
    "QUANTITY": 90,
    "ORDINAL": 110,
    "CARDINAL": 110,
}

_STYLE = """
.nutgraf { line-height: 1.8; font-family: system-ui, sans-serif; color: inherit; --ground: 88%; }
@media (prefers-color-scheme: dark) { .nutgraf { --ground: 28%; } }
[data-jp-theme-light="false"] .nutgraf, .vscode-dark .nutgraf { --ground: 28%; }
[data-jp-theme-light="true"] .nutgraf, .vscode-light .nutgraf { --ground: 88%; }
.nutgraf-text { white-space: pre-wrap; overflow-wrap: anywhere; }
.nutgraf mark { color: inherit; background: hsl(var(--hue, 0) 55% var(--ground)); border-radius: .25em;
  padding: .1em .25em; }
.nutgraf mark small { font-size: .65em; font-weight: 600; margin-inline-start: .4em; opacity: .85; }
.nutgraf table { border-collapse: collapse; margin-top: 1em; }
.nutgraf th, .nutgraf td { text-align: start; vertical-align: top; padding: .2em .8em .2em 0; }
""".strip()


def render(doc):
    """Draw a document as HTML: the text with its entities marked, people and quotes below it.

    The label stands beside each mark, and what it means shows under the mouse. What the text itself
    has of HTML is shown and never obeyed. In a notebook a document draws itself so.

    >>> import nutgraf
    >>> html = nutgraf.render(nutgraf.extract("Rain <b>fell</b>."))
    >>> "Rain &lt;b&gt;fell&lt;/b&gt;." in html
    True
    """
    parts = ["<style>", _STYLE, '</style><div class="nutgraf"><div class="nutgraf-text" dir="auto">']
    text, at = doc.text, 0
    for entity in doc.entities:
        start, end = entity.start, entity.end
        parts += [escape(text[at:start]), _mark(entity)]
        at = end
    parts += [escape(text[at:]), "</div>", _people(doc), _quotes(doc), "</div>"]
    return "".join(parts)


def _mark(entity):
    hue, label = _HUES.get(entity.label, 0), escape(entity.label)
    title = [entity.label]
    if entity.value is not None:
        title.append(repr(entity.value))
    if entity.score is not None:
        title.append(f"{entity.score:.0%} sure")
    if entity.cluster is not None:
        title.append(entity.cluster.name)
    hint = escape(" · ".join(title))
    return f'<mark style="--hue:{hue}" title="{hint}">{escape(entity.text)}<small>{label}</small></mark>'


def _people(doc):
    rows = []
    for cluster in doc.clusters:
        if cluster.label == "PERSON":
            titles = "; ".join(
                " ".join(
                    str(part) for part in (role.place, role.organisation, role.title) if part is not None
                )
                for role in cluster.roles
            )
            rows.append((cluster.name, titles, f"{len(cluster)}×"))
    return _table(("Person", "Role", "Mentions"), rows)


def _quotes(doc):
    rows = []
    for quote in doc.quotes:
        speaker = quote.speaker
        cluster = speaker and speaker.cluster
        who = cluster.name if cluster else str(speaker or "")
        rows.append((who, quote.text, quote.kind))
    return _table(("Speaker", "Quotation", "Kind"), rows)


def _table(head, rows):
    if not rows:
        return ""
    cells = "".join(f'<th scope="col">{name}</th>' for name in head)
    body = "".join(
        "<tr>" + "".join(f'<td dir="auto">{escape(cell)}</td>' for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"
