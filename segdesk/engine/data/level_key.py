"""When two texts are the same category."""


def level_key(text: str) -> str:
    """Return what spellings of one category share: `Store`, `store` and ` STORE ` are the same to a person."""
    return " ".join(text.split()).casefold()
