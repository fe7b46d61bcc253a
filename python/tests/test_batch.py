"""Many texts at once: order, threads, rows that fail."""

import datetime
import math
import pickle
import threading
import time

import pytest
import tqdm.auto as tqdm

import nutgraf

TEXTS = [f"Ms. Okello spent ${n} million in Lima on Tuesday. “No,” she said." for n in range(200)]


def test_a_batch_is_what_one_call_each_gives_at_any_number_of_threads():
    alone = [nutgraf.extract(text, date="2026-01-29").to_json() for text in TEXTS]
    for threads in [1, 2, 5, None]:
        batch = nutgraf.extract_batch(iter(TEXTS), "2026-01-29", threads=threads)
        assert [doc.to_json() for doc in batch] == alone


def test_a_row_that_fails_holds_its_error_and_stops_nobody():
    nan, surrogate = math.nan, "\ud83d"
    batch = nutgraf.extract_batch(["One.", None, 7, nan, surrogate, "Six."])
    assert [batch[0].text, batch[1], batch[3], batch[-1].text] == ["One.", None, None, "Six."]
    assert isinstance(batch[2], TypeError)
    assert isinstance(batch[4], ValueError)
    assert list(batch.errors) == [2, 4]
    assert list(batch.documents) == [0, 5]
    assert repr(batch) == "<Batch of 2 documents, 2 errors, 2 empty rows>"
    assert len(batch[1:3]) == 2
    with pytest.raises(IndexError):
        batch[6]
    assert list(pickle.loads(pickle.dumps(batch)).errors) == [2, 4]


def test_each_row_has_its_date_or_its_error():
    dates = ["2026-01-29", None, datetime.date(2020, 2, 29), "2026-02-30"]
    batch = nutgraf.extract_batch(["It rained."] * 4, dates)
    assert [doc.date and doc.date.year for doc in batch[:3]] == [2026, None, 2020]
    assert "2026-02-30" in str(batch.errors[3])
    for wrong, message in [(["2026-01-29"], "fewer"), (["2026-01-29"] * 3, "more")]:
        with pytest.raises(nutgraf.ArgumentError, match=message):
            nutgraf.extract_batch(["It rained."] * 2, wrong)


def test_an_argument_that_is_no_batch_is_refused():
    with pytest.raises(nutgraf.ArgumentTypeError, match="a list of str"):
        nutgraf.extract_batch("one text")
    with pytest.raises(nutgraf.ArgumentTypeError, match="iterable"):
        nutgraf.extract_batch(7)
    for threads in [0, -1]:
        with pytest.raises(nutgraf.ArgumentError, match="threads"):
            nutgraf.extract_batch([], threads=threads)
    assert len(nutgraf.extract_batch([])) == 0


def test_an_error_of_the_iterable_is_the_callers():
    def texts():
        yield "One."
        raise KeyError("lost")

    with pytest.raises(KeyError, match="lost"):
        nutgraf.extract_batch(texts())


def test_other_threads_run_during_a_batch():
    ticks = []
    stop = threading.Event()

    def tick():
        while not stop.wait(0.001):
            ticks.append(time.monotonic())

    ticker = threading.Thread(target=tick)
    ticker.start()
    nutgraf.extract_batch([" ".join(TEXTS)] * 40, threads=2)
    stop.set()
    ticker.join()
    assert len(ticks) > 5


def test_one_extractor_serves_threads_that_start_together():
    text, barrier, found = " ".join(TEXTS[:5]), threading.Barrier(8), []

    def work():
        barrier.wait()
        for _ in range(20):
            doc = nutgraf.extract(text + " 😀")
            found.append((doc.to_json(), tuple(token.start for token in doc.tokens)))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1


def test_a_bar_moves_with_the_rows(monkeypatch):
    moved = []
    monkeypatch.setattr(tqdm.tqdm, "update", lambda bar, n: moved.append((n, bar.total)))
    nutgraf.extract_batch(TEXTS, progress=True)
    assert sum(n for n, _ in moved) == moved[0][1] == len(TEXTS)
