"""About: a button for the licences where the program carries them, and none elsewhere."""

from PySide6.QtWidgets import QDialogButtonBox, QPushButton

from segdesk.app.dialogs.about_dialog import AboutDialog
from segdesk.app.dialogs.licences_dialog import LicencesDialog


def labels(about: AboutDialog) -> list[str]:
    return [button.text().replace("&", "") for button in about.findChildren(QPushButton)]


def test_a_checkout_has_no_file_of_licences_and_no_button_for_it(drive):
    drive.action("about").trigger()
    about = drive.dialog(AboutDialog)
    assert labels(about) == ["Close"]
    about.reject()


def test_the_button_shows_the_whole_file(drive, tmp_path):
    licences = tmp_path / "THIRD-PARTY-LICENCES.txt"
    licences.write_text("Licences of what segdesk is made of\n\nnumpy 2.4.6 – Größe\n", "utf-8")
    about = AboutDialog(drive.window, licences)
    about.open()
    drive.live()
    box = about.findChildren(QDialogButtonBox)[0]
    drive.click(next(button for button in box.buttons() if button.text() == "Licences"))
    shown = drive.dialog(LicencesDialog)
    assert shown.text.toPlainText() == licences.read_text("utf-8")
    assert shown.text.isReadOnly()
    shown.reject()
    about.reject()
