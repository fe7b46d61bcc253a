"""``python -m nutgraf.evaluate GOLD PRED``: how good names are, as SemEval-2013 and nervaluate count.

Both files are JSON lines, an object a document, in the same order: ``text``, and ``entities`` as
``[start, end, label]`` lists or as objects with those keys. What ``python -m nutgraf --format jsonl`` or
``Document.to_json`` writes will do too; its bytes are turned into code points.

Four schemes, each with precision, recall and F1, in all and by label:

- ``strict``: span and label are right;
- ``exact``: the span is right, whatever the label;
- ``partial``: half a point where spans only overlap, whatever the label;
- ``type``: the label is right and the spans overlap.
"""

import argparse
import html
import json
import sys
from collections import Counter
from dataclasses import dataclass, field

SCHEMES = ("strict", "exact", "partial", "type")


@dataclass
class Score:
    """Points won, of how many predicted and how many wanted."""

    correct: int = 0
    partial: int = 0
    possible: int = 0
    actual: int = 0

    @property
    def points(self):
        return self.correct + 0.5 * self.partial

    @property
    def precision(self):
        return self.points / self.actual if self.actual else 0.0

    @property
    def recall(self):
        return self.points / self.possible if self.possible else 0.0

    @property
    def f1(self):
        both = self.possible + self.actual
        return 2 * self.points / both if both else 0.0

    def to_dict(self):
        return {
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "correct": self.correct,
            "partial": self.partial,
            "possible": self.possible,
            "actual": self.actual,
        }


@dataclass
class Report:
    """Scores in all and by label, and every error."""

    overall: dict = field(default_factory=lambda: {scheme: Score() for scheme in SCHEMES})
    labels: dict = field(default_factory=dict)
    errors: list = field(default_factory=list)
    # (wanted label, found label) of the pairs, None for no name: how often.
    confusion: Counter = field(default_factory=Counter)

    def to_dict(self):
        def plain(scores):
            return {scheme: score.to_dict() for scheme, score in scores.items()}

        return {
            "overall": plain(self.overall),
            "labels": {k: plain(v) for k, v in sorted(self.labels.items())},
        }


def evaluate(gold, predicted, texts=None):
    """Compare documents, each a list of (start, end, label); returns a `Report`.

    A predicted name is matched with the gold name of the same span, else with the one that it overlaps most,
    and each gold name at most once: one with the same label first (by type, as nervaluate does). The scores
    of a label are those of its names alone, gold and predicted, as nervaluate's are.

    >>> report = evaluate([[(0, 4, "GPE"), (9, 20, "ORG")]], [[(0, 4, "LOC"), (9, 15, "ORG")]])
    >>> {scheme: score.f1 for scheme, score in report.overall.items()}
    {'strict': 0.0, 'exact': 0.5, 'partial': 0.75, 'type': 0.5}
    """
    if len(gold) != len(predicted):
        raise ValueError(f"{len(gold)} documents are not {len(predicted)}: the files are of different texts")
    report = Report()
    for number, (wanted, found) in enumerate(zip(gold, predicted, strict=True)):
        text = texts[number] if texts else None
        _document(report, number, text, sorted(map(tuple, wanted)), sorted(map(tuple, found)))
    return report


def _document(report, number, text, wanted, found):
    pairs = _count(report.overall, wanted, found)
    for label in {name[2] for name in wanted + found}:
        scores = report.labels.setdefault(label, {scheme: Score() for scheme in SCHEMES})
        _count(scores, *([name for name in names if name[2] == label] for names in (wanted, found)))
    for at, match in pairs.items():
        have, want = found[at], wanted[match]
        report.confusion[want[2], have[2]] += 1
        same_span, same_label = have[:2] == want[:2], have[2] == want[2]
        if not (same_span and same_label):
            kind = "label" if same_span else "span" if same_label else "span and label"
            report.errors.append((number, kind, want, have, text))
    matched = set(pairs.values())
    missed = [name for i, name in enumerate(wanted) if i not in matched]
    spurious = [name for i, name in enumerate(found) if i not in pairs]
    report.errors += [(number, "missed", name, None, text) for name in missed]
    report.errors += [(number, "spurious", None, name, text) for name in spurious]
    report.confusion.update((name[2], None) for name in missed)
    report.confusion.update((None, name[2]) for name in spurious)


def _count(scores, wanted, found):
    """Adds a document's names to the scores; {predicted: gold} of those that are matched."""
    pairs = _pairs(wanted, found)
    for score in scores.values():
        score.possible += len(wanted)
        score.actual += len(found)
    for at, match in pairs.items():
        same_span, same_label = found[at][:2] == wanted[match][:2], found[at][2] == wanted[match][2]
        scores["strict"].correct += same_span and same_label
        scores["exact"].correct += same_span
        scores["partial"].correct += same_span
        scores["partial"].partial += not same_span
    scores["type"].correct += _right_by_type(wanted, found)
    return pairs


