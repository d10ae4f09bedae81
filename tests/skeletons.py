"""The skeletons of CONTRIBUTING.md, put into their packages for a while."""

import contextlib
import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from segdesk.charts.chart_registry import _charts, all_charts
from segdesk.engine.clustering.methods.registry import METHODS, all_methods
from segdesk.engine.recipe.method_choices import method_names
from segdesk.io.readers.reader_registry import _readers, all_readers

PAGE = Path(__file__).parent.parent / "CONTRIBUTING.md"
SKELETONS = {
    Path(name): text
    for name, text in re.findall(r"```python\n# (segdesk/\S+)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
}


@contextlib.contextmanager
def added(folder: Path, ending: str) -> Iterator[str]:
    """Add the skeleton whose path ends so to its package for a while; yields the name of its module."""
    path = next(path for path in SKELETONS if path.as_posix().endswith(ending))
    (folder / path.name).write_text(SKELETONS[path], "utf-8")
    package = importlib.import_module(".".join(path.parts[:-1]))
    module = f"{package.__name__}.{path.stem}"
    # What is there registers itself once, when it is first imported.
    all_methods(), all_charts(), all_readers()
    before = dict(METHODS), dict(_charts), list(_readers)
    package.__path__.append(str(folder))
    _look_anew()
    try:
        yield path.stem
    finally:
        package.__path__.remove(str(folder))
        sys.modules.pop(module, None)
        if hasattr(package, path.stem):
            delattr(package, path.stem)
        METHODS.clear()
        METHODS.update(before[0])
        _charts.clear()
        _charts.update(before[1])
        _readers[:] = before[2]
        _look_anew()


def _look_anew() -> None:
    importlib.invalidate_caches()
    for names in (method_names, all_charts, all_readers):
        names.cache_clear()
