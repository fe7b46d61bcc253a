"""The examples in the documentation, the stubs, and the package."""

import doctest
import subprocess
import sys

import nutgraf


def test_the_examples_in_the_docstrings_run():
    results = doctest.testmod(nutgraf)
    assert results.failed == 0
    assert results.attempted > 0
    for method in [nutgraf.Extractor, nutgraf.Extractor.extract_batch]:
        parser = doctest.DocTestParser()
        test = parser.get_doctest(method.__doc__, {}, method.__name__, None, 0)
        assert test.examples
        assert doctest.DocTestRunner().run(test).failed == 0


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
