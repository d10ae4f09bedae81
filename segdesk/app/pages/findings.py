"""What was found in a file, in sentences."""

from collections import Counter
from dataclasses import fields
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from segdesk.engine.data.table import ColumnType
from segdesk.engine.recipe.settings import Setting
from segdesk.engine.recipe.transactions import TransactionsSpec

if TYPE_CHECKING:
    from segdesk.app.looking import Look
    from segdesk.engine.schema.inspection import Inspection
    from segdesk.messages import Message

ORDER_COLUMNS = ("customer", "date", "amount", "order", "quantity", "price", "product")
_MORE_ORDER_COLUMNS = ("category", "currency", "country")


def order_knob(name: str) -> Setting:
    """Return how a setting of purchases is declared."""
    found: Setting = next(f.metadata["setting"] for f in fields(TransactionsSpec) if f.name == name)
    return found


class Findings(QObject):
    """Puts a look at a file into words."""

    def summary(self, look: "Look") -> str:
        """Return size and way of writing of a table that was read."""
        assert look.table is not None
        size = self.tr("{rows} and {columns}.").format(
            rows=self.tr("%Ln row(s)", "", look.table.n_rows),
            columns=self.tr("%Ln column(s)", "", len(look.table.columns)),
        )
        if look.opened is not None and look.opened.purchases is not None:
            n = look.opened.customers.table.n_rows
            size = self.tr("{size} They make %Ln customer(s).", "", n).format(size=size)
        details = [text for text in (self._separator(look), self._decimal(look), self._dates(look)) if text]
        if not details:
            return size
        told = ", ".join(details)
        return f"{size} {told[0].upper()}{told[1:]}."

    def notes(self, look: "Look") -> list[str]:
        """Return what the user should know: warnings first, then what the reader did."""
        found: list[Message] = []
        if look.table is not None:
            found += look.table.warnings
        if look.read is not None:
            found += [warning for column in look.read.columns for warning in column.warnings]
            found += look.read.schema.warnings
        if look.opened is not None and look.opened.purchases is not None:
            found += look.opened.purchases.reconciled.warnings
            found += look.opened.customers.table.warnings
        if look.table is not None:
            found += look.table.steps
        return list(dict.fromkeys(str(each) for each in found))

    def counted(self, look: "Look") -> list[str]:
        """Return what became of the lines of an orders table, and their money."""
        if look.opened is None or look.opened.purchases is None:
            return []
        return [str(step) for step in look.opened.purchases.reconciled.steps]

    def uses(self, inspection: "Inspection") -> dict[str, str]:
        """Return what columns of an orders table are, by name."""
        purchases = inspection.schema.purchases
        if purchases is None:
            return {}
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
            "product": self.tr("product"),
        }
        named = {getattr(purchases, role): role for role in (*_MORE_ORDER_COLUMNS, *ORDER_COLUMNS)}
        return {
            name: roles[named[name]] if name in named else self.tr("not needed")
            for name in inspection.table.names
        }

    def _separator(self, look: "Look") -> str:
        assert look.table is not None
        mark = look.table.source.delimiter
        if mark is None or len(look.table.columns) == 1:
            return ""
        names = {
            ",": self.tr("commas separate columns"),
            ";": self.tr("semicolons separate columns"),
            "\t": self.tr("tabs separate columns"),
            "|": self.tr("vertical bars separate columns"),
        }
        return names.get(mark, self.tr("“{mark}” separates columns").format(mark=mark))

    def _decimal(self, look: "Look") -> str:
        columns = () if look.read is None or look.table is None else look.read.columns
        marks = Counter(c.format.decimal for c in columns if c.type is ColumnType.NUMBER and c.format.decimal)
        if not marks or look.table is None or look.table.source.delimiter is None:
            return ""
        if marks.most_common(1)[0][0] == ",":
            return self.tr("numbers have a decimal comma")
        return self.tr("numbers have a decimal point")

    def _dates(self, look: "Look") -> str:
        columns = () if look.read is None else look.read.columns
        orders = {c.format.date_order for c in columns if c.type is ColumnType.DATE and c.format.date_order}
        if len(orders) != 1:
            return ""
        names = {
            "day first": self.tr("dates are day-first"),
            "month first": self.tr("dates are month-first"),
            "year first": self.tr("dates are year-first"),
        }
        return names.get(orders.pop(), "")
