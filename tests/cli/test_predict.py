"""`segdesk predict`: columns that are called otherwise, and what the summary says."""

from pathlib import Path

import pytest

from tests.cli.running import segdesk
from tests.engine.prediction.small_model import customers, small_model


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("model") / "model.segdesk"
    small_model().save(path)
    return path


def test_columns_are_renamed_on_the_way_in_and_written_as_they_were(model, tmp_path):
    path, out = tmp_path / "june.csv", tmp_path / "placed.csv"
    customers().rename(columns={"Annual Income": "Earned", "Orders": "No. of buys"}).to_csv(path, index=False)
    words = ("predict", path, "--model", model, "--out", out, "--quiet")
    refused = segdesk(*words)
    assert refused.returncode == 3
    assert "“Annual Income”" in refused.stderr
    # Either way round, and however they are written.
    done = segdesk(*words, "--map", "Earned=Annual Income", "--map", "Orders=no of buys")
    assert done.returncode == 0, done.stderr
    heading = out.read_text("utf-8-sig").splitlines()[0]
    assert heading.startswith("Kundennr,Earned,No. of buys,Región,segment,segment_name")


@pytest.mark.parametrize("entry", ["Orders", "=Orders", "Orders="])
def test_a_map_without_two_names_is_a_wrong_word(model, tmp_path, entry):
    path = tmp_path / "june.csv"
    customers().to_csv(path, index=False)
    done = segdesk("predict", path, "--model", model, "--out", tmp_path / "out.csv", "--map", entry)
    assert done.returncode == 2
    assert "OLD=NEW" in done.stderr
