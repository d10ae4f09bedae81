"""The window in German and Spanish: whole catalogues, letters to press that differ, and nothing left in English."""

import ast
import re
import shutil
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QLocale, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QSpinBox,
    QTabBar,
    QTextBrowser,
    QWidget,
)

from segdesk.app.dialogs.assign_file import AssignFileDialog
from segdesk.app.dialogs.open_database import OpenDatabaseDialog
from segdesk.engine.data.column_titles import readable
from segdesk.io.database_servers import Offered
from segdesk.io.reading import read_table
from segdesk.resources import resource
from segdesk.samples import sample_path
from tests.app.driving import Drive, few_customers
from tests.test_translations import FOREIGN, OPEN_AND_CLOSE, load_maker, pairs, words_only

APP = Path(__file__).parents[2] / "segdesk" / "app"
TRANSLATED = ("de", "es")
LANGUAGES = ("en", *TRANSLATED)

# Names, and words that the languages share.
SAME = {
    "For&mat",
    "&Name",
    "Lasso",
    "Logo",
    "Name",
    "&Server",
    "P&ort",
    "no",
    "Segment",
    "Segment {number} ({share})",
    "&System",
    "{type} in {unit}",
    "✓ Up to date · {seconds} s",
    "{seconds} s",
}
# Words of the sample files and names of columns, which are the same in every language.
DATA = {
    "yes", "no", "customer_id", "age", "gender", "city", "region", "channel", "orders", "spend", "product", "category",
    "quantity", "country", "currency", "frequency", "segment", "CSV", "Excel", "Parquet",
}  # fmt: skip


