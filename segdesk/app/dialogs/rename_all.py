"""All names of the segments in one form."""

from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QScrollArea, QWidget

from segdesk.app.controller import Controller
from segdesk.app.dialogs.base import Dialog
from segdesk.errors import SegdeskError
from segdesk.messages import Percent

LONGEST = 60


class RenameAllDialog(Dialog):
    """Takes a name for each segment; an empty or repeated one is refused in place."""

    def __init__(self, controller: Controller, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Rename all segments"))
        self._controller = controller
        segmentation = controller.document.segmentation
        assert segmentation is not None
        self.column.addWidget(
            QLabel(self.tr("The names go into the labeled file, the report and the model."))
        )
        form_widget = QWidget()
        form = QFormLayout(form_widget)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.fields: dict[int, QLineEdit] = {}
        for segment in segmentation.named:
            field = QLineEdit(str(segment.name))
            field.setMaxLength(LONGEST)
            field.setToolTip(str(segment.description))
            label = self.tr("Segment {number} ({share})").format(
                number=segment.number, share=Percent(segment.share)
            )
            field.setAccessibleName(label)
            form.addRow(label, field)
            self.fields[segment.number] = field
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(form_widget)
        self.column.addWidget(area, 1)
        self._trouble = QLabel()
        self._trouble.setObjectName("error")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self.column.addWidget(self._trouble)
        self.add_buttons(self.tr("Rename"), self._rename)
        self.resize_to_text(560, min(640, 200 + 44 * len(self.fields)))

    def _rename(self) -> None:
        try:
            self._controller.rename({number: field.text() for number, field in self.fields.items()})
        except SegdeskError as error:
            self._trouble.setText(str(error))
            self._trouble.show()
            return
        self.accept()
