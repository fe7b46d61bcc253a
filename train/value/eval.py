#!/usr/bin/env python3
"""Scores dates and amounts: times as TempEval-3 does, spans of labels exactly.

    cargo build --release -p nutgraf --example annotate
    train/value/eval.py times FILE...      {"doc", "dct", "text", "timex": [{"start", "end", "type", "value"}]}
    train/value/eval.py readings FILE...   {"dct", "text", "timex": [{"start", "end", "timex": [...], "values": [...]}]}
    train/value/eval.py spans FILE...      {"text", "entities": [[start, end, label]]}

FILEs are JSON lines, gzipped or not; offsets count code points. `--undated` withholds the documents' dates, as a history
has none; `--errors N` prints some of what differs.

strict: the same span. relaxed: spans that overlap. value: overlapping, and the same value as a string; its F1 is the
relaxed one times the share of right values. A reading is right where the value, its first day, the start or end of its
range, or its time of day is one of those that the gold allows; the gold has no zones, and a range by its start, its
end and its length.
"""

import argparse
import collections
import datetime
import gzip
import json
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
ANNOTATE = ROOT / "target/release/examples/annotate"
LABELS = ["DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"]


def read(path):
    with gzip.open(path, "rt") if path.endswith(".gz") else open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def annotate(rows, undated):
    """The documents that the library makes of the rows, offsets in code points."""
    asked = []
    for index, row in enumerate(rows):
        date = (row.get("dct") or row.get("date") or "")[:10]
        asked.append({"id": index, "text": row["text"], **({"date": date} if date and not undated else {})})
    lines = "".join(json.dumps(row) + "\n" for row in asked)
    done = subprocess.run([ANNOTATE], input=lines, capture_output=True, text=True, check=True)
    for row, line in zip(rows, done.stdout.splitlines(), strict=True):
        document = json.loads(line)["document"]
        place, at = {}, 0
        for index, char in enumerate(row["text"] + "\0"):
            place[at] = index
            at += len(char.encode())
        for span in document["entities"] + document["timexes"]:
            span["start"], span["end"] = place[span["start"]], place[span["end"]]
        yield row, document


def f1(hits, guessed, gold):
    precision, recall = hits / max(1, guessed), hits / max(1, gold)
    return 2 * precision * recall / max(1e-9, precision + recall)


def overlap(a, b):
    return a["start"] < b["end"] and b["start"] < a["end"]


def times(rows, options):
    gold = guessed = strict = found = matched = values = right = types = 0
    for row, document in annotate(rows, options.undated):
        wanted = [timex for timex in row["timex"] if timex.get("type", "DATE") in ("DATE", "TIME", "DURATION", "SET")]
        timexes = document["timexes"]
        gold, guessed, used = gold + len(wanted), guessed + len(timexes), set()
        for timex in wanted:
            near = lambda index: abs(timexes[index]["start"] - timex["start"]) + abs(timexes[index]["end"] - timex["end"])
            strict += any(guess["start"] == timex["start"] and guess["end"] == timex["end"] for guess in timexes)
            hits = sorted((i for i, guess in enumerate(timexes) if i not in used and overlap(guess, timex)), key=near)
            text = row["text"][timex["start"] : timex["end"]]
            if not hits:
                options.show("missed", text, timex.get("value"))
                continue
            guess = timexes[hits[0]]
            used.add(hits[0])
            found += 1
            types += guess["type"] == timex.get("type", guess["type"])
            if timex.get("value"):
                values += 1
                right += guess["value"] == timex["value"]
                if guess["value"] != timex["value"]:
                    options.show("value", text, timex["value"], guess["value"], row.get("dct"))
        matched += len(used)
    relaxed = f1(found, guessed, gold) if found == matched else f1((found + matched) / 2, guessed, gold)
    accuracy = right / max(1, values)
    print(
        f"strict F1 {f1(strict, guessed, gold):.3f}  relaxed F1 {relaxed:.3f}  value F1 {relaxed * accuracy:.3f}  "
        f"type {types / max(1, found):.3f}  gold {gold}"
    )


