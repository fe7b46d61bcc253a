"""Writes a model whose labels are one's own, for tests/c/own.c.

    labels.py MODEL OUT

OUT is MODEL with a table of labels, in which PERSON is called TRAVELLER.
"""

import struct
import sys
import zlib
from pathlib import Path

LABELS = "TRAVELLER ORG GPE LOC FAC NORP PRODUCT EVENT WORK_OF_ART LAW LANGUAGE"
HEADER, ENTRY, BORDER = 24 + 8, 24, 64

model = Path(sys.argv[1]).read_bytes()
(count,) = struct.unpack_from("<I", model, 24)
sections = [struct.unpack_from("<4sIQQ", model, HEADER + ENTRY * number) for number in range(count)]
parts = [(name, model[start : start + length]) for name, _, start, length in sections]
parts.append((b"LABL", LABELS.replace(" ", "\n").encode()))
table, body = b"", b""
first = -(-(HEADER + ENTRY * len(parts)) // BORDER) * BORDER
for name, part in parts:
    table += struct.pack("<4sIQQ", name, 0, first + len(body), len(part))
    body += part + bytes(-len(part) % BORDER)
checked = struct.pack("<II", len(parts), 0) + table
checked += bytes(first - 24 - len(checked)) + body
head = model[:12] + struct.pack("<IQ", zlib.crc32(checked), 24 + len(checked))
Path(sys.argv[2]).write_bytes(head + checked)
