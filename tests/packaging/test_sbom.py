"""The bill of materials: CycloneDX 1.5 in structure, the packages of the lock, the same bytes each time."""

import json
import re

import jsonschema
import pytest

from tests.packaging.conftest import ROOT, script

# Of CycloneDX 1.5 what this file uses; nothing else may be in it.
COMPONENT = {
    "type": "object",
    "required": ["type", "name", "version", "bom-ref", "purl"],
    "additionalProperties": False,
    "properties": {
        "type": {"enum": ["application", "library"]},
        "bom-ref": {"type": "string", "minLength": 1},
        "name": {"type": "string", "minLength": 1},
        "version": {"type": "string", "minLength": 1},
        "description": {"type": "string"},
        "purl": {"type": "string", "pattern": r"^pkg:(pypi|generic|deb)/[a-z0-9./+-]+@[A-Za-z0-9.:%-]+$"},
        "licenses": {
            "type": "array",
            "maxItems": 1,
            "items": {
                "type": "object",
                "required": ["expression"],
                "additionalProperties": False,
                "properties": {"expression": {"type": "string", "minLength": 1}},
            },
        },
        "hashes": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["alg", "content"],
                "additionalProperties": False,
                "properties": {"alg": {"const": "SHA-256"}, "content": {"pattern": "^[a-f0-9]{64}$"}},
            },
        },
    },
}
SCHEMA = {
    "type": "object",
    "required": ["bomFormat", "specVersion", "version", "metadata", "components", "dependencies"],
    "additionalProperties": False,
    "properties": {
        "bomFormat": {"const": "CycloneDX"},
        "specVersion": {"const": "1.5"},
        "version": {"type": "integer", "minimum": 1},
        "metadata": {"type": "object", "properties": {"component": COMPONENT}, "additionalProperties": False},
        "components": {"type": "array", "items": COMPONENT, "minItems": 1},
        "dependencies": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["ref"],
                "additionalProperties": False,
                "properties": {
                    "ref": {"type": "string"},
                    "dependsOn": {"type": "array", "uniqueItems": True, "items": {"type": "string"}},
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    target = tmp_path_factory.mktemp("sbom") / "segdesk.cdx.json"
    done = script("tools/make_sbom.py", target)
    assert done.returncode == 0, done.stderr
    return target


def test_it_has_the_structure_of_cyclonedx(written):
    jsonschema.validate(json.loads(written.read_text("utf-8")), SCHEMA)


def test_references_are_unique_and_lead_somewhere(written):
    bill = json.loads(written.read_text("utf-8"))
    references = [each["bom-ref"] for each in bill["components"]]
    assert len(references) == len(set(references))
    (dependency,) = bill["dependencies"]
    assert dependency["ref"] == bill["metadata"]["component"]["bom-ref"]
    assert sorted(references) == dependency["dependsOn"]


def test_packages_versions_and_sums_are_those_of_the_lock(written):
    bill = json.loads(written.read_text("utf-8"))
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    build = (ROOT / "requirements-dev.lock").read_text("utf-8")
    packages = [each for each in bill["components"] if each["purl"].startswith("pkg:pypi/")]
    named = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    # The programs begin with its bootloader.
    assert {each["name"] for each in packages} == named | {"pyinstaller"}
    for package in packages:
        assert f"{package['name']}=={package['version']} " in lock + build
        assert package["hashes"]
        assert package["licenses"]
        assert all(f"sha256:{each['content']}" in lock + build for each in package["hashes"])


def test_it_names_no_address(written):
    assert "://" not in written.read_text("utf-8")


def test_the_same_bytes_each_time(written, tmp_path):
    again = tmp_path / "again.json"
    assert script("tools/make_sbom.py", again).returncode == 0
    assert again.read_bytes() == written.read_bytes()
