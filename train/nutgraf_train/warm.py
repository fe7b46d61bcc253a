"""Starts the student from a model file of an earlier edition: its rows and layers as numbers with fractions again."""
import struct

import numpy as np
import torch

from .export import BLOCK, FRACTION, OUTPUTS, ROW_FRACTION, WIDTH
from .features import LIST_ROWS
from .labels import TAGS


def sections(path):
    data = path.read_bytes()
    count = struct.unpack_from("<I", data, 24)[0]
    found = {}
    for i in range(count):
        name, _, start, size = struct.unpack_from("<4sIQQ", data, 32 + 24 * i)
        found[name.decode()] = data[start : start + size]
    return found


def rows(section):
    return np.frombuffer(section, np.int8).reshape(-1, WIDTH).astype(np.float32) / (1 << ROW_FRACTION)


def unpaired(weights, inputs, outputs):
    """The kernel's order (pair of inputs, output, input of the pair) back to [inputs, outputs]."""
    return weights.reshape(inputs // 2, outputs, 2).transpose(0, 2, 1).reshape(inputs, outputs)


def scaled(weights, bias, shift):
    rounding = np.where(shift > 0, 1 << np.maximum(shift - 1, 0), 0)
    power = (1 << shift.astype(np.int64)).astype(np.float64)
    return weights / power, (bias - rounding) / power / (1 << FRACTION)


def lookup(section):
    slots = np.frombuffer(section, "<u4")
    count = len(slots)

    def find(hashed):
        at = ((hashed >> 32) * count) >> 32
        while slots[at]:
            if slots[at] >> 17 == hashed & 0x7FFF:
                return int(slots[at] & 0x1FFFF) - 1
            at = (at + 1) % count
        return None

    return find


def start(model, keys, path):
    """Sets `model` to what the file holds. Words that the file does not know start from what GloVe and the clusters say."""
    found = sections(path)
    dilations = np.frombuffer(found["SIZE"], "<i4")[2:]
    i32 = lambda name: np.frombuffer(found[name], "<i4").astype(np.int64)
    blocks = np.frombuffer(found["CONV"], np.int8).reshape(len(dilations), WIDTH // BLOCK, 3 * WIDTH // 2, 2, BLOCK, 2)
    bias = i32("CBIA").reshape(len(dilations), WIDTH // BLOCK, 2, BLOCK)
    shift = i32("CSHI").reshape(len(dilations), WIDTH // BLOCK, 2, BLOCK)
    flat = lambda numbers: numbers.transpose(1, 0, 2).reshape(-1)
    with torch.no_grad():
        for layer in range(len(dilations)):
            # [block, pair, value or gate, output, input] to [input, value or gate, block, output]
            weights = blocks[layer].transpose(1, 4, 2, 0, 3).reshape(3 * WIDTH, 2 * WIDTH).astype(np.float64)
            weights, biases = scaled(weights, flat(bias[layer]), flat(shift[layer]))
            weights = weights.reshape(3, WIDTH, 2 * WIDTH).transpose(1, 0, 2).reshape(WIDTH, 6 * WIDTH)
            model.convolutions[layer].copy_(torch.from_numpy(weights))
            model.biases[layer].copy_(torch.from_numpy(biases))
        for layer in range(len(dilations), len(model.convolutions)):
            # A new layer says nothing at first: its values are nought, its gates half open.
            model.convolutions[layer].view(WIDTH, 3, 2 * WIDTH)[:, :, :WIDTH] = 0
        out = np.frombuffer(found["OUTW"], np.int8).reshape(OUTPUTS // BLOCK, -1)
        weights = np.concatenate([unpaired(block, WIDTH, BLOCK) for block in out], 1).astype(np.float64)
        weights, biases = scaled(weights, i32("OBIA"), i32("OSHI"))
        model.out.weight.copy_(torch.from_numpy(weights.T[: len(TAGS)].copy()))
        model.out.bias.copy_(torch.from_numpy(biases[: len(TAGS)].copy()))
        for table, name in ((model.prefix, "PREF"), (model.suffix, "SUFF"), (model.shape, "SHAP"), (model.lists, "LROW")):
            table.copy_(torch.from_numpy(rows(found[name])))
        assert model.lists.shape[0] == LIST_ROWS
        words, find = rows(found["WORD"]), lookup(found["VOCA"])
        target = np.zeros(model.words.shape, np.float32)
        known = np.zeros(len(target), bool)
        target[0], known[0] = words[0], True
        for hashed, row in keys.items():
            old = find(hashed)
            if old is not None:
                target[row], known[row] = words[old], True
        # GloVe's and the clusters' parts by ridge regression; what they do not explain stays the word's own.
        glove, clusters = model.glove.numpy(), model.clusters.numpy()
        used = known & (np.abs(glove).sum(1) > 0)
        a, b = glove[used], target[used]
        project = np.linalg.solve(a.T @ a + 30 * np.eye(a.shape[1]), a.T @ b)
        rest = target - glove @ project
        brown = np.zeros(model.brown.shape, np.float32)
        for depth in range(clusters.shape[1]):
            chosen = known & (clusters[:, depth] > 0)
            sums = np.zeros_like(brown)
            counts = np.zeros(len(brown))
            np.add.at(sums, clusters[chosen, depth], rest[chosen])
            np.add.at(counts, clusters[chosen, depth], 1)
            brown += sums / (counts + 5)[:, None]
            rest -= np.where(clusters[:, depth : depth + 1] > 0, (sums / (counts + 5)[:, None])[clusters[:, depth]], 0)
        # Row 0 is what words without a cluster take: left at nought.
        brown[0] = 0
        rest = target - glove @ project - brown[clusters].sum(1)
        rest[~known] = 0
        model.project.copy_(torch.from_numpy(project))
        model.brown.copy_(torch.from_numpy(brown))
        model.words.copy_(torch.from_numpy(rest))
    return int(known.sum())
