"""Workbooks: XLSX, XLSM, XLSB, XLS and OpenDocument, by their stored values; nothing in them is run."""

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from segdesk.engine.data.table import Source, Table
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.errors import InputError, Where
from segdesk.io.columns import make_table
from segdesk.io.fingerprint import sha256_of
from segdesk.io.hidden_cells import hidden_cells
from segdesk.io.layout import Layout, find_layout
from segdesk.io.left_out import LeftOut
from segdesk.io.native_cells import column_of, text_of
from segdesk.io.quiet_stderr import quiet_stderr
from segdesk.io.readers.reader_registry import SheetInfo, reader
from segdesk.io.refusals import damaged, refusal
from segdesk.io.tidying import tidy
from segdesk.io.workbook_gate import check_number_of_sheets, check_workbook, scan_of
from segdesk.messages import Message, say
from segdesk.progress import Progress

Rows = list[list[Any]]
Corner = tuple[int, int]

_FIRST_ROWS = 200
# Some programs pad the numbers inside their XML with blanks, which calamine refuses.
_PADDED_NUMBER = re.compile(rb"<v>\s*([-+0-9.eE]+)\s*</v>")


def list_sheets(path: Path) -> list[SheetInfo]:
    """Return the sheets that can be seen, with the rows and columns of the table that each holds."""
    book = _open(path)
    found = []
    for name in _visible(book, path):
        try:
            rows, _ = _rows(book, path, name)
        except InputError:
            # The others can still be read.
            found.append(SheetInfo(name, None, None))
            continue
        layout = _layout(rows)
        n_rows = (
            0
            if layout is None
            else sum(any(text_of(cell).strip() for cell in row) for row in rows[layout.first :])
        )
        found.append(SheetInfo(name, n_rows, 0 if layout is None else layout.width))
    return found


def _recognise(head: bytes, path: Path) -> str | None:
    """Return which workbook a file is; a packed file that is none is left to others."""
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "xls"
    if not head.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        OSError,
        RuntimeError,
        ValueError,
        EOFError,
        zlib.error,
    ):
        raise damaged(path) from None
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.lower().replace("\\", "/") == "xl/workbook.xml" for name in names):
        return "xlsx"
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    if "[Content_Types].xml" in names or mimetype:
        raise refusal(path, say("a document or presentation, not a workbook"))
    return None


@reader(
    "Excel",
    ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods",
    opens=("xlsx", "xlsb", "xls", "ods"),
    recognises=_recognise,
    sheets=list_sheets,
)  # fmt: skip
def read_workbook(path: Path, spec: ReadSpec, progress: Progress) -> Table:
    """Read one sheet of a workbook: the one wanted, or the first that holds a table.

    Raises
    ------
    InputError
        If the workbook is damaged, protected or harmful, has no such sheet, or no sheet holds a table.
    """
    stage = say("Reading {file}", file=path.name)
    progress(stage, 0.0)
    book = _open(path)
    progress(stage, 0.2)
    names = _visible(book, path)
    warnings: list[Message] = []
    meant = None if spec.found is None or spec.found.sheet not in names else spec.found.sheet
    name, rows, (above, left) = _chosen(book, path, names, spec.sheet or meant)
    progress(stage, 0.6)
    others = [other for other in names if other != name]
    steps = []
    if others and spec.sheet is None:
        steps.append(say("The sheet “{sheet}” was read; there are also {others}.", sheet=name, others=others))
    layout = _found(rows, above, spec, Where(file=path.name, sheet=name))
    if layout.heading is None:
        warnings.append(
            say("The file has no line of headings; the columns are called column_1, column_2 and so on.")
        )
    top = rows[: layout.first if layout.heading is None else layout.heading]
    out = LeftOut(titles=sum(any(text_of(cell).strip() for cell in row) for row in top))
    body = rows[layout.first :]
    begin = above + layout.first + 1
    hidden = hidden_cells(path, name)
    out.fill(hidden.spread(body, begin - 1, left), layout.headings)
    warnings += hidden.notes(layout.headings, left, [begin - 1 + i for i, row in enumerate(body) if any(row)])
    cells = [*zip_longest(*body), *[(None,) * len(body)] * layout.width]
    read = [column_of(column) for column in cells[: layout.width]]
    progress(stage, 0.9)
    columns = tidy(
        [encoded for encoded, _ in read],
        layout.headings,
        out,
        lambda at: [begin + row for row in at],
    )
    source = Source(
        path=path,
        format=path.suffix.lstrip(".").upper() or "XLSX",
        sha256=sha256_of(path),
        header_line=0 if layout.heading is None else above + layout.heading + 1,
        sheet=name,
    )
    table = make_table(
        columns,
        layout.headings,
        source,
        steps=[*steps, *out.steps()],
        warnings=[*warnings, *out.warnings],
        natives=[native for _, native in read],
    )
    progress(stage, 1.0)
    return table


