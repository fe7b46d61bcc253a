#!/usr/bin/env python3
"""Measures who-is-who: clusters of names, pronouns, acronyms, quotations and their speakers, in one table.

    cargo build --release -p nutgraf --example annotate
    train/who/eval.py DATA [--errors N]

DATA holds `coref` (gum_news, gum_permissive, meantime, acronym_pairs) and `quotes` (polnear.dev),
JSON lines, gzipped; offsets count code points. `--errors N` prints some of what is wrong.

Names: B-cubed and link F1 over the gold names that a mention of ours overlaps; the closest is
taken.
Acronyms: a gold pair is found where a cluster has a name over the long form, and one over the short
form or with its letters. Precision is over our own pairs, a cluster's acronym and its name: right
where both stand for names of one gold cluster, wrong where theirs differ; where the gold has not
both, right only if it lists the acronym, else not judged.
Pronouns and descriptions: of those that the gold annotates, in clusters whose names it has, the
share in the right one.
Quotations: found where one of ours covers at least half of it and lies at least half in it; a
speaker is right where it overlaps the gold's or ends with the same word. One of ours that matches a
quotation of another kind is not wrong.
"""

import argparse
import collections
import gzip
import itertools
import json
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
ANNOTATE = ROOT / "target/release/examples/annotate"


def read(path):
    with gzip.open(path, "rt") as lines:
        return [json.loads(line) for line in lines]


def documents(rows):
    """{doc: what the library finds in it}, offsets in code points."""
    lines = "".join(json.dumps({"id": index, "text": row["text"]}) + "\n" for index, row in enumerate(rows))
    done = subprocess.run([ANNOTATE], input=lines, capture_output=True, text=True, check=True)
    found = {}
    for row, line in zip(rows, done.stdout.splitlines(), strict=True):
        place, at = {}, 0
        for index, char in enumerate(row["text"] + "\0"):
            place[at] = index
            at += len(char.encode())
        span = lambda item, place=place: (place[item["start"]], place[item["end"]])  # noqa: E731
        document = json.loads(line)["document"]
        clusters = [
            {
                "names": [span(m) for m in cluster["mentions"] if m["kind"] == "name"],
                "others": [(*span(m), m["kind"]) for m in cluster["mentions"] if m["kind"] != "name"],
                "name": span(cluster["name"]),
                "acronym": span(cluster["acronym"]) if "acronym" in cluster else None,
            }
            for cluster in document["clusters"]
        ]
        quotes = [
            {
                "kind": quote["kind"],
                "content": [span(piece) for piece in quote["content"]],
                "speaker": span(quote["speaker"]) if quote.get("speaker") else None,
            }
            for quote in document["quotes"]
        ]
        found[row["doc"]] = {"clusters": clusters, "quotes": quotes}
    return found


def f1(precision, recall):
    return 2 * precision * recall / max(1e-9, precision + recall)


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def gold_names(row):
    """{span: cluster} of the names."""
    names = {}
    for number, cluster in enumerate(row["clusters"]):
        for mention in cluster["mentions"]:
            if isinstance(mention, dict):
                start, end, kind = mention["start"], mention["end"], mention["kind"]
                start, end = mention.get("head") or (start, end)
            else:
                start, end, kind = mention[:3]
            if kind == "NAM":
                names[start, end] = number
    for number, mention in enumerate(row.get("unclustered_mentions", [])):
        if mention[2] == "NAM":
            names[mention[0], mention[1]] = "alone", number
    return names


def closest(names, span):
    """The gold name that a span stands for."""
    near = [(abs(name[0] - span[0]) + abs(name[1] - span[1]), name) for name in names if overlap(name, span)]
    return min(near)[1] if near else None


def clusters(rows, found):
    """(B-cubed F1, link F1, share of names found)."""
    precision = recall = count = total = hits = wrong = missed = 0
    for row in rows:
        gold, got = gold_names(row), {}
        for number, cluster in enumerate(found[row["doc"]]["clusters"]):
            for span in cluster["names"]:
                name = closest(gold, span)
                if name:
                    got.setdefault(name, number)
        total += len(gold)
        count += len(got)
        for name in got:
            ours = [other for other in got if got[other] == got[name]]
            theirs = [other for other in got if gold[other] == gold[name]]
            both = sum(gold[other] == gold[name] for other in ours)
            precision += both / len(ours)
            recall += both / len(theirs)
        for a, b in itertools.combinations(got, 2):
            ours, theirs = got[a] == got[b], gold[a] == gold[b]
            hits += ours and theirs
            wrong += ours and not theirs
            missed += theirs and not ours
    links = f1(hits / max(1, hits + wrong), hits / max(1, hits + missed))
    return f1(precision / max(1, count), recall / max(1, count)), links, count / max(1, total)


