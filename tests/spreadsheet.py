"""LibreOffice, which reckons what the formulas of a workbook say."""

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd
import pytest
from xlsxwriter.utility import xl_col_to_name

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(
    OFFICE is None,
    reason="LibreOffice is not installed, so nothing reckons (apt-get install libreoffice-calc)",
)
# Commas, quotation marks, UTF-8, numbers to the last digit, and the sheet of this number.
_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,{sheet}"
_DAY_0 = pd.Timestamp("1899-12-30")


def converted(path: Path, folder: Path, target: str) -> Path:
    """Let LibreOffice open a file and save it otherwise; return the folder that what it made is in."""
    made = folder / "made"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [OFFICE, profile, "--headless", "--convert-to", target, "--outdir", str(made), str(path)]
    subprocess.run(words, check=True, timeout=280, stdout=subprocess.DEVNULL)
    return made


def reckoned(path: Path, folder: Path, sheet: int) -> pd.DataFrame:
    """Return a sheet, by its number from 1, as LibreOffice reckons it; cells are texts, empty ones None."""
    made = converted(path, folder, _CSV.format(sheet=sheet))
    (file,) = made.glob(f"{path.stem}-*.csv")
    return pd.read_csv(file, dtype=str, keep_default_na=False).replace("", None)


def pasted(path: Path, part: str, columns: Mapping[int, Sequence[object]]) -> None:
    """Put cells into columns of a sheet, from row 2 on, to the left of what is there; values of formulas are forgotten.

    openpyxl would take minutes for as many formulas.

    Parameters
    ----------
    path : Path
        Of a workbook.
    part : str
        The sheet's file in it.
    columns : mapping of int to sequence
        Cells by the place of their column.
    """
    new = path.with_suffix(".new")
    with ZipFile(path) as source, ZipFile(new, "w", ZIP_DEFLATED) as target:
        for member in source.infolist():
            text = source.read(member)
            if member.filename.startswith("xl/worksheets/sheet"):
                xml = text.decode().replace(' t="str"><f>', "><f>").replace("<v></v>", "")
                text = (_with_cells(xml, columns) if member.filename == part else xml).encode()
            target.writestr(member.filename, text)
    new.replace(path)


def _with_cells(xml: str, columns: Mapping[int, Sequence[object]]) -> str:
    n_rows = len(next(iter(columns.values())))

    def row(found: re.Match[str]) -> str:
        number = int(found[1])
        if not 2 <= number <= n_rows + 1:
            return found[0]
        cells = (_cell(f"{xl_col_to_name(j)}{number}", columns[j][number - 2]) for j in sorted(columns))
        return found[0] + "".join(cells)

    return re.sub(r'<row r="(\d+)"[^>]*>', row, xml)


def _cell(place: str, value: object) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    if isinstance(value, pd.Timestamp):
        value = (value - _DAY_0) / pd.Timedelta(days=1)
    return f'<c r="{place}"><v>{value!r}</v></c>'
