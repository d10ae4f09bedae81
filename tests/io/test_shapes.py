"""Texts as programs really write them: lines above, between and below the table, and cells beyond the headings."""

import pytest

from segdesk.errors import InputError
from segdesk.io.reading import read_table
from tests.io.files import cells, put

PEOPLE = [
    (f"D{100 + i}", ("Ulm", "Gent", "Cádiz")[i % 3], 20 + 7 * i % 50, 410.05 + 83.17 * i) for i in range(24)
]
NAMES = ("Konto", "Ort", "Alter", "Umsatz")


def written(path, lines, encoding="utf-8"):
    return put(path / "t.csv", "\n".join(lines) + "\n", encoding)


def said(table):
    return [str(step) for step in table.steps], [str(warning) for warning in table.warnings]


def german(number):
    return f"{number:,.2f}".translate(str.maketrans(",.", ".,"))


@pytest.mark.parametrize("more", [0, 9])
def test_headings_are_found_under_a_line_of_facts_about_the_file(tmp_path, more):
    facts = ";".join(['"EXTF"', "700", "16", '"Debitoren"', *["20240131", '"RE"', ""] * more][: 4 + more])
    lines = [facts, ";".join(NAMES), *(f"{a};{b};{c};{german(d)}" for a, b, c, d in PEOPLE)]
    table = read_table(written(tmp_path, lines))
    assert (table.names, table.n_rows, table.source.header_line) == (NAMES, 24, 2)
    assert said(table)[0] == ["1 line above the headings was left out."]


def test_names_of_rows_are_known_by_counting_or_by_their_marks(tmp_path):
    for sep in ",;\t":
        counted = [
            sep.join(NAMES[1:]),
            *(f"{i}{sep}{b}{sep}{c}{sep}{d:.2f}" for i, (_, b, c, d) in enumerate(PEOPLE, 1)),
        ]
        assert read_table(written(tmp_path, counted)).names == ("column_1", *NAMES[1:])
    marked = ['"Alter","Umsatz"', *(f'"{a}",{c},{d:.2f}' for a, _, c, d in PEOPLE)]
    table = read_table(written(tmp_path, marked))
    assert (table.names, cells(table)[0]) == (("column_1", "Alter", "Umsatz"), ["D100", "20", "410.05"])


def test_one_cell_more_than_headings_is_refused_where_it_may_be_any(tmp_path):
    for lines in (
        ["Kunde,Alter", *(f"{a},{c},{b}" for a, b, c, _ in PEOPLE)],
        ["id;age;spend", *(f"{a};{c};{d:.0f};{c + 1}" for a, _, c, d in PEOPLE)],
        ['"Name","Stadt"', *(f'"{a}","{b}","{c}"' for a, b, c, _ in PEOPLE)],
    ):
        with pytest.raises(InputError, match="which belongs to which") as caught:
            read_table(written(tmp_path, lines))
        assert caught.value.where.line == 2


def test_a_last_column_without_a_heading_that_is_hardly_filled_stays(tmp_path):
    lines = ["id,age", *(f"{a},{c},{'vip' if i == 3 else ''}" for i, (a, _, c, _) in enumerate(PEOPLE))]
    assert read_table(written(tmp_path, lines)).names == ("id", "age", "column_3")


def test_decimal_commas_between_commas_are_refused_with_an_example(tmp_path):
    lines = ["cliente,edad,gasto,ciudad"]
    lines += [f"{a},{c},{d:.2f},{b}".replace(".", ",") for a, b, c, d in PEOPLE]
    with pytest.raises(InputError, match="numbers such as “410,05” seem to have a decimal comma"):
        read_table(written(tmp_path, lines))
    # The first of two columns may hold the wholes as well as the cents.
    with pytest.raises(InputError, match="which belongs to which"):
        read_table(
            written(
                tmp_path, ["kunde,umsatz,storno", *(f"K{i},{100 + i},{10 + i},{20 + i}" for i in range(20))]
            )
        )


