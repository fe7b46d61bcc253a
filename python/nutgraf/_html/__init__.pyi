import os
from collections.abc import Callable

from nutgraf._nutgraf import Document

STYLES: dict[str, Callable[[Document], str]]

class Picture(str):
    def save(self, path: str | os.PathLike[str]) -> None: ...
    def _repr_html_(self) -> str: ...

def render(doc: Document, style: str) -> Picture: ...
