"""The lock files: sums for everything, no address of anyone's package index, and versions that segdesk asks for."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.packaging.conftest import ROOT

LOCKS = sorted(ROOT.glob("*.lock"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def locked(path):
    """Return the version of each package."""
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", path.read_text("utf-8"), re.MULTILINE))


def test_there_are_three():
    assert [path.name for path in LOCKS] == [
        "requirements-dev.lock",
        "requirements-spark.lock",
        "requirements.lock",
    ]


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.stem)
def test_every_package_has_its_sums_and_no_address(path):
    text = path.read_text("utf-8")
    parts = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]
    assert parts
    assert [part for part in parts if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", part)] == []
    assert "://" not in text
    assert "index" not in text


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        ("requirements-dev.lock", PROJECT["dependency-groups"]["dev"]),
        ("requirements-spark.lock", PROJECT["project"]["optional-dependencies"]["spark"]),
    ],
)
def test_what_is_locked_is_what_is_asked_for(name, asked):
    versions = locked(ROOT / name)
    for each in map(Requirement, asked):
        assert each.specifier.contains(versions[each.name.lower()]), each
