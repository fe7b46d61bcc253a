"""The whole pipeline in two minutes on data that it makes itself: does every step still run and fit the next?

    python -m nutgraf_train.quick FOLDER --annotate target/release/examples/annotate

The sentences are made of patterns and say nothing about accuracy; the encoder is small and knows nothing. Ends with a
model file that the library opens, and that finds the names which the patterns have.
"""
import argparse
import gzip
import json
import os
import pathlib
import random
import struct
import subprocess
import sys

import numpy as np

from .readers import MAPS

GIVEN = ["Amina", "Luis", "Rosa", "Kofi", "Meera", "Tomas"]
SURNAMES = ["Otieno", "Quispe", "Mensah", "Iyer", "Novak", "Haddad"]
PLACES = ["Nairobi", "Lima", "Accra", "Pune", "Brno", "Amman"]
ORGS = [["Harbour", "Union"], ["Delta", "Bank"], ["Unity", "Party"]]
PATTERNS = ["P met P in G .", "the O of G hired P .", "P left the O on Monday .", "it rained in G and in G .", "officials said nothing ."]


def sentence(rng):
    """(words, spans) of a made-up sentence."""
    words, spans = [], []
    for piece in rng.choice(PATTERNS).split():
        name = {"P": lambda: ([rng.choice(GIVEN), rng.choice(SURNAMES)], "PERSON"), "G": lambda: ([rng.choice(PLACES)], "GPE"), "O": lambda: (rng.choice(ORGS), "ORG")}.get(piece)
        if name is None:
            words.append(piece)
            continue
        parts, label = name()
        spans.append([len(words), len(words) + len(parts), label])
        words += parts
    return words, spans


def tags(count, spans, names):
    out = ["O"] * count
    for first, last, label in spans:
        out[first:last] = [f"B-{names[label]}"] + [f"I-{names[label]}"] * (last - first - 1)
    return out


def write_lines(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)


