"""Trains a tagger of your own: ``python -m nutgraf.train TEXTS --out own.model``.

Needs NumPy and PyTorch: ``pip install nutgraf[train]``. It starts from the model inside the package, so a few
hundred sentences do; what it writes is a model file that ``nutgraf.Extractor(model="own.model")`` opens, as
Rust and C do, and a card beside it. The network's features, tokens and decoding are the library's own, and
every figure is measured on what the library finds with the file.
"""
