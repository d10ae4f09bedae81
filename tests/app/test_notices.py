"""What the bar above the charts tells is true as long as it stands there."""

from segdesk.app.notices import Kind, Notice
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
