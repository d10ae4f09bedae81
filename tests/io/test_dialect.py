"""What separates cells, on samples that are on the border."""

from pathlib import Path

import pytest

from segdesk.errors import InputError
from segdesk.io.dialect import Dialect, find_dialect, records

HERE = Path("t.csv")


def found(sample, wanted=None, complete=True):
    return find_dialect(sample, wanted, HERE, complete)


@pytest.mark.parametrize(
    ("wanted", "delimiter"),
    [
        ("tab", "\t"),
        ("TAB", "\t"),
        ("\\t", "\t"),
        ("comma", ","),
        ("semicolon", ";"),
        ("pipe", "|"),
        ("space", " "),
        ("#", "#"),
    ],
)
def test_a_separator_can_be_named(wanted, delimiter):
    assert found("a#b", wanted) == Dialect(delimiter)


@pytest.mark.parametrize("wanted", ["", "ab", '"', "\n", "\r"])
def test_a_separator_is_one_character_and_no_mark_of_its_own(wanted):
    with pytest.raises(InputError, match="must be one character"):
        found("a,b", wanted)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~", "\x1f"])
def test_each_separator_is_found(delimiter):
    assert found(f"a{delimiter}b\n1{delimiter}2\n3{delimiter}4\n").delimiter == delimiter


def test_the_cut_that_makes_most_lines_equally_wide_wins():
    # Commas cut two of three lines in three, semicolons all in two.
    assert found("a,b,c;x\nd,e,f;x\ng;x\n").delimiter == ";"
    assert found("a,b,c;x\n" * 4 + "j;x\n").delimiter == ";"
    # Where neither cuts all alike: 4/5 · 2/3 against 4/5 · 1/2.
    assert found("a,b,c;x\n" * 4 + "j\n").delimiter == ","


def test_texts_with_commas_in_every_line_are_cut_as_their_headings_are():
    assert found("name;city\nMeier, Ina;Ulm, Wien\nRoth, Jo;Graz\n").delimiter == ";"
    assert found("id,tags,n\n1,a;b;c,2\n2,a;b;c,3\n").delimiter == ","


@pytest.mark.parametrize("line", ["sep=;\n", '"sep=;"\r\n', "SEP=;\n"])
def test_a_separator_can_be_named_in_the_first_line(line):
    assert found(f"{line}a;b,c\n1;2,5\n").delimiter == ";"


def test_commas_inside_numbers_are_decimal():
    assert found("a;b\n1,5;2,5\n3,5;4,25\n").delimiter == ";"
    # Nine of ten cells with a comma must be such numbers.
    numbers = "".join(f"{i},5;x\n" for i in range(9))
    assert found(f"Name;y\n{numbers}Rossi, Ada;x\n").delimiter == ";"
    assert found("".join(f"{i},5\n" for i in range(9))).delimiter == ","


def test_a_list_of_one_column_is_a_table_and_running_text_is_none():
    assert found("name\nAda\nBob\n").delimiter == ","
    words = "this line has some seven words inside\n"
    with pytest.raises(InputError, match="No separator"):
        found("name\n" * 4 + words)
    assert found("name\n" * 5 + words).delimiter == ","
    six = "this line has some six words\n"
    assert found(six * 5).delimiter == ","
    assert found("x" * 100 + "\n").delimiter == ","
    with pytest.raises(InputError):
        found("x" * 101 + "\n")
    with pytest.raises(InputError):
        found("\n \n")


def test_single_quotation_marks_are_seen_where_over_half_of_the_cells_have_them():
    assert found("'a','b'\n'1','x'\n").quote == "'"
    assert found("'a','b'\n1,2\n").quote == '"'
    assert found("'a','b'\n'1',2\n").quote == "'"
    assert found("'a','b'\n\"1\",'2'\n").quote == '"'


def test_blanks_before_quotation_marks_are_skipped():
    assert found('a, "b"\n1, "2"\n') == Dialect(",", skip_blanks=True)
    assert found('a,b \n1,"2"\n') == Dialect(",")


def test_records_know_their_lines_and_a_last_one_that_may_be_cut_off_is_left_out():
    text = 'a,b\n"1\n2",3\n\n4,5'
    lines = [(each.first_line, each.last_line, each.is_blank) for each in records(text, Dialect(","))]
    assert lines == [(1, 1, False), (2, 3, False), (4, 4, True), (5, 5, False)]
    assert len(records(text, Dialect(","), complete=False)) == 3
    assert len(records("a,b", Dialect(","), complete=False)) == 1
    assert len(records(text, Dialect(","), most=2)) == 2
    assert len(records(text, Dialect(","), most=4)) == 4
    assert [each.is_blank for each in records(' ,""\n', Dialect(","))] == [True]
