"""Windows would put another line end in the place of each of ours: whoever writes text says which one is meant."""

import ast
from pathlib import Path

import pytest

import segdesk

FILES = sorted(Path(segdesk.__file__).parent.rglob("*.py"))
# Logs are for an editor of the system, and go on where it is.
LOGS = {"main.py", "start_times.py"}


def careless(source: str) -> list[int]:
    """Return the lines with a call that writes text and leaves the line ends to the system."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        # Of a path the mode comes first; members of an archive, whose name does, are bytes.
        first = [each.value for each in node.args[:1] if isinstance(each, ast.Constant)]
        opens = node.func.attr == "open" and any(word in ("w", "a", "x") for word in first)
        told = {each.arg for each in node.keywords}
        if (node.func.attr == "write_text" or opens) and "newline" not in told:
            found.append(node.lineno)
    return found


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('path.write_text("a\\n", "utf-8")', [1]),
        ('path.write_text("a\\n", "utf-8", newline="\\n")', []),
        ('path.open("w", encoding="utf-8")', [1]),
        ('path.open("w", encoding="utf-8", newline="")', []),
        ('path.open("wb")', []),
        ('archive.open(name, "w")', []),
        ("path.read_text()", []),
    ],
)
def test_what_is_careless_is_known(source, lines):
    assert careless(source) == lines


def test_every_text_is_written_with_line_ends_that_were_meant():
    found = {
        path.name: lines
        for path in FILES
        if path.name not in LOGS and (lines := careless(path.read_text("utf-8")))
    }
    assert found == {}
