#!/usr/bin/env python3
"""Make the generated word lists of who-is-who.

usage: make_lists.py LISTS_DIR OUT_DIR

Writes given_names.txt (a given name and the gender that it tells) and
demonyms.txt (the people or the adjective of a place, and the place).
The other lists of core/data are written by hand.
"""
import re
import sys
from pathlib import Path

lists, out = Path(sys.argv[1]), Path(sys.argv[2])


def lines(name):
    return [line.strip() for line in (lists / name).read_text("utf-8").splitlines() if line.strip()]


def given_names():
    """Names that one gender's list has and the other's has not, of those in use."""
    women = {name.lower() for name in lines("given_f.solvenium_wiktionary.txt")}
    men = {name.lower() for name in lines("given_m.solvenium_wiktionary.txt")}
    used = [line.split("\t")[0].lower() for line in lines("given.us_census2020.tsv")[1:6000]]
    used += [name.lower() for name in lines("given.faker_world.txt")]
    used += [name.lower() for name in lines("given.sigpwned_world.txt")]
    # The two lists share many names for the sake of a rare bearer.
    sure = dict.fromkeys(
        "michael james jose charles mark andrew anthony ryan eric justin gary juan george alexander patrick larry luis "
        "dennis jack frank tyler omar ali ahmed hassan mohammed muhammad mohamed ibrahim ivan igor boris vladimir dmitry "
        "sergei sergey nikita ilya luca andrea joshua noah liam arthur henry peter simon jean pierre hugo diego narendra rahul "
        "arvind amit rajesh ashok sanjay vijay raj ravi imran nawaz shehbaz bashar recep benjamin".split(),
        "m",
    )
    sure |= dict.fromkeys(
        "elizabeth linda karen lisa ashley carol sharon anna maria sonia priyanka nirmala sushma mamata smriti indira "
        "angela ursula theresa giorgia marine michelle hillary nancy kamala jill melania ivanka jacinda aung".split(),
        "f",
    )
    for name in ("andrea", "jean"):  # a man's in one language, a woman's in another
        sure.pop(name, None)
    for name in used:
        if name.isalpha() and len(name) > 2 and (name in women) != (name in men):
            sure.setdefault(name, "f" if name in women else "m")
    return sure


def demonyms():
    """Each word of the factbook's nationality entry, and the country's name."""
    rename = {"DRC": "Democratic Republic of the Congo", "Congo (Brazzaville)": "Congo", "Burma": "Myanmar"}
    found = {}
    for line in lines("demonyms.cia_factbook.tsv"):
        place, noun, adjective = (line.split("\t") + ["", ""])[:3]
        place = re.sub(r"^The ", "", rename.get(place, place))
        if place == "none":
            continue
        for field in (noun, adjective):
            field = re.sub(r"\((singular and plural|singular|plural|adj\.|n\.)\)", "", field)
            for word in re.split(r",| or | and |/|;", field):
                word = word.strip()
                plural = word.endswith("(s)")
                word = re.sub(r"\(.*?\)", "", word).strip().lower()
                if not re.fullmatch(r"[^\W\d_][\w' -]+", word) or len(word) < 4:
                    continue
                if word in ("none", place.lower()) or len(word.split()) > 3:
                    continue
                found.setdefault(word, place)
                if plural:
                    found.setdefault(word + "s", place)
    return found


def write(name, about, table):
    body = "".join(f"{key}\t{value}\n" for key, value in sorted(table.items()))
    (out / name).write_text(about + body, "utf-8")


write(
    "given_names.txt",
    "# Given names and the gender that they tell (f, m): names that only one gender's list has.\n"
    "# Sources: solvenium/names-dataset (MIT; Wiktionary Names Appendix), US Census Bureau 2020 (public domain),\n"
    "# Faker (MIT), sigpwned/popular-names-by-country (CC0). Made by train/who/make_lists.py.\n",
    given_names(),
)
hand = {}
for line in (out / "demonyms_more.txt").read_text("utf-8").splitlines():
    if line and not line.startswith("#"):
        key, value = line.split("\t")
        hand[key] = value
write(
    "demonyms.txt",
    "# The people or the adjective of a place, and the place.\n"
    "# Source: CIA World Factbook (public domain), with demonyms_more.txt, written by hand. Made by train/who/make_lists.py.\n",
    demonyms() | hand,
)
