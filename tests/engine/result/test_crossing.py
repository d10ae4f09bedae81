"""Columns as groups, and two of them set against each other, on files written here."""

from dataclasses import replace

import numpy as np
import pytest

from segdesk.engine.recipe.labels import ColumnLabel
from segdesk.engine.recipe.preparation import VariableSpec
from segdesk.engine.result.crossing import cross
from segdesk.engine.result.explored_columns import Columns, columns_asked_for, columns_to_explore
from segdesk.engine.result.grouping import groups_of
from segdesk.errors import InputError, UsageError
from tests.engine.frames import segmented as segmented_frame
from tests.engine.frames import shop as customers_frame
from tests.sample_results import segmented


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """Customers of a shop, in Spanish: what they spend forms the segments, where they live goes with how they pay."""
    random = np.random.default_rng(3)
    lines = ["Cliente;Gasto;Visitas;Satisfacción;Ciudad;Pago;Tramo de edad;Correo"]
    for n in range(300):
        city = ("Lugo", "Vigo", "Ávila")[n % 3]
        pays = ("tarjeta", "efectivo")[int(random.random() < (0.8 if city == "Vigo" else 0.3))]
        spend, visits = (900, 7) if n % 2 else (80, 2)
        age = ("35-49", "18-34", "50-64", "65+")[int(random.integers(4))]
        answer = "" if n < 7 else str(random.integers(1, 6))
        lines.append(
            f"C{n:05d};{spend + random.normal(0, 20):.2f};{visits + random.integers(3)};{answer};{city};{pays};"
            f"{age};c{n}@correo.es"
        )
    path = tmp_path_factory.mktemp("tienda") / "clientes.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return segmented(path, k="2", draws=0, use=("Gasto", "Visitas"))


def test_counts_are_those_of_the_columns(shop):
    found = cross(shop, "Ciudad", "Pago")
    frame = found.frame()
    assert int(frame.to_numpy().sum()) == 300
    assert frame.sum(axis=1).tolist() == [100, 100, 100]
    assert found.unknown == 0
    vigo = found.table.marks[frame.index.tolist().index("Vigo")]
    assert vigo[frame.columns.tolist().index("efectivo")] == 1
    assert "go together" in str(found.finding)


def test_a_sentence_counts_the_cells_that_are_marked(shop):
    found = cross(shop, "Ciudad", "Pago")
    marked, cells = int((found.table.marks != 0).sum()), int(found.table.is_judged.sum())
    assert f"{marked} cells of {cells} differ" in str(found.finding)
    assert any(f"chance allows, among {cells} cells" in str(remark) for remark in found.remarks)


def test_what_has_nothing_to_do_with_the_segments_is_said_to_be_alike(shop):
    found = cross(shop, "Ciudad")
    assert not found.table.marks.any()
    assert "none of 6 cells differs by more than chance allows" in str(found.finding)


def test_a_column_that_formed_the_segments_is_no_evidence(shop):
    found = cross(shop, "Visitas")
    assert found.is_by_construction
    assert "no evidence" in str(found.finding)
    assert not any("chance" in str(sentence) for sentence in (found.finding, *found.remarks))


def test_who_has_no_value_is_counted_and_in_no_cell(shop):
    found = cross(shop, "Satisfacción")
    assert found.unknown == 7
    assert found.table.n == 293
    assert any("7 customers without a value" in str(remark) for remark in found.remarks)


def test_answers_and_levels_that_begin_with_numbers_stand_in_their_order(shop):
    assert groups_of(shop, "Satisfacción").labels == ("1", "2", "3", "4", "5")
    ages = groups_of(shop, "Tramo de edad")
    assert ages.labels == ("18-34", "35-49", "50-64", "65+")
    assert ages.is_ordered
    assert not groups_of(shop, "Ciudad").is_ordered


def test_the_order_that_a_recipe_gives_comes_first(shop):
    recipe = shop.provenance.recipe
    wanted = {"Ciudad": VariableSpec(order=("Vigo", "Ávila", "Lugo"))}
    recipe = replace(recipe, prepare=replace(recipe.prepare, variables=wanted))
    ordered = replace(shop, provenance=replace(shop.provenance, recipe=recipe))
    assert groups_of(ordered, "Ciudad").labels == ("Vigo", "Ávila", "Lugo")


