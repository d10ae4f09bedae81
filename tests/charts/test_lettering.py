"""Names of any length and script fit where they stand."""

from segdesk.charts.lettering import BOX, cut_to_width, drawable, size_for_words, width, wrap


def test_short_names_stay_as_they_are():
    assert wrap("Total spend", 200, 10) == "Total spend"


def test_lines_break_where_a_reader_expects_it():
    assert wrap("days_since_last_order", 80, 10) == "days_since_\nlast_order"
    assert wrap("NumWebVisitsMonth", 70, 10) == "NumWeb\nVisitsMonth"


def test_long_names_are_cut_and_every_line_fits():
    for name in ("x" * 3000, "word " * 600, "a_b" * 1000):
        lines = wrap(name, 90, 10, 3).split("\n")
        assert len(lines) == 3
        assert lines[-1].endswith("…")
        assert all(width(line, 10) <= 90 for line in lines)


def test_nothing_is_lost_by_wrapping():
    name = "Annual income (k$) of the household"
    assert wrap(name, 70, 10, 9).replace("\n", "").replace(" ", "") == name.replace(" ", "")


def test_control_characters_and_missing_letters_do_no_harm():
    assert drawable("a\tb\nc\x07") == "a b c"
    assert drawable("\U000e0041\ud800x") in (f"{BOX}x", f"{BOX}{BOX}x", "x")
    assert cut_to_width("", 50, 10) == ""


def test_a_word_is_made_smaller_before_it_is_broken():
    points = width("INSTALLMENTS", 9) * 0.9
    size = size_for_words(["PURCHASES INSTALLMENTS"], points, 9)
    assert 0.8 * 9 <= size < 9
    assert wrap("PURCHASES INSTALLMENTS", points, size) == "PURCHASES\nINSTALLMENTS"
    assert size_for_words(["short"], points, 9) == 9
    assert size_for_words(["W" * 90], points, 9) == 0.8 * 9
    assert size_for_words([], points, 9) == 9


def test_a_name_ends_where_nobody_reads_on_and_a_sentence_does_not():
    words = "four " * 100
    assert len(wrap(words, 10_000, 9)) < 301
    assert wrap(words, 10_000, 9, longest=1000) == words.strip()
