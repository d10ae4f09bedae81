"""Write what the bundle is made of as a bill of materials: CycloneDX 1.5, JSON.

    python tools/make_sbom.py segdesk.cdx.json [--libraries LIST]

Names, versions, licences, package URLs and the SHA-256 sums that the lock file allows; no addresses. The same bundle
gives the same bytes: no date and no serial number.

By hand: cyclonedx-bom 7 knows a lock file (34 parts, no licence) or an environment (98 parts with the tools, no sum),
but not what is in the bundle, which is 33 parts with licence and sum, Python and libraries of the system among them.
"""

import argparse
import json
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bundle_parts import ROOT, Part, bundle_parts, library_list


def main(words: Sequence[str]) -> int:
    """Write the file."""
    parser = argparse.ArgumentParser(description="Write the bundle's bill of materials.")
    parser.add_argument("target", type=Path, help="file to write")
    parser.add_argument("--libraries", type=Path, help="file that lists shared libraries of the bundle")
    options = parser.parse_args(words)
    parts = bundle_parts(library_list(options.libraries))
    text = json.dumps(bill_of_materials(parts), indent=1, sort_keys=True)
    options.target.write_text(text + "\n", encoding="utf-8", newline="\n")
    return 0


def bill_of_materials(parts: Sequence[Part]) -> dict[str, Any]:
    """Return the whole document."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    itself = Part("pypi", project["name"], project["version"], project["license"], ())
    described = component(itself) | {"type": "application", "description": project["description"]}
    components = [component(part) for part in parts]
    needs = sorted(each["bom-ref"] for each in components)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": described},
        "components": components,
        "dependencies": [{"ref": described["bom-ref"], "dependsOn": needs}],
    }


def component(part: Part) -> dict[str, Any]:
    """Return one part as CycloneDX describes it."""
    owner = "debian/" if part.kind == "deb" else ""
    # Of the characters that versions use, a package URL wants only these two written otherwise.
    version = part.version.replace("+", "%2B").replace("~", "%7E")
    url = f"pkg:{part.kind}/{owner}{part.name}@{version}"
    entry: dict[str, Any] = {
        "type": "library",
        "bom-ref": url,
        "name": part.name,
        "version": part.version,
        "purl": url,
    }
    if part.licence:
        entry["licenses"] = [{"expression": part.licence}]
    if part.hashes:
        entry["hashes"] = [{"alg": "SHA-256", "content": each} for each in part.hashes]
    return entry


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
