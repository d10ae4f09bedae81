"""Words for two categories that were set against each other."""

from segdesk.engine.data.finding import decimals, percent, word, wording, wording_n

_OF_V = {"v": decimals(2), "low": decimals(2), "high": decimals(2)}

word(
    "crossing",
    differ=wording_n(
        "“{first}” and “{second}” go together (Cramér’s V {v}, 95% interval {low} to {high}): {n} cell of {cells} "
        "differs by more than chance allows",
        "“{first}” and “{second}” go together (Cramér’s V {v}, 95% interval {low} to {high}): {n} cells of {cells} "
        "differ by more than chance allows",
        **_OF_V,
    ),
    differ_by_segment=wording_n(
        "“{first}” goes with the segments (Cramér’s V {v}, 95% interval {low} to {high}): {n} cell of {cells} differs "
        "by more than chance allows",
        "“{first}” goes with the segments (Cramér’s V {v}, 95% interval {low} to {high}): {n} cells of {cells} differ "
        "by more than chance allows",
        **_OF_V,
    ),
    alike=wording(
        "“{first}” and “{second}”: none of {cells} cells differs by more than chance allows (Cramér’s V {v}, 95% "
        "interval {low} to {high})",
        **_OF_V,
    ),
    alike_by_segment=wording(
        "“{first}” by segment: none of {cells} cells differs by more than chance allows (Cramér’s V {v}, 95% interval "
        "{low} to {high})",
        **_OF_V,
    ),
    formed=wording(
        "“{first}” goes with the segments by Cramér’s V {v}; it helped to form them, so this is no evidence",
        v=decimals(2),
    ),
    too_few=wording("“{first}” by segment: too few customers to tell a difference from chance"),
    too_few_pair=wording("“{first}” and “{second}”: too few customers to tell a difference from chance"),
    judged=wording_n(
        "▲ and ▼ mark a cell that differs by more than chance allows, among {n} cell (adjusted standardised residual, "
        "Holm, error rate {rate}).",
        "▲ and ▼ mark cells that differ by more than chance allows, among {n} cells (adjusted standardised residuals, "
        "Holm, error rate {rate}).",
        rate=percent(),
    ),
    marked_by_construction=wording(
        "▲ and ▼ mark where it goes with the segments most, among {n} cells (adjusted standardised residuals, Holm)."
    ),
    not_judged=wording_n(
        "{n} cell that expects fewer than {least} customers is not judged.",
        "{n} cells that expect fewer than {least} customers are not judged.",
    ),
    unknown=wording_n(
        "{n} customer without a value is left out.", "{n} customers without a value are left out."
    ),
)
