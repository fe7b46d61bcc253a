"""The command line of `nutgraf.train`."""

import argparse
import sys
from pathlib import Path

from nutgraf.evaluate import page, table

from . import card, readers


def main(arguments=None):
    """Run the command line; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m nutgraf.train", description=__doc__)
    parser.add_argument("texts", nargs="+", help=f"annotated texts: {readers.FORMATS}")
    parser.add_argument("--dev", action="append", help="texts to stop by; one in six of the others if none")
    parser.add_argument(
        "--out", required=True, type=Path, help="where to write the model; the card goes to OUT.md"
    )
    parser.add_argument("--start", type=Path, help="a model file to begin with, not the one inside")
    parser.add_argument("--fresh", action="store_true", help="keep nothing of that but its words and lists")
    parser.add_argument("--add", action="store_true", help="keep its labels beside the new")
    parser.add_argument("--label", action="append", default=[], metavar="OLD=NEW", help="rename a label")
    parser.add_argument("--skip-misaligned", action="store_true", help="leave out names that cut a token")
    parser.add_argument("--epochs", type=int, default=25, help="at most so many times through the texts (25)")
    parser.add_argument("--patience", type=int, default=8, help="stop after so many epochs without gain (8)")
    parser.add_argument("--rate", type=float, default=2e-3, help="the size of a step (0.002)")
    parser.add_argument(
        "--dropout", type=float, default=0.2, help="the share of inputs left out in a step (0.2)"
    )
    parser.add_argument("--seed", type=int, default=1, help="the same texts and seed give the same model (1)")
    parser.add_argument("--threads", type=int, default=1, help="how many work (1)")
    parser.add_argument("--html", help="where to write a page with every error on the texts to stop by")
    parser.add_argument("--quiet", action="store_true", help="no progress bar")
    options = parser.parse_args(arguments)
    try:
        names = dict(pair.split("=", 1) for pair in options.label)

        def gather(paths):
            return [example for path in paths for example in readers.read(path, names)]

        examples = gather(options.texts)
        dev = gather(options.dev) if options.dev else None
        from . import learn

        result = learn.train(
            examples,
            dev,
            start=options.start.read_bytes() if options.start else None,
            fresh=options.fresh,
            add=options.add,
            epochs=options.epochs,
            patience=options.patience,
            rate=options.rate,
            dropout=options.dropout,
            seed=options.seed,
            threads=options.threads,
            skip_misaligned=options.skip_misaligned,
            progress=not options.quiet,
        )
        options.out.write_bytes(result.model)
        Path(f"{options.out}.md").write_text(card.card(result, options), encoding="utf-8")
        if options.html:
            Path(options.html).write_text(page(result.report), encoding="utf-8")
    except ImportError as error:
        print(f"nutgraf.train: {error}; pip install nutgraf[train]", file=sys.stderr)
        return 2
    except (OSError, ValueError) as error:
        print(f"nutgraf.train: {error}", file=sys.stderr)
        return 2
    print(table(result.report))
    print()
    print(card.confusion(result.report))
    if result.skipped:
        print(f"\n{result.skipped} names cut a token and were left out")
    print(
        f"\n{options.out}: {len(result.model):,} bytes, in {result.seconds:.0f} s; its card: {options.out}.md"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
