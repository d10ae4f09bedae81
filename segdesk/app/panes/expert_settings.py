"""The expert's settings: a form for each stage of the recipe, made from its declarations."""

from dataclasses import fields
from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from segdesk.app.controller import Controller
from segdesk.app.forms.spec_form import SpecForm
from segdesk.engine.pipeline.method_needs import methods_in_want
from segdesk.engine.recipe.method_choices import capabilities
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import SegdeskError

# Stages with forms, and what of them is chosen elsewhere: columns where the file is checked or in their list.
_STAGES: dict[str, tuple[str, ...]] = {
    "prepare": (),
    "method": (),
    "scan": (),
    "columns": ("kind", "id", "value", "type", "use", "describe", "outcome", "ignore"),
    "transactions": (
        "customer", "date", "amount", "order", "quantity", "price", "product", "category", "country",
        "currency_column", "currency", "join",
    ),
}  # fmt: skip
# Has its own place in the pane; the form offers a range besides.
_NUMBER = "k"


def expert_changes(recipe: Recipe) -> dict[str, Any]:
    """Return the expert's settings that are not as usual, each with its usual value."""
    usual = Recipe()
    changes = {}
    for stage, without in _STAGES.items():
        for f in fields(getattr(usual, stage)):
            default = getattr(getattr(usual, stage), f.name)
            if "setting" not in f.metadata or f.name in (*without, _NUMBER):
                continue
            if getattr(getattr(recipe, stage), f.name) != default:
                changes[f.name] = default
    return changes


class ExpertSettings(QWidget):
    """Shows the forms and asks the document for changes; a refused value is told beside its field."""

    def __init__(self, controller: Controller, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = controller.document
        self.forms: dict[str, SpecForm] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        titles = {
            "prepare": self.tr("Columns"),
            "method": self.tr("Segments"),
            "scan": self.tr("Trust"),
            "columns": self.tr("RFM rules"),
            "transactions": self.tr("Orders"),
        }
        self._headings: dict[str, QLabel] = {}
        for stage, without in _STAGES.items():
            heading = self._headings[stage] = QLabel(titles[stage])
            heading.setObjectName("heading")
            form = self.forms[stage] = SpecForm(getattr(self._document.recipe, stage), without)
            form.edited.connect(lambda name, value, s=stage: self.set(s, name, value))
            column.addWidget(heading)
            column.addWidget(form)
        self.refresh()

    def editor(self, name: str) -> QWidget | None:
        """Return the control of a setting, if it is offered now."""
        for form in self.forms.values():
            if name in form.names and not form.isHidden():
                return form.editor(name)
        return None

    def refresh(self) -> None:
        """Show what the recipe says."""
        for stage, form in self.forms.items():
            form.show_spec(getattr(self._document.recipe, stage))
        opened = self._document.opened
        purchases = opened is not None and opened.purchases is not None
        wanting = self._methods_in_want()
        # Of customers, rules go by columns that the table has; those that are not found can be named.
        by_rules = self._document.recipe.method.by_rules or any(
            capabilities(name).by_rules for name in wanting
        )
        of_customers = opened is not None and not purchases and by_rules
        for stage, wanted in (("transactions", purchases), ("columns", of_customers)):
            self._headings[stage].setVisible(wanted)
            self.forms[stage].setVisible(wanted)
        self.forms["method"].withhold("method", wanting)

    def _methods_in_want(self) -> dict[str, str]:
        """Return the methods that cannot be used of this table, each with a sentence that says why."""
        opened, inspection = self._document.opened, self._document.inspection
        if opened is None or inspection is None:
            return {}
        recipe = self._document.recipe
        wanting = methods_in_want(inspection, recipe.columns, opened.purchases)
        return {name: str(why) for name, why in wanting.items()}

    def set(self, stage: str, name: str, value: Any) -> None:
        """Give a setting a value, undoably."""
        form = self.forms[stage]
        label = form.editor(name).accessibleName()
        try:
            self._document.edit(self.tr("change of “{setting}”").format(setting=label), {name: value})
        except SegdeskError as error:
            form.show_trouble(name, str(error))
