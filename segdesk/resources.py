"""Files that travel with the program: sample data, templates, translations, schemas."""

from pathlib import Path


def resource(*parts: str) -> Path:
    """Return the path of a file or folder in `resources`.

    In a wheel and a frozen build the folder lies inside the package, in a checkout beside it.

    Raises
    ------
    FileNotFoundError
        If there is no such resource: a broken installation.
    """
    here = Path(__file__).parent
    for root in (here / "resources", here.parent / "resources"):
        found = root.joinpath(*parts)
        if found.exists():
            return found
    raise FileNotFoundError(f"segdesk was installed without resources/{'/'.join(parts)}")


def third_party_licences() -> Path | None:
    """Return the file with the licences of all that the program contains of others.

    Only built programs carry it, because only they contain anything of others; elsewhere None.
    """
    try:
        return resource("THIRD-PARTY-LICENCES.txt")
    except FileNotFoundError:
        return None
