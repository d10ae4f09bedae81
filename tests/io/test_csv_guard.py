"""What a spreadsheet would run as a formula gets an apostrophe, in whatever disguise; numbers and words do not."""

import pytest

from segdesk.io.writers.csv_file import guarded, is_formula


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "\rx", " =1", "\u00a0=1", "\u3000@x", "\ufeff=1",
        "\u200b+a", "\x00=1", "\n=HYPERLINK(\"x\")", "＝1+1", "＋a", "－b", "＠SUMME(A1)", "  ＝1", "-" * 50 + "1" * 60,
    ],
)  # fmt: skip
def test_what_would_be_run_is_guarded(text):
    assert is_formula(text)
    assert guarded(text) == "'" + text


@pytest.mark.parametrize(
    "text",
    ["", "Müller-Lüdenscheidt", "a=b", "1-2", "-5", "  -5,20 €", "+34 612 00 00 00", "－１２", "-", "+-", " - ",
     "\u00a0-3", "-1.5e-05", "12-"],
)  # fmt: skip
def test_numbers_and_words_stay_as_they_are(text):
    assert guarded(text) == text
