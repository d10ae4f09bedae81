"""Outcomes are known by their headings and values in several languages; what only sounds like one is none."""

import numpy as np
import pytest

from segdesk.engine.data.table import Role
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.schema.inspection import inspect
from segdesk.engine.schema.outcomes import find_case, flags_of
from segdesk.errors import InputError, UsageError
from tests.engine.schema.tables import table_of, typed

YES_NO = ["yes", "no", "no"] * 9


def case_of(heading, cells):
    found = find_case(typed(heading, list(cells)))
    return None if found is None else found.value


@pytest.mark.parametrize(
    "heading",
    [
        "churn", "Churn Flag", "is_churned", "Customer Churn Value", "Attrition", "Exited", "Left", "customer_lost",
        "Response", "responded to last campaign", "Complaint in last 2 years", "CancelledContract", "is_canceled",
        "converted", "default", "default.payment.next.month", "loan_default", "y", "target", "Fraud",
        "Kündigung", "Vertragskündigung", "gekündigt", "Gekuendigt_JN", "abgewandert", "Reklamation",
        "Hat reklamiert", "Reaktion letzte Kampagne", "Zahlungsausfall", "storniert", "baja", "dado de baja", "queja",
        "Abandono de cliente", "canceló", "Respuesta última campaña", "moroso", "impago", "résilié",
        "Client résilié", "a répondu", "Réclamation", "défaut de paiement", "disdetta", "ha risposto", "reclamou",
        "Inadimplente", "opgezegd", "klacht", "rezygnacja", "Отток", "解約",
    ],
)  # fmt: skip
def test_headings_of_outcomes(heading):
    assert case_of(heading, YES_NO) == "yes"


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("response time", YES_NO),
        ("Response 1", YES_NO),
        ("cancelled orders", ["0", "1", "0"] * 9),
        ("Number of complaints", ["0", "1", "1"] * 9),
        ("default language", ["en", "de", "de"] * 9),
        ("default payment method", ["card", "cash", "card"] * 9),
        ("Default", ["small", "large", "large"] * 9),
        ("Response channel", ["mail", "phone", "mail"] * 9),
        ("complaint type", ["billing", "delivery", "billing"] * 9),
        ("churn risk", ["high", "low", "low"] * 9),
        ("Kündigungsfrist", ["1 Monat", "3 Monate", "1 Monat"] * 9),
        ("Left handed", YES_NO),
        ("newsletter", YES_NO),
        ("Prioridad", ["baja", "alta", "baja"] * 9),
        ("Status", ["married", "single", "single"] * 9),
        ("gender", ["male", "female", "male"] * 9),
        ("churn", ["yes", "no", "maybe"] * 9),
        ("Status", ["gold", "silver", "new"] * 9),
        ("Customer Status", ["complained", "churned", "new"] * 9),
        ("complaints", ["0", "1", "2", "5"] * 9),
    ],
)
def test_what_only_sounds_like_an_outcome_is_none(heading, cells):
    assert case_of(heading, cells) is None


@pytest.mark.parametrize(
    ("heading", "cells", "case"),
    [
        ("Churn", ["Churned", "Stayed", "Churned"], "Churned"),
        (
            "Attrition_Flag",
            ["Attrited Customer", "Attrited Customer", "Existing Customer"],
            "Attrited Customer",
        ),
        ("Kundenstatus", ["gekündigt", "aktiv", "gekündigt"], "gekündigt"),
        ("Status", ["active", "cancelled", "cancelled"], "cancelled"),
        ("Response", ["no response", "response", "response"], "response"),
        ("churn", ["not churned", "not churned", "churned"], "churned"),
        ("Loan status", ["default", "paid", "default"], "default"),
        ("Reklamation", ["keine", "Reklamation", "Reklamation"], "Reklamation"),
        ("baja", ["sí", "no", "sí"], "sí"),
        ("Exited", ["1", "0", "1"], "1"),
        ("Churn", ["True", "False", "True"], "True"),
        ("booking_status", ["Not_Canceled", "Canceled", "Canceled"], "Canceled"),
        ("Customer Status", ["Stayed", "Churned", "Joined"], "Churned"),
        ("Estado del cliente", ["activo", "moroso", "nuevo"], "moroso"),
    ],
)
def test_the_case_is_the_value_that_speaks_of_the_event_however_frequent(heading, cells, case):
    assert case_of(heading, cells * 9) == case


