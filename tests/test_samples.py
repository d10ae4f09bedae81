"""The bundled samples are there, are what their maker writes, and can be segmented."""

import importlib.util
from pathlib import Path

import pytest

from segdesk.errors import UsageError
from segdesk.io.reading import read_table
from segdesk.samples import list_samples, sample_path

MAKER = Path(__file__).parents[1] / "tools" / "make_samples.py"


def test_three_samples_are_listed_and_read():
    assert [sample.name for sample in list_samples()] == ["customers", "orders", "survey"]
    rows = {sample.name: read_table(sample_path(sample.name)).n_rows for sample in list_samples()}
    assert rows["customers"] == 2005
    assert rows["survey"] == 612
    assert rows["orders"] > 15_000


def test_an_unknown_sample_is_refused_with_the_known_names():
    with pytest.raises(UsageError, match="customers, orders, survey"):
        sample_path("nothing")


def test_the_files_are_small():
    assert sum(sample_path(sample.name).stat().st_size for sample in list_samples()) < 1_000_000


def test_the_maker_writes_these_very_bytes(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("make_samples", MAKER)
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    monkeypatch.setattr(maker, "SAMPLES", tmp_path)
    maker.main()
    for sample in list_samples():
        if sample.file.endswith(".csv"):
            assert (tmp_path / sample.file).read_bytes() == sample_path(sample.name).read_bytes()
