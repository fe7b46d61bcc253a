"""``python -m nutgraf FILE…``: the command line."""

from nutgraf.cli import main

if __name__ == "__main__":
    main(prog_name="nutgraf")
