"""Write the licences of everything that the bundle is made of, with their full texts.

    python tools/make_licences.py THIRD-PARTY-LICENCES.txt [--libraries LIST]

LIST names the shared libraries of the bundle, one path a line; `build.spec` writes it and calls this. Leaves with 1
and names what lacks, and writes nothing, if a licence or its text is missing.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from bundle_parts import Part, bundle_parts, gaps, library_list

RULE = "=" * 100
COMMON_LICENCES = Path("/usr/share/common-licenses")

HEAD = """\
Licences of what segdesk is made of
{rule}

segdesk itself is under the MIT licence (LICENSE). This file lists everything else that the installed
programs contain, and then gives the full text of each licence.

Qt, PySide6 and Shiboken
{rule}

segdesk uses Qt {qt}, PySide6 and Shiboken under the GNU Lesser General Public License, version 3 (LGPL-3.0).
Nothing in them was changed. Both the LGPL-3.0 and the GPL-3.0, which it builds on, stand below.

You may replace them. They are separate shared libraries, which segdesk loads when it starts:

  Linux     _internal/PySide6 and _internal/shiboken6, with Qt's libraries in _internal/PySide6/Qt/lib
            and its plug-ins in _internal/PySide6/Qt/plugins, beside the program (/opt/segdesk if it was
            installed as a package)
  Windows   _internal\\PySide6 and _internal\\shiboken6 beside segdesk.exe, with Qt's libraries Qt6*.dll in
            the first and its plug-ins in plugins
  macOS     segdesk.app/Contents/Frameworks/PySide6 and shiboken6

Put your own build of the same series (Qt {series}) in their place, under the same file names, and start segdesk
as before. segdesk checks neither signatures nor sums of these files. On macOS sign the changed program
for your own computer first (codesign --force --deep --sign - segdesk.app). You may examine and
take apart how segdesk works with these libraries to find mistakes in such changes.

The sources are published by The Qt Company: of Qt {qt} as the source archive qt-everywhere-src-{qt}, of
PySide6 and Shiboken as pyside-setup-everywhere-src-{qt}. If you cannot find them, ask whoever gave you this
program. What Qt contains of others is described in its documentation under "Third-Party Code in Qt"; the main
texts stand below.
"""


def main(words: Sequence[str]) -> int:
    """Write the file and return 0, or name the gaps and return 1."""
    parser = argparse.ArgumentParser(description="Write the licences of everything in the bundle.")
    parser.add_argument("target", type=Path, help="file to write")
    parser.add_argument("--libraries", type=Path, help="file that lists shared libraries of the bundle")
    options = parser.parse_args(words)
    parts = bundle_parts(library_list(options.libraries))
    lacking = gaps(parts)
    if lacking:
        print("\n".join(lacking), file=sys.stderr)
        return 1
    options.target.write_text(licences_text(parts), encoding="utf-8", newline="\n")
    return 0


def licences_text(parts: Sequence[Part]) -> str:
    """Return the whole file: the notice of Qt, the list, every text once."""
    qt = next(part.version for part in parts if part.name == "pyside6-essentials")
    sections = [HEAD.format(rule=RULE, qt=qt, series=qt.rpartition(".")[0]), _list_of(parts)]
    first: dict[str, str] = {}
    for part in parts:
        for name, text in part.texts:
            title = f"{part.name} {part.version}: {name}"
            if text in first:
                body = f"The same text as under {first[text]}."
            else:
                first[text] = title
                body = text
            sections.append(f"{title}\n{RULE}\n\n{body}\n")
    sections += [f"{name}\n{RULE}\n\n{text}\n" for name, text in _common(first)]
    return "\n".join(sections)


def _list_of(parts: Sequence[Part]) -> str:
    lines = [
        f"{part.name:<24} {part.version:<28} {part.licence or 'see its text'}".rstrip() for part in parts
    ]
    return f"Everything, with version and licence\n{RULE}\n\n" + "\n".join(lines) + "\n"


def _common(texts: dict[str, str]) -> list[tuple[str, str]]:
    """Return the texts that those of Debian only point to."""
    named = {name.rstrip(".") for text in texts for name in re.findall(r"common-licenses/([\w.+-]+)", text)}
    files = [COMMON_LICENCES / name for name in sorted(named)]
    return [(str(file), file.read_text(encoding="utf-8").strip()) for file in files if file.is_file()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
