"""A second opinion on the silver labels: the library as it stands reads the same words.

    python -m nutgraf_train.second WORK --annotate target/release/examples/annotate

Beside WORK/silver/NAME.md.jsonl.gz it writes NAME.own.jsonl.gz, one list of spans a line, in the same order. Where the two
agree a label is seldom wrong (they learnt from different corpora); where they do not, training leaves the words open.
"""
import argparse
import gzip
import json
import os
import pathlib
import subprocess

from .labels import LABELS
from .silver import NAMES


def is_text(path):
    """Silver labels of text hold the words; those of the corpora do not."""
    with gzip.open(path, "rt") as file:
        return "tokens" in json.loads(next(file, "{}"))


def documents(path):
    """Lists of neighbouring rows, at most a few thousand words each."""
    current, words = [], 0
    for line in gzip.open(path, "rt"):
        row = json.loads(line)
        if current and (words > 3000 or row.get("doc") != current[-1].get("doc")):
            yield current
            current, words = [], 0
        current.append(row)
        words += len(row["tokens"])
    if current:
        yield current


def spread(sentences):
    """The sentences' words as one text, a sentence a line, and where each word begins and ends in UTF-8 bytes."""
    text, at, places = [], 0, []
    for tokens in sentences:
        place = []
        for token in tokens:
            size = len(token.encode())
            place.append((at, at + size))
            at += size + 1
        text.append(" ".join(tokens) + "\n")
        at += 0 if tokens else 1
        places.append(place)
    return "".join(text), places


def annotate(program, texts):
    """For each text the library's entities: (start, end, label, score or None), in bytes."""
    sent = "".join(json.dumps({"id": i, "text": text}) + "\n" for i, text in enumerate(texts))
    found = subprocess.run([program], input=sent.encode(), stdout=subprocess.PIPE, check=True).stdout
    for line in found.splitlines():
        yield [(e["start"], e["end"], e["label"], e.get("score")) for e in json.loads(line)["document"]["entities"]]


def fit(entities, places):
    """[first, last + 1, label, …] in words for each sentence; the label "?" where a mention's bounds are no words' bounds."""
    out, at = [], 0
    for place in places:
        spans = []
        if place:
            starts, ends = {s: i for i, (s, _) in enumerate(place)}, {e: i for i, (_, e) in enumerate(place)}
            while at < len(entities) and entities[at][0] < place[-1][1]:
                start, end, label, *more = entities[at]
                at += 1
                first, last = starts.get(start), ends.get(end)
                if first is not None and last is not None:
                    spans.append([first, last + 1, label, *more])
                    continue
                touched = [i for i, (s, e) in enumerate(place) if s < end and e > start]
                if touched:
                    spans.append([touched[0], touched[-1] + 1, "?", *more])
        out.append(spans)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--names", nargs="*")
    parser.add_argument("--annotate", required=True)
    args = parser.parse_args()
    folder = args.work / "silver"
    names = args.names or sorted(p.name for p in folder.glob("*.md.jsonl.gz") if is_text(p))
    for name in names:
        target = folder / name.replace(".md.", ".own.")
        if target.exists():
            continue
        part = target.with_suffix(".part")
        pack = []
        with gzip.open(part, "wt", compresslevel=3) as out:
            def flush():
                for (_, places), entities in zip(pack, annotate(args.annotate, [text for text, _ in pack])):
                    for spans in fit([e[:3] for e in entities if e[2] in NAMES], places):
                        out.write(json.dumps(spans) + "\n")
                pack.clear()
            for rows in documents(folder / name):
                pack.append(spread([row["tokens"] for row in rows]))
                if len(pack) >= 500:
                    flush()
            flush()
        os.replace(part, target)
        print(target.name, flush=True)


if __name__ == "__main__":
    main()
