"""Going back to an earlier result of the same file."""

from pathlib import Path

from tests.app.driving import Drive


def test_an_earlier_result_comes_back_with_its_settings_and_can_be_undone(drive: Drive, few: Path) -> None:
    drive.segmented(few)
    first = drive.document.run
    drive.document.edit("number", {"k": "4"})
    drive.find()
    second = drive.document.run
    drive.window.menus.earlier.aboutToShow.emit()
    newest, oldest = drive.window.menus.earlier.actions()
    assert newest.isChecked()
    assert not oldest.isChecked()

    oldest.trigger()
    assert drive.document.run is first
    assert drive.document.recipe == first.recipe
    assert not drive.document.is_stale

    drive.document.undo.undo()
    assert drive.document.run is second
    assert drive.document.recipe.method.k == "4"


def test_without_a_result_the_menu_says_so(drive: Drive) -> None:
    drive.window.menus.earlier.aboutToShow.emit()
    (only,) = drive.window.menus.earlier.actions()
    assert not only.isEnabled()


def test_results_are_named_by_what_they_are(drive: Drive, few: Path) -> None:
    drive.segmented(few, use=("age", "spend", "orders", "satisfaction"), method="kmeans")
    drive.document.edit("other", {"method": "hierarchical", "k": "4", "use": ("age", "spend")})
    drive.find()
    drive.window.menus.earlier.aboutToShow.emit()
    newest, oldest = (action.text() for action in drive.window.menus.earlier.actions())
    assert newest.startswith("4 segment")
    assert "by hierarchical from age, spend; fit 0." in newest
    assert "by k-means from " in oldest
    assert oldest.count(",") == 2
    assert "and 1 more" in oldest
