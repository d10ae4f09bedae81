"""Fixtures for all tests."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder with `data/` and `badinputs/`: real and hostile files that are not part of the repository."""
    beside = Path(__file__).parents[2] / "shared"
    folder = Path(os.environ.get("SEGDESK_TEST_DATA", beside))
    if not (folder / "data").is_dir():
        pytest.skip(f"no development data at {folder}; name its folder in SEGDESK_TEST_DATA")
    return folder
