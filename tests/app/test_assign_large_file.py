"""A file of new customers that memory would not hold: a sample is shown, and all of them are placed and saved."""

import os

import pytest
from PySide6.QtWidgets import QFileDialog

from segdesk.app.dialogs.assign_file import AssignFileDialog
from segdesk.delivery.model_files import write_model_of
from segdesk.samples import sample_path
from tests.app.driving import KEY, QUICK
from tests.cli.running import segdesk
from tests.scale import shops


@pytest.fixture
def many(tmp_path):
    """The customers of the sample file, three times; the last cannot be placed."""
    rows = sample_path("customers").read_text("utf-8-sig").splitlines()
    last = rows[-1].split(",")
    path = tmp_path / "many.csv"
    path.write_text(
        "\n".join([rows[0], *rows[1:] * 3, ",".join([last[0], *("" for _ in last[1:])])]) + "\n", "utf-8"
    )
    return path, 3 * (len(rows) - 1) + 1


@pytest.fixture
def crowd(many, tmp_path):
    """So many customers that it takes a while to place them."""
    heading, *rows = many[0].read_text("utf-8").splitlines()
    path = tmp_path / "crowd.csv"
    path.write_text("\n".join([heading, *rows * 10]) + "\n", "utf-8")
    return path


@pytest.fixture
def customers(drive, request):
    """Segments of the customers on screen, and no memory for more."""
    drive.segmented(sample_path("customers"))
    request.getfixturevalue("little_memory")
    return drive


@pytest.fixture
def purchases(drive, tmp_path, request):
    """Segments of the customers of purchases on screen; the purchases of another year, for which there is no memory."""
    first, later = tmp_path / "orders.csv", tmp_path / "later.csv"
    shops.plain_shop().to_csv(first, index=False)
    frame = shops.plain_shop(2)
    frame.to_csv(later, index=False)
    drive.take(first, **{**QUICK, "kind": "transactions", "k": "3"})
    drive.find()
    drive.settle()
    request.getfixturevalue("little_memory")
    return drive, later, len(frame)


def read(drive, path):
    """Have the dialog read a file."""
    drive.tool("assign")
    dialog = drive.dialog(AssignFileDialog)
    dialog.read([path])
    drive.until(dialog.save.isEnabled)
    return dialog


def save(drive, dialog, path, monkeypatch):
    """Press *Save…* and name a file, the one answer that is the system's; return the formats that were offered."""
    offered = []

    def answer(*arguments):
        offered.append(arguments[-1])
        return str(path), arguments[-1].partition(";;")[0]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(answer))
    drive.click(dialog.save)
    return offered[0]


def by_command_line(drive, path, folder):
    """Place the customers with all of the file in memory."""
    model, out = folder / "model.segdesk", folder / "command.csv"
    write_model_of(drive.segmentation, model)
    done = segdesk("predict", path, "--model", model, "--out", out, "--engine", "memory", "--quiet")
    assert done.returncode == 0, done.stderr
    return out


def test_the_dialog_shows_a_sample_and_says_so(customers, many):
    path, n = many
    dialog = read(customers, path)
    held = dialog._file.customers.n_rows
    assert 300 < held < 1500
    text = dialog._found.text()
    assert text.startswith(f"These are {held:,} of the {n:,} rows of the file, drawn evenly")
    assert "Saving reads the whole file and places everyone." in text
    assert sum(dialog._prediction.counts.sizes) == held
    assert dialog.preview.rowCount() == 50
    dialog.reject()


def test_every_row_is_placed_as_on_the_command_line(customers, many, tmp_path, monkeypatch):
    path, n = many
    dialog = read(customers, path)
    kinds = save(customers, dialog, tmp_path / "window", monkeypatch)
    assert "Excel" not in kinds
    customers.until(lambda: customers.notice.startswith("Saved window.csv."))
    customers.until(lambda: not customers.dialogs())
    assert (tmp_path / "window.csv").read_bytes() == by_command_line(customers, path, tmp_path).read_bytes()
    assert f"{n - 1:,} customers placed into" in customers.notice
    assert "Unassigned: 1." in customers.notice
    assert "1 customer can\u2019t be placed" in customers.notice.replace("'", "\u2019")


def test_all_purchases_are_summarised_as_on_the_command_line(purchases, tmp_path, monkeypatch):
    drive, path, n = purchases
    dialog = read(drive, path)
    assert f"of the {n:,} lines of the file" in dialog._found.text()
    some = dialog._file.customers.n_rows
    kinds = save(drive, dialog, tmp_path / "window.csv", monkeypatch)
    assert "Excel" in kinds
    drive.until(lambda: drive.notice.startswith("Saved window.csv."))
    expected = by_command_line(drive, path, tmp_path)
    assert (tmp_path / "window.csv").read_bytes() == expected.read_bytes()
    assert len(expected.read_text("utf-8-sig").splitlines()) - 1 > some


