"""A document with one of everything, whatever today's model finds."""

import json

import pytest

import nutgraf

TEXT = (
    "“We won,” said Ngozi Adé 😀, the finance minister of Gabon (GB). She paid about $3.2 million on Tuesday."
)


def piece(text: str, start: int = 0) -> dict:
    """A span as the JSON has it: in bytes."""
    at = TEXT.index(text, start)
    byte = len(TEXT[:at].encode())
    return {"start": byte, "end": byte + len(text.encode()), "text": text}


@pytest.fixture(scope="session")
def full() -> nutgraf.Document:
    name, she, gabon = piece("Ngozi Adé"), piece("She"), piece("Gabon")
    timex = {"type": "DATE", "value": "2026-02-03"}
    return nutgraf.Document.from_json(
        json.dumps(
            {
                "schema": "nutgraf/1",
                "offsets": "bytes",
                "text": TEXT,
                "date": "2026-02-05",
                "layers": ["sentences", "tokens", "entities", "values", "clusters", "quotes"],
                "sentences": [
                    piece(TEXT[: TEXT.index(" She")]) | {"kind": "prose", "paragraph": 0},
                    piece(TEXT[TEXT.index("She") :]) | {"kind": "prose", "paragraph": 0},
                ],
                "tokens": [piece("We"), piece("won"), piece("😀")],
                "entities": [
                    name | {"label": "PERSON", "score": 0.95, "source": "tagger", "cluster": 0},
                    gabon | {"label": "GPE", "score": 0.5, "source": "tagger", "cluster": 1},
                    piece("about $3.2 million")
                    | {
                        "label": "MONEY",
                        "source": "value",
                        "value": {
                            "kind": "money",
                            "amount": "3200000",
                            "approximate": True,
                            "currency": "USD",
                        },
                    },
                    piece("Tuesday")
                    | {"label": "DATE", "source": "value", "value": {"kind": "timex"} | timex},
                ],
                "timexes": [piece("Tuesday") | timex],
                "clusters": [
                    {
                        "name": name,
                        "label": "PERSON",
                        "mentions": [name | {"kind": "name", "entity": 0}, she | {"kind": "pronoun"}],
                        "roles": [
                            {"title": piece("finance minister"), "place": gabon | {"cluster": 1}},
                        ],
                    },
                    {
                        "name": gabon,
                        "label": "GPE",
                        "mentions": [gabon | {"kind": "name", "entity": 1}],
                        "aliases": [piece("GB")],
                        "acronym": piece("GB"),
                    },
                ],
                "quotes": [
                    {
                        "kind": "direct",
                        "content": [piece("We won,")],
                        "cue": piece("said"),
                        "speaker": name | {"cluster": 0},
                        "score": 0.75,
                        "closed": True,
                    }
                ],
            },
            ensure_ascii=False,
        )
    )