def forms(timex):
    """What a value says: itself, its first day, the ends of its range, its time of day."""
    value = timex["value"]
    out = {value, value.replace("T00:00:00", "")}
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        year, number, weekend = week.groups()
        out.add(str(datetime.date.fromisocalendar(int(year), int(number), 6 if weekend else 1)))
    starts = {"Q1": "01", "Q2": "04", "Q3": "07", "Q4": "10", "H1": "01", "H2": "07"}
    for text in (value, timex.get("begin_point") or "", timex.get("end_point") or ""):
        date, _, clock = re.sub(r"(:\d\d)(Z|[+-]\d\d:\d\d)$", r"\1", text).partition("T")
        if date.isdigit() and len(date) in (2, 3):
            out.add(f"{date:0<4}-01-01")
        if len(date) == 4 and date.isdigit():
            out.add(f"{date}-01-01")
        elif len(date) == 7 and date[-2:] in starts:
            out.add(f"{date[:4]}-{starts[date[-2:]]}-01")
        elif len(date) == 7:
            out.add(f"{date}-01")
        out.add(date)
        if clock and not text.startswith("P"):
            hour = "T" + clock.removesuffix(":00")
            out |= {f"{date} {clock}:00", f"T{clock}", hour, date + hour, f"{clock}:00"}
    return out


def readings(rows, options):
    gold = found = right = 0
    for row, document in annotate(rows, options.undated):
        guesses = document["timexes"] + [
            {**entity["value"], "start": entity["start"], "end": entity["end"]}
            for entity in document["entities"]
            if entity.get("value", {}).get("kind") == "timex"
        ]
        for timex in row["timex"]:
            gold += 1
            text = row["text"][timex["start"] : timex["end"]]
            hits = [guess for guess in guesses if overlap(guess, timex)]
            if not hits:
                options.show("missed", text, timex["timex"])
                continue
            found += 1
            wanted = set(timex["timex"])
            for reading in timex["values"]:
                wanted |= {reading[key] for key in ("timex", "value", "start", "end") if reading.get(key)}
            wanted |= {text.split(" ")[0] for text in wanted if text.endswith(" 00:00:00")}
            # a range is written as its start, its end and its length
            wanted |= {part for text in timex["timex"] if text[0] == "(" for part in text.strip("()").split(",")}
            said = set().union(*map(forms, hits))
            right += bool(said & wanted)
            if not said & wanted:
                options.show("reading", text, sorted(wanted)[:4], sorted(said)[:4])
    print(f"found {found / max(1, gold):.3f}  a reading right {right / max(1, gold):.3f}  gold {gold}")


def spans(rows, options):
    hits, guessed, gold = collections.Counter(), collections.Counter(), collections.Counter()
    for row, document in annotate(rows, options.undated):
        found = {(e["start"], e["end"], e["label"]) for e in document["entities"] if e["label"] in LABELS}
        wanted = {tuple(span) for span in row["entities"] if span[2] in LABELS}
        for kind, these in ((hits, found & wanted), (guessed, found), (gold, wanted)):
            kind.update(label for _, _, label in these)
        for start, end, label in sorted(found ^ wanted):
            options.show("+" if (start, end, label) in found else "-", label, row["text"][start:end])
    for label in LABELS:
        print(f"{label:9} F1 {f1(hits[label], guessed[label], gold[label]):.3f}  gold {gold[label]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["times", "readings", "spans"])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--undated", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()

    def show(*what):
        if options.errors > 0:
            options.errors -= 1
            print(*map(repr, what))

    options.show = show
    for path in options.files:
        print(pathlib.Path(path).name, end="  " if options.what != "spans" else "\n")
        globals()[options.what](read(path), options)


if __name__ == "__main__":
    main()