def test_a_list_of_pages_is_one_table(tmp_path):
    rule, head = "-" * 30, "|Kunde |Ort   |  Umsatz|"
    lines = []
    for page in range(3):
        lines += [f"31.12.2024   Kundenliste    Seite {page + 1}", "", rule, head, rule]
        lines += [f"|{a}  |{b:6}|{german(d):>8}|" for a, b, _, d in PEOPLE[8 * page : 8 * page + 8]]
        lines += [rule]
    table = read_table(written(tmp_path, lines))
    assert ([name.strip() for name in table.names], table.n_rows) == (["Kunde", "Ort", "Umsatz"], 24)
    assert not said(table)[1]


def test_tables_of_markdown_and_of_terminals_are_read(tmp_path):
    rows = [f"| {a} | {b} | {d:.2f} |" for a, b, _, d in PEOPLE]
    markdown = ["| id | city | spend |", "|----|:----:|------:|", *rows]
    terminal = [
        "+----+----+-----+",
        "| id | city | spend |",
        "+----+----+-----+",
        *rows,
        "+----+----+-----+",
        "24 rows in set",
    ]
    for lines in (markdown, terminal):
        table = read_table(written(tmp_path, lines))
        assert ([name.strip() for name in table.names], table.n_rows) == (["id", "city", "spend"], 24)
        assert not said(table)[1]


def test_comments_of_a_web_analysis_and_its_second_table_are_left_out(tmp_path):
    lines = [
        "# ----------",
        "# Toutes les données",
        "# 20240101-20240331",
        "# ----------",
        "",
        "Client,Sessions,Revenu",
    ]
    lines += [f",{sum(c for *_, c, _ in PEOPLE)},{sum(d for *_, d in PEOPLE):.2f}"]
    lines += [f"{a},{c},{d:.2f}" for a, _, c, d in PEOPLE]
    lines += ["", "Jour,Sessions", "01/01/2024,17", "02/01/2024,19"]
    table = read_table(written(tmp_path, lines))
    assert table.n_rows == 24
    steps, warnings = said(table)
    assert "1 line of totals or averages was left out: line 7." in steps
    assert warnings == ["Another table begins on line 33: its 3 lines were left out."]


def test_questions_and_identifiers_of_a_survey_are_no_answers(tmp_path):
    lines = ["ResponseId,Q1,Q2", 'Antwort-ID,Wie alt sind Sie?,"Wo, bitte?"']
    lines += ['"{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"']
    table = read_table(written(tmp_path, [*lines, *(f"R_{a},{c},{b}" for a, b, c, _ in PEOPLE)]))
    assert (table.names, table.n_rows) == (("ResponseId", "Q1", "Q2"), 24)
    assert said(table)[0] == ["2 lines of remarks were left out."]


def test_answers_to_choose_from_go_on_with_their_question(tmp_path):
    lines = ["Respondent,Wo kaufen Sie?,,Alter", ",Im Laden,Im Netz,Zahl"]
    lines += [
        f"{a},{'ja' if i % 2 else ''},{'' if i % 2 else 'ja'},{c}" for i, (a, _, c, _) in enumerate(PEOPLE)
    ]
    table = read_table(written(tmp_path, lines))
    assert table.names == ("Respondent", "Wo kaufen Sie? Im Laden", "Wo kaufen Sie? Im Netz", "Alter Zahl")


def test_the_foot_of_a_report_is_left_out(tmp_path):
    lines = ["Account Owner,Account,Amount", *(f'"{b}","{a}","{d:.2f}"' for a, b, _, d in PEOPLE)]
    lines += ['"Grand Totals (24 records)","",""', "", "", '"Confidential Information - Do Not Distribute"']
    lines += ['"Copyright © 2000-2024 some company, inc. All rights reserved."', '"Generated By: Ana Ruiz"']
    table = read_table(written(tmp_path, lines))
    assert table.n_rows == 24
    assert not said(table)[1]


def test_a_summary_by_customer_is_read_from_its_amounts(tmp_path):
    lines = ["Our Company", "Sales by Customer", "January - December 2024", "", ",Total"]
    lines += [f'{a},"{d:,.2f}"' for a, _, _, d in PEOPLE]
    lines += [f'TOTAL,"${sum(d for *_, d in PEOPLE):,.2f}"', "", '"Saturday, Jan 04, 2025 - Accrual Basis"']
    table = read_table(written(tmp_path, lines))
    assert (table.names, table.n_rows, table.source.header_line) == (("column_1", "Total"), 24, 5)
