"""The report's content: a document that explains a segmentation to someone who has never heard of clustering."""

from functools import partial

from segdesk.charts.chart_registry import ReportSection, report_charts_for
from segdesk.engine.audit.audit import Audit, audit
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.validation.importance import importance_findings
from segdesk.messages import current_language, say, say_n
from segdesk.report.document import (
    Block,
    Cards,
    Facts,
    Frame,
    ItemList,
    Paragraph,
    Picture,
    Preformatted,
    ReportDocument,
    Section,
    Sentences,
)
from segdesk.report.explored import explored_subsections
from segdesk.report.lists import list_subsections
from segdesk.report.outcomes import outcome_blocks
from segdesk.report.purchases import purchase_blocks
from segdesk.report.rfm import scores_of_customers
from segdesk.report.segments import segment_cards, segment_colours
from segdesk.report.sentences import facts, glossary, headline, key_figures, summary
from segdesk.report.tables import column_table, profile_table, scan_table, test_table


def build_report(
    segmentation: Segmentation, recipe_toml: str, version: str, audited: Audit | None = None
) -> ReportDocument:
    """Return the report of a segmentation, in the language in force.

    Parameters
    ----------
    segmentation : Segmentation
    recipe_toml : str
        The recipe as it is written to `recipe.toml`; printed as it is.
    version : str
        Version of segdesk.
    audited : Audit, optional
        What was checked; without it, it is checked here.

    Raises
    ------
    AuditError
        If a number of the segmentation does not agree with its data.
    """
    audited = audited or audit(segmentation)
    return ReportDocument(
        language=current_language(),
        version=version,
        kind=say("Customer segments"),
        file=segmentation.source.table.source.path.name,
        title=headline(segmentation),
        lead=tuple(summary(segmentation)),
        opening=(_warnings(segmentation), _verdict(segmentation)),
        key_figures=key_figures(segmentation),
        sections=(
            Section("segments", say("The segments"), (Cards(segment_cards(segmentation)),)),
            Section("charts", say("What the data show"), _pictures(segmentation, ReportSection.DATA)),
            Section("outcomes", say("What became of the customers"), outcome_blocks(segmentation)),
            _profile(segmentation),
            _tests(segmentation),
            Section("explored", say("Columns that you asked for"), explored_subsections(segmentation)),
            Section("lists", say("Customers to act on"), list_subsections(segmentation)),
            _purchases(segmentation),
            _number(segmentation),
            Section("columns", say("What each column was used for"), (column_table(segmentation),)),
            Section(
                "steps",
                say("What was done, step by step"),
                (ItemList(tuple(segmentation.provenance.steps), is_numbered=True),),
            ),
            Section("method", say("Method and data"), (Facts(facts(segmentation, version, audited)),)),
            _recipe(recipe_toml),
            Section("words", say("Words used here"), (Facts(glossary(segmentation)),)),
        ),
        footer=say(
            "Made with segdesk {version}. Everything in this report was computed from the file named above; "
            "nothing was sent anywhere.",
            version=version,
        ),
        colours=segment_colours(segmentation),
    )


def _warnings(segmentation: Segmentation) -> Section:
    blocks = (ItemList(tuple(segmentation.provenance.warnings)),) if segmentation.provenance.warnings else ()
    return Section("warnings", say("Read this first"), blocks, Frame.NOTE)


def _verdict(segmentation: Segmentation) -> Section:
    verdict = segmentation.validation.verdict
    blocks: tuple[Block, ...] = ()
    if verdict.structure is not None and verdict.text is not None:
        facts = (
            *verdict.evidence,
            *importance_findings(segmentation.validation.importance, segmentation.source.title_of),
        )
        blocks = (Paragraph(verdict.text), ItemList(facts))
    return Section("verdict", say("How solid these segments are"), blocks, Frame.PANE)


def _pictures(segmentation: Segmentation, section: ReportSection) -> tuple[Picture, ...]:
    """Return the charts that belong to a section."""
    return tuple(
        Picture(
            chart.question, chart.finding(segmentation), chart.definition, partial(chart.draw, segmentation)
        )
        for chart in report_charts_for(segmentation)
        if chart.section is section
    )


def _profile(segmentation: Segmentation) -> Section:
    explained = say(
        "Averages, and shares where it says %. ▲ and ▼ mark what lies clearly above or below everyone: by half a "
        "standard deviation or more."
    )
    table, remarks = profile_table(segmentation)
    blocks: tuple[Block, ...] = (
        Paragraph(explained),
        table,
        Sentences(remarks, is_hint=True),
        *scores_of_customers(segmentation),
    )
    return Section("profile", say("Every segment in numbers"), blocks)


def _tests(segmentation: Segmentation) -> Section:
    explained = say(
        "These columns had no say in forming the segments. Strength is 0 where the segments do not differ, and 1 where "
        "a column and the segments say the same; an interval that holds 0 shows no difference. The last number tells "
        "how often differences this large would come about by chance alone; it allows for the number of columns looked "
        "at (Holm)."
    )
    table = test_table(segmentation)
    blocks = () if table is None else (Paragraph(explained), table)
    return Section("tests", say("Do the describing columns differ too?"), blocks, is_listed=False)


def _purchases(segmentation: Segmentation) -> Section:
    pictures = _pictures(segmentation, ReportSection.PURCHASES)
    return Section("purchases", say("From purchases to customers"), purchase_blocks(segmentation, pictures))


def _alternatives(segmentation: Segmentation) -> tuple[Block, ...]:
    """Return a list of the other segmentations that are worth a look, with what gives them."""
    found = segmentation.validation.alternatives
    if not found:
        return ()
    return (
        ItemList(tuple(say("{what}: {options}", what=each.words, options=each.options) for each in found)),
    )


def _number(segmentation: Segmentation) -> Section:
    itself = say_n(
        "{n} segment was found by the method itself.",
        "{n} segments were found by the method itself.",
        n=segmentation.k,
    )
    table = scan_table(segmentation)
    blocks: tuple[Block, ...] = (
        Sentences(tuple(segmentation.validation.scan.reason) or (itself,)),
        *_by_hand(segmentation),
        *_alternatives(segmentation),
        *_pictures(segmentation, ReportSection.NUMBER),
        *(() if table is None else (table,)),
    )
    return Section("number", say("How the number of segments was chosen"), blocks)


def _by_hand(segmentation: Segmentation) -> tuple[Block, ...]:
    """Return what was done to the segments by hand, nothing where they are as they were found."""
    edits = segmentation.provenance.recipe.by_hand.edits
    if not edits:
        return ()
    explained = say(
        "Then the segments were shaped by hand, in these steps; each names segments by the numbers they had then."
    )
    return Paragraph(explained), ItemList(tuple(edit.words for edit in edits), is_numbered=True)


def _recipe(recipe_toml: str) -> Section:
    explained = say("These settings, on the same file, give the same segments again.")
    return Section("recipe", say("The recipe"), (Paragraph(explained), Preformatted(recipe_toml)))
