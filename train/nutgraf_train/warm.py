"""Starts the student from a model file of an earlier edition: its rows and layers as numbers with fractions again."""
import numpy as np
import torch

from . import format
from .features import LIST_ROWS


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
    network = format.read(path.read_bytes())
    width = network.width
    with torch.no_grad():
        for layer, (weights, biases) in enumerate(network.layers):
            # [tap · in, out] to [in, tap · out]
            weights = weights.reshape(3, width, 2 * width).transpose(1, 0, 2).reshape(width, 6 * width)
            model.convolutions[layer].copy_(torch.from_numpy(weights))
            model.biases[layer].copy_(torch.from_numpy(biases))
        for layer in range(len(network.layers), len(model.convolutions)):
            # A new layer says nothing at first: its values are nought, its gates half open.
            model.convolutions[layer].view(width, 3, 2 * width)[:, :, :width] = 0
        weights, biases = network.out
        model.out.weight.copy_(torch.from_numpy(weights.T.copy()))
        model.out.bias.copy_(torch.from_numpy(biases))
        tables = network.tables
        for table, name in ((model.prefix, "PREF"), (model.suffix, "SUFF"), (model.shape, "SHAP"), (model.lists, "LROW")):
            table.copy_(torch.from_numpy(tables[name]))
        assert model.lists.shape[0] == LIST_ROWS
        words, find = tables["WORD"], lookup(network.indices["VOCA"])
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
