"""Columns of case weights: how many customers a row of a survey stands for, and nothing of what they are like."""

import re
from collections.abc import Sequence

import numpy as np

from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, Role, TypedColumn
from segdesk.engine.schema.column_choice import ColumnChoice
from segdesk.engine.schema.outcome_words import folded_words
from segdesk.messages import Message

_WEIGHT = r"(?:weights?|weighting|wgts?|wts?)"
_OF_CASES = (
    r"(?:case|cases|sampling|sample|survey|design|final|base|respondent|person|household|population|expansion|raking|"
    r"raked|post ?stratification|calibrated|analysis|analytic|probability|frequency|trimmed|normali[sz]ed|scaled)"
)
# Whatever their size, these are weights of cases.
_SURE = re.compile(
    rf"(?:{_OF_CASES} )+{_WEIGHT}(?: factor)?|{_WEIGHT} (?:{_OF_CASES}|factor)|"
    r"(?:fnl|final|case|samp|p|f|a|i)(?:wgt|wt|weight)s?|"
    r"weighting|\w*gewichtung|\w*gewichtungsfaktor|\w*gewichtungsvariable|(?:fall|design|stichproben|personen|haushalts)"
    r"gewichte?|hochrechnungsfaktor|ponderacion(?:es)?|ponderador|factor (?:de )?(?:ponderacion|expansion|elevacion)|"
    r"(?:peso|pesos) (?:muestral|muestrales|de muestreo|de la muestra)|ponderation|coefficient (?:de )?ponderation|"
    r"poids (?:de )?(?:sondage|l enquete|l echantillon)|ponderazione|peso campionario|peso amostral|weegfactor|"
    r"weging|waga (?:analityczna|proby)|vikt(?:ning)?"
)
# These may be the weight of a person or a parcel as well.
_PERHAPS = re.compile(rf"{_WEIGHT}(?: ?\d)?|gewichte?|gew|pond|pesos?|poids|gewichten|waga|vaga")
# Weights of cases are mostly scaled so that their mean is 1.
_LOWEST_MEAN, _HIGHEST_MEAN, _HIGHEST = 0.8, 1.25, 30.0


def weights_left_out(columns: Sequence[TypedColumn], choices: Sequence[ColumnChoice]) -> list[Message]:
    """Return a remark on each column of weights that is left out: rows then count alike in every figure."""
    return [
        finding("roles.case_weights_left_out", column=column.name)
        for column, choice in zip(columns, choices, strict=True)
        if choice.role is Role.IGNORED and is_case_weight(column)
    ]


def is_case_weight(column: TypedColumn) -> bool:
    """Whether a column holds weights of cases, by its heading and, where that may speak of kilograms, by its values."""
    if column.type is not ColumnType.NUMBER or column.format.unit is not None:
        return False
    said = " ".join(folded_words(column.name))
    sure = _SURE.fullmatch(said) is not None
    if not sure and _PERHAPS.fullmatch(said) is None:
        return False
    values = column.values[~column.is_missing].astype(np.float64)
    if not len(values) or (values < 0).any():
        return False
    # Nobody who was asked counts nothing, and a mean of 1 comes with many rows below it and above it.
    return sure or bool(
        (values > 0).all() and _LOWEST_MEAN <= values.mean() <= _HIGHEST_MEAN and values.max() <= _HIGHEST
    )
