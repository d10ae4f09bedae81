"""From a role that the user gives to a column to settings."""

import pytest

from segdesk.app.column_roles import settings_for
from segdesk.engine.data.table import Role
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.inspection import inspect
from segdesk.engine.transactions.purchases import reconsider
from segdesk.errors import UsageError
from segdesk.io.frames import table_from_frame
from segdesk.samples import sample_path
from tests.app.documents import opened
from tests.engine.frames import recipe, shop


@pytest.fixture
def inspection():
    return inspect(table_from_frame(shop()), recipe().columns)


def given(inspection, before, name, role):
    after = before.with_settings(settings_for(inspection, before, [name], role))
    return reconsider(inspection, after), after


def role_of(inspection, name):
    return next(each.role for each in inspection.schema.choices if each.name == name)


@pytest.mark.parametrize("role", [Role.DESCRIPTOR, Role.IGNORED, Role.SEGMENTATION])
@pytest.mark.parametrize("name", ["income", "plan"])
def test_only_this_column_changes(inspection, name, role):
    after, _ = given(inspection, recipe(), name, role)
    for before in inspection.schema.choices:
        assert role_of(after, before.name) is (role if before.name == name else before.role)


def test_roles_can_be_given_one_after_the_other(inspection):
    settings = recipe()
    for role in (Role.IGNORED, Role.DESCRIPTOR, Role.SEGMENTATION, Role.IGNORED, Role.SEGMENTATION):
        inspection, settings = given(inspection, settings, "age", role)
        assert role_of(inspection, "age") is role


def test_another_identifier_and_back(inspection):
    changed, settings = given(inspection, recipe(), "plan", Role.IDENTIFIER)
    assert role_of(changed, "plan") is Role.IDENTIFIER
    assert "plan" not in settings.columns.use
    back, settings = given(changed, settings, "plan", Role.SEGMENTATION)
    assert role_of(back, "plan") is Role.SEGMENTATION
    assert settings.columns.id is None
    assert role_of(back, "customer id") is Role.IDENTIFIER


def test_the_last_column_stays(inspection):
    only = Recipe().with_settings({"kind": "customers", "use": ("age",)})
    with pytest.raises(UsageError, match="no column is left"):
        settings_for(reconsider(inspection, only), only, ["age"], Role.IGNORED)


def test_customers_of_orders_keep_their_identifier():
    done = opened(sample_path("orders"))
    identifier = done.purchases.identifier
    with pytest.raises(UsageError, match="identifies the customers"):
        settings_for(done.customers, done.recipe, [identifier], Role.IGNORED)
    with pytest.raises(UsageError, match="identifies the customers"):
        settings_for(done.customers, done.recipe, ["frequency"], Role.IDENTIFIER)
    settings = settings_for(done.customers, done.recipe, ["frequency"], Role.IGNORED)
    after = reconsider(done.customers, done.recipe.with_settings(settings), done.purchases)
    assert role_of(after, "frequency") is Role.IGNORED
