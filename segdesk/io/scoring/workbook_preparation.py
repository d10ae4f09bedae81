"""A fitted preparation as formulas: from the cells of a customer to those of the matrix."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from segdesk.engine.data.table import ColumnType
from segdesk.engine.prediction.model import Model
from segdesk.engine.preparation.apply import level_values
from segdesk.engine.preparation.steps import MISSING_LEVEL, OTHER_LEVEL, CategoryStep, NumberStep
from segdesk.engine.recipe.computed import MergedLevels
from segdesk.io.scoring.spellings import spellings_of
from segdesk.io.scoring.workbook_parts import Block, FormulaSheet, ModelSheet
from segdesk.messages import say

# Days from Excel's day 0 to 1970-01-01.
EPOCH = 25_569
# The rows of the block of variables.
_FILL, _EXPONENT, _LOWER, _UPPER, _CENTRE, _SPREAD, _WEIGHT, _EMPTY_CENTRE, _EMPTY_SPREAD, _DROP, _ASIDE = (
    range(11)
)
_LABELS = (
    say("Where empty"),
    say("Exponent"),
    say("Lower bound"),
    say("Upper bound"),
    say("Centre"),
    say("Spread"),
    say("Weight"),
    say("Empty cells: centre"),
    say("Empty cells: spread"),
    say("Empty cells leave the customer out"),
    say("Values beyond the bounds leave the customer out"),
)


@dataclass(frozen=True)
class PreparedCells:
    """Where a customer's cells are: the variables as they are in the table, the matrix, and whether the row counts.

    `unread` is how many cells hold something that is none of what their column holds, and count as empty.
    """

    values: Sequence[str]
    matrix: str
    usable: str
    unread: str


def prepared_cells(
    model: Model, cells: Sequence[str], every: str, sheet: FormulaSheet, numbers: ModelSheet
) -> PreparedCells:
    """Add the columns of a model's preparation.

    Parameters
    ----------
    model : Model
    cells : sequence of str
        The customer's cell of each variable.
    every : str
        All of these side by side.
    sheet : FormulaSheet
    numbers : ModelSheet
    """
    steps = model.preparation.steps
    block = _variables(steps, numbers)
    levels = {
        step.name: _levels(step, model.computation.merged, numbers) for step in steps if _has_levels(step)
    }
    words = _words_of_yes_and_no(model, numbers)
    given = [
        _given(step, model.types[step.name], cell, levels.get(step.name), words.get(step.name))
        for step, cell in zip(steps, cells, strict=True)
    ]
    first = len(sheet.heads)
    n = len(steps)
    known = sheet.add_all(model.variables, given)
    values = [sheet.range(first + i, first + i) for i in range(n)]
    on_scale = sheet.add_all(
        [say("{variable}: transformed", variable=name) for name in model.variables],
        [_on_scale(step, value, block, i) for i, (step, value) in enumerate(zip(steps, values, strict=True))],
    )
    scaled = [sheet.range(first + n + i, first + n + i) for i in range(n)]
    columns = [
        column
        for i, step in enumerate(steps)
        for column in _matrix_columns(step, values[i], scaled[i], block, i, numbers)
    ]
    matrix = sheet.add_all([say("{variable}: prepared", variable=name) for name in _features(model)], columns)
    usable = sheet.add(say("Can be placed"), _usable(steps, known, on_scale, block))
    unread = sheet.add(say("Cells not understood"), f'SUMPRODUCT((LEN(TRIM({every}))>0)*({known}=""))')
    return PreparedCells(values, matrix, usable, unread)


def _features(model: Model) -> list[str]:
    # Signs of our own stand for levels without a name.
    words = {MISSING_LEVEL: str(say("empty")), OTHER_LEVEL: str(say("others"))}
    return [
        feature[:-1] + words[feature[-1]] if feature[-2:-1] == "=" and feature[-1] in words else feature
        for feature in model.preparation.features
    ]


def _has_levels(step: NumberStep | CategoryStep) -> bool:
    return isinstance(step, CategoryStep) or bool(step.order)


def _variables(steps: Sequence[NumberStep | CategoryStep], numbers: ModelSheet) -> Block:
    """Add what each variable is prepared with, one column each."""
    columns = [_figures(step) for step in steps]
    return numbers.add(
        say("How columns are prepared"),
        list(zip(*columns, strict=True)),
        [step.name for step in steps],
        _LABELS,
    )


def _figures(step: NumberStep | CategoryStep) -> tuple[float | None, ...]:
    drop = float(step.missing == "drop")
    if isinstance(step, CategoryStep):
        return (step.levels.index(step.fill) + 1.0, *[None] * (_DROP - 1), drop, 0.0)
    empty = step.indicator
    bounded = step.lower is not None and step.upper is not None
    return (
        step.fill,
        step.exponent,
        step.lower,
        step.upper,
        step.centre,
        step.spread,
        step.weight,
        None if empty is None else empty.centre,
        None if empty is None else empty.spread,
        drop,
        float(step.outliers == "set-aside" and bounded),
    )


def _levels(step: NumberStep | CategoryStep, merged: Sequence[MergedLevels], numbers: ModelSheet) -> Block:
    """Add the texts of a category and the place of each, from 1."""
    spellings = spellings_of(step, merged)
    levels = step.levels if isinstance(step, CategoryStep) else step.order
    rows = [
        (text, float(place))
        for place, level in enumerate(levels, start=1)
        if level not in (MISSING_LEVEL, OTHER_LEVEL)
        # As `TRIM` leaves what stands in a cell; capitals are all the same to a spreadsheet.
        for text in {
            " ".join(text.split()).casefold(): " ".join(text.split()) for text in spellings[level]
        }.values()
    ]
    return numbers.add(say("Categories of {variable}", variable=step.name), rows or [(None, 0.0)])


def _words_of_yes_and_no(model: Model, numbers: ModelSheet) -> Mapping[str, Block]:
    """Add the words that yes and no were in the file of the model, where they were words."""
    found = {}
    for name in model.variables:
        words = (model.formats[name].yes, model.formats[name].no)
        if model.types[name] is ColumnType.YES_NO and all(words):
            found[name] = numbers.add(
                say("Words of {variable}", variable=name), [words], [str(say("yes")), str(say("no"))]
            )
    return found


def _given(
    step: NumberStep | CategoryStep, type_: ColumnType, cell: str, levels: Block | None, words: Block | None
) -> str:
    """Return a variable as a number, of a category the place of its level from 1; empty where the cell is."""
    if levels is not None:
        # `MATCH` would take an asterisk in a cell for any letters.
        place = f"SUMPRODUCT(({levels.column(0)}=TRIM({cell}))*{levels.column(1)})"
        if isinstance(step, NumberStep):
            return f'IF({place}=0,"",{place}-1)'
        elsewhere = step.levels.index(OTHER_LEVEL if OTHER_LEVEL in step.levels else step.fill) + 1
        return f'IF(TRIM({cell})="","",IF({place}=0,{elsewhere},{place}))'
    if type_ is ColumnType.DATE:
        return f'IF(ISNUMBER({cell}),ROUND(({cell}-{EPOCH})*86400,0)/86400,"")'
    if type_ is not ColumnType.YES_NO:
        return f'IF(ISNUMBER({cell}),{cell},"")'
    otherwise = '""'
    if words is not None:
        otherwise = f'IF(TRIM({cell})={words.cell(0, 0)},1,IF(TRIM({cell})={words.cell(0, 1)},0,""))'
    return f"IF(OR(ISNUMBER({cell}),ISLOGICAL({cell})),{cell}*1,{otherwise})"


def _on_scale(step: NumberStep | CategoryStep, given: str, block: Block, i: int) -> str:
    """Return a variable filled and transformed."""
    filled = f'IF({given}="",{block.cell(_FILL, i)},{given})'
    if isinstance(step, CategoryStep) or step.transform == "none":
        return filled
    if step.transform == "log":
        return f"LN(1+MAX({filled},0))"
    exponent, own = block.cell(_EXPONENT, i), step.exponent or 0.0
    upper = f"LN({filled}+1)" if own == 0 else f"(({filled}+1)^{exponent}-1)/{exponent}"
    lower = f"-LN(1-{filled})" if own == 2 else f"-((1-{filled})^(2-{exponent})-1)/(2-{exponent})"
    return f"IF({filled}>=0,{upper},{lower})"


def _matrix_columns(
    step: NumberStep | CategoryStep, given: str, scaled: str, block: Block, i: int, numbers: ModelSheet
) -> list[str]:
    """Return the matrix's columns of a variable."""
    if isinstance(step, CategoryStep):
        by_level = numbers.add(
            say("Prepared columns of {variable}", variable=step.name), level_values(step).tolist()
        )
        return [f"INDEX({by_level.column(j)},{scaled})" for j in range(by_level.n_columns)]
    if step.outliers == "cap" and step.lower is not None and step.upper is not None:
        scaled = f"MIN(MAX({scaled},{block.cell(_LOWER, i)}),{block.cell(_UPPER, i)})"
    weight = block.cell(_WEIGHT, i)
    columns = [f"({scaled}-{block.cell(_CENTRE, i)})/{block.cell(_SPREAD, i)}*{weight}"]
    if step.indicator is not None:
        flag = f'IF({given}="",1,0)'
        columns.append(f"({flag}-{block.cell(_EMPTY_CENTRE, i)})/{block.cell(_EMPTY_SPREAD, i)}*{weight}")
    return columns


def _usable(steps: Sequence[NumberStep | CategoryStep], known: str, on_scale: str, block: Block) -> str:
    """Return whether a row has some value, lacks none that it must have, and has no extreme one."""
    conditions = [f"COUNT({known})>0"]
    if any(step.missing == "drop" for step in steps):
        conditions.append(f'SUMPRODUCT({block.row(_DROP)}*({known}=""))=0')
    if any(isinstance(step, NumberStep) and step.outliers == "set-aside" for step in steps):
        beyond = f"({on_scale}<{block.row(_LOWER)})+({on_scale}>{block.row(_UPPER)})"
        conditions.append(f"SUMPRODUCT({block.row(_ASIDE)}*({beyond}))=0")
    return f"IF(AND({','.join(conditions)}),1,0)"
