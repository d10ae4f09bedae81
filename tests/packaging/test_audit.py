"""What `dev.py audit` says of pip-audit's report: silence about a package is no proof that it is sound."""

import importlib.util

import pytest

from tests.packaging.conftest import ROOT


@pytest.fixture(scope="module")
def dev():
    found = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


SOUND = {"name": "numpy", "version": "2.4.6", "vulns": []}
UNKNOWN = {
    "name": "scipy",
    "skip_reason": "Dependency not found on PyPI and could not be audited: scipy (1.17.1)",
}
BAD = {"name": "jinja2", "version": "3.1.2", "vulns": [{"id": "CVE-2024-22195", "fix_versions": ["3.1.3"]}]}


@pytest.mark.parametrize(
    ("packages", "code"),
    [([SOUND], 0), ([SOUND, UNKNOWN], 2), ([UNKNOWN], 2), ([], 2), ([SOUND, BAD, UNKNOWN], 1)],
)
def test_only_a_whole_clean_answer_counts_as_clean(dev, packages, code):
    assert dev.tell_audit(packages) == code


def test_what_was_found_and_what_was_not_asked_is_named(dev, capsys):
    dev.tell_audit([SOUND, BAD, UNKNOWN])
    said = capsys.readouterr()
    assert "jinja2 3.1.2: CVE-2024-22195" in said.err
    assert "could not be asked about 1 packages (scipy)" in said.err
    assert said.out == "2 packages asked about, 1 with advisories.\n"
