"""What a trained model is, for people: its card, and which labels it takes for which."""

import datetime
from pathlib import Path

import nutgraf


def confusion(report):
    """A table: a row a wanted label, a column a found one; – stands for no name."""
    names = sorted({name for pair in report.confusion for name in pair if name})
    columns = [*names, None]
    head = ["wanted \\ found", *(name or "–" for name in columns)]
    rows = [
        [row or "–", *(str(report.confusion.get((row, column), "")) for column in columns)]
        for row in [*names, None]
    ]
    widths = [max(map(len, cells)) for cells in zip(head, *rows, strict=True)]

    def line(cells):
        return "  ".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True))

    return "\n".join(line(cells).rstrip() for cells in [head, *rows])


def card(result, options):
    """The model's card, in Markdown."""
    start = str(options.start) if options.start else f"the model inside nutgraf {nutgraf.__version__}"
    if options.fresh:
        start = f"nothing but the words and lists of {start}"
    added = ", labels added" if options.add else ""
    files = ", ".join(Path(text).name for text in options.texts)
    dev = ", ".join(Path(text).name for text in options.dev) if options.dev else "one in six, by chance"
    scores = [("all", result.report.overall), *sorted(result.report.labels.items())]
    rows = "\n".join(
        f"| {name} | {result.names.get(name, sum(result.names.values()) if name == 'all' else 0)} "
        f"| {s['strict'].possible} | {s['strict'].precision:.3f} | {s['strict'].recall:.3f} "
        f"| {s['strict'].f1:.3f} | {s['partial'].f1:.3f} | {s['type'].f1:.3f} |"
        for name, s in scores
    )
    return f"""# Model card: {options.out.name}

A tagger for {", ".join(result.labels)}, trained with `python -m nutgraf.train`
(nutgraf {nutgraf.__version__}) on {datetime.date.today()} in {result.seconds:.0f} s;
{len(result.model):,} bytes. It opens with
`nutgraf.Extractor(model=…)`, `Extractor::builder().model(…)` and the
options of `ng_extractor_new`.

- Texts: {result.texts} of {files}; their licence: (fill in).
- Stopped by: {result.dev_texts} texts ({dev}), best after {result.best_epoch} of {result.epochs} epochs.
- Began with: {start}. What that was trained on is in `core/model/MODEL_CARD.md` of nutgraf.
- Settings: seed {options.seed}, rate {options.rate}, dropout {options.dropout}{added}.
- Meant for: (fill in). Not meant for: texts unlike these; the figures say nothing of them.

On the texts that it stopped by, which flatters a little; strict is span and label, partial half a point for
an overlap, type the label on an overlap:

| label | names learnt from | names here | P | R | F1 | partial F1 | type F1 |
|---|---|---|---|---|---|---|---|
{rows}

What was taken for what:

```
{confusion(result.report)}
```
"""
