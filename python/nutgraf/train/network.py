"""The network in PyTorch: it learns the rows that its texts use, and all layers."""

from dataclasses import replace

import numpy as np
import torch
import torch.nn.functional as F

from .format import default_calibration

NONE = -1
# How often a word is taken for unknown, its exact spelling or the lists are not heard: what new texts bring.
UNKNOWN, NO_EXACT, NO_LISTS = 0.08, 0.18, 0.15


class Words:
    """The words of sentences as rows: local numbers for those that occur, from the library's numbers."""

    def __init__(self, sentences, network):
        sizes = [len(table) for table in network.tables.values()]
        listed = sum(sizes[:-1])
        widest = max(len(word) for sentence in sentences for word in sentence)
        table = np.full((sum(map(len, sentences)), widest), NONE, np.int64)
        for at, word in enumerate(word for sentence in sentences for word in sentence):
            table[at, : len(word)] = word
        # Row 0, of unknown words, and one of nothing, the last.
        self.used = np.union1d(table[table >= 0], [0])
        local = np.searchsorted(self.used, np.maximum(table, 0))
        self.rows = torch.from_numpy(np.where(table >= 0, local, len(self.used)))
        self.is_list = torch.from_numpy(table >= listed)
        self.offsets = np.concatenate([[0], np.cumsum([len(sentence) for sentence in sentences])])


class Tagger(torch.nn.Module):
    def __init__(self, network, used, dropout):
        super().__init__()
        self.dilations, self.gap, self.dropout = network.dilations, max(network.dilations), dropout
        tables = np.concatenate(list(network.tables.values()))

        def number(values):
            return torch.nn.Parameter(torch.tensor(values, dtype=torch.float32))

        self.rows = number(np.concatenate([tables[used], np.zeros((1, network.width))]))
        self.weights = torch.nn.ParameterList(number(weights) for weights, _ in network.layers)
        self.biases = torch.nn.ParameterList(number(bias) for _, bias in network.layers)
        self.out, self.out_bias = number(network.out[0]), number(network.out[1])

    def forward(self, words, sentences):
        """Scores of the sentences' words, one after another."""
        parts = [np.arange(words.offsets[s], words.offsets[s + 1]) for s in sentences]
        chosen = torch.from_numpy(np.concatenate(parts))
        rows = words.rows[chosen]
        nothing = len(self.rows) - 1
        if self.training:
            draw = torch.rand(len(rows), 3)
            rows = rows.clone()
            rows[:, 0][draw[:, 0] < UNKNOWN] = 0
            rows[:, 1][draw[:, 1] < NO_EXACT] = nothing
            rows[words.is_list[chosen] & (draw[:, 2:] < NO_LISTS)] = nothing
        embedded = F.embedding(rows, self.rows, padding_idx=nothing).sum(1)
        # Empty words stand between the sentences, and stay empty.
        starts = np.cumsum([self.gap] + [len(part) + self.gap for part in parts])
        places = torch.from_numpy(
            np.concatenate([np.arange(len(part)) + at for part, at in zip(parts, starts, strict=False)])
        )
        inside = torch.zeros(int(starts[-1]), 1)
        inside[places] = 1
        x = torch.zeros(int(starts[-1]), embedded.shape[1]).index_copy(0, places, embedded)
        x = F.dropout(x, self.dropout, self.training)
        for dilation, weights, bias in zip(self.dilations, self.weights, self.biases, strict=False):
            before, after = (
                F.pad(x[:-dilation], (0, 0, dilation, 0)),
                F.pad(x[dilation:], (0, 0, 0, dilation)),
            )
            value, gate = (torch.cat([before, x, after], 1) @ weights + bias).chunk(2, 1)
            y = value * (gate * 0.25 + 0.5).clamp(0, 1)
            x = (x + F.dropout(y, self.dropout, self.training)) * inside
        return x[places] @ self.out + self.out_bias

    def network(self, before, used):
        """What was learnt, as a network; rows that no text used are as `before`."""

        def number(parameter):
            return parameter.detach().numpy().astype(np.float64)

        rows, first, tables = self.rows.detach().numpy()[:-1], 0, {}
        for name, table in before.tables.items():
            here = (used >= first) & (used < first + len(table))
            tables[name] = table.copy()
            tables[name][used[here] - first] = rows[here]
            first += len(table)
        layers = [(number(w), number(b)) for w, b in zip(self.weights, self.biases, strict=True)]
        return replace(before, tables=tables, layers=layers, out=(number(self.out), number(self.out_bias)))


def for_labels(network, labels, generator):
    """Gives the network a last layer of these labels: as it was for those it knows, new for the others."""
    weights, bias = network.out
    out = generator.normal(0, 0.05, (network.width, 2 * len(labels) + 1))
    fresh_bias = np.zeros(2 * len(labels) + 1)
    out[:, 0], fresh_bias[0] = weights[:, 0], bias[0]
    for number, label in enumerate(labels):
        if label in network.labels:
            old = 2 * network.labels.index(label) + 1
            out[:, 2 * number + 1 : 2 * number + 3] = weights[:, old : old + 2]
            fresh_bias[2 * number + 1 : 2 * number + 3] = bias[old : old + 2]
    network.labels, network.out = list(labels), (out, fresh_bias)
    network.calibration = default_calibration(len(labels))


def forget(network, generator):
    """The network as before any training: its words and lists are known, and say nothing yet."""
    width = network.width
    network.tables = {name: generator.normal(0, 0.1, t.shape) for name, t in network.tables.items()}
    scale = (3 * width) ** -0.5
    network.layers = [(generator.normal(0, scale, w.shape), np.zeros_like(b)) for w, b in network.layers]
    network.out = generator.normal(0, 0.05, network.out[0].shape), np.zeros_like(network.out[1])
