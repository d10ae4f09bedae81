"""What was found in a file, in sentences."""

from collections import Counter
from dataclasses import fields
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from segdesk.app.column_labels import role_label
from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.recipe.settings import Setting
from segdesk.engine.recipe.transactions import TransactionsSpec

if TYPE_CHECKING:
    from segdesk.app.inspection_job import Inspected
    from segdesk.engine.schema.inspection import Inspection
    from segdesk.messages import Message

ORDER_COLUMNS = ("customer", "date", "amount", "order", "quantity", "price", "refund", "product")
_MOST_LEFT_OUT = 8
_MORE_ORDER_COLUMNS = ("category", "currency", "country")


def order_knob(name: str) -> Setting:
    """Return how a setting of purchases is declared."""
    found: Setting = next(f.metadata["setting"] for f in fields(TransactionsSpec) if f.name == name)
    return found


class Findings(QObject):
    """Puts what was found into words."""

    def summary(self, inspected: "Inspected") -> str:
        """Return size and way of writing of a table that was read."""
        assert inspected.table is not None
        size = self.tr("{rows} and {columns}.").format(
            rows=self.tr("%Ln row(s)", "", inspected.table.n_rows),
            columns=self.tr("%Ln column(s)", "", len(inspected.table.columns)),
        )
        if inspected.table.sample_of:
            whole = self.tr("They are a sample of the %Ln row(s) of the file.", "", inspected.table.sample_of)
            size = f"{size} {whole}"
        if inspected.opened is not None and inspected.opened.purchases is not None:
            n = inspected.opened.customers.table.n_rows
            size = self.tr("{size} They make %Ln customer(s).", "", n).format(size=size)
        details = [
            text
            for text in (self._separator(inspected), self._decimal(inspected), self._dates(inspected))
            if text
        ]
        if not details:
            return size
        told = ", ".join(details)
        return f"{size} {told[0].upper()}{told[1:]}."

    def notes(self, inspected: "Inspected") -> list[str]:
        """Return what the user should know: warnings, what the reader did, columns left out."""
        found: list[Message] = []
        if inspected.table is not None:
            found += inspected.table.warnings
        if inspected.read is not None:
            found += [warning for column in inspected.read.columns for warning in column.warnings]
            found += inspected.read.schema.warnings
        if inspected.opened is not None and inspected.opened.purchases is not None:
            found += inspected.opened.purchases.reconciled.warnings
            found += inspected.opened.customers.table.warnings
        if inspected.table is not None:
            found += inspected.table.steps
        left_out = [] if inspected.read is None else self._left_out(inspected.read)
        return [*dict.fromkeys(str(each) for each in found), *left_out]

    def counted(self, inspected: "Inspected") -> list[str]:
        """Return what became of the lines of an orders table, and their money."""
        if inspected.opened is None or inspected.opened.purchases is None:
            return []
        return [str(step) for step in inspected.opened.purchases.reconciled.steps]

    def uses(self, inspection: "Inspection") -> dict[str, str]:
        """Return what columns are where that is more than a role, by name."""
        purchases = inspection.schema.purchases
        if purchases is None:
            return self._uses_of_customers(inspection)
        roles = {
            "category": self.tr("product category"),
            "currency": self.tr("currency"),
            "country": self.tr("country"),
            "customer": self.tr("customer"),
            "date": self.tr("date of the order"),
            "amount": self.tr("amount"),
            "order": self.tr("order number"),
            "quantity": self.tr("quantity"),
            "price": self.tr("price"),
            "refund": self.tr("refund"),
            "product": self.tr("product"),
        }
        uses = dict.fromkeys(inspection.table.names, self.tr("not needed"))
        uses |= dict.fromkeys(purchases.of_customer, self.tr("of the customer"))
        uses |= {each.name: self.tr("status") for each in purchases.status}
        uses |= {
            getattr(purchases, role): roles[role]
            for role in (*_MORE_ORDER_COLUMNS, *ORDER_COLUMNS)
            if getattr(purchases, role) is not None
        }
        return uses

    def _uses_of_customers(self, inspection: "Inspection") -> dict[str, str]:
        uses = dict.fromkeys(inspection.schema.names(Role.IDENTIFIER), self.tr("customer"))
        for choice in inspection.schema.choices:
            if choice.name == inspection.schema.value_column:
                uses[choice.name] = self.tr("money, {role}").format(role=role_label(choice.role))
        return uses

    def _left_out(self, inspection: "Inspection") -> list[str]:
        """Return which columns of a customers table are left out, with the reason of each."""
        if inspection.schema.kind != "customers":
            return []
        out = [each for each in inspection.schema.choices if each.role is Role.IGNORED]
        told = [
            self.tr("“{column}” is left out – {reason}.").format(column=each.name, reason=each.reason)
            for each in out[:_MOST_LEFT_OUT]
        ]
        if len(out) > _MOST_LEFT_OUT:
            told.append(self.tr("%Ln more column(s) left out.", "", len(out) - _MOST_LEFT_OUT))
        return told

    def _separator(self, inspected: "Inspected") -> str:
        assert inspected.table is not None
        mark = inspected.table.source.delimiter
        if mark is None or len(inspected.table.columns) == 1:
            return ""
        names = {
            ",": self.tr("commas separate columns"),
            ";": self.tr("semicolons separate columns"),
            "\t": self.tr("tabs separate columns"),
            "|": self.tr("vertical bars separate columns"),
        }
        return names.get(mark, self.tr("“{mark}” separates columns").format(mark=mark))

    def _decimal(self, inspected: "Inspected") -> str:
        columns = () if inspected.read is None or inspected.table is None else inspected.read.columns
        marks = Counter(c.format.decimal for c in columns if c.type is ColumnType.NUMBER and c.format.decimal)
        if not marks or inspected.table is None or inspected.table.source.delimiter is None:
            return ""
        if marks.most_common(1)[0][0] == ",":
            return self.tr("numbers have a decimal comma")
        return self.tr("numbers have a decimal point")

    def _dates(self, inspected: "Inspected") -> str:
        columns = () if inspected.read is None else inspected.read.columns
        orders = {c.format.date_order for c in columns if c.type is ColumnType.DATE and c.format.date_order}
        if len(orders) != 1:
            return ""
        names = {
            "day first": self.tr("dates are day-first"),
            "month first": self.tr("dates are month-first"),
            "year first": self.tr("dates are year-first"),
        }
        return names.get(orders.pop(), "")
