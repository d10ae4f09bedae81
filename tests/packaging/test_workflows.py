"""The workflows: what the schema of workflows cannot tell, such as rights, pins, and files that they call."""

import re

import pytest

from tests.packaging.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.stem)
def workflow(request) -> str:
    return request.param.read_text("utf-8")


def test_there_are_two():
    assert [path.stem for path in WORKFLOWS] == ["release", "test"]


def test_rights_are_to_read_but_where_a_release_is_made(workflow):
    top = re.search(r"^permissions:\n((?:  .*\n)+)", workflow, re.MULTILINE)
    assert top is not None
    assert top[1] == "  contents: read\n"
    assert len(re.findall(r": write$", workflow, re.MULTILINE)) == workflow.count("  publish:\n")


def test_actions_are_pinned_by_commit_and_say_their_version(workflow):
    used = re.findall(r"uses: *(.*)", workflow)
    assert used
    for each in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each), each


def test_an_action_has_one_pin_everywhere():
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for name, pin in re.findall(r"uses: *([^@]+)@(.*)", path.read_text("utf-8")):
            pins.setdefault(name, set()).add(pin)
    assert {name: len(each) for name, each in pins.items()} == dict.fromkeys(pins, 1)


def test_no_checkout_keeps_its_credentials(workflow):
    assert workflow.count("actions/checkout@") == workflow.count("persist-credentials: false")


def test_every_job_ends_by_itself(workflow):
    assert workflow.count("runs-on:") == workflow.count("timeout-minutes:")


def test_scripts_that_are_called_are_there(workflow):
    called = re.findall(
        r"(?<![\w/.])((?:tools|packaging|tests)/[\w/.]+\.(?:py|sh|nsi)|dev\.py|build\.spec)", workflow
    )
    assert called
    assert [each for each in called if not (ROOT / each).is_file()] == []


def test_nothing_that_others_write_goes_into_a_shell(workflow):
    """A name of a branch, say, could be a command: such things come as environment variables."""
    for block in re.findall(r"run: \|\n((?: {10,}.*\n|\n)+)|run: (.*)", workflow):
        assert "github." not in "".join(block)
        assert "secrets." not in "".join(block)