def _found(rows: Rows, above: int, spec: ReadSpec, where: Where) -> Layout:
    """Return where the table stands in a sheet."""
    heading = None if not spec.header else spec.header - 1 - above
    if heading is not None and not 0 <= heading < len(rows):
        raise InputError(say("The sheet has no line {line}.", line=spec.header), where)
    layout = _layout(rows, heading, spec.header != 0)
    if layout is None:
        raise InputError(say("The sheet holds no table."), where, say("Choose another sheet with --sheet."))
    return layout


def _open(path: Path) -> Any:
    import python_calamine  # noqa: PLC0415 - heavy

    check_workbook(path)
    try:
        with quiet_stderr():
            return python_calamine.CalamineWorkbook.from_path(str(path))
    except python_calamine.PasswordError:
        raise InputError(
            say("The workbook is protected by a password."),
            Where(file=path.name),
            say("Save it without a password."),
        ) from None
    except BaseException as error:
        raise _translated(error, path) from None


def _translated(error: BaseException, path: Path) -> BaseException:
    """Return the error to raise for one that reading a workbook raised."""
    import python_calamine  # noqa: PLC0415 - heavy

    # A panic of the Rust library is no `Exception`; it means that the file makes no sense to it.
    if isinstance(error, python_calamine.CalamineError) or type(error).__name__ == "PanicException":
        return damaged(path)
    if isinstance(error, OSError) and error.errno is None:
        # Not the disk but the content ended too early.
        return damaged(path)
    return error


def _visible(book: Any, path: Path) -> list[str]:
    import python_calamine  # noqa: PLC0415 - heavy

    names = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        and sheet.visible == python_calamine.SheetVisibleEnum.Visible
    ]
    if not names:
        raise InputError(say("The workbook has no visible sheet."), Where(file=path.name))
    check_number_of_sheets(len(names), path)
    return names


def _rows(book: Any, path: Path, name: str) -> tuple[Rows, Corner]:
    """Return the cells of a sheet, and how many rows and columns of the sheet stand before them."""
    import python_calamine  # noqa: PLC0415 - heavy

    scan = scan_of(path, name)
    try:
        with quiet_stderr():
            sheet = book.get_sheet_by_name(name)
    except python_calamine.CalamineError as error:
        if "float" not in str(error) or not zipfile.is_zipfile(path):
            raise _translated(error, path) from None
        sheet = _mended(path).get_sheet_by_name(name)
    except BaseException as error:
        raise _translated(error, path) from None
    if sheet.start is None:
        return [], (0, 0)
    rows: Rows = sheet.to_python(skip_empty_area=True)
    top, left = sheet.start
    for line, column, text in scan.errors:
        if 0 <= line - top < len(rows) and 0 <= column - left < len(rows[line - top]):
            rows[line - top][column - left] = text
    return rows, (top, left)


def _mended(path: Path) -> Any:
    """Open a copy, in memory, of a workbook whose numbers are padded with blanks."""
    import python_calamine  # noqa: PLC0415 - heavy

    copy = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename.startswith("xl/worksheets/"):
                content = _PADDED_NUMBER.sub(rb"<v>\1</v>", content)
            target.writestr(member, content)
    copy.seek(0)
    return python_calamine.CalamineWorkbook.from_filelike(copy)


def _chosen(book: Any, path: Path, names: Sequence[str], wanted: str | None) -> tuple[str, Rows, Corner]:
    if wanted is not None:
        name = next((each for each in names if each.casefold() == wanted.casefold()), None)
        if name is None:
            raise InputError(
                say("There is no sheet “{sheet}”.", sheet=wanted),
                Where(file=path.name),
                say("The sheets are: {names}.", names=list(names)),
            )
        return (name, *_rows(book, path, name))
    fullest: tuple[str, Rows, Corner] | None = None
    for name in names:
        rows, corner = _rows(book, path, name)
        layout = _layout(rows)
        if layout is not None and layout.width > 1 and len(rows) > layout.first + 1:
            return name, rows, corner
        if fullest is None or len(rows) > len(fullest[1]):
            fullest = name, rows, corner
    assert fullest is not None
    if not fullest[1]:
        raise InputError(say("The workbook is empty."), Where(file=path.name))
    return fullest


def _layout(rows: Rows, heading: int | None = None, has_headings: bool = True) -> Layout | None:
    first = _FIRST_ROWS if heading is None else heading + _FIRST_ROWS
    return find_layout([[text_of(cell) for cell in row] for row in rows[:first]], heading, has_headings)
