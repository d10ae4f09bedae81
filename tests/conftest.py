"""Fixtures for all tests, and what holds for all of them."""

import gc
import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

# Side by side with other tests each library has one thread: it is told before the first import of one.
if "PYTEST_XDIST_WORKER" in os.environ:
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")

# Drawn examples: always the same where CI runs, so that a failure there is one of the change at hand; new ones at every
# desk. What is found is printed in a form that can be pinned with @example or @reproduce_failure. Nothing has a
# deadline, because the machine may be busy.
settings.register_profile("desk", deadline=None, print_blob=True)
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the modules that take longest, or at the end one worker waits for what the other began last."""
    slow = Counter(item.path for item in items if item.get_closest_marker("slow"))
    items.sort(key=lambda item: -slow[item.path])


@pytest.fixture(autouse=True, scope="module")
def _spared() -> None:
    """Spare the garbage collector what the modules before loaded: it would look through all of it, over and over."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Let what was spared go in order, or extension modules complain of leaks."""
    gc.unfreeze()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder with `data/` and `badinputs/`: real and hostile files that are not part of the repository."""
    beside = Path(__file__).parents[2] / "shared"
    folder = Path(os.environ.get("SEGDESK_TEST_DATA", beside))
    if not (folder / "data").is_dir():
        pytest.skip(f"no development data at {folder}; name its folder in SEGDESK_TEST_DATA")
    return folder
