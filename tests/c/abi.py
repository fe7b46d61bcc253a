"""Reads include/nutgraf.h, and writes what is tested of each of its items.

    abi.py HEADER FOLDER

FOLDER/abi.c    prints every struct's layout and every constant's number, which
                ffi/abi holds as they were promised
FOLDER/calls.h  calls every function with each argument spoilt in turn, for
                tests/c/refuse.c

Fails where a function's manual leaves out one of its five lines.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

# What each function's manual says, in this order.
LINES = ["Requires", "Ensures", "Ownership", "Threads", "Cost"]

# Handles that refuse.c makes, each in a variable named after its type:
# `live_document`.
HANDLES = [
    "ng_extractor",
    "ng_gazetteer",
    "ng_patterns",
    "ng_document",
    "ng_batch",
    "ng_sentences",
    "ng_sentence_stream",
    "ng_string",
    "ng_error",
]

# Arguments that may be NULL.
OPTIONAL = {"options", "dates"}

# What is checked of the answer to a spoilt argument, by what a function
# returns.
ANSWERS = {
    "ng_status": "REFUSES({call}, {status}, {what});",
    "bool": "ANSWERS({call}, false);",
    "size_t": "ANSWERS({call}, 0);",
    "void": "{call};",
}


@dataclass
class Argument:
    type: str
    name: str

    @property
    def pointee(self):
        """What it points to, without `const` and `struct`."""
        return re.sub(r"\b(const|struct) ", "", self.type).rsplit("*", 1)[0].strip()

    @property
    def is_pointer(self):
        return self.type.endswith("*")

    @property
    def is_handle(self):
        return self.is_pointer and self.pointee in HANDLES

    @property
    def is_error(self):
        return self.is_pointer and self.pointee == "ng_error *"


@dataclass
class Function:
    returns: str
    name: str
    arguments: list
    manual: str


class Header:
    def __init__(self, text):
        start = text.index('extern "C" {')
        body, functions = text[:start], text[start:]
        self.constants = re.findall(r"^#define (NG_(?!VERSION)\w+) -?\d+$", body, re.M)
        self.structs = {
            name: re.findall(r"(\w+);$", re.sub(r"/\*.*?\*/", "", fields, flags=re.S), re.M)
            for name, fields in re.findall(r"^typedef struct (\w+) \{(.*?)^\} \w+;", body, re.M | re.S)
        }
        self.numbers = re.findall(r"^typedef u?int\d+_t (ng_\w+);", body, re.M)
        declaration = r"/\*\*\n(.*?)\*/\n([\w ]+?[ *]+)(ng_\w+)\(([^)]*)\);"
        self.functions = [
            Function(
                returns.strip(), name, [argument(part) for part in parts.split(",") if part != "void"], manual
            )
            for manual, returns, name, parts in re.findall(declaration, functions, re.S)
        ]


def argument(part):
    type, name = re.fullmatch(r"\s*(.*?[ *])(\w+)\s*", part, re.S).groups()
    return Argument(type.strip(), name)


def check_manual(function):
    found = re.findall(r"^ \* - (\w+):", function.manual, re.M)
    if found != LINES:
        sys.exit(f"abi: the manual of {function.name} has {found}, not {LINES}")


def layouts(header):
    yield "#include <nutgraf.h>\n#include <stdio.h>\n#include <string.h>\n"
    yield "static void structs(void) {"
    for name, fields in header.structs.items():
        yield f'  printf("{name} %u\\n", (unsigned)sizeof({name}));'
        for field in fields:
            size = f"sizeof((({name} *)0)->{field})"
            yield f'  printf("  {field} %u %u\\n", (unsigned)offsetof({name}, {field}), (unsigned){size});'
    yield "}\n\nstatic void constants(void) {"
    for name in header.constants:
        yield f'  printf("{name} %lld\\n", (long long){name});'
    yield "}\n\nint main(int argc, char **argv) {"
    yield '  if (argc == 2 && strcmp(argv[1], "structs") == 0) structs(); else constants();'
    yield "  return 0;\n}"


def live(handle):
    return handle.replace("ng_", "live_", 1)


def good(function, at):
    """A value that the argument accepts."""
    it = function.arguments[at]
    if it.is_handle:
        return live(it.pointee)
    if it.is_error:
        return "&error"
    if it.type == "const char *":
        return f"some_{it.name}"
    if it.type == "const uint8_t *":
        return f"some_{it.name}"
    if it.type == "const struct ng_str *":
        return "some_texts"
    if it.type == "const struct ng_gazetteer_entry *":
        return "some_entries"
    if it.name in OPTIONAL:
        return "NULL"
    if it.is_pointer and not it.type.startswith("const "):
        return f"({it.type})room()"
    if it.name.endswith("_len"):
        text = function.arguments[at - 1]
        return f"strlen(some_{text.name})" if text.type == "const char *" else f"some_{it.name}"
    if it.type == "size_t":
        return "1" if it.name in ("count", "threads") else "0"
    sys.exit(f"abi: {function.name} takes {it.type} {it.name}; tell abi.py what is a good one")


def bad(function, at):
    """Values that it refuses: each with the status, and what the message is
    to name."""
    it = function.arguments[at]
    null = "" if it.name in OPTIONAL else f'"{it.name} is NULL"'
    const = "const " if it.type.startswith("const ") else ""
    moved = f"({it.type})({const}void *)(({const}char *){{}} + 1)".format
    if it.is_error:
        return
    if it.is_pointer and null:
        yield "NULL", "NG_ERROR_NULL", null
    if it.is_handle:
        yield moved(live(it.pointee)), "NG_ERROR_INVALID_HANDLE", f'"{it.name} is no {it.pointee}"'
        for other in HANDLES:
            if other != it.pointee:
                yield (
                    f"({it.type})(void *){live(other)}",
                    "NG_ERROR_INVALID_HANDLE",
                    f'"{it.name} is no {it.pointee}"',
                )
    elif it.type == "const char *":
        yield '"\\xff"', "NG_ERROR_INVALID_UTF8", f'"{it.name} is not UTF-8 at byte 0"'
    elif it.is_pointer and it.type != "const uint8_t *":
        source = (
            "room()" if good(function, at) == "NULL" or "room" in good(function, at) else good(function, at)
        )
        yield moved(source), "NG_ERROR_INVALID_ARGUMENT", f'"{it.name} is not aligned"'
    elif it.name.endswith("_len"):
        name = function.arguments[at - 1].name
        for huge in "(size_t)-1", "(size_t)NG_TEXT_MAX + 1":
            yield huge, "NG_ERROR_TEXT_TOO_LONG", f'"{name}: "'
    elif it.name == "count":
        what = next(it.name for it in function.arguments if it.name in ("texts", "entries"))
        yield "(size_t)-1", "NG_ERROR_INVALID_ARGUMENT", f'"{what}: "'
    elif it.type == "size_t" and it.name != "threads":
        yield "(size_t)-1", "NG_ERROR_OUT_OF_RANGE", '""'


def calls(header):
    for function in header.functions:
        arguments = range(len(function.arguments))
        numbers = [it.type for it in function.arguments if it.type in header.numbers]
        if numbers:
            # All there is of it are numbers: any of them has a name.
            call = f"{function.name}(({numbers[0]})number)"
            yield f"  for (number = -1; number < 300; number++) CHECK({call} != NULL);"
            continue
        if not arguments:
            continue
        values = [good(function, at) for at in arguments]
        if not function.name.endswith("_free"):
            fine = f"{function.name}({', '.join(values)})"
            yield (
                f"  CHECK({fine} == NG_OK);"
                if len(arguments) > 1 and function.returns == "ng_status"
                else f"  (void){fine};"
            )
            for it in function.arguments:
                if it.is_pointer and it.pointee.endswith("*") and not it.is_error:
                    yield f"  {it.pointee.rstrip(' *')}_free(*({it.type})room_as_is());"
        for at in arguments:
            for value, status, what in bad(function, at):
                call = f"{function.name}({', '.join([*values[:at], value, *values[at + 1 :]])})"
                is_status = any(it.is_pointer and not it.is_handle for it in function.arguments)
                answer = ANSWERS.get(function.returns, "(void){call};")
                if function.returns == "ng_status" and not is_status:
                    answer = "ANSWERS({call}, NG_OK);"
                yield "  " + answer.format(call=call, status=status, what=what)
        if any(it.is_error for it in function.arguments):
            for nowhere in "NULL", "(ng_error **)(void *)((char *)room() + 1)":
                nothing = [
                    nowhere if it.is_error else ("NULL" if it.is_pointer else "1")
                    for it in function.arguments
                ]
                yield f"  CHECK({function.name}({', '.join(nothing)}) == NG_ERROR_NULL);"


def main():
    header = Header(Path(sys.argv[1]).read_text())
    folder = Path(sys.argv[2])
    for function in header.functions:
        check_manual(function)
    (folder / "abi.c").write_text("\n".join(layouts(header)) + "\n")
    (folder / "calls.h").write_text("\n".join(calls(header)) + "\n")
    counts = len(header.functions), len(header.structs), len(header.constants)
    print("abi: {} functions, {} structs, {} constants".format(*counts))


main()
