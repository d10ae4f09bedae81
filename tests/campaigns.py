"""Labeled customers for tests of campaigns, written as people have them."""

from pathlib import Path

import numpy as np
import pandas as pd

N = 400


def labeled(n: int = N, seed: int = 0) -> pd.DataFrame:
    """Return customers of two segments, with addresses, a card number each, and what they spent."""
    rng = np.random.default_rng(seed)
    segment = np.where(np.arange(n) % 4 == 0, "1", "2")
    return pd.DataFrame(
        {
            "Kundennummer": [f"{10_000 + i}" for i in range(n)],
            "Vorname": rng.choice(["Anna", "Bernd", "Çelik", "Zoë"], n),
            "Nachname": rng.choice(["Müller", "O'Neill", "García"], n),
            "E-Mail": [f"kunde{i}@example.org" for i in range(n)],
            "Telefon": [f"+49 170 {1_000_000 + i}" for i in range(n)],
            "Kartencode": [f"K{i:05}X" for i in range(n)],
            "Stadt": rng.choice(["Köln", "Bonn", "Ulm"], n),
            "Umsatz": [f"{value:.2f}".replace(".", ",") for value in rng.lognormal(4, 1, n)],
            "segment": segment,
            "segment_name": np.where(segment == "1", "Treue, mit Karte", "Neue"),
            "segment_confidence": "0,9",
        }
    )


def write(frame: pd.DataFrame, path: Path) -> Path:
    """Write a table as a German spreadsheet does."""
    frame.to_csv(path, sep=";", index=False, encoding="utf-8-sig")
    return path