def make_data(data, work, rng):
    """DATA as the pipeline wants it, and silver labels (which spaCy would give)."""
    corpora = {"wikigold.train": {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC"}, "gmb.train": {"PERSON": "per", "ORG": "org", "GPE": "geo"}}
    for corpus, names in corpora.items():
        made = [sentence(rng) for _ in range(600)]
        write_lines(data / f"ner/train/{corpus}.jsonl.gz", [{"id": f"{corpus}-{i}", "doc": f"d{i // 8}", "tokens": w, "tags": tags(len(w), s, names)} for i, (w, s) in enumerate(made)])
        write_lines(work / f"silver/{corpus}.md.jsonl.gz", [{"id": f"{corpus}-{i}", "spans": s} for i, (_, s) in enumerate(made)])
    made = [sentence(rng) for _ in range(1200)]
    write_lines(data / "text/news.jsonl.gz", [{"source": "news", "doc": "d", "text": " ".join(w)} for w, _ in made])
    write_lines(work / "silver/news.md.jsonl.gz", [{"source": "news", "doc": f"d{i // 20}", "tokens": w, "spans": s} for i, (w, s) in enumerate(made)])
    (data / "lists").mkdir(parents=True)
    spec = json.loads((MAPS / "lists.json").read_text())["classes"]
    rows = {"given": GIVEN, "surname": SURNAMES, "city": PLACES, "org": [" ".join(o) for o in ORGS]}
    names = {source.partition(":")[0]: kind for kind, sources in spec.items() for source in sources}
    names |= {name: "surname" for name in ("surnames.smashew_hi", "surnames.smashew_ne", "surnames.smashew_cn", "surnames.smashew_kr")}
    for name, kind in names.items():
        (data / f"lists/{name}.txt").write_text("\n".join(rows.get(kind, ["Nowhere"])) + "\n")
    (data / "vec").mkdir()
    words = sorted({w.lower() for w in GIVEN + SURNAMES + PLACES} | {"met", "in", "the", "of", "hired", "left", "on", "it"})
    with gzip.open(data / "vec/glove.6B.50d.vocab.txt.gz", "wt") as out:
        out.write("\n".join(words))
    np.savez(data / "vec/glove.6B.50d.f16.npz", vectors=np.random.default_rng(1).normal(size=(len(words), 50)).astype(np.float16))
    with gzip.open(data / "vec/spacy_en_brown_clusters.tsv.gz", "wt") as out:
        out.writelines(f"{w}\t{i}\n" for i, w in enumerate(words))


def make_encoder(path, rng):
    """A file as e5.py reads it, of two small layers and pieces of single letters."""
    hidden, layers, heads, ff = 32, 2, 4, 64
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁"] + [chr(c) for c in range(33, 127)]
    vocab, positions = len(pieces), 512
    blob = b"".join(p.encode() for p in pieces)
    offsets = np.cumsum([0] + [len(p.encode()) for p in pieces]).astype("<u4")
    head = b"E5S1" + b"\0" * 4 + struct.pack("<7i", hidden, layers, heads, ff, vocab, positions, 2) + struct.pack("<fi", 1e-5, 0)
    head += struct.pack("<5i", len(pieces), 0, 2, 1, 3) + struct.pack("<Q", len(blob)) + offsets.tobytes()
    head += np.full(len(pieces), -2.0, "<f4").tobytes() + blob + struct.pack("<iI", 0, 0)
    shapes = {"emb.word": (vocab, hidden), "emb.pos": (positions * hidden,), "emb.type": (2 * hidden,), "emb.ln.w": (hidden,), "emb.ln.b": (hidden,)}
    for i in range(layers):
        for name, out, into in (("q", hidden, hidden), ("k", hidden, hidden), ("v", hidden, hidden), ("ao", hidden, hidden), ("fi", ff, hidden), ("fo", hidden, ff)):
            shapes[f"l{i}.{name}.w"], shapes[f"l{i}.{name}.b"] = (out, into), (out,)
        for name in ("aln", "oln"):
            shapes[f"l{i}.{name}.w"], shapes[f"l{i}.{name}.b"] = (hidden,), (hidden,)
    bodies = {}
    for name, shape in shapes.items():
        count = int(np.prod(shape))
        if len(shape) == 2:
            blocks = np.zeros((count // 32, 18), np.uint8)
            blocks[:, :2] = np.frombuffer(np.float16(0.04).tobytes(), np.uint8)
            blocks[:, 2:] = rng.integers(0, 256, (count // 32, 16))
            bodies[name] = blocks.tobytes()
        else:
            bodies[name] = np.full(count, float(name.endswith("ln.w")), "<f4").tobytes()
    head += struct.pack("<i", len(shapes))
    at = len(head) + sum(2 + len(name) + 21 for name in shapes)
    for name, body in bodies.items():
        head += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", 0, len(body), at, len(body))
        at += len(body)
    path.write_bytes(head + b"".join(bodies.values()))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--annotate", required=True)
    args = parser.parse_args()
    data, work, encoder = args.folder / "data", args.folder / "work", args.folder / "encoder.bin"
    if args.folder.exists() and any(args.folder.iterdir()):
        sys.exit(f"{args.folder} is not empty")
    rng = random.Random(1)
    make_data(data, work, rng)
    make_encoder(encoder, np.random.default_rng(1))
    plan = args.folder / "plan.json"
    plan.write_text(json.dumps({"gmb": 3000, "silver": {"news.md.jsonl.gz": 3000}, "label": [["wikigold.train.jsonl.gz", 10**6], ["news.md.jsonl.gz", 10**6]]}))
    environment = dict(os.environ, PYTHONPATH=str(pathlib.Path(__file__).resolve().parents[1]))

    def run(module, *words):
        print("==", module, *map(str, words), flush=True)
        subprocess.run([sys.executable, "-m", f"nutgraf_train.{module}", *map(str, words)], check=True, env=environment)

    run("second", work, "--annotate", args.annotate, "--names", "news.md.jsonl.gz")
    teach = [data, work, "--encoder", encoder, "--plan", plan, "--threads", 1, "--batch", 4]
    run("teacher", "train", *teach)
    run("teacher", "train", *teach, "--start", "teacher.pt", "--name", "teacher2.pt", "--seed", 2)
    run("teacher", "label", *teach, "--name", "teacher2.pt")
    run("prepare", data, work, "--words", 400, "--exact", 20)
    run("student", "train", work, "--epochs", 6, "--batch", 600, "--threads", 1)
    # Again: it is finished and stays so.
    run("student", "train", work, "--epochs", 6, "--batch", 600, "--threads", 1)
    model, golden, calibration = args.folder / "quick.model", args.folder / "golden.json", work / "calibration.json"
    run("export", work, "--out", model, "--golden", golden)
    reader = args.folder / "reader"
    reader.write_text(f'#!/bin/sh\nexec "{pathlib.Path(args.annotate).resolve()}" "{model.resolve()}"\n')
    reader.chmod(0o755)
    run("calibrate", data, "--annotate", reader.resolve(), "--out", calibration)
    run("export", work, "--out", model, "--golden", golden, "--calibration", calibration)
    found = subprocess.run([reader.resolve()], input=b'{"id":1,"text":"Meera Novak met Luis Haddad in Amman ."}\n', stdout=subprocess.PIPE, check=True).stdout
    names = [(e["text"], e["label"]) for e in json.loads(found)["document"]["entities"]]
    expected = [("Meera Novak", "PERSON"), ("Luis Haddad", "PERSON"), ("Amman", "GPE")]
    if names != expected:
        sys.exit(f"found {names}, expected {expected}")
    # What was learnt is a start for the next edition.
    run("student", "train", work, "--warm", model, "--epochs", 1, "--batch", 600, "--threads", 1, "--name", "warm.pt")
    print("every step ran, and the library reads the model")


if __name__ == "__main__":
    main()
