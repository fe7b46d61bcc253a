"""What nutgraf raises."""


class Error(Exception):
    """Anything that nutgraf raises on purpose; each also derives from the built-in that fits."""


class ArgumentError(Error, ValueError):
    """An argument has no meaning; the message names it and the cure."""


class ArgumentTypeError(Error, TypeError):
    """An argument is of the wrong type; the message names it and what it should be."""


class ModelError(Error, ValueError):
    """A model file is foreign, damaged, cut short or of another version."""


class GazetteerError(Error, ValueError):
    """A list of names is not one, or a gazetteer file is damaged; it names the entry, line or byte."""


class FileError(Error, OSError):
    """A file could not be read."""


class PatternError(Error, ValueError):
    """A pattern is malformed; the message names the place."""


class JsonError(Error, ValueError):
    """A JSON text is no document of a known schema."""


for _error in (
    Error,
    ArgumentError,
    ArgumentTypeError,
    ModelError,
    GazetteerError,
    PatternError,
    FileError,
    JsonError,
):
    _error.__module__ = "nutgraf"
