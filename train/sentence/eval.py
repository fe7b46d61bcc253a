#!/usr/bin/env python3
"""Print how well sentences are split: boundary F1, and exact cases.

usage: eval.py DATA_DIR [--peek FILE]

DATA_DIR holds the gzipped JSON lines described in docs/sentences.md. Builds
and runs `cargo run --release --example split`. A boundary is a sentence's last
visible character; the document's own end is not counted. A case is exact
where its sentences are those expected, blanks apart.
"""
import gzip
import json
import pathlib
import subprocess
import sys

SPLIT = ["cargo", "run", "-q", "--release", "-p", "nutgraf", "--example", "split"]


def split(texts):
    lines = "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in enumerate(texts))
    out = subprocess.run(SPLIT, input=lines, capture_output=True, text=True, check=True).stdout
    return [json.loads(line)["sentences"] for line in out.splitlines()]


def ends(text, spans):
    kept = [s + len(text[s:e].rstrip()) for s, e in spans if text[s:e].strip()]
    return {e for e in kept if text[e:].strip()}


def boundaries(records, change=lambda t: t, peek=None):
    texts = [change(r["text"]) for r in records]
    tp = fp = fn = 0
    for record, text, spans in zip(records, texts, split(texts)):
        gold, found = ends(text, record["sentences"]), ends(text, spans)
        tp, fp, fn = tp + len(gold & found), fp + len(found - gold), fn + len(gold - found)
        if peek:
            for e in sorted(gold ^ found):
                print("FP" if e in found else "FN", repr(text[max(0, e - 60):e] + " || " + text[e:e + 40]))
    return f"F1 {2 * tp / (2 * tp + fp + fn):.4f}  P {tp / max(1, tp + fp):.4f}  R {tp / max(1, tp + fn):.4f}"


def exact(records, peek=None):
    right = 0
    for record, spans in zip(records, split([r["text"] for r in records])):
        found = [" ".join(record["text"][s:e].split()) for s, e in spans]
        good = found == [" ".join(s.split()) for s in record["sentences"]]
        right += good
        if peek and not good:
            print(record["sentences"], "\n   GOT", found)
    return f"{right} of {len(records)}  {right / len(records):.3f}"


def main():
    data = pathlib.Path(sys.argv[1])
    peek = sys.argv[3] if len(sys.argv) > 3 else None
    for path in sorted(data.glob("*.jsonl.gz")):
        name = path.name.removesuffix(".jsonl.gz")
        if peek and peek != name:
            continue
        records = [json.loads(line) for line in gzip.open(path, "rt")]
        if isinstance(records[0]["sentences"][0], list):
            print(f"{name:32} {boundaries(records, peek=peek)}")
            if name.startswith("GUM"):
                print(f"{name + ', newlines as blanks':32} {boundaries(records, lambda t: t.replace(chr(10), ' '))}")
        else:
            print(f"{name:32} {exact(records, peek)}")


if __name__ == "__main__":
    main()
