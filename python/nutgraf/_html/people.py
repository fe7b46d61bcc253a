"""A card for each person: who they are, what they are called, what they said."""

from html import escape

from nutgraf._html.parts import role, said


def draw(doc):
    people = [cluster for cluster in doc.clusters if cluster.label == "PERSON"]
    if not people:
        return "<p>Nobody is named.</p>"
    quotes = {}
    for quote in doc.quotes:
        if quote.speaker is not None and quote.speaker.cluster is not None:
            quotes.setdefault(quote.speaker.cluster.index, []).append(quote)
    people.sort(key=lambda one: -len(one))
    return "".join(_card(one, quotes.get(one.index, [])) for one in people)


def _card(person, quotes):
    facts = [
        ("Role", "; ".join(map(role, person.roles))),
        ("Also", ", ".join(person.aliases)),
        ("Mentions", str(len(person))),
    ]
    rows = "".join(f'<dt>{name}</dt><dd dir="auto">{escape(fact)}</dd>' for name, fact in facts if fact)
    items = "".join(f"<li>{said(quote)}</li>" for quote in quotes)
    quoted = f'<ul dir="auto">{items}</ul>' if items else ""
    return f'<article><h4 dir="auto">{escape(person.name)}</h4><dl>{rows}</dl>{quoted}</article>'
