"""Small and odd tables: each is segmented and passes the self-check, or is refused in words."""

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segdesk.engine.audit.audit import audit
from segdesk.errors import SegdeskError
from tests.counts import times
from tests.engine.frames import METHODS, segmented

KINDS = ("number", "count", "skewed", "word", "answer", "day", "constant", "huge", "mostly nought")


@st.composite
def small_tables(draw):
    """Draw a table of 3 to 60 customers with columns of any kind, with holes, and doubles of customers."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n = draw(st.sampled_from([3, 4, 6, 9, 15, 30, 60]))
    group = random.integers(0, draw(st.integers(1, 4)), n)
    values = {
        "number": lambda: np.round(random.normal(10.0 * group, 3), 1),
        "count": lambda: random.integers(0, 4, n),
        "skewed": lambda: np.round(random.lognormal(3, 1.5, n), 2),
        "word": lambda: np.array(["red", "dark blue", "it's", "=1+1"], dtype=object)[
            random.integers(0, 4, n)
        ],
        "answer": lambda: np.where(random.random(n) < 0.3 + 0.4 * (group == 1), "yes", "no").astype(object),
        "day": lambda: pd.Timestamp("2020-01-01") + pd.to_timedelta(random.integers(0, 400, n), unit="D"),
        "constant": lambda: np.full(n, 5),
        "huge": lambda: random.random(n) * 1e12 - 5e11,
        "mostly nought": lambda: np.where(random.random(n) < 0.9, 0, random.integers(1, 50, n)),
    }
    frame = pd.DataFrame()
    for place, kind in enumerate(draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=5))):
        column = pd.Series(values[kind]())
        frame[f"c{place}"] = column.where(random.random(n) > 0.2) if draw(st.booleans()) else column
    return pd.concat([frame, frame], ignore_index=True) if draw(st.booleans()) else frame


@settings(max_examples=times(12, 30), suppress_health_check=[HealthCheck.too_slow])
@given(small_tables(), st.sampled_from(["auto", *METHODS]), st.sampled_from(["auto", "2..4", "3"]))
def test_any_small_table_is_segmented_or_refused_in_words(frame, method, k):
    try:
        result = segmented(frame, method=method, k=k, draws=5)
    except SegdeskError:
        return
    assert audit(result).checked > 0
    assert sum(segment.size for segment in result.description.segments) == len(frame)