def test_a_column_that_was_chosen_by_hand_holds_of_every_row(customers, many, tmp_path, monkeypatch):
    path, _ = many
    name = customers.segmentation.fit.model.inputs[0]
    text = path.read_text("utf-8")
    other = tmp_path / "other.csv"
    other.write_text(text.replace(name, "another name", 1), "utf-8")
    customers.tool("assign")
    dialog = customers.dialog(AssignFileDialog)
    assert customers.drop(dialog, other)
    customers.until(dialog._trouble.isVisible)
    box = dialog.matches.boxes[name]
    box.setFocus()
    while box.currentData() != "another name":
        customers.key(KEY.Key_Down)
    customers.until(dialog.save.isEnabled)
    save(customers, dialog, tmp_path / "window.csv", monkeypatch)
    customers.until(lambda: customers.notice.startswith("Saved"))
    expected = by_command_line(customers, path, tmp_path).read_text("utf-8-sig")
    assert (tmp_path / "window.csv").read_text("utf-8-sig") == expected.replace(name, "another name", 1)


def test_a_format_for_fewer_rows_is_refused_before_anything_is_read(customers, many, tmp_path, monkeypatch):
    path, n = many
    dialog = read(customers, path)
    save(customers, dialog, tmp_path / "placed.xlsx", monkeypatch)
    customers.until(dialog._trouble.isVisible)
    assert f"would not hold {n:,} rows" in dialog._trouble.text()
    assert dialog.save.isEnabled()
    assert not (tmp_path / "placed.xlsx").exists()
    save(customers, dialog, tmp_path / "placed.parquet", monkeypatch)
    customers.until(lambda: customers.notice.startswith("Saved placed.parquet."))


@pytest.mark.parametrize("stopped_by", ["cancel", "escape"])
def test_who_stops_saving_keeps_the_earlier_file_and_the_dialog(
    customers, crowd, tmp_path, monkeypatch, stopped_by
):
    dialog = read(customers, crowd)
    out = tmp_path / "placed.csv"
    out.write_text("of last month", "utf-8")
    save(customers, dialog, out, monkeypatch)
    customers.until(lambda: dialog.job_line.stage.text() == "Placing customers")
    assert not dialog.choose.isEnabled()
    assert not customers.drop(dialog, crowd), "what is saved is not pushed aside"
    if stopped_by == "cancel":
        customers.click(dialog.job_line.cancel)
    else:
        customers.key(KEY.Key_Escape)
    assert "Stopped. Nothing was changed." in dialog._trouble.text()
    customers.until(lambda: not [each for each in tmp_path.iterdir() if each.name.startswith(".")])
    assert out.read_text("utf-8") == "of last month"
    # What was read and placed is still there.
    assert dialog.isVisible()
    assert not dialog.job_line.isVisible()
    save(customers, dialog, out, monkeypatch)
    customers.until(lambda: customers.notice.startswith("Saved placed.csv."))
    assert out.read_text("utf-8-sig") != "of last month"


def test_who_stops_reading_may_choose_another_file(customers, many, few):
    customers.tool("assign")
    dialog = customers.dialog(AssignFileDialog)
    dialog.read([many[0]])
    customers.until(dialog.job_line.isVisible)
    customers.click(dialog.job_line.cancel)
    customers.settle()
    assert not dialog.matches.isVisible()
    assert not dialog.save.isEnabled()
    assert dialog.choose.isEnabled()
    dialog.read([many[0]])
    customers.until(dialog.save.isEnabled)
    dialog.reject()


def test_a_file_that_changed_since_is_to_be_chosen_again(customers, many, tmp_path, monkeypatch):
    path, _ = many
    dialog = read(customers, path)
    path.write_text("nothing,of,the,kind\n1,2,3,4\n", "utf-8")
    os.utime(path, (1, 1))
    save(customers, dialog, tmp_path / "placed.csv", monkeypatch)
    customers.until(dialog._trouble.isVisible)
    assert "many.csv" in dialog._trouble.text()
    assert "has changed since it was read" in dialog._trouble.text()
    assert not (tmp_path / "placed.csv").exists()
    dialog.reject()


def test_the_window_lives_while_everyone_is_placed(customers, many, tmp_path, monkeypatch):
    dialog = read(customers, many[0])
    stages = []
    customers.controller.lanes.work.progressed.connect(
        lambda stage, _: stages.append(dialog.job_line.stage.text())
    )
    save(customers, dialog, tmp_path / "placed.csv", monkeypatch)
    customers.until(lambda: customers.notice.startswith("Saved"))
    assert "Placing customers" in stages


def test_a_folder_of_files_is_one_table(customers, many, tmp_path, monkeypatch):
    heading, *rows = many[0].read_text("utf-8").splitlines()
    months = tmp_path / "months"
    months.mkdir()
    for name, some in (("june.csv", rows[:900]), ("july.csv", rows[900:])):
        (months / name).write_text("\n".join((heading, *some)) + "\n", "utf-8")
    dialog = read(customers, months)
    assert dialog._file.whole is not None
    save(customers, dialog, tmp_path / "window.csv", monkeypatch)
    customers.until(lambda: customers.notice.startswith("Saved"))
    expected = by_command_line(customers, months, tmp_path)
    assert (tmp_path / "window.csv").read_bytes() == expected.read_bytes()
