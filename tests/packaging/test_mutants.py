"""The operators of the mutation run: what they change, and what they leave alone."""

import importlib.util
import sys

import pytest

from tests.packaging.conftest import ROOT


@pytest.fixture(scope="module")
def mutants():
    found = importlib.util.spec_from_file_location("mutants", ROOT / "tools" / "mutants.py")
    module = importlib.util.module_from_spec(found)
    # A dataclass looks for its module while it is made.
    sys.modules["mutants"] = module
    found.loader.exec_module(module)
    yield module
    del sys.modules["mutants"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("x = a < b", ["x = (a <= b)"]),
        ("x = a <= b < c", ["x = (a < b < c)", "x = (a <= b <= c)"]),
        ("x = a == b", ["x = (a != b)"]),
        ("x = a is None", ["x = (a is not None)"]),
        ("x = a + b", ["x = (a - b)"]),
        ("x = a * b", ["x = (a / b)"]),
        ("x = a and b", ["x = (a or b)"]),
        ("x = not a", ["x = (a)"]),
        ("x = 7", ["x = (8)"]),
        ("x = 1.5", ["x = (1.6600000000000001)"]),
        ("x = -y", ["x = (y)"]),
        ("x = min(a)", ["x = (max)(a)"]),
        ("x = a.argmin()", ["x = (a.argmax)()"]),
        ("x = np.floor(a)", ["x = (np.ceil)(a)"]),
        ("x = a.sort(kind=b)", ["x = (a.sort())"]),
        ("def f():\n    return a", ["def f():\n    return (None)"]),
        ("def f():\n    return a < b", ["def f():\n    return (a <= b)", "def f():\n    return (not a < b)"]),
        ("def f():\n    return True", ["def f():\n    return (False)"]),
        ("def f():\n    return None", []),
        ("x = 'Größe', 2", ["x = 'Größe', (3)"]),
    ],
)
def test_each_operator(mutants, line, expected):
    assert [each.apply(line) for each in mutants.mutants_of("a.py", line)] == expected


@pytest.mark.parametrize(
    "line",
    [
        '"""Up to 3 or 4."""',
        "say('{n} of 3', n=a + 1)",
        "x: int = setting(5, low=1)",
        "x: Literal[1] = a",
        "x = f'{a + 1}'",
        "x = 'a' + b",
        "Number = int | float",
        "class A:\n    def __repr__(self):\n        return a + 1",
        "@cache(maxsize=3)\ndef f(a: Literal[2]) -> Literal[1]: ...",
        "x = zip(a, strict=True)",
    ],
)
def test_sentences_settings_and_annotations_are_left_alone(mutants, line):
    assert mutants.mutants_of("a.py", line) == []


def test_what_is_run_when_the_module_is_loaded_is_known(mutants):
    source = "LIMIT = 3\ndef f(a, b=4):\n    return a[5:] if a else g(lambda: 6)\n"
    numbers = {
        each.before: each.in_function
        for each in mutants.mutants_of("a.py", source)
        if each.operator == "number"
    }
    assert numbers == {"3": False, "4": False, "5": True, "6": True}


def test_the_lot_of_a_mutant_does_not_depend_on_the_lines_around_it(mutants):
    one = mutants.mutants_of("a.py", "x = a < b\ny = c\nz = a < b")
    other = mutants.mutants_of("a.py", "\n\nx = a < b\nz = a < b")
    assert [each.lot(0) for each in one] == [each.lot(0) for each in other]
    assert len({each.lot(seed) for each in one for seed in (0, 1)}) == 4
