"""What the bar above the charts tells is true as long as it stands there."""

import pytest
from PySide6.QtWidgets import QPushButton

from segdesk.app.notices import Kind, Notice, notice_of
from segdesk.errors import InputError
from segdesk.messages import say
from tests.app.driving import QUICK


def refused(drive) -> bool:
    notice = drive.window.notices.notice
    return notice is not None and notice.kind is Kind.ERROR and drive.window.notices.isVisible()


def test_an_error_goes_when_a_setting_that_may_be_its_cause_changes(drive, few):
    drive.take(few, **{**QUICK, "k": "90", "use": ("newsletter", "gender")})
    drive.controller.find_segments()
    drive.run_ended()
    assert refused(drive)
    drive.document.edit("number", {"k": "3"})
    assert not refused(drive)
    drive.document.undo.undo()
    drive.controller.find_segments()
    drive.run_ended()
    assert refused(drive)


def test_a_refused_value_is_forgotten_with_a_good_one(drive, few):
    drive.take(few, **QUICK)
    assert not drive.controller.attempt("number", k="0")
    assert refused(drive)
    assert drive.controller.attempt("number", k=drive.document.recipe.method.k)
    assert not refused(drive)


def test_what_was_done_stays_told(drive, few):
    drive.take(few, **QUICK)
    drive.controller.tell(Notice(Kind.DONE, "Saved it."))
    drive.document.edit("number", {"k": "4"})
    assert drive.notice == "Saved it."


@pytest.mark.parametrize(
    ("settings", "control"),
    [
        ({"min_size": "60%"}, lambda drive: drive.bench.settings.number),
        ({"method": "rfm", "use": ("age",)}, lambda drive: drive.bench.settings.expert.editor("recency")),
    ],
)
def test_a_button_leads_to_the_setting_that_mends_an_error(drive, few, settings, control):
    drive.take(few, **{**QUICK, **settings})
    drive.controller.find_segments()
    drive.run_ended()
    assert refused(drive)
    button = next(b for b in drive.window.notices.findChildren(QPushButton) if b.text() == "Show setting")
    drive.click(button)
    drive.until(lambda: drive.application.focusWidget() is control(drive))


def test_a_setting_of_the_file_is_shown_where_the_file_is_checked(drive, few):
    drive.take(few, **QUICK)
    drive.controller.tell(notice_of(InputError(say("No."), mend=say("Name it with --encoding."))))
    button = next(b for b in drive.window.notices.findChildren(QPushButton) if b.text() == "Show setting")
    drive.click(button)
    drive.run_ended()
    assert drive.window.pages.currentWidget() is drive.page


def test_what_is_no_setting_has_no_such_button(qtbot):
    assert notice_of(InputError(say("No."), mend=say("Name another one with --out."))).setting == ""
    assert notice_of(InputError(say("No."), mend=say("Use --k 3."))).setting == "k"
