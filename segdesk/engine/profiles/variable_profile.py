"""How the segments differ in one variable, and the tests of the variables that only describe."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.column_titles import ColumnTitle, column_title
from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.profiles.spoken_headings import is_no, is_yes
from segdesk.engine.schema.headings import is_kind
from segdesk.engine.transactions.rfm.cell_names import own_names
from segdesk.messages import Sentence


@dataclass(frozen=True, eq=False)
class VariableProfile:
    """How the segments differ in one variable (in one level of it, for a category).

    Arrays have shape (n_segments,), for the segments 1..k in order.

    Attributes
    ----------
    variable : str
        Name of the column.
    level : str or None
        The category, or the word for yes; None for numbers and dates.
    opposite : str or None
        The word for no, of yes/no columns.
    type : ColumnType
    role : Role
        SEGMENTATION or DESCRIPTOR.
    overall, spread : float
        Mean of all segmented customers with a value, and their population standard deviation. For a level and
        yes/no the mean is the share, 0 to 1. Dates count in days since 1970-01-01.
    mean, median, lower_quartile, upper_quartile : arrays
        Of the customers with a value; for levels and yes/no, `mean` is the share and the others are NaN.
    lift : array
        100 * mean / overall; NaN where the overall mean is not above 0 and for dates.
    effect : array
        (mean - overall) / spread, in standard deviations; what the heatmap shows.
    v_test : array
        Strength of the difference as a normal quantile, to rank by; no proof for variables that formed segments.
    missing : int array
        Customers of the segment without a value.
    given_label : str
        What the user calls the variable; empty for its name.
    """

    variable: str
    level: str | None
    type: ColumnType
    role: Role
    overall: float
    spread: float
    mean: Floats
    median: Floats
    lower_quartile: Floats
    upper_quartile: Floats
    lift: Floats
    effect: Floats
    v_test: Floats
    missing: npt.NDArray[np.int64]
    opposite: str | None = None
    given_label: str = ""

    @property
    def title(self) -> str:
        """What the variable is called where a person reads it."""
        return column_title(self.variable, self.given_label)

    @property
    def spoken_title(self) -> ColumnTitle:
        """The title as a part of messages, which may be shown in another language later."""
        return ColumnTitle(self.variable, self.given_label)

    @property
    def heading(self) -> str:
        """What its name is spoken from: what the user calls it, else its heading."""
        return self.given_label or self.variable

    @property
    def is_year(self) -> bool:
        """Whether it is a calendar year, which is never written with a thousands separator."""
        low, high = np.nan_to_num(self.lower_quartile), np.nan_to_num(self.upper_quartile)
        return self.type is ColumnType.NUMBER and bool(np.all(low >= 1850) and np.all(high <= 2100))

    @property
    def strength(self) -> float:
        """How strongly it tells segments apart, to rank by: its largest v-test."""
        return float(np.max(np.abs(np.nan_to_num(self.v_test)), initial=0.0))

    @property
    def is_plain_answer(self) -> bool:
        """Whether it answers with yes and no, or with ticks; of a kind, such as a status, 1 and 0 are codes."""
        if self.type is not ColumnType.YES_NO:
            return False
        if not self.opposite:
            return True
        if not (is_yes(self.level) and is_no(self.opposite)):
            return False
        return not (is_kind(self.heading) and (self.level or "").isdigit())

    @property
    def level_says_all(self) -> bool:
        """Whether a level names its column: No credit card, of Credit card."""
        title = self.title.casefold()
        return self.type is ColumnType.CATEGORY and title in (self.level or "").casefold()

    @property
    def label(self) -> str:
        """Name to show: the variable's title, with its level where that is not plainly yes."""
        if self.level is None or self.is_plain_answer:
            return self.title
        is_own = self.variable == "rfm_segment" and self.level in own_names()
        level = str(Sentence(self.level)) if is_own else self.level
        return f"{self.title}: {level}"


@dataclass(frozen=True)
class DescriptorTest:
    """Test of one descriptor variable across segments (Kruskal-Wallis or chi-square), Holm-adjusted.

    `strength` is the correlation ratio of ranks or Cramér's V, 0 to 1; `low` and `high` bound its 95% interval.
    """

    variable: str
    test: str
    statistic: float
    p_value: float
    p_adjusted: float
    strength: float
    low: float
    high: float
    given_label: str = ""

    @property
    def title(self) -> str:
        """What the variable is called where a person reads it."""
        return column_title(self.variable, self.given_label)
