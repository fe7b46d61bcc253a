"""The examples in the documentation, the stubs, and the package."""

import datetime
import doctest
import subprocess
import sys

import pytest

import nutgraf


def documented():
    """All that is public and has a docstring: the module, its classes and functions, and their methods."""
    yield "nutgraf", nutgraf.__doc__
    for name in nutgraf.__all__:
        thing = getattr(nutgraf, name)
        yield name, thing.__doc__
        for attribute, value in vars(thing).items() if isinstance(thing, type) else ():
            yield f"{name}.{attribute}", value.__doc__


EXAMPLES = {name: text for name, text in documented() if text and ">>>" in text}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_in_the_docstrings_run(name):
    example = doctest.DocTestParser().get_doctest(EXAMPLES[name], {"datetime": datetime}, name, None, 0)
    assert doctest.DocTestRunner().run(example).failed == 0


def test_what_a_newcomer_meets_first_has_an_example():
    assert EXAMPLES.keys() >= {"nutgraf", "split", "render", "Document", "Span", "Timex", "Batch", "Table"}
    assert EXAMPLES.keys() >= {"Extractor", "Extractor.extract_batch"}


def test_all_that_is_public_is_documented():
    for name in nutgraf.__all__:
        thing = getattr(nutgraf, name)
        assert name == "__version__" or thing.__doc__, name
        for attribute, value in vars(thing).items() if isinstance(thing, type) else ():
            assert attribute.startswith("_") or value.__doc__, f"{name}.{attribute}"


def test_importing_needs_nothing_beyond_the_standard_library():
    script = (
        "import sys; before = set(sys.modules); import nutgraf; nutgraf.extract('It rained on Tuesday.')\n"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
        "assert not new - {'nutgraf'} - set(sys.stdlib_module_names), new"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
