"""The sums beside the artefacts: as sha256sum writes and checks them."""

import hashlib
import importlib.util

from tests.packaging.conftest import ROOT


def test_sums_name_files_without_folders_and_hold(tmp_path):
    found = importlib.util.spec_from_file_location("build", ROOT / "packaging" / "linux" / "build.py")
    build = importlib.util.module_from_spec(found)
    found.loader.exec_module(build)
    files = [tmp_path / "segdesk_1_amd64.deb", tmp_path / "segdesk-1.tar.zst"]
    for file in files:
        file.write_bytes(file.name.encode() * 1000)
    written = build.write_sums(files, tmp_path)
    assert written.name == "SHA256SUMS"
    lines = dict(reversed(line.split("  ")) for line in written.read_text("utf-8").splitlines())
    assert lines == {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
