"""How much memory may still be taken: limits of process, service and container count, swap does not."""

import sys

import pytest

from segdesk import memory
from segdesk.memory import available_memory, is_out_of_memory, size_in_words

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="control groups are Linux's")


def group(folder, most, used, files=0, version=2):
    """Write what the system tells of a control group."""
    names = ("memory.max", "memory.current", "inactive_file")
    if version == 1:
        names = ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / names[0]).write_text(f"{most}\n")
    (folder / names[1]).write_text(f"{used}\n")
    (folder / "memory.stat").write_text(f"anon 1\n{names[2]} {files}\n")


@pytest.fixture
def groups(tmp_path, monkeypatch):
    """Return a folder in which control groups are looked for, and one that takes what the process is in."""
    mine = tmp_path / "cgroup"
    monkeypatch.setattr(memory, "_CGROUP", tmp_path / "fs")
    monkeypatch.setattr(memory, "_GROUPS_OF_PROCESS", mine)
    return tmp_path / "fs", mine


def test_a_service_within_a_group_with_a_tighter_limit(groups):
    root, mine = groups
    mine.write_text("0::/tienda/nightly\n")
    group(root / "tienda" / "nightly", "max", 30_000_000)
    group(root / "tienda", 70_000_000, 40_000_000, files=5_000_000)
    assert available_memory() == 35_000_000
    group(root / "tienda" / "nightly", 50_000_000, 30_000_000)
    assert available_memory() == 20_000_000


def test_a_container_sees_its_group_as_the_root(groups):
    root, mine = groups
    mine.write_text("0::/../../docker-1f2e\n")
    group(root, 9_000_000, 2_000_000)
    assert available_memory() == 7_000_000


def test_groups_of_the_first_version(groups):
    root, mine = groups
    mine.write_text("3:cpuset:/\n4:hugetlb,memory:/tienda\n1:name=systemd:/tienda\n")
    group(root / "memory" / "tienda", 8_000_000, 6_000_000, files=1_000_000, version=1)
    group(root / "memory", 2**63 - 4096, 6_000_000, version=1)
    assert available_memory() == 3_000_000


def test_without_groups_or_with_more_than_there_is_it_is_what_is_free(groups):
    root, mine = groups
    free = available_memory()
    assert free > 50_000_000
    mine.write_text("0::/tienda\n")
    group(root / "tienda", 2**60, 0)
    assert available_memory() == pytest.approx(free, rel=0.2)


def test_a_group_that_took_more_than_it_may_leaves_nothing(groups):
    root, mine = groups
    mine.write_text("0::/tienda\n")
    group(root / "tienda", 10_000_000, 12_000_000)
    assert available_memory() == 0


def test_what_says_that_there_is_no_memory(monkeypatch):
    no_thread, no_library = RuntimeError("can't start new thread"), ImportError("failed to map segment")
    assert is_out_of_memory(MemoryError())
    assert not is_out_of_memory(no_thread)
    assert not is_out_of_memory(no_library)
    monkeypatch.setattr(memory, "available_memory", lambda: 1_000_000)
    assert is_out_of_memory(no_thread)
    assert is_out_of_memory(no_library)
    assert not is_out_of_memory(ValueError())


def test_sizes_in_words():
    assert str(size_in_words(4_400_000)) == "4 MB"
    assert str(size_in_words(2_460_000_000)) == "2.5 GB"
