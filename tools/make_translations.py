"""Bring the catalogues of translations up to date with the texts in the code, and compile them.

    python tools/make_translations.py            update and compile
    python tools/make_translations.py --check    change nothing; tell what is missing and leave with 1

The engine's texts stand in .po files, the window's in Qt's .ts files. A new text appears in each with an empty
translation; one that the code no longer says is dropped. Translate in the .po or .ts file (there also take the mark
`type="unfinished"` away, or use Qt Linguist) and run this again: the .mo or .qm file beside it is what the program
reads. All are committed, so that a wheel needs no build step. The same texts give the same bytes: no dates, no
versions, no line numbers.

Babel reads, merges and writes the catalogues. Texts are found by hand, because its extractor glues the two texts of a
choice (`say("..." if x else "...")`) into one that nobody says: 6 of 1,396 were wrong, without a word.
"""

import ast
import csv
import io
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

ROOT = Path(__file__).parents[1]
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = {"de": "German", "es": "Spanish"}
MARKS = ("say", "say_n", "wording", "wording_n")
# What a text of the window is found by: the class that says it, and the text.
Entry = tuple[str, str]
WIDTH = 110


@dataclass(frozen=True, order=True)
class Text:
    """A template as the code says it, and the file that does."""

    file: str
    template: str
    plural: str = ""


class PlainCatalog(Catalog):
    """A catalogue whose header holds only what a reader of the file needs."""

    mime_headers = [  # noqa: RUF012 - babel's own attribute, a list there too
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
    ]


def main(words: list[str]) -> int:
    """Update every catalogue, or check them all, and return the exit code."""
    if words not in ([], ["--check"]):
        print(__doc__)
        return 2
    troubles = check() if words else update()
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    return 1 if troubles else 0


# Each catalogue has a function that makes its files anew from the code and from the translations there are, as bytes
# by path, and says what is not translated.


def check() -> list[str]:
    """Return what is wrong with the files as they are; nothing is changed."""
    files, troubles = all_files()
    for path, data in files.items():
        there = path.read_bytes() if path.exists() else b""
        if there != data:
            name = path.relative_to(TRANSLATIONS)
            troubles.append(f"{name} is not up to date: run tools/make_translations.py")
        if there and path.suffix == ".ts":
            known, said = window_texts(there), window_texts(data)
            troubles += [f"{path.name}: missing: {entry}" for entry in said if entry not in known]
            troubles += [f"{path.name}: obsolete: {entry}" for entry in known if entry not in said]
    return troubles


def update() -> list[str]:
    """Write every file and return what is left to translate."""
    files, troubles = all_files()
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return troubles


def all_files() -> tuple[dict[Path, bytes], list[str]]:
    """Return the files of both catalogues as they should be, and what they lack."""
    (engine, untold), (window, unsaid) = engine_files(), window_files()
    return engine | window, untold + unsaid


def engine_files() -> tuple[dict[Path, bytes], list[str]]:
    """Return the .po and .mo files of what engine, charts, report and command line say, and what they lack."""
    files, troubles = {}, []
    texts = sorted({*said_in_code(), *said_in_report(), *said_in_data()})
    for language, name in LANGUAGES.items():
        folder = TRANSLATIONS / language / "LC_MESSAGES"
        catalogue = translated(texts, folder / "segdesk.po", name)
        missing = [message.id for message in catalogue if message.id and not is_translated(message.string)]
        troubles += [f"{language}: not translated: {template}" for template in missing]
        po, mo = io.BytesIO(), io.BytesIO()
        write_po(po, catalogue, width=WIDTH, include_lineno=False)
        write_mo(mo, finished(catalogue))
        files[folder / "segdesk.po"], files[folder / "segdesk.mo"] = po.getvalue(), mo.getvalue()
    return files, troubles


