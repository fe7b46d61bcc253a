"""Word lists as evidence: names of people, places, nations, organisations and offices, by class (maps/lists.json)."""
import json
import pathlib
import re

from .normal import fold

CLASSES = ["given", "surname", "country", "city", "region", "natural", "norp", "org", "team", "person", "office", "language", "event"]
LONGEST = 6
MAPS = pathlib.Path(__file__).resolve().parent.parent / "maps"
WORD = re.compile(r"(?:[A-Za-z]\.){2,}|\w+(?:[-'’&.]\w+)*|'s|’s|[^\w\s]")
TAIL = re.compile(r"(?:,? (?:Inc|Corp|Corporation|Ltd|Limited|plc|PLC|Co|N\.V|S\.A|Holdings|Company|Class [A-Z].*)\.?)+$")
# A class of these never holds a word that is an everyday word of English in lower case.
LOWER_ONLY = {"office"}


def lines(folder, spec):
    name, _, limit = spec.partition(":")
    with open(pathlib.Path(folder) / f"{name}.txt", encoding="utf-8") as file:
        rows = [line.strip() for line in file]
    return rows[: int(limit)] if limit else rows


def entries(folder):
    """{folded words as a tuple: set of classes}."""
    spec = json.loads((MAPS / "lists.json").read_text())["classes"]
    found = {}

    def add(text, kind):
        words = tuple(fold(w) for w in WORD.findall(text))
        if 0 < len(words) <= LONGEST and not (len(words) == 1 and len(words[0]) < 2):
            found.setdefault(words, set()).add(kind)

    for kind in CLASSES:
        for source in spec[kind]:
            for row in lines(folder, source):
                if not row or row == "All Other Names" or row[0].isdigit():
                    continue
                row = re.sub(r"\s*\(.*?\)", "", row)
                if kind in ("given", "surname") and " " in row and kind == "given":
                    continue
                if kind == "org" and row.isupper() is False:
                    add(TAIL.sub("", row), kind)
                if kind in ("org", "team", "country", "event") and row.startswith("The "):
                    row = row[4:]
                if kind == "country" and row.isupper():
                    continue
                add(row, kind)
    return found


class Seeds:
    """Tells GPE, LOC and NORP apart where a corpus's label stands for several."""

    def __init__(self, folder):
        self.classes = entries(folder)
        self.continents = {"africa", "asia", "europe", "america", "antarctica", "north america", "south america", "latin america",
                           "middle east", "central asia", "southeast asia", "balkans", "caucasus", "caribbean", "sahel", "arctic", "west",
                           "eastern europe", "western europe", "east africa", "west africa", "horn of africa", "persian gulf"}

    def label(self, tokens):
        words = tuple(fold(t) for t in tokens)
        text = " ".join(words)
        if text in self.continents:
            return "LOC"
        kinds = self.classes.get(words, ())
        if "country" in kinds:
            return "GPE"
        if "norp" in kinds:
            return "NORP"
        if len(words) == 1 and words[0].endswith("s") and "norp" in self.classes.get((words[0][:-1],), ()):
            return "NORP"
        if "natural" in kinds or words[0] in ("mount", "lake", "river", "cape") or words[-1] in (
            "sea", "ocean", "river", "mountains", "mountain", "island", "islands", "peninsula", "desert", "valley", "strait", "gulf", "lake", "bay"):
            return "LOC"
        if words[-1] in ("airport", "bridge", "stadium", "street", "avenue", "square", "prison", "hospital", "palace", "road", "highway", "building", "station", "dam", "tower"):
            return "FAC"
        if "city" in kinds or "region" in kinds:
            return "GPE"
        return None
