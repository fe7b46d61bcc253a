"""The model file: the network's numbers with fractions to whole numbers, and back.

The layout is that of ``core/src/model``; rows are bytes in 1/32, weights bytes with a power of two for each
output, biases and values in 1/256.
"""

import struct
import zlib
from dataclasses import dataclass

import numpy as np

BLOCK, ROW_FRACTION, FRACTION, STEPS = 8, 5, 8, 65
# Units of margin between two steps of the calibration.
STEP = 64
TABLES = ("WORD", "PREF", "SUFF", "SHAP", "LROW")
LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE")


@dataclass
class Network:
    """The numbers of a model, as training has them."""

    labels: list
    dilations: list
    tables: dict
    # Weights [3 · width, 2 · width], by tap: values, then gates; and biases.
    layers: list
    # Weights [width, tags] and biases.
    out: tuple
    calibration: np.ndarray
    # What finds a word's row and a phrase's lists: as they lie in the file.
    indices: dict

    @property
    def width(self):
        return self.tables["WORD"].shape[1]


def outputs(labels):
    """How many outputs the last layer has: the tags, filled up to whole blocks."""
    return -(-(2 * labels + 1) // BLOCK) * BLOCK


def rows(values):
    """Embedding rows in 1/32 as signed bytes."""
    return np.clip(np.round(np.asarray(values, np.float64) * (1 << ROW_FRACTION)), -127, 127).astype(np.int8)


def whole(weights, bias):
    """(int8 weights, int32 biases with the rounding in, shifts): a power of two for each output."""
    largest = np.abs(weights).max(0)
    shift = np.clip(np.floor(np.log2(127 / np.maximum(largest, 1e-6))), 0, 14).astype(np.int32)
    scaled = np.clip(np.round(weights * (1 << shift)), -127, 127).astype(np.int8)
    rounding = np.where(shift > 0, 1 << np.maximum(shift - 1, 0), 0)
    offset = np.round(bias * (1 << FRACTION) * (1 << shift).astype(np.float64)) + rounding
    return scaled, offset.astype(np.int32), shift


def fractions(weights, bias, shift):
    """What `whole` had, as near as it kept it."""
    rounding = np.where(shift > 0, 1 << np.maximum(shift - 1, 0), 0)
    power = (1 << shift.astype(np.int64)).astype(np.float64)
    return weights / power, (bias - rounding) / power / (1 << FRACTION)


def pairs(weights):
    """[in, 8 outs] to the kernel's order: pair of inputs, output, input of the pair."""
    return weights.reshape(-1, 2, weights.shape[1]).transpose(0, 2, 1)


def unpaired(weights, inputs):
    return weights.reshape(inputs // 2, BLOCK, 2).transpose(0, 2, 1).reshape(inputs, BLOCK)


def gated_bytes(weights):
    """Blocks of eight values and their eight gates, interleaved at each pair of inputs."""
    width = weights.shape[1] // 2
    out = []
    for start in range(0, width, BLOCK):
        value, gate = slice(start, start + BLOCK), slice(width + start, width + start + BLOCK)
        out.append(np.stack([pairs(weights[:, value]), pairs(weights[:, gate])], 1).tobytes())
    return b"".join(out)


def interleave(numbers):
    """Values and gates by blocks of eight, from all values and then all gates."""
    return np.asarray(numbers).reshape(2, -1, BLOCK).transpose(1, 0, 2).reshape(-1)


def unleaved(numbers):
    return numbers.reshape(-1, 2, BLOCK).transpose(1, 0, 2).reshape(-1)


def i32(*numbers):
    return np.concatenate([np.asarray(n, np.int32).ravel() for n in numbers]).astype("<i4").tobytes()


def layer_sections(layers, out):
    """The sections of gated layers and of the last one, each (weights, bias, shift) in whole numbers."""
    weights, bias, shift = out
    blocks = range(0, weights.shape[1], BLOCK)
    return [
        ("CONV", b"".join(gated_bytes(w) for w, _, _ in layers)),
        ("CBIA", i32(*(interleave(b) for _, b, _ in layers))),
        ("CSHI", i32(*(interleave(s) for _, _, s in layers))),
        ("OUTW", b"".join(pairs(weights[:, b : b + BLOCK]).tobytes() for b in blocks)),
        ("OBIA", i32(bias)),
        ("OSHI", i32(shift)),
    ]


def calibration_section(calibration):
    return ("CALI", i32(np.round(np.clip(calibration, 0, 1) * 65535)))


def default_calibration(labels, scale=1.0, offset=0.0):
    """A logistic curve of the margin, the same for each label."""
    steps = 1 / (1 + np.exp(-(scale * np.arange(STEPS) * STEP / (1 << FRACTION) + offset)))
    return np.tile(steps, (labels, 1))


def file(sections):
    """The bytes of a file of these sections."""
    at = 24 + 8 + 24 * len(sections)
    directory = struct.pack("<II", len(sections), 0)
    for name, content in sections:
        at += -at % 64
        directory += struct.pack("<4sIQQ", name.encode(), 0, at, len(content))
        at += len(content)
    body = bytearray(directory)
    for _, content in sections:
        body += b"\0" * (-(24 + len(body)) % 64)
        body += content
    return b"nutgraf\0" + struct.pack("<IIQ", 1, zlib.crc32(body), 24 + len(body)) + bytes(body)


def sections(data):
    """{name: bytes} of a file that the library has opened, so that it is whole."""
    found = {}
    for i in range(struct.unpack_from("<I", data, 24)[0]):
        name, _, start, size = struct.unpack_from("<4sIQQ", data, 32 + 24 * i)
        found[name.decode()] = data[start : start + size]
    return found


def read(data):
    """The network of a model file."""
    found = sections(data)
    width, tags, *dilations = np.frombuffer(found["SIZE"], "<i4").tolist()
    labels = found["LABL"].decode().split("\n") if "LABL" in found else list(LABELS)

    def numbers(name):
        return np.frombuffer(found[name], "<i4").astype(np.int64)

    count, blocks = len(dilations), width // BLOCK
    weights = np.frombuffer(found["CONV"], np.int8).reshape(count, blocks, 3 * width // 2, 2, BLOCK, 2)
    biases, shifts = numbers("CBIA").reshape(count, -1), numbers("CSHI").reshape(count, -1)
    layers = [
        # [block, pair, value or gate, output, input] to [input, value or gate, block, output]
        fractions(w.transpose(1, 4, 2, 0, 3).reshape(3 * width, 2 * width), unleaved(b), unleaved(s))
        for w, b, s in zip(weights, biases, shifts, strict=True)
    ]
    out = np.frombuffer(found["OUTW"], np.int8).reshape(outputs(len(labels)) // BLOCK, -1)
    out = np.concatenate([unpaired(block, width) for block in out], 1)
    weights, biases = fractions(out, numbers("OBIA"), numbers("OSHI"))
    return Network(
        labels=labels,
        dilations=dilations,
        tables={
            name: np.frombuffer(found[name], np.int8).reshape(-1, width).astype(np.float32)
            / (1 << ROW_FRACTION)
            for name in TABLES
        },
        layers=layers,
        out=(weights[:, :tags], biases[:tags]),
        calibration=np.frombuffer(found["CALI"], "<i4").reshape(len(labels), STEPS) / 65535,
        indices={name: found[name] for name in ("VOCA", "LIST")},
    )


def write(network):
    """The bytes of the network's model file."""
    tags, filled = 2 * len(network.labels) + 1, outputs(len(network.labels))
    out, bias = np.zeros((network.width, filled)), np.full(filled, -100.0)
    out[:, :tags], bias[:tags] = network.out
    return file(
        [
            ("SIZE", i32([network.width, tags, *network.dilations])),
            ("LABL", "\n".join(network.labels).encode()),
            *layer_sections([whole(*layer) for layer in network.layers], whole(out, bias)),
            calibration_section(network.calibration),
            *((name, rows(table).tobytes()) for name, table in network.tables.items()),
            *network.indices.items(),
        ]
    )
