"""Whether two engines made the same customers of the same purchases, and told the same of them."""

import datetime as dt

import numpy as np

from segdesk.engine.data.finding import Finding
from segdesk.engine.pipeline.pipeline import customers_of
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.tracking.purchase_months import months_of, retention_of
from segdesk.io.reading import read_table
from segdesk.scale.customers import customers_of_files
from segdesk.scale.engines import BY_DUCKDB
from segdesk.scale.texts import Limits

TODAY = dt.date(2026, 11, 29)
# So little is looked at together that most lines are not, and orders are too many for a dictionary.
SMALL = Limits(sample=6_000, texts=2_500)


def customers_in_memory(path, settings):
    """Summarise a file in memory."""
    recipe = Recipe().with_settings(settings)
    found, purchases = customers_of(read_table(path, recipe.read), recipe, None, TODAY)
    assert purchases is not None, "the table is one of customers"
    return found, purchases


def check_same_customers(path, settings=None, limits=SMALL, memory=None, engine=BY_DUCKDB, in_memory=None):
    """Summarise a file in memory and by SQL; return the customers of the second after all was found the same.

    What memory gives may be known already.
    """
    recipe = Recipe().with_settings(settings or {})
    found, purchases = in_memory or customers_in_memory(path, settings or {})
    by_sql, purchases_by_sql = customers_of_files(
        path, recipe, None, TODAY, limits=limits, memory=memory, engine=engine
    )
    check_columns(found, by_sql)
    # So small a sample may be in doubt, and says so.
    warnings = [str(each) for each in by_sql.warnings if not is_doubt(each)]
    assert warnings == [str(each) for each in found.warnings]
    told = [str(each) for each in by_sql.table.steps if not is_of_sample(each)]
    assert told == [str(each) for each in found.table.steps]
    assert str(by_sql.schema.kind_reason) == str(found.schema.kind_reason)
    assert [(c.name, c.type, c.role) for c in by_sql.schema.choices] == [
        (c.name, c.type, c.role) for c in found.schema.choices
    ]
    check_account(purchases.reconciled, purchases_by_sql.reconciled)
    check_rest(purchases, purchases_by_sql)
    return by_sql, purchases_by_sql


def is_of_sample(step):
    """Return whether a step says that the lines were not held in memory."""
    return isinstance(step, Finding) and step.code == "scale.sampled"


def is_doubt(warning):
    """Return whether a warning says that parts of the sample do not agree."""
    return isinstance(warning, Finding) and warning.code == "scale.sample_in_doubt"


def check_columns(found, by_sql):
    """Hold the customers of one engine against those of the other, cell by cell."""
    assert by_sql.table.names == found.table.names
    for one, other in zip(found.columns, by_sql.columns, strict=True):
        assert (other.type, other.levels, other.format) == (one.type, one.levels, one.format), one.name
        if one.values.dtype.kind == "f":
            np.testing.assert_allclose(other.values, one.values, rtol=1e-9, atol=1e-9, err_msg=one.name)
        else:
            np.testing.assert_array_equal(other.values, one.values, err_msg=one.name)


def check_account(one, other):
    """Hold what became of the lines by one engine against what the other says."""
    assert other.rows() == one.rows()
    assert other.noted == one.noted
    assert other.as_of == one.as_of
    assert [(str(why), n) for why, n in other.customers_left_out] == [
        (str(why), n) for why, n in one.customers_left_out
    ]


def check_rest(one, other):
    """Hold what charts and lists are made of against one another."""
    assert other.table.n_rows == one.table.n_rows
    assert other.table.source == one.table.source
    assert other.columns.status == one.columns.status
    assert (other.forms, other.carried, other.of_customer) == (one.forms, one.carried, one.of_customer)
    first, second = (retention_of(each, months_of(each)) for each in (one, other))
    np.testing.assert_array_equal(second.active, first.active)
    assert (second.cohorts, second.is_whole) == (first.cohorts, first.is_whole)
    assert (other.lifetime is None) == (one.lifetime is None)
    if one.lifetime is not None:
        assert (other.lifetime.holdout is None) == (one.lifetime.holdout is None)
    if one.lifetime is not None and one.lifetime.holdout is not None:
        np.testing.assert_array_equal(other.lifetime.holdout.actual_until, one.lifetime.holdout.actual_until)
        np.testing.assert_allclose(
            other.lifetime.holdout.predicted_until, one.lifetime.holdout.predicted_until, rtol=1e-6
        )
