"""The notes of a release: what CHANGELOG.md says of its version, and nothing of the others."""

import importlib.util

import pytest

from tests.packaging.conftest import ROOT, script

CHANGELOG = """# Changelog

## 0.2.0 – 2026-12-01

### Added

- A window.

## [0.1.0] – 2026-11-01

- The first.
"""


@pytest.fixture(scope="module")
def notes_of():
    found = importlib.util.spec_from_file_location("notes", ROOT / "tools" / "make_release_notes.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module.notes_of


@pytest.mark.parametrize(
    ("version", "notes"),
    [
        ("0.2.0", "### Added\n\n- A window."),
        ("0.1.0", "- The first."),
        ("0.2", ""),
        ("0.2.00", ""),
        ("9.9.9", ""),
    ],
)
def test_notes_are_those_of_the_version(notes_of, version, notes):
    assert notes_of(version, CHANGELOG) == notes


def test_a_version_without_a_word_is_no_release():
    done = script("tools/make_release_notes.py", "v99.0.0")
    assert done.returncode == 1
    assert "nothing of 99.0.0" in done.stderr