@cache
def entries(language: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the translations of a language by context and source, plural forms one by one."""
    found = {}
    for context in ElementTree.parse(resource("translations", f"segdesk_{language}.ts")).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            found[context.findtext("name"), message.findtext("source")] = tuple(forms)
    return found


def plural_entries(language: str) -> dict[tuple[str, str], tuple[str, ...]]:
    return {key: forms for key, forms in entries(language).items() if len(forms) > 1}


def placeholders(text: str) -> list[str]:
    names = [name for _, name, _, _ in string.Formatter().parse(text) if name]
    return sorted(names + re.findall(r"%L?n", text))


def calls() -> Iterator[tuple[str | None, ast.Call]]:
    """Yield every call of `tr` and `translate` in the window with the class that it stands in."""

    def walk(node: ast.AST, inside: str | None) -> Iterator[tuple[str | None, ast.Call]]:
        for child in ast.iter_child_nodes(node):
            match child:
                case ast.Call(func=ast.Attribute(attr="tr" | "translate")):
                    yield inside, child
            yield from walk(child, child.name if isinstance(child, ast.ClassDef) else inside)

    for path in APP.rglob("*.py"):
        yield from walk(ast.parse(path.read_text("utf-8")), None)


def said(inside: str | None, call: ast.Call) -> tuple[str | None, str, bool]:
    """Return context and text as Python looks them up, and whether a count decides the wording."""
    own = call.func.attr == "tr"
    texts = [call.args[0]] if own else call.args[:2]
    literal = all(isinstance(text, ast.Constant) and isinstance(text.value, str) for text in texts)
    assert literal, ast.unparse(call)
    context = inside if own else texts[0].value
    return context, texts[-1].value, len(call.args) > (2 if own else 3)


def test_every_text_is_a_literal_and_found():
    code = {said(inside, call) for inside, call in calls()}
    counted = plural_entries("de")
    assert code == {(*key, key in counted) for key in entries("de")}
    assert set(entries("en")) == set(counted)


def test_no_class_counts_in_the_name_of_another():
    """Qt looks a plural up under the class of the object alone, so a subclass would not find its base's."""
    counting = {inside for inside, call in calls() if inside and said(inside, call)[2]}
    bases = {
        base.id
        for path in APP.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        for base in node.bases
        if isinstance(base, ast.Name)
    }
    assert not counting & bases


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_hold_the_placeholders_of_their_text(language: str):
    for (_, source), forms in entries(language).items():
        for number, form in enumerate(forms):
            # One of something may be said without the figure.
            if number == 0 and len(forms) > 1 and not re.search("%L?n", form):
                continue
            assert placeholders(form) == placeholders(source), form


@pytest.mark.parametrize("language", TRANSLATED)
def test_texts_are_written_as_the_language_does(language: str):
    opening, closing = OPEN_AND_CLOSE[language]
    for (_, source), forms in entries(language).items():
        for form in forms:
            assert form == form.strip(), form
            assert form.count(opening) == form.count(closing), form
            assert not set(form) & set(FOREIGN[language]), form
            assert not source.endswith((".", ":", "?", "…")) or form.endswith(source[-1]), form
            assert source in SAME or not words_only(source) or form != source, form


def test_a_wanting_catalogue_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    maker = load_maker()
    folder = tmp_path / "translations"
    shutil.copytree(resource("translations"), folder)
    monkeypatch.setattr(maker, "TRANSLATIONS", folder)
    german, spanish = folder / "segdesk_de.ts", folder / "segdesk_es.ts"
    text = german.read_text("utf-8")
    text = text.replace("<source>Find segments</source>", "<source>Look for segments</source>")
    german.write_text(text, "utf-8")
    text = spanish.read_text("utf-8")
    text = text.replace("<translation>Exportar<", '<translation type="unfinished">Exportar<')
    spanish.write_text(text, "utf-8")
    (folder / "segdesk_en.qm").write_bytes(b"")

    told = "\n".join(maker.check())
    assert "segdesk_de.ts: missing: ('SettingsPane', 'Find segments')" in told
    assert "segdesk_de.ts: obsolete: ('SettingsPane', 'Look for segments')" in told
    assert "segdesk_de.ts: not translated: ('SettingsPane', 'Find segments')" in told
    assert "segdesk_es.ts: not translated: ('ExportDialog', 'Export')" in told
    assert "segdesk_en.qm is not up to date" in told


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def speaking(qapp: QApplication, language: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drive]:
    """A window in the language."""
    made = Drive(qapp, tmp_path_factory.mktemp(language))
    made.desk.speak(language)
    made.until(made.window.isActiveWindow)
    yield made
    made.close()


@pytest.mark.usefixtures("speaking")
def test_counts_are_said_as_the_language_does(language: str):
    for (context, source), forms in plural_entries(language).items():
        for count in (0, 1, 2, 2005):
            text = QCoreApplication.translate(context, source, "", count)
            form = forms[0 if count == 1 else 1]
            figure = QLocale().toString(count)
            assert text == form.replace("%Ln", figure).replace("%n", str(count))
            assert "(s)" not in text


def letters(menu: QMenu) -> Iterator[tuple[str, list[str]]]:
    """Yield the letters to press in a menu and in those below it."""
    texts = [action.text().replace("&&", "") for action in menu.actions() if not action.isSeparator()]
    yield menu.title(), [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    for action in menu.actions():
        if action.menu() is not None:
            yield from letters(action.menu())


def test_letters_to_press_differ_within_each_menu(speaking: Drive, language: str):
    bar = speaking.window.menuBar()
    tops = [action.text() for action in bar.actions()]
    assert all("&" in text for text in tops)
    menus = [("", [text[text.index("&") + 1].lower() for text in tops])]
    for action in bar.actions():
        menus += letters(action.menu())
    if language in TRANSLATED:
        texts = [forms[0] for (context, _), forms in entries(language).items() if context == "ColumnMenu"]
        menus.append(("ColumnMenu", [text[text.index("&") + 1].lower() for text in texts if "&" in text]))
    assert len(menus) > 8
    for title, found in menus:
        assert len(found) == len(set(found)), (title, found)


def texts_of(thing: QObject) -> Iterator[str]:
    """Yield what a widget or action shows or says."""
    if isinstance(thing, QAction):
        yield from (thing.text(), thing.iconText(), thing.toolTip())
        return
    assert isinstance(thing, QWidget)
    yield from (thing.toolTip(), thing.accessibleName(), thing.accessibleDescription(), thing.windowTitle())
    if isinstance(thing, QLabel | QAbstractButton):
        yield thing.text()
    elif isinstance(thing, QLineEdit):
        yield thing.placeholderText()
    elif isinstance(thing, QComboBox):
        yield from (thing.itemText(place) for place in range(thing.count()))
    elif isinstance(thing, QSpinBox):
        yield thing.text()
    elif isinstance(thing, QTabBar):
        yield from (thing.tabText(place) for place in range(thing.count()))
        yield from (thing.tabToolTip(place) for place in range(thing.count()))
    elif isinstance(thing, QMenu):
        yield thing.title()
    elif isinstance(thing, QTextBrowser):
        yield thing.toPlainText()
    elif isinstance(thing, QAbstractItemView) and thing.model() is not None:
        yield from texts_of_model(thing)


def texts_of_model(view: QAbstractItemView) -> Iterator[str]:
    """Yield headings and the first rows of a list or table."""
    model, across = view.model(), Qt.Orientation.Horizontal
    # A list model of Qt's keeps its number of columns to itself.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    for role in roles:
        for column in range(columns):
            yield str(model.headerData(column, across, role) or "")
            for row in range(min(model.rowCount(), 20)):
                yield str(model.index(row, column).data(role) or "")


def plain(text: str) -> str:
    return text.replace("&", "").rstrip("…")


@cache
def english(language: str) -> re.Pattern[str]:
    """Return what fits the English texts, whole and with any values, that the language says otherwise."""
    window = [(source, form) for (_, source), forms in entries(language).items() for form in forms]
    fitting = []
    for source in {plain(source) for source, form in (*window, *pairs(language)) if form != source} - DATA:
        fixed = re.split(r"\{[^}]*\}|%L?n|\(s\)", source)
        # A single word beside a value may come about by chance.
        if len(fixed) == 1 or len(re.findall(r"[^\W\d_]{2,}", " ".join(fixed))) > 1:
            fitting.append(".*".join(map(re.escape, fixed)))
    return re.compile("|".join(fitting), re.DOTALL)


def shown(drive: Drive) -> set[str]:
    """Return every text of the window, of its menus and of its dialogs."""
    found: set[str] = set()
    for thing in (drive.window, *drive.window.findChildren(QWidget), *drive.window.findChildren(QAction)):
        found.update(plain(text) for text in texts_of(thing))
    return found - DATA - {""}


def test_nothing_is_said_in_english(speaking: Drive, language: str, tmp_path: Path):
    drive, seen = speaking, set()
    seen |= shown(drive)
    drive.window.menus.recent.aboutToShow.emit()
    drive.check(sample_path("orders"))
    # Headings of files are no words of ours.
    headings = {readable(name) for name in read_table(sample_path("orders")).names}
    seen |= shown(drive)
    few = few_customers(tmp_path)
    drive.check(few)
    seen |= shown(drive)
    drive.segmented(few)
    seen |= shown(drive)
    drive.selection.select(drive.segmentation.fit.labels == 1)
    drive.bench.settings._fold.setChecked(True)
    drive.bench.segments._why.setChecked(True)
    drive.bench.settings.expert.set("prepare", "scale", "robust")
    drive.settle()
    seen |= shown(drive)
    drive.document.undo.undo()
    window = drive.window
    for show in (
        window.dialogs.export,
        window.dialogs.which_segment,
        window.dialogs.assign_file,
        window.files.open_database,
        window.dialogs.rename_all,
        window.dialogs.show_guide,
        window.dialogs.show_keys,
        window.dialogs.show_about,
        window.dialogs.show_preferences,
        drive.bench.charts.show_as_table,
    ):
        show()
        (dialog,) = drive.dialogs()
        if isinstance(dialog, AssignFileDialog):
            dialog.read([few])
        if isinstance(dialog, OpenDatabaseDialog):
            dialog._show_tables([Offered("s_1", is_view=False, rows=1200), Offered("s_2", is_view=True)])
        drive.settle()
        seen |= shown(drive)
        dialog.reject()
        drive.until(lambda: not drive.dialogs())
    if language == "en":
        # The net that finds nothing in the other languages does catch.
        assert sum(english("de").fullmatch(text) is not None for text in seen) > 250
    else:
        headings |= {column.title for column in drive.document.inspection.columns}
        assert {text for text in seen - headings if english(language).fullmatch(text)} == set()