def _right_by_type(wanted, found):
    """How many names have a gold name of their label, paired as nervaluate does.

    In order, each with the nearest of its label that it overlaps, or else with the first that it overlaps,
    which no other then has.
    """
    right, taken, first = 0, set(), 0
    for start, end, label in found:
        while first < len(wanted) and wanted[first][1] <= start:
            first += 1
        touched = []
        for at in range(first, len(wanted)):
            if wanted[at][0] >= end:
                break
            if wanted[at][1] > start and at not in taken:
                touched.append(at)
        same = [at for at in touched if wanted[at][2] == label]
        if same:
            right += 1
            taken.add(min(same, key=lambda at: abs(wanted[at][0] - start) + abs(wanted[at][1] - end)))
        elif touched:
            taken.add(touched[0])
    return right


def _pairs(wanted, found):
    """{predicted: gold}, the best pairs first; linear but for names that overlap."""
    options, first = [], 0
    for at, (start, end, label) in enumerate(found):
        while first < len(wanted) and wanted[first][1] <= start:
            first += 1
        for match in range(first, len(wanted)):
            want_start, want_end, want_label = wanted[match]
            if want_start >= end:
                break
            overlap = min(end, want_end) - max(start, want_start)
            if overlap > 0:
                exact = (start, end) == (want_start, want_end)
                options.append((not exact, label != want_label, -overlap, at, match))
    pairs, taken = {}, set()
    for *_, at, match in sorted(options):
        if at not in pairs and match not in taken:
            pairs[at] = match
            taken.add(match)
    return pairs


def read(path):
    """The texts and names of a JSON lines file."""
    texts, names = [], []
    with open(path, encoding="utf-8") as file:
        for line, row in enumerate(file, 1):
            if not row.strip():
                continue
            try:
                doc = json.loads(row)
                text, entities = doc["text"], doc.get("entities") or []
                found = [
                    tuple(e) if isinstance(e, list) else (e["start"], e["end"], e["label"]) for e in entities
                ]
                if doc.get("offsets") == "bytes":
                    found = [(_code_points(text, s), _code_points(text, e), label) for s, e, label in found]
                for start, end, _ in found:
                    if not 0 <= start < end <= len(text):
                        raise ValueError(f"span {start}:{end} does not fit the text")
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise ValueError(f"{path}: line {line}: {error}") from error
            texts.append(text)
            names.append(found)
    return texts, names


def _code_points(text, at):
    return at if text.isascii() else len(text.encode()[:at].decode())


def table(report):
    """The scores as text."""
    rows = [
        (
            "",
            *(f"{scheme} {part}" for scheme in SCHEMES for part in ("P", "R", "F1")),
            "gold",
        )
    ]
    for label, scores in [("all", report.overall), *sorted(report.labels.items())]:
        cells = [f"{value:.3f}" for s in scores.values() for value in (s.precision, s.recall, s.f1)]
        rows.append((label, *cells, str(scores["strict"].possible)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if i else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def page(report):
    """The scores and every error as an HTML page."""

    def name(span, text):
        if span is None:
            return "<td></td><td></td>"
        start, end, label = span
        if text is None:
            return f"<td>{start}:{end}</td><td>{html.escape(label)}</td>"
        before, after = text[max(0, start - 40) : start], text[end : end + 40]
        shown = f"{html.escape(before)}<mark>{html.escape(text[start:end])}</mark>{html.escape(after)}"
        return f"<td>{shown}</td><td>{html.escape(label)}</td>"

    rows = "\n".join(
        f"<tr><td>{number}</td><td>{kind}</td>{name(want, text)}{name(have, text)}</tr>"
        for number, kind, want, have, text in sorted(report.errors, key=lambda error: error[:2])
    )
    return (
        "<!doctype html><meta charset='utf-8'><title>Evaluation</title>"
        "<style>body{font:15px sans-serif}"
        "td,th{padding:2px 8px;text-align:left;border-bottom:1px solid #ddd}</style>"
        f"<pre>{html.escape(table(report))}</pre><table><tr><th>document<th>error<th>gold<th>label"
        f"<th>predicted<th>label</tr>\n{rows}\n</table>\n"
    )


def main(arguments=None):
    """Run the command line; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m nutgraf.evaluate", description=__doc__.split("\n\n")[0])
    parser.add_argument("gold")
    parser.add_argument("predicted")
    parser.add_argument("--html", help="where to write a page with every error")
    parser.add_argument("--json", action="store_true", help="print JSON, not a table")
    options = parser.parse_args(arguments)
    try:
        texts, gold = read(options.gold)
        others, predicted = read(options.predicted)
        for number, (text, other) in enumerate(zip(texts, others, strict=False)):
            if text != other:
                raise ValueError(f"document {number} has another text in {options.predicted}")
        report = evaluate(gold, predicted, texts)
    except (OSError, ValueError) as error:
        print(f"nutgraf.evaluate: {error}", file=sys.stderr)
        return 2
    print(json.dumps(report.to_dict()) if options.json else table(report))
    if options.html:
        with open(options.html, "w", encoding="utf-8") as file:
            file.write(page(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
