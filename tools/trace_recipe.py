#!/usr/bin/env python3
"""Follow the recipe of a run from the command line to the fit of k-means, and count the places that it passes.

    python tools/trace_recipe.py [FILE]        FILE: a table of customers; default: the bundled sample

A place is a function of the package that is handed the whole recipe, or is a method of it, before the first fit begins;
a return is one that gives a whole recipe back. Each counts once, however often it is called; what makes, checks and
copies specs (dataclass machinery) does not count. Whoever is handed one spec of the recipe knows only what it needs,
and is listed apart.
"""

import sys
import tempfile
from dataclasses import is_dataclass
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from segdesk.cli.main import run_command_line  # noqa: E402 - the checkout that the script lies in

PACKAGE = str(ROOT / "segdesk")


class Reached(BaseException):
    """The fit begins: nothing after it is of interest."""


def holds(value: object, kinds: tuple[str, ...]) -> bool:
    """Return whether a value is a dataclass of one of these names."""
    return is_dataclass(value) and type(value).__name__ in kinds


def main(words: list[str]) -> int:
    """Run, trace, and print what was passed."""
    table = words[0] if words else str(ROOT / "resources" / "samples" / "shop_customers.csv")
    places: dict[str, None] = {}
    returns: dict[str, None] = {}
    specs: dict[str, None] = {}

    def name_of(frame: FrameType) -> str:
        file = Path(frame.f_code.co_filename).relative_to(PACKAGE)
        return f"{file}:{frame.f_code.co_qualname if sys.version_info >= (3, 11) else frame.f_code.co_name}"

    def profile(frame: FrameType, event: str, value: object) -> None:
        if event not in ("call", "return") or not frame.f_code.co_filename.startswith(PACKAGE):
            return
        name = name_of(frame)
        if frame.f_code.co_name in ("__init__", "__post_init__", "__eq__", "__hash__", "<lambda>"):
            return
        if event == "call":
            count = frame.f_code.co_argcount + frame.f_code.co_kwonlyargcount
            given = [frame.f_locals.get(each) for each in frame.f_code.co_varnames[:count]]
            if any(holds(each, ("Recipe",)) for each in given):
                places.setdefault(name)
            elif any(type(each).__name__.endswith("Spec") for each in given):
                specs.setdefault(name)
            if frame.f_code.co_name == "fit_kmeans":
                raise Reached
        elif holds(value, ("Recipe",)) or (
            isinstance(value, tuple) and any(holds(each, ("Recipe",)) for each in value)
        ):
            returns.setdefault(name)

    with tempfile.TemporaryDirectory() as folder:
        sys.setprofile(profile)
        try:
            run_command_line(["run", table, "--out", f"{folder}/out", "--method", "kmeans", "--quiet"])
        except Reached:
            pass
        finally:
            sys.setprofile(None)
    print(f"{len(places)} functions are handed the recipe, {len(returns)} give one back:")
    print("".join(f"  {name}\n" for name in places))
    print("Given back by:\n" + "".join(f"  {name}\n" for name in returns))
    print(f"{len(specs)} functions are handed one spec of it:\n" + "".join(f"  {name}\n" for name in specs))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