def window_files() -> tuple[dict[Path, bytes], list[str]]:
    """Return the .ts and .qm files of what the window says, and what they lack; English has plural forms only."""
    files, troubles = {}, []
    sources = sorted((ROOT / "segdesk" / "app").rglob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        for language in ("en", *LANGUAGES):
            ts = Path(folder, f"segdesk_{language}.ts")
            if (TRANSLATIONS / ts.name).exists():
                shutil.copy(TRANSLATIONS / ts.name, ts)
            options = ["-no-obsolete", "-locations", "none", "-disable-heuristic", "similartext"]
            options += ["-source-language", "en", "-target-language", language]
            options += ["-pluralonly"] if language == "en" else []
            run_tool("pyside6-lupdate", *options, *sources, "-ts", ts)
            qm = ts.with_suffix(".qm")
            run_tool("pyside6-lrelease", "-nounfinished", ts, "-qm", qm)
            for made in (ts, qm):
                files[TRANSLATIONS / made.name] = made.read_bytes()
            unfinished = [entry for entry, done in window_texts(ts.read_bytes()).items() if not done]
            troubles += [f"{ts.name}: not translated: {entry}" for entry in unfinished]
    return files, troubles


def run_tool(name: str, *arguments: str | Path) -> None:
    """Run one of PySide6's tools, quietly unless it fails."""
    tool = Path(sysconfig.get_path("scripts"), name)
    done = subprocess.run([tool, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name}: {done.stdout}{done.stderr}")


def window_texts(ts: bytes) -> dict[Entry, bool]:
    """Return the texts of a .ts file, and of each whether it is translated."""
    found = {}
    for context in ElementTree.fromstring(ts).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text for form in translation.iter("numerusform")] or [translation.text]
            done = translation.get("type") is None and all(forms)
            found[context.findtext("name", ""), message.findtext("source", "")] = done
    return found


def translated(texts: list[Text], path: Path, name: str) -> Catalog:
    """Return a catalogue of the texts with the translations that the file at `path` has for them."""
    known = Catalog()
    if path.exists():
        with path.open("rb") as file:
            known = read_po(file)
    comment = f"# {name} texts of segdesk; tools/make_translations.py keeps the list."
    catalogue = PlainCatalog(header_comment=comment, fuzzy=False)
    for text in texts:
        key = (text.template, text.plural) if text.plural else text.template
        there = known.get(text.template)
        string = there.string if there is not None and there.id == key else ""
        if not text.plural and says_nothing(text.template):
            string = text.template
        added = catalogue.add(key, string, locations=[(text.file, 0)])
        if added.id != key:
            raise SystemExit(f"said with and without a plural: {text.template}")
    return catalogue


def finished(catalogue: Catalog) -> Catalog:
    """Return what is translated; the program says the rest in English."""
    kept = PlainCatalog(fuzzy=False)
    for message in catalogue:
        if message.id and is_translated(message.string):
            kept.add(message.id, message.string)
    return kept


def says_nothing(template: str) -> bool:
    """Return whether a template holds neither words nor quotes, so that it is the same in every language."""
    return re.search(r"[^\W\d_]|[“”]", re.sub(r"\{[^}]*\}", "", template)) is None


def is_translated(string: str | tuple[str, ...]) -> bool:
    """Return whether every form of a text is there."""
    return all(string) if isinstance(string, tuple | list) else bool(string)


def said_in_code() -> Iterator[Text]:
    """Yield the templates of every call of `MARKS` in the package; a test proves that all are literals."""
    for path in sorted((ROOT / "segdesk").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS):
                continue
            if node.func.id in ("say_n", "wording_n"):
                one, many = (_literals(argument) for argument in node.args[:2])
                yield from (Text(name, *pair) for pair in zip(one, many, strict=True))
            else:
                yield from (Text(name, template) for template in _literals(node.args[0]))


def _literals(argument: ast.expr) -> list[str]:
    """Return the text of an argument, or both of a choice between two."""
    branches = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
    return [b.value for b in branches if isinstance(b, ast.Constant) and isinstance(b.value, str)]


def said_in_report() -> Iterator[Text]:
    """Yield the templates of every `say` in the report's page."""
    for path in sorted((ROOT / "resources" / "templates").glob("*.j2")):
        name = path.relative_to(ROOT).as_posix()
        page = Environment(autoescape=True).parse(path.read_text("utf-8"))
        for _, _, said in extract_from_ast(page, MARKS):
            yield Text(name, said) if isinstance(said, str) else Text(name, *(t for t in said if t))


def said_in_data() -> Iterator[Text]:
    """Yield the texts of data files that reach the user: of the samples, and the names of RFM cells."""
    index = ROOT / "resources" / "samples" / "samples.toml"
    for sample in tomllib.loads(index.read_text("utf-8"))["sample"]:
        for key in ("title", "description"):
            yield Text(index.relative_to(ROOT).as_posix(), sample[key])
    for path in sorted((ROOT / "resources").glob("rfm_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield Text(path.relative_to(ROOT).as_posix(), row["segment"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
