"""The text with its entities marked, people and quotations below it."""

from nutgraf._html.parts import mark, marked, meaning, role, table

# A hue for each label. The label stands beside the mark, so that the colour is
# never all that tells two apart.
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


def draw(doc):
    marks = [(entity.start, entity.end, _draw(entity)) for entity in doc.entities]
    return marked(doc.text, marks) + _people(doc) + _quotes(doc)


def _draw(entity):
    hint = [entity.label]
    if entity.value is not None:
        hint.append(meaning(entity.value))
    if entity.cluster is not None and entity.cluster.name != entity.text:
        hint.append(entity.cluster.name)
    if entity.id is not None:
        hint.append(entity.id)
    if entity.score is not None:
        hint.append(f"{entity.score:.0%} sure")
    return lambda text: mark(_HUES.get(entity.label, 0), text, " · ".join(filter(None, hint)), entity.label)


def _people(doc):
    people = (cluster for cluster in doc.clusters if cluster.label == "PERSON")
    rows = [(one.name, "; ".join(map(role, one.roles)), f"{len(one)}×") for one in people]
    return table("People", ("Person", "Role", "Mentions"), rows)


def _quotes(doc):
    rows = [(speaker(quote), quote.text, quote.kind) for quote in doc.quotes]
    return table("Quotations", ("Speaker", "Quotation", "Kind"), rows)


def speaker(quote):
    """The speaker by name, where the document has one; else as the text calls them."""
    if quote.speaker is None:
        return ""
    return quote.speaker.cluster.name if quote.speaker.cluster is not None else str(quote.speaker)
