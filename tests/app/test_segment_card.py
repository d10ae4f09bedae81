"""What is done with a segment: told on its card, its customers copied, saved, and dragged out as a file."""

import numpy as np
import pandas as pd
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from segdesk.app.dragged_segment import write_segment
from segdesk.engine.result.customer_lists import segment_list
from tests.app.driving import CTRL, KEY, Drive


def select(drive: Drive, row: int) -> int:
    """Click a segment of the list and return its number."""
    pane = drive.bench.segments
    drive.click(pane.list.viewport(), pane.list.visualRect(pane.model.index(row)).center())
    return pane.model.segments[row].number


def test_the_card_tells_what_to_do_with_the_segment_and_goes_with_the_selection(result: Drive):
    card = result.bench.segments.card
    assert card.isHidden()
    number = select(result, 0)
    segment = result.segmentation.segment(number)
    assert card.isVisible()
    assert card.action.text() == ("" if segment.action is None else str(segment.action))
    assert card.outcomes.text() == "\n".join(f"{each.in_words}." for each in segment.outcomes)
    result.selection.clear()
    assert card.isHidden()


def test_the_list_of_a_segment_is_copied_with_headings(result: Drive):
    number = select(result, 1)
    result.click(result.bench.segments.card.copy_list)
    result.until(lambda: "on the clipboard" in result.notice)
    lines = QGuiApplication.clipboard().text().splitlines()
    listed = segment_list(result.segmentation, number)
    assert lines[0].split("\t") == list(result.segmentation.source.table.names)
    assert len(lines) - 1 == len(listed.rows) == result.segmentation.segment(number).size
    identifier = result.segmentation.source.table.column(result.segmentation.identifier.name)
    assert lines[1].split("\t")[0] == identifier.cells()[listed.rows[0]]
    assert QGuiApplication.clipboard().mimeData().hasHtml()


def test_the_list_of_a_segment_is_saved_by_the_keyboard(result: Drive, tmp_path, monkeypatch):
    number = select(result, 0)
    target = tmp_path / "list.csv"
    # The system's own dialog cannot be clicked here.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    result.bench.segments.card.save_list.setFocus()
    result.key(KEY.Key_Space)
    result.until(lambda: result.notice.startswith("Saved"))
    saved = pd.read_csv(target, encoding="utf-8-sig")
    assert len(saved) == result.segmentation.segment(number).size
    assert set(saved["segment"]) == {number}
    assert saved["spend"].is_monotonic_decreasing


def test_a_segment_is_dragged_out_as_a_real_file(result: Drive):
    model = result.bench.segments.model
    data = model.mimeData([model.index(0)])
    assert data.hasUrls()
    (url,) = data.urls()
    assert isinstance(url, QUrl)
    dragged = pd.read_csv(url.toLocalFile(), encoding="utf-8-sig")
    labels = result.segmentation.fit.labels
    assert len(dragged) == int((labels == model.segments[0].number).sum())
    # Whoever takes it asks more than once: it is one file.
    assert data.urls() == [url]


def test_the_table_of_segments_is_copied(result: Drive):
    result.bench.segments.list.setFocus()
    result.key(KEY.Key_C, CTRL)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0][:3] == ["Segment", "Name", "Customers"]
    assert [int(line[2]) for line in lines[1:]] == [s.size for s in result.segmentation.description.segments]
    assert [line[1] for line in lines[1:]] == result.names


def test_a_name_that_no_file_can_have_makes_a_file_all_the_same(result: Drive):
    result.controller.rename({1: 'A/B: "best" *?|'})
    path = write_segment(result.segmentation, 1)
    assert path.name == "A B best.csv"
    assert path.exists()


def test_the_list_of_a_segment_holds_all_of_it_and_nobody_else(result: Drive):
    rows = np.concatenate(
        [segment_list(result.segmentation, s.number).rows for s in result.segmentation.named]
    )
    assert sorted(rows.tolist()) == result.segmentation.fit.rows.tolist()
