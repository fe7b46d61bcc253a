"""A process with nutgraf in it: forks, threads, interrupts, ends, and memory."""

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest


def run(script):
    command = [sys.executable, "-c", script]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("threads", [1, 2])
def test_a_forked_child_extracts_as_its_parent_does(threads):
    script = f"""
import os, nutgraf
texts = ["Ms. Okello left Lima."] * 50
docs = list(nutgraf.extract_batch(texts, threads={threads}))
child = os.fork()
if child == 0:
    os._exit(0 if list(nutgraf.extract_batch(texts, threads={threads})) == docs else 1)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
"""
    assert run(script).returncode == 0


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_pool_of_processes_gives_back_documents(method, tmp_path):
    script = f"""
import multiprocessing, nutgraf
if __name__ == "__main__":
    texts = [f"Ms. Okello spent ${{n}} million." for n in range(40)]
    with multiprocessing.get_context({method!r}).Pool(2) as pool:
        assert pool.map(nutgraf.extract, texts) == [nutgraf.extract(text) for text in texts]
"""
    (tmp_path / "pool.py").write_text(script)
    subprocess.run([sys.executable, tmp_path / "pool.py"], timeout=120, check=True)


@pytest.mark.parametrize("times", [0, 1, 50, 300_000], ids=["nothing", "a line", "a page", "ten megabytes"])
@pytest.mark.parametrize("threads", [1, 2])
def test_an_interrupt_ends_a_batch_within_a_second(times, threads):
    script = f"""
import itertools, nutgraf, signal
# A shell starts its background jobs with interrupts ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
print("ready", flush=True)
try:
    text = "Ms. Okello met nobody on Tuesday. " * {times}
    nutgraf.extract_batch(itertools.repeat(text), threads={threads})
except KeyboardInterrupt:
    print("stopped", flush=True)
"""
    child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    # The texts never end: a batch that is not stopped must not take the machine's memory.
    watch = threading.Timer(20, child.kill)
    watch.start()
    assert child.stdout.readline() == "ready\n"
    time.sleep(0.5)
    asked = time.monotonic()
    child.send_signal(signal.SIGINT)
    assert child.stdout.readline() == "stopped\n"
    assert time.monotonic() - asked < 2, "a second, and one more for a loaded machine"
    child.stdout.close()
    assert child.wait(timeout=30) == 0
    watch.cancel()


def test_the_interpreter_ends_while_threads_are_at_work():
    script = """
import threading, nutgraf
text = "Ms. Okello met nobody on Tuesday. " * 40
started = threading.Barrier(4)
def work():
    started.wait()
    while True:
        nutgraf.extract_batch([text] * 8, threads=2)
        nutgraf.extract(text).to_dict()
for _ in range(3):
    threading.Thread(target=work, daemon=True).start()
started.wait()
"""
    for _ in range(3):
        result = run(script)
        assert (result.returncode, result.stderr) == (0, "")


def test_a_sub_interpreter_is_refused_politely():
    script = """
import nutgraf
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
inner = interpreters.create()
code = '''
try:
    import nutgraf
except ImportError as error:
    assert "interpreter" in str(error), error
else:
    raise SystemExit("imported")
'''
failed = interpreters.run_string(inner, code)
assert failed is None, failed
print("refused", len(nutgraf.extract("We left. They stayed.").sentences))
"""
    result = run(script)
    assert (result.stdout, result.returncode) == ("refused 2\n", 0), result.stderr


def test_memory_stays_flat():
    command = [sys.executable, Path(__file__).with_name("soak.py"), "4000"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stdout
