"""The examples of the guide run, from its first to its last."""

import re
from pathlib import Path

GUIDE = Path(__file__).parents[3] / "docs" / "python.md"


def test_the_examples_of_the_guide_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 6
    scope = {}
    for block in blocks:
        exec(compile(block, GUIDE.name, "exec"), scope)
