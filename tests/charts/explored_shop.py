"""A shop's customers, in French, made so that what each chart should say is known."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from segdesk.engine.result.segmentation import Segmentation
from tests.sample_results import segmented


@cache
def shop() -> Segmentation:
    """Two segments by amount and visits; region, payment, answers, days and an age that is empty for ten."""
    random = np.random.default_rng(5)
    lines = ["client;montant;visites;note;région;abonné;âge;inscrit le;fidélité"]
    for n in range(400):
        large = n % 2 == 0
        amount = (700 if large else 90) + random.normal(0, 25)
        note = min(5, max(1, round((4.2 if large else 2.4) + random.normal(0, 0.7))))
        region = ("Bretagne", "Alsace", "Corse", "Île-de-France")[int(random.integers(4))]
        member = "oui" if random.random() < (0.7 if large else 0.2) else "non"
        age = "" if n < 10 else str(random.integers(19, 80))
        day = f"{random.integers(1, 28):02d}/{random.integers(1, 13):02d}/{2019 if large else 2022}"
        loyalty = f"{amount / 7 + random.normal(0, 4):.1f}"
        lines.append(
            f"K{n:04d};{amount:.2f};{(9 if large else 3) + random.integers(3)};{note};{region};{member};{age};{day};"
            f"{loyalty}"
        )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "boutique.csv"
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return segmented(path, k="2", draws=0, use=("montant", "visites"))
