"""The model of the table: what it answers, and how its cells read."""

import numpy as np
import pandas as pd
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPixmap

from segdesk.app.displayed_cells import sensible_decimals
from segdesk.app.models.customer_table_model import (
    EMPTY,
    SUMMARY_ROLE,
    TYPE_ROLE,
    USE_ROLE,
    CustomerTableModel,
)
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.schema.inspection import inspect
from segdesk.io.frames import table_from_frame
from tests.app.documents import sample, segmentation

ROLE = Qt.ItemDataRole


def inspection_of(**columns):
    return inspect(table_from_frame(pd.DataFrame(columns)), ColumnsSpec(kind="customers"))


@pytest.fixture
def shop():
    n = 40
    return inspection_of(
        id=[f"K{i:03d}" for i in range(n)],
        spend=[None if i == 3 else 1234.5 + i for i in range(n)],
        born=[1950 + i for i in range(n)],
        since=pd.date_range("2024-01-31", periods=n),
        share=[i / 37 for i in range(n)],
    )


def test_model_keeps_the_rules(qtmodeltester, theme):
    model = CustomerTableModel(theme)
    model.show_table(sample().customers, segmentation())
    qtmodeltester.check(model)
    model.arrange(np.array([5, 3], dtype=np.intp))
    qtmodeltester.check(model)


def test_cells_read_as_in_the_locale(theme, shop):
    model = CustomerTableModel(theme)
    model.show_table(shop)
    shown = [model.index(0, column).data() for column in range(5)]
    assert shown == ["K000", "1,234.5", "1950", "1/31/2024", "0.0000"]
    QLocale.setDefault(QLocale("de_DE"))
    try:
        model.show_table(None)
        model.show_table(shop)
        assert [model.index(0, column).data() for column in (1, 3)] == ["1.234,5", "31.01.2024"]
    finally:
        QLocale.setDefault(QLocale("en_US"))


def test_empty_cells_are_marked_and_said(theme, shop):
    model = CustomerTableModel(theme)
    model.show_table(shop)
    cell = model.index(3, 1)
    assert cell.data() == EMPTY
    assert cell.data(ROLE.ToolTipRole) == cell.data(ROLE.AccessibleTextRole) == "empty"
    assert cell.data(ROLE.ForegroundRole).name() == theme.tokens.muted.lower()
    assert model.index(2, 1).data(ROLE.ForegroundRole) is None


def test_a_slip_is_shown_as_it_stands(theme):
    model = CustomerTableModel(theme)
    model.show_table(inspection_of(spend=[*map(str, range(99)), "about 7"], other=range(100)))
    cell = model.index(99, 0)
    assert cell.data() == "about 7"
    assert cell.data(ROLE.ToolTipRole) == "“about 7” counts as empty"


def test_other_roles_get_no_answer(theme, shop):
    model = CustomerTableModel(theme)
    model.show_table(shop)
    assert model.index(0, 1).data(ROLE.FontRole) is None
    assert model.index(0, 1).data(ROLE.CheckStateRole) is None


def test_segment_has_name_and_swatch(theme):
    model = CustomerTableModel(theme)
    result = segmentation()
    model.show_table(sample().customers, result)
    names = {str(segment.name) for segment in result.description.segments}
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Segment"
    assert model.index(0, 0).data() in names
    assert isinstance(model.index(0, 0).data(ROLE.DecorationRole), QPixmap)
    assert model.column_name(0) is None
    assert model.column_name(1) == sample().customers.table.names[0]


def test_headings_say_type_role_and_gaps(theme, shop):
    model = CustomerTableModel(theme)
    model.show_table(shop)
    across = Qt.Orientation.Horizontal
    assert model.headerData(1, across, TYPE_ROLE) == "number · 2% empty"
    assert model.headerData(1, across, USE_ROLE) == "forms segments"
    assert model.headerData(0, across, SUMMARY_ROLE) == "identifier"
    tip = model.headerData(1, across, ROLE.ToolTipRole)
    assert tip.splitlines()[:2] == ["Spend", "number"]
    right = Qt.AlignmentFlag.AlignRight
    assert model.headerData(1, across, ROLE.TextAlignmentRole) & right
    assert not model.headerData(0, across, ROLE.TextAlignmentRole) & right


def test_theme_changes_colours(theme, shop, qtbot):
    model = CustomerTableModel(theme)
    model.show_table(shop)
    with qtbot.waitSignal(model.dataChanged):
        theme.choose("dark")
    assert model.index(3, 1).data(ROLE.ForegroundRole).name() == theme.tokens.muted.lower()


@pytest.mark.parametrize(
    ("values", "decimals"),
    [([1, 2], 0), ([1.5, 2.25], 2), ([10 / 3, 7.0], 2), ([0.001, 0.0234], 4), ([], 0), ([0.5, 0.25], 2)],
)
def test_decimals_are_sensible(values, decimals):
    assert sensible_decimals(np.array(values, dtype=float)) == decimals
