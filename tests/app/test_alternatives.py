"""Other segmentations that are worth a look are one click away under the verdict."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.engine.pipeline.test_category_balance import groups_beside_a_category


def test_one_click_takes_the_other_weight_of_categories_and_undo_brings_it_back(drive, tmp_path):
    path = tmp_path / "members.csv"
    groups_beside_a_category().to_csv(path, index=False)
    first = drive.segmented(path)
    (alternative,) = first.validation.alternatives
    shown = [button for button in drive.bench.segments._others if button.isVisible()]
    assert [button.text() for button in shown] == [str(alternative.words)]
    before = first.provenance.recipe.prepare.category_weight
    QTest.mouseClick(shown[0], Qt.MouseButton.LeftButton)
    drive.settle()
    after = drive.document.segmentation.provenance.recipe.prepare.category_weight
    assert {before, after} == {1.0, 0.71}
    assert drive.document.recipe.prepare.category_weight == after
    assert not any(button.isVisible() for button in drive.bench.segments._others)
    # The new result, and the setting that it came from.
    drive.document.undo.undo()
    drive.document.undo.undo()
    assert drive.document.recipe.prepare.category_weight is None