def test_personal_columns_and_identifiers_are_not_looked_at(shop):
    offered = {column.name for column in columns_to_explore(shop.source.columns)}
    assert offered == {"Gasto", "Visitas", "Satisfacción", "Ciudad", "Pago", "Tramo de edad"}
    for name in ("Correo", "Cliente", "Color"):
        with pytest.raises(InputError):
            cross(shop, name)


def test_numbers_of_many_values_and_a_column_against_itself_are_refused(shop):
    with pytest.raises(InputError, match="too many different values"):
        cross(shop, "Gasto")
    with pytest.raises(UsageError):
        cross(shop, "Ciudad", "Ciudad")


def test_every_figure_of_a_cell_stands_in_a_row(shop):
    cells = cross(shop, "Ciudad", "Pago").cells()
    assert cells.index.names == ["Ciudad", "Pago"]
    assert cells["customers"].sum() == 300
    assert cells["total_share"].sum() == pytest.approx(1)
    assert cells.loc[("Vigo", "efectivo"), "row_share"] == pytest.approx(
        cells.loc[("Vigo", "efectivo"), "customers"] / 100
    )


def test_rare_levels_stand_together(tmp_path):
    lines = ["id,spend,visits,town"]
    # A hub in two lines of three, else one of forty towns: nineteen are told apart.
    lines += [f"A{n:04d},{n % 90},{n % 7},{'Hub' if n % 3 else f'Town {n % 40}'}" for n in range(240)]
    path = tmp_path / "towns.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    found = groups_of(
        segmented(path, k="2", draws=0, use=("spend", "visits"), type=("town=category",)), "town"
    )
    assert len(found.labels) == 20
    assert str(found.labels[-1]) == "22 other values"
    assert found.sizes.sum() == 240


def test_a_pair_is_written_with_a_star_and_a_name_that_holds_one_comes_first(tmp_path):
    path = tmp_path / "stars.csv"
    lines = ["id,spend,a,b,a*b"] + [f"X{n:03d},{7 * n % 50},{n % 5},{n % 3},{n % 4}" for n in range(60)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    columns = segmented(path, k="2", draws=0, use=("spend",)).source.columns
    wanted = (Columns("a*b"), Columns("b", "a"), Columns("a*b", "b"), Columns("spend"))
    assert columns_asked_for(columns, ("a*b", "b * a", "a*b*b", "spend")) == wanted
    for item in ("a*c", "c", "a*a", "id"):
        with pytest.raises((InputError, UsageError)):
            columns_asked_for(columns, (item,))


@pytest.mark.parametrize(
    ("words", "case"), [(("bleibt", "gekündigt"), "gekündigt"), (("ja", "nein"), "nein")]
)
def test_the_case_of_an_outcome_stands_first(tmp_path, words, case):
    path = tmp_path / "kunden.csv"
    lines = ["kunde;umsatz;besuche;ende"]
    lines += [f"K{n:04d};{7 * n % 90 + 1};{n % 7};{words[n % 4 == 0]}" for n in range(160)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    result = segmented(path, k="2", draws=0, use=("umsatz", "besuche"), outcome=(f"ende={case}",))
    found = groups_of(result, "ende")
    assert str(found.labels[0]) == case
    assert found.is_ordered
    assert found.sizes.tolist() == [40, 120]


def test_columns_are_called_and_ordered_as_the_user_says():
    result = segmented_frame(
        customers_frame(),
        k="2",
        use=("age", "income"),
        type=("plan=ordered:plus<basic<gold",),
        labels=(ColumnLabel("plan", "Tariff"),),
    )
    assert groups_of(result, "plan").labels == ("plus", "basic", "gold")
    assert "“Tariff”" in str(cross(result, "plan", None).finding)
    columns = Columns("plan", "age")
    assert str(columns.title_among(result.source.columns)) == "“Tariff” against “Age”"
