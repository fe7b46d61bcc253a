"""The figures of docs/python.md, by `make bench-python`: ratios are of runs one after the other."""

import json
import subprocess
import sys
import time
from pathlib import Path

import nutgraf

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "examples" / "article.txt").read_text("utf-8")
START = """
import time
start = time.perf_counter()
import nutgraf
nutgraf.extract(open("examples/article.txt", encoding="utf-8").read())
print(time.perf_counter() - start)
"""


def best(work, rounds=5):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def start():
    command = [sys.executable, "-c", START]
    return min(
        float(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout) for _ in range(10)
    )


def rust(texts):
    """What the Rust call takes for the same texts."""
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    command = [ROOT / "target" / "release" / "examples" / "speed", "5"]
    return json.loads(subprocess.run(command, input=lines.encode(), capture_output=True, check=True).stdout)[
        "all"
    ]


def main():
    texts = [TEXT] * 200
    call = best(lambda: [nutgraf.extract(text) for text in texts])
    many = [TEXT] * 1000
    one, two = (
        best(lambda threads=threads: nutgraf.extract_batch(many, threads=threads), 3) for threads in (1, 2)
    )
    print(f"import and first extract of a page   {start() * 1e3:6.1f} ms")
    print(f"a call                               {call / len(texts) * 1e3:6.2f} ms")
    print(f"a call, against the Rust call        {call / rust(texts):6.2f}")
    print(f"a batch on two threads against one   {one / two:6.2f}")


if __name__ == "__main__":
    main()
