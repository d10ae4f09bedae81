"""The tables of a tracking, row by row: what the CSV files and the data frames of the API hold."""

from collections.abc import Iterator

from segdesk.delivery.comparison import MOVED_HEADINGS, flows, moved_rows
from segdesk.engine.tracking.retention import NOT_SEEN
from segdesk.engine.tracking.tracking import Tracking

Value = str | int | float | None

HISTORY_HEADINGS = (
    "period", "segment", "name", "customers", "share", "value", "arrived", "left", "stayed",
)  # fmt: skip
MIGRATION_HEADINGS = ("period", "from", "to", "customers", "value")
MOVED_IN_PERIOD_HEADINGS = ("period", *MOVED_HEADINGS)
RETENTION_HEADINGS = ("cohort", "offset", "customers", "active", "retention")


def history_rows(tracking: Tracking) -> Iterator[tuple[Value, ...]]:
    """Yield how each segment fared in each period, under `HISTORY_HEADINGS`."""
    for row in tracking.history:
        yield (
            *(row.period.label, row.key, row.name, row.customers, row.share, row.value),
            *(row.arrived, row.left, row.stayed),
        )


def migration_rows(tracking: Tracking) -> Iterator[tuple[Value, ...]]:
    """Yield who went where from the period before, under `MIGRATION_HEADINGS`; those on one side only have one."""
    for comparison in tracking.comparisons:
        for old, new, n, value in flows(comparison):
            yield comparison.new_title, old, new, n, value


def moved_in_period_rows(tracking: Tracking) -> Iterator[tuple[Value, ...]]:
    """Yield every move of a customer with its reason, under `MOVED_IN_PERIOD_HEADINGS`."""
    for comparison in tracking.comparisons:
        for row in moved_rows(comparison):
            yield comparison.new_title, *row


def retention_rows(tracking: Tracking) -> Iterator[tuple[Value, ...]]:
    """Yield the triangle of retention cell by cell, under `RETENTION_HEADINGS`; what is not known is left out."""
    retention = tracking.retention
    for cohort, customers, active in zip(
        retention.cohorts, retention.customers.tolist(), retention.active.tolist(), strict=True
    ):
        for offset, n in zip(retention.offsets.tolist(), active, strict=True):
            if n != NOT_SEEN:
                yield cohort.label, offset, customers, n, n / customers
