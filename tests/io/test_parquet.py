"""Parquet columns keep their values exactly, and their types."""

from pathlib import Path

import duckdb
import pytest

from segdesk.engine.data.table import ColumnType
from segdesk.errors import InputError
from segdesk.io.reading import read_table
from tests.io.files import cells, put


def _write(path: Path, query: str) -> Path:
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def test_every_kind_of_column_becomes_canonical_text(tmp_path: Path) -> None:
    query = """
        SELECT * FROM (VALUES
          ('00123', 9007199254740993::BIGINT, 0.1::FLOAT, 99.0::DOUBLE, 12.50::DECIMAL(9,2),
           DATE '2024-05-10', TIMESTAMP '2024-05-10 13:05:00', TRUE, [1, 2]),
          (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
        ) t(id, big, small, whole, price, day, moment, ok, list)
    """
    table = read_table(_write(tmp_path / "odd [1] name*.parquet", query))
    assert cells(table)[0] == [
        "00123", "9007199254740993", "0.1", "99", "12.5",
        "2024-05-10", "2024-05-10 13:05:00", "True", "[1, 2]",
    ]  # fmt: skip
    assert cells(table)[1] == [""] * 9
    number = ColumnType.NUMBER
    assert [column.native for column in table.columns] == [
        None, number, number, number, number,
        ColumnType.DATE, ColumnType.DATE, ColumnType.YES_NO, None,
    ]  # fmt: skip


def test_damaged_and_empty_files_are_refused(tmp_path: Path) -> None:
    whole = _write(tmp_path / "t.parquet", "SELECT 1 AS a, 2 AS b").read_bytes()
    with pytest.raises(InputError, match="damaged"):
        read_table(put(tmp_path / "half.parquet", whole[: len(whole) // 2]))
    with pytest.raises(InputError, match="no rows"):
        read_table(_write(tmp_path / "none.parquet", "SELECT 1 AS a WHERE FALSE"))


def test_a_small_file_of_billions_of_rows_is_refused_before_they_are_made(tmp_path: Path) -> None:
    path = _write(tmp_path / "t.parquet", "SELECT 1 AS cliente, 2.5 AS gasto FROM range(3000000)")
    assert path.stat().st_size < 100_000
    data = bytearray(path.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("segdesk.io.gate.available_memory", lambda: 200_000_000)
        with pytest.raises(InputError, match="of memory"):
            read_table(put(tmp_path / "u.parquet", bytes(data)))


def test_a_long_text_that_a_dictionary_holds_once_is_counted_for_every_row(tmp_path: Path) -> None:
    path = _write(tmp_path / "t.parquet", "SELECT repeat('ñ', 100000) AS nota FROM range(20000)")
    assert path.stat().st_size < 1_000_000
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("segdesk.io.gate.available_memory", lambda: 1_000_000_000)
        with pytest.raises(InputError, match="of memory"):
            read_table(path)
