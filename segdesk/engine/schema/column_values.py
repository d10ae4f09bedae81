"""Turn the texts of a column into values of its type."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.finding import finding
from segdesk.engine.data.level_key import level_key
from segdesk.engine.data.table import ColumnFormat, ColumnType, TypedColumn
from segdesk.engine.schema import headings
from segdesk.engine.schema.column_evidence import ColumnEvidence
from segdesk.engine.schema.consensus import Consensus, number_marks, order_evidence
from segdesk.engine.schema.dates import DAY_FIRST, MONTH_FIRST, YEAR_FIRST, DateTexts
from segdesk.engine.schema.missing import is_certain_mark, na_is_missing
from segdesk.engine.schema.numbers import Marks, NumberTexts
from segdesk.engine.schema.shortened_codes import is_shortened
from segdesk.engine.schema.stand_in_days import is_stand_in
from segdesk.engine.schema.stand_in_numbers import stand_in
from segdesk.engine.schema.yes_no import find_pair, known_pair
from segdesk.messages import Message


def build_column(
    each: ColumnEvidence,
    kind: ColumnType,
    reason: Message,
    consensus: Consensus,
    known: ColumnFormat,
    *,
    personal: bool = False,
) -> TypedColumn:
    """Return the column with its values; what does not fit the type counts as missing, with a warning.

    Parameters
    ----------
    each : ColumnEvidence
    kind : ColumnType
    reason : Message
        Why this type.
    consensus : Consensus
    known : ColumnFormat
        How the column was written elsewhere, for what its own values leave open.
    personal : bool, default False
    """
    if kind is ColumnType.NUMBER:
        typed = _number(each, reason, consensus, known)
    elif kind is ColumnType.DATE:
        typed = _date(each, reason, consensus, known)
    elif kind is ColumnType.YES_NO:
        typed = _yes_no(each, reason, known)
    else:
        typed = _levels(each, kind, reason, consensus, known)
    return replace(typed, personal=True) if personal else typed


def _number(each: ColumnEvidence, reason: Message, consensus: Consensus, known: ColumnFormat) -> TypedColumn:
    numbers = each.numbers or NumberTexts(each.texts)
    marks = number_marks(each, numbers, consensus, known)
    values = numbers.values(marks)
    warnings = _slips(each, ColumnType.NUMBER, np.isnan(values))
    if not marks.sure:
        example = next(core for core in numbers.cores if core is not None and not core.isdecimal())
        number = values[numbers.cores.index(example)]
        warnings.append(
            finding(
                "schema.decimal_mark_unsure",
                column=each.column.name,
                example=example,
                number=abs(float(number)),
            )
        )
    warnings += _several_units(each, numbers, marks)
    found = stand_in(values, each.counts)
    if found is not None:
        number, n = found
        warnings.append(finding("schema.stand_in_number", n=n, column=each.column.name, number=number))
    form = ColumnFormat(
        decimal=marks.decimal,
        thousands=marks.thousands,
        unit=numbers.unit(),
        # Accountants' dashes are nothing, not missing.
        missing_marks=_marks(each, np.isnan(values)),
    )
    return TypedColumn(
        each.column.name,
        ColumnType.NUMBER,
        values[each.column.codes],
        (),
        form,
        reason,
        warnings=tuple(warnings),
    )


def _several_units(each: ColumnEvidence, numbers: NumberTexts, marks: Marks) -> list[Message]:
    """Return what to know of a column whose numbers are not all of one unit."""
    column, warnings = each.column.name, []
    currencies, measures = numbers.currencies(), numbers.measures()
    if len(currencies) > 1:
        warnings.append(finding("schema.several_currencies", column=column, units=currencies))
    if len(measures) > 1:
        warnings.append(
            finding("schema.several_measures", column=column, units=measures, unit=numbers.unit())
        )
    if numbers.has_durations:
        warnings.append(finding("schema.durations", column=column, unit=numbers.unit()))
    bare, are_shares = numbers.bare_beside_percentages(marks)
    bare &= each.counts > 0
    if bare.any():
        at = int(np.flatnonzero(bare)[0])
        warnings.append(
            finding(
                "schema.shares_beside_percentages" if are_shares else "schema.bare_beside_percentages",
                n=int(each.counts[bare].sum()),
                column=column,
                example=each.texts[at].strip(),
                number=float(numbers.values(marks)[at]),
            )
        )
    return warnings


def _date(each: ColumnEvidence, reason: Message, consensus: Consensus, known: ColumnFormat) -> TypedColumn:
    dates = each.dates or DateTexts(each.texts, headings.date_sense(each.column.name))
    order = known.date_order if each.dates is None else order_evidence(each)
    warnings: list[Message] = []
    if order is None:
        order = consensus.wanted_order or known.date_order or consensus.date_order
        if order is None or order == YEAR_FIRST:
            day_first = dates.mark in ".-" or consensus.comma_likely or consensus.decimal == ","
            order = DAY_FIRST if day_first else MONTH_FIRST
        if consensus.wanted_order is None and known.date_order is None and dates.is_date.any():
            warnings.append(
                finding(
                    "schema.date_order_unsure",
                    column=each.column.name,
                    example=next(
                        text for text, is_date in zip(each.texts, dates.is_date, strict=True) if is_date
                    ),
                    order=finding("schema.day_first")
                    if order == DAY_FIRST
                    else finding("schema.month_first"),
                )
            )
    values = dates.values(order)
    warnings = [*_slips(each, ColumnType.DATE, np.isnat(values)), *warnings]
    stand_ins = is_stand_in(values, each.counts)
    if known.missing_marks:
        stand_ins |= np.array([text in known.missing_marks for text in each.texts], dtype=bool)
    warnings += _no_days(each, stand_ins & ~np.isnat(values))
    values[stand_ins] = np.datetime64("NaT")
    form = ColumnFormat(
        date_order=order,
        missing_marks=(*_marks(each), *(each.texts[i] for i in np.flatnonzero(stand_ins & each.there))),
    )
    return TypedColumn(
        each.column.name,
        ColumnType.DATE,
        values[each.column.codes],
        (),
        form,
        reason,
        warnings=tuple(warnings),
    )


def _yes_no(each: ColumnEvidence, reason: Message, known: ColumnFormat) -> TypedColumn:
    there = np.flatnonzero(each.there)
    texts = [each.texts[i] for i in there]
    pair = find_pair(texts, known.yes, known.no) or known_pair(texts) or ("yes", "no")
    values = np.full(len(each.texts), np.nan)
    for i in there:
        folded = each.texts[i].strip().casefold()
        if folded in pair:
            values[i] = float(folded == pair[0])
    if pair[1] == "":
        values[each.blank] = 0.0
    form = ColumnFormat(
        yes=each.as_written(values == 1) or known.yes or pair[0],
        no=each.as_written(values == 0) or known.no or pair[1],
        missing_marks=_marks(each),
    )
    warnings = _slips(each, ColumnType.YES_NO, np.isnan(values))
    return TypedColumn(
        each.column.name,
        ColumnType.YES_NO,
        values[each.column.codes],
        (),
        form,
        reason,
        warnings=tuple(warnings),
    )


def _levels(
    each: ColumnEvidence, kind: ColumnType, reason: Message, consensus: Consensus, known: ColumnFormat
) -> TypedColumn:
    elsewhere = consensus.missing_elsewhere | set(known.missing_marks)
    if headings.is_country(each.column.name):
        elsewhere = frozenset(mark for mark in elsewhere if mark.upper() != "NA")
    elif na_is_missing(each.texts):
        elsewhere = elsewhere | {"NA"}
    marks = is_certain_mark(each.texts, frozenset(elsewhere)) & ~each.blank
    missing = marks | each.blank
    level_of, levels = _told_apart(each, kind, missing)
    counts = np.bincount(level_of[~missing], each.counts[~missing], len(levels)).astype(np.int64)
    by_text = np.array(sorted(range(len(levels)), key=levels.__getitem__), dtype=np.int64)
    order = by_text[np.argsort(-counts[by_text], kind="stable")] if levels else by_text
    order = order[counts[order] > 0]
    rank = np.full(len(levels) + 1, -1, dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return TypedColumn(
        each.column.name,
        kind,
        rank[level_of][each.column.codes],
        tuple(levels[i] for i in order),
        ColumnFormat(missing_marks=tuple(each.texts[i] for i in np.flatnonzero(marks))),
        reason,
        warnings=(*_merged(each, level_of, levels, missing), *_shortened(each, kind)),
    )


def _told_apart(
    each: ColumnEvidence, kind: ColumnType, missing: Mask
) -> tuple[npt.NDArray[np.int32], list[str]]:
    """Return the level of each text, -1 where it is missing, and the levels."""
    # Spellings are one level only in a category: identifiers and texts differ by their letters.
    key = level_key if kind is ColumnType.CATEGORY else str.strip
    there = [text for text, gone in zip(each.texts, missing.tolist(), strict=True) if not gone]
    keys = list(map(key, there))
    position = dict.fromkeys(keys)
    level_of = np.full(len(missing), -1, dtype=np.int32)
    if len(position) == len(keys):
        # As with most keys of customers: none is written in two ways.
        level_of[~missing] = np.arange(len(keys), dtype=np.int32)
        return level_of, [text.strip() for text in there]
    number = {text: i for i, text in enumerate(position)}
    level_of[~missing] = [number[text] for text in keys]
    return level_of, _spellings(each, level_of, len(number))


def _spellings(each: ColumnEvidence, level_of: npt.NDArray[np.int32], n_levels: int) -> list[str]:
    """Return each level as it is written most often."""
    best: list[tuple[int, str]] = [(-1, "")] * n_levels
    for text, level, count in zip(each.texts, level_of, each.counts, strict=True):
        if level >= 0:
            written = text.strip()
            better = int(count) > best[level][0] or (
                int(count) == best[level][0] and written < best[level][1]
            )
            if better:
                best[level] = (int(count), written)
    return [written for _, written in best]


def _merged(
    each: ColumnEvidence, level_of: npt.NDArray[np.int32], levels: list[str], missing: npt.NDArray[np.bool_]
) -> tuple[Message, ...]:
    """Return a note if levels are written in several ways."""
    if len(levels) == len(missing) - int(missing.sum()):
        return ()
    others: dict[int, set[str]] = {}
    for text, level, gone in zip(each.texts, level_of, missing, strict=True):
        if not gone and text.strip() != levels[level]:
            others.setdefault(int(level), set()).add(text.strip())
    if not others:
        return ()
    first = min(others)
    return (
        finding(
            "schema.spellings_merged",
            n=len(others),
            column=each.column.name,
            other=min(others[first]),
            level=levels[first],
        ),
    )


def _shortened(each: ColumnEvidence, kind: ColumnType) -> tuple[Message, ...]:
    """Return the note for codes of which a spreadsheet program kept the first digits only: two may have become one."""
    if kind is not ColumnType.IDENTIFIER:
        return ()
    places = np.flatnonzero(is_shortened(each.texts) & (each.counts > 0))
    if not len(places):
        return ()
    n, example = int(each.counts[places].sum()), each.texts[places[0]].strip()
    return (finding("schema.codes_shortened", n=n, column=each.column.name, example=example),)


def _no_days(each: ColumnEvidence, stand_ins: Mask) -> list[Message]:
    """Return the note for days that stand for none."""
    places = np.flatnonzero(stand_ins & (each.counts > 0))
    if not len(places):
        return []
    n, example = int(each.counts[places].sum()), each.texts[places[0]].strip()
    return [finding("schema.stand_in_days", n=n, column=each.column.name, example=example)]


def _slips(each: ColumnEvidence, kind: ColumnType, failed: npt.NDArray[np.bool_]) -> list[Message]:
    """Return the warning for texts that are no value of the type and no mark of missing either."""
    slips = np.flatnonzero(failed & each.there & (each.counts > 0))
    if not len(slips):
        return []
    example = each.texts[max(slips, key=lambda i: each.counts[i])].strip()
    n = int(each.counts[slips].sum())
    details = {"column": each.column.name, "example": example if len(example) <= 60 else f"{example[:60]}…"}
    if kind is ColumnType.NUMBER:
        return [finding("schema.not_a_number", n=n, **details)]
    if kind is ColumnType.DATE:
        return [finding("schema.not_a_date", n=n, **details)]
    return [finding("schema.not_yes_or_no", n=n, **details)]


def _marks(each: ColumnEvidence, failed: npt.NDArray[np.bool_] | None = None) -> tuple[str, ...]:
    marks = each.marks if failed is None else each.marks & failed
    return tuple(each.texts[i] for i in np.flatnonzero(marks & (each.counts > 0)))