def acronyms(pairs, rows, found, errors):
    """(share of gold pairs found, their number, precision, pairs judged, pairs not judged)."""
    texts = {row["doc"]: row["text"] for row in rows}
    right = count = 0
    listed = collections.defaultdict(set)
    for pair in pairs:
        text = texts.get(pair["doc"])
        if text is None:
            continue
        count += 1
        listed[pair["doc"]].add(pair["acronym"].lower())
        short, long = tuple(pair["acronym_span"]), tuple(pair["long_span"])
        hit = any(
            any(overlap(name, long) for name in cluster["names"])
            and any(
                overlap(name, short) or text[slice(*name)] == pair["acronym"] for name in cluster["names"]
            )
            for cluster in found[pair["doc"]]["clusters"]
        )
        right += hit
        if not hit:
            errors.append(f"missed  {pair['acronym']} = {pair['long']}  ({pair['doc']})")
    good = bad = open_pairs = 0
    for row in rows:
        gold = gold_names(row)
        for cluster in found[row["doc"]]["clusters"]:
            if not cluster["acronym"]:
                continue
            word = row["text"][slice(*cluster["acronym"])]
            text = word + " = " + row["text"][slice(*cluster["name"])]
            # A gold name may take in both forms, or stand without the acronym here and with it elsewhere.
            short = {gold[name] for name in gold if overlap(name, cluster["acronym"])}
            short |= {gold[name] for name in gold if row["text"][slice(*name)] == word}
            long = {gold[name] for name in gold if overlap(name, cluster["name"])}
            if short and long:
                same = bool(short & long)
                good += same
                bad += not same
                if not same:
                    errors.append(f"differs {text}  ({row['doc']})")
            elif word.lower() in listed[row["doc"]]:
                good += 1
            else:
                open_pairs += 1
                errors.append(f"open    {text}  ({row['doc']})")
    return right / max(1, count), count, good / max(1, good + bad), good + bad, open_pairs


def others(rows, found, kind):
    """(share of right links, links) of pronouns or descriptions."""
    right = count = 0
    for row in rows:
        gold = {}
        for number, cluster in enumerate(row["clusters"]):
            for mention in cluster["mentions"]:
                gold[mention["start"], mention["end"]] = number
                if mention.get("head"):
                    gold[tuple(mention["head"])] = number
        for cluster in found[row["doc"]]["clusters"]:
            names = [closest(gold, name) for name in cluster["names"]]
            votes = collections.Counter(gold[name] for name in names if name)
            if not votes:
                continue
            for start, end, mention_kind in cluster["others"]:
                if mention_kind != kind:
                    continue
                meant = (start, end) if (start, end) in gold else None
                if kind == "nominal":
                    meant = closest(gold, (start, end))
                if meant:
                    count += 1
                    right += gold[meant] == votes.most_common(1)[0][0]
    return right / max(1, count), count


def cover(spans):
    return {place for start, end in spans for place in range(start, end)}


def match(a, b):
    both = len(a & b)
    return bool(a and b) and 2 * both >= len(a) and 2 * both >= len(b)


def last_word(text):
    return (re.findall(r"\w+", text) or [""])[-1].lower()


def quotes(rows, found, kinds):
    """(F1, share of right speakers, precision, recall)."""
    gold_count = hits = spoken = right = ours_count = good = 0
    for row in rows:
        text = row["text"]
        ours = [(q, cover(q["content"])) for q in found[row["doc"]]["quotes"] if q["kind"] in kinds]
        gold = [(q, cover(q["content_spans"])) for q in row["quotes"]]
        for quote, content in gold:
            if quote["kind"] not in kinds or not content:
                continue
            gold_count += 1
            same = [q for q, places in ours if match(content, places)]
            if not same:
                continue
            hits += 1
            if quote.get("speaker_spans"):
                spoken += 1
                span = same[0]["speaker"]
                right += bool(span) and any(
                    overlap(span, other) or last_word(text[slice(*span)]) == last_word(text[slice(*other)])
                    for other in quote["speaker_spans"]
                )
        for _, places in ours:
            ours_count += 1
            good += any(
                match(content, places) or len(content & places) >= 0.8 * len(places) for _, content in gold
            )
    precision, recall = good / max(1, ours_count), hits / max(1, gold_count)
    return f1(precision, recall), right / max(1, spoken), precision, recall


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    coref = options.data / "coref"
    news, meantime = read(coref / "gum_news.jsonl.gz"), read(coref / "meantime.jsonl.gz")
    permissive = read(coref / "gum_permissive.jsonl.gz")
    speech = read(options.data / "quotes/polnear.dev.jsonl.gz")
    rows = list({row["doc"]: row for row in permissive + news + meantime}.values())
    found = documents(rows)
    print("| what | set | figures |\n|---|---|---|")
    for name, these in (("GUM news", news), ("MEANTIME", meantime)):
        b_cubed, links, share = clusters(these, found)
        print(
            f"| names | {name} | B³ {b_cubed:.3f}, links {links:.3f}; {share:.3f} of the gold names found |"
        )
    errors = []
    share, count, precision, judged, open_pairs = acronyms(
        read(coref / "acronym_pairs.jsonl.gz"), rows, found, errors
    )
    print(
        f"| acronyms | {count} pairs whose text is at hand | found {share:.3f}; "
        f"precision {precision:.3f} of {judged} judged, {open_pairs} not |"
    )
    spoken = [row for row in permissive if row["genre"] in ("interview", "news")]
    for name, kind in (("pronouns", "pronoun"), ("descriptions", "nominal")):
        share, count = others(spoken, found, kind)
        print(f"| {name} | GUM news and interviews | right {share:.3f} of {count} links |")
    found = documents(speech)
    for name, kinds in (("direct and mixed", {"direct", "mixed"}), ("indirect", {"indirect"})):
        whole, speakers, precision, recall = quotes(speech, found, kinds)
        print(
            f"| {name} | PolNeAR dev | F1 {whole:.3f} (P {precision:.3f}, R {recall:.3f}), "
            f"speakers {speakers:.3f} |"
        )
    for error in errors[: options.errors]:
        print(error)


if __name__ == "__main__":
    main()