def test_of_two_values_that_say_nothing_the_rarer_is_the_case_and_told():
    cells = ["A", "B", "A", "A"] * 9
    inspection = inspect(
        table_of({"churn": cells, "spend": [str(i * 7 % 31) for i in range(36)]}), ColumnsSpec()
    )
    choice = inspection.schema.choices[0]
    assert (choice.role, choice.case.value, choice.case.rarer_than) == (Role.OUTCOME, "B", "A")
    assert "“B” is taken for the case, because it is rarer than “A”" in str(inspection.warnings[-1])


@pytest.mark.parametrize(
    ("cells", "case", "flags"),
    [
        (["yes", "", "no"], "yes", [1, np.nan, 0]),
        (["yes", "", "no"], "no", [0, np.nan, 1]),
        (["gold", "lost", ""], "lost", [0, 1, np.nan]),
        (["2.5", "1.5", ""], "2.5", [1, 0, np.nan]),
    ],
)
def test_flags_say_who_has_the_case(cells, case, flags):
    np.testing.assert_array_equal(flags_of(typed("it", cells * 12), case)[:3], flags)


def columns(spec):
    rows = 60
    table = table_of(
        {
            "Kunde": [f"K{i:03}" for i in range(rows)],
            "spend": [f"{20 + i * 37 % 91}.5" for i in range(rows)],
            "churn": ["yes", "no", "no"] * 20,
            "plan": ["basic", "plus", "gold"] * 20,
            "a=b": ["u", "v", "v", "v"] * 15,
        }
    )
    return {c.name: c for c in inspect(table, spec).schema.choices}


@pytest.mark.parametrize(
    ("setting", "role"),
    [
        ("use", Role.SEGMENTATION),
        ("describe", Role.DESCRIPTOR),
        ("ignore", Role.IGNORED),
        ("outcome", Role.OUTCOME),
    ],
)
def test_the_user_gives_an_outcome_another_role_and_another_column_this_one(setting, role):
    assert columns(ColumnsSpec(**{setting: ("churn",)}))["churn"].role is role
    assert columns(ColumnsSpec())["churn"].role is Role.OUTCOME


def test_outcomes_form_nothing_beside_named_columns():
    roles = columns(ColumnsSpec(use=("spend",)))
    assert (roles["churn"].role, roles["plan"].role) == (Role.OUTCOME, Role.DESCRIPTOR)


@pytest.mark.parametrize(
    ("entry", "name", "case"),
    [("churn=no", "churn", "no"), ("plan=Gold", "plan", "gold"), ("a=b", "a=b", "u"), ("a=b=v", "a=b", "v")],
)
def test_the_user_says_which_value_is_the_case(entry, name, case):
    choice = columns(ColumnsSpec(outcome=(entry,)))[name]
    assert (choice.role, choice.case.value) == (Role.OUTCOME, case)


@pytest.mark.parametrize(
    ("entry", "error"),
    [
        ("plan", "does not have two values"),
        ("plan=tin", "no value “tin”"),
        ("spend", "two values"),
        ("x", "no column"),
    ],
)
def test_what_cannot_be_an_outcome_is_refused(entry, error):
    with pytest.raises(InputError, match=error):
        columns(ColumnsSpec(outcome=(entry,)))


def test_an_outcome_that_forms_segments_too_is_refused():
    with pytest.raises(UsageError, match="two roles"):
        columns(ColumnsSpec(outcome=("churn",), use=("churn",)))
