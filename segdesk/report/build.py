"""The report's content: a document that explains a segmentation to someone who has never heard of clustering.

First what a manager needs, on one page; then a page for each segment; then what the data show; and last, in an
appendix, the evidence. A board's report ends before the appendix.
"""

from collections.abc import Mapping
from functools import partial

from segdesk.charts.chart_registry import ReportSection, chart_named, report_charts_for
from segdesk.engine.audit.audit import Audit, audit
from segdesk.engine.comparison.compare import Comparison
from segdesk.engine.result.report_options import Audience, ReportOptions
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.validation.importance import importance_findings
from segdesk.engine.validation.structure import STRUCTURE_WORDS
from segdesk.io.exported_recipe import recipe_for_export
from segdesk.messages import current_language, say, say_n
from segdesk.report.arranging import arranged
from segdesk.report.document import (
    Block,
    Facts,
    Folded,
    ItemList,
    Paragraph,
    Picture,
    Place,
    ReportDocument,
    Section,
    Sentences,
)
from segdesk.report.explored import explored_subsections
from segdesk.report.front import front_blocks, headline, lead
from segdesk.report.images import DrawnImage
from segdesk.report.lists import list_subsections
from segdesk.report.moves import change_section
from segdesk.report.native_charts import native_chart
from segdesk.report.outcomes import outcome_blocks
from segdesk.report.privacy import privacy_blocks, privacy_sentences
from segdesk.report.purchases import purchase_blocks
from segdesk.report.rfm import scores_of_customers
from segdesk.report.segment_pages import segment_colours, segment_sections
from segdesk.report.sentences import facts, glossary, how_it_was_done, left_out_sentences
from segdesk.report.steadiness import steadiness
from segdesk.report.tables import column_table, profile_table, scan_table, test_table

# The charts of the one page on all segments that a board sees.
_ON_ONE_PAGE = ("sizes", "heatmap")


def build_report(
    segmentation: Segmentation,
    recipe_toml: str,
    version: str,
    audited: Audit | None = None,
    options: ReportOptions | None = None,
    pictures: Mapping[str, Picture] | None = None,
    comparison: Comparison | None = None,
) -> ReportDocument:
    """Return the report of a segmentation, in the language in force.

    Parameters
    ----------
    segmentation : Segmentation
    recipe_toml : str
        The recipe as it may travel, of `recipe_for_export`; shown as it is, and put into the file.
    version : str
        Version of segdesk.
    audited : Audit, optional
        What was checked; without it, it is checked here.
    options : ReportOptions, optional
        By default what the recipe says.
    pictures : mapping of str to Picture, optional
        By the names of the charts, as of `report_pictures`, where others draw them as well.
    comparison : Comparison, optional
        With an earlier result, whose customers are told of as well.

    Raises
    ------
    AuditError
        If a number of the segmentation does not agree with its data.
    """
    options = options or ReportOptions(Audience(segmentation.provenance.recipe.output.audience))
    return arranged(
        whole_report(segmentation, recipe_toml, version, audited, options, pictures, comparison), options
    )


def whole_report(
    segmentation: Segmentation,
    recipe_toml: str,
    version: str,
    audited: Audit | None,
    options: ReportOptions,
    pictures: Mapping[str, Picture] | None = None,
    comparison: Comparison | None = None,
) -> ReportDocument:
    """Return the report for an audience with all its parts, as `arranged` takes it; see `build_report`."""
    audited = audited or audit(segmentation)
    pictures = report_pictures(segmentation) if pictures is None else pictures
    is_board = options.audience is Audience.BOARD
    sections = [
        Section("findings", say("At a glance"), front_blocks(segmentation), Place.FRONT),
        # A few lines: at the end they would have a page to themselves.
        _about(segmentation) if is_board else _warnings(segmentation),
        Section(
            "overview",
            say("All segments side by side"),
            tuple(pictures[name] for name in _ON_ONE_PAGE if name in pictures),
        ),
        *segment_sections(segmentation, options),
        *(() if comparison is None else (change_section(comparison, options.audience is Audience.ANALYST),)),
    ]
    if not is_board:
        sections += [
            *_body(segmentation, pictures),
            *_appendix(segmentation, recipe_toml, version, audited, pictures),
        ]
    return ReportDocument(
        language=current_language(),
        version=version,
        kind=say("Customer segments"),
        file=segmentation.source.table.source.path.name,
        title=headline(segmentation),
        author="",
        lead=lead(segmentation),
        sections=tuple(sections),
        footer=say(
            "Made with segdesk {version}. Everything in this report was computed from the file named above; "
            "nothing was sent anywhere.",
            version=version,
        ),
        colours=segment_colours(segmentation),
        recipe=recipe_toml,
    )


def _body(segmentation: Segmentation, pictures: Mapping[str, Picture]) -> tuple[Section, ...]:
    """Return what the data show beyond the segments themselves."""
    return (
        Section(
            "charts", say("What the data show"), _of_section(pictures, ReportSection.DATA), starts_page=True
        ),
        Section("outcomes", say("What became of the customers"), outcome_blocks(segmentation)),
        Section("explored", say("Columns that you asked for"), explored_subsections(segmentation)),
        Section("lists", say("Customers to act on"), list_subsections(segmentation)),
        _purchases(segmentation, pictures),
    )


def _appendix(
    segmentation: Segmentation,
    recipe_toml: str,
    version: str,
    audited: Audit,
    pictures: Mapping[str, Picture],
) -> tuple[Section, ...]:
    """Return the evidence."""
    steps = (ItemList(tuple(segmentation.provenance.steps), is_numbered=True),)
    return tuple(
        Section(anchor, title, blocks, Place.APPENDIX)
        for anchor, title, blocks in (
            ("how", say("How the segments were found"), (Sentences(how_it_was_done(segmentation)),)),
            ("verdict", say("How solid these segments are"), _verdict(segmentation)),
            ("steadiness", say("How steady each segment is"), steadiness(segmentation)),
            ("number", say("How the number of segments was chosen"), _number(segmentation, pictures)),
            ("profile", say("Every segment in numbers"), _profile(segmentation)),
            ("tests", say("Do the describing columns differ too?"), _tests(segmentation)),
            ("columns", say("What each column was used for"), (column_table(segmentation.source.choices),)),
            ("privacy", say("Personal data and fairness"), privacy_blocks(segmentation)),
            ("steps", say("What was done, step by step"), steps),
            ("method", say("Method and data"), (Facts(facts(segmentation, version, audited)),)),
            ("recipe", say("The recipe"), _recipe(recipe_toml)),
            ("words", say("Words used here"), (Facts(glossary(segmentation)),)),
        )
    )


def _about(segmentation: Segmentation) -> Section:
    """Return what a board has to know of where the figures come from."""
    blocks: tuple[Block, ...] = (
        # How the segments were found is for analysts.
        Sentences((*how_it_was_done(segmentation)[:-1], *left_out_sentences(segmentation))),
        Sentences(privacy_sentences(segmentation)),
        Paragraph(
            say(
                "The analyst’s version of this report holds the evidence: method, checks, columns and every step."
            ),
            is_hint=True,
        ),
    )
    return Section("about", say("About this report"), blocks)


def _warnings(segmentation: Segmentation) -> Section:
    blocks = (ItemList(tuple(segmentation.provenance.warnings)),) if segmentation.provenance.warnings else ()
    return Section("warnings", say("To be aware of"), blocks, Place.FRONT, is_listed=False, is_warning=True)


def _verdict(segmentation: Segmentation) -> tuple[Block, ...]:
    verdict = segmentation.validation.verdict
    if verdict.structure is None or verdict.text is None:
        return ()
    found = (
        *verdict.evidence,
        *importance_findings(segmentation.validation.importance, segmentation.source.title_of),
    )
    word = say(
        "Kind of structure: {word}. {text}", word=STRUCTURE_WORDS[verdict.structure], text=verdict.text
    )
    return Paragraph(word), ItemList(found)


def report_pictures(segmentation: Segmentation) -> dict[str, Picture]:
    """Return the charts that a report may show, by name, each to be drawn when it is first asked for."""
    recipe = recipe_for_export(segmentation.provenance.recipe)
    return {
        chart.name: Picture(
            chart.name,
            chart.question,
            chart.finding(segmentation),
            chart.definition,
            DrawnImage(partial(chart.draw, segmentation), recipe),
            chart.alternative(segmentation),
            native_chart(chart.name, segmentation),
        )
        for chart in report_charts_for(segmentation)
    }


def _of_section(pictures: Mapping[str, Picture], section: ReportSection) -> tuple[Picture, ...]:
    """Return the charts that belong to a section, without those that stand on the page of all segments."""
    return tuple(
        picture
        for name, picture in pictures.items()
        if chart_named(name).section is section and name not in _ON_ONE_PAGE
    )


def _profile(segmentation: Segmentation) -> tuple[Block, ...]:
    explained = say(
        "Averages, and shares where it says %. ▲ and ▼ mark what lies clearly above or below everyone: by half a "
        "standard deviation or more."
    )
    table, remarks = profile_table(segmentation)
    return (
        Paragraph(explained),
        table,
        Sentences(remarks, is_hint=True),
        *scores_of_customers(segmentation),
    )


def _tests(segmentation: Segmentation) -> tuple[Block, ...]:
    explained = say(
        "These columns had no say in forming the segments. Strength is 0 where the segments do not differ, and 1 where "
        "a column and the segments say the same; an interval that holds 0 shows no difference. The last number tells "
        "how often differences this large would come about by chance alone; it allows for the number of columns looked "
        "at (Holm)."
    )
    table = test_table(segmentation)
    return () if table is None else (Paragraph(explained), table)


def _purchases(segmentation: Segmentation, pictures: Mapping[str, Picture]) -> Section:
    shown = _of_section(pictures, ReportSection.PURCHASES)
    return Section("purchases", say("From purchases to customers"), purchase_blocks(segmentation, shown))


def _alternatives(segmentation: Segmentation) -> tuple[Block, ...]:
    """Return a list of what else is worth a try."""
    found = segmentation.validation.alternatives
    return (ItemList(tuple(each.words for each in found)),) if found else ()


def _number(segmentation: Segmentation, pictures: Mapping[str, Picture]) -> tuple[Block, ...]:
    itself = say_n(
        "{n} segment was found by the method itself.",
        "{n} segments were found by the method itself.",
        n=segmentation.k,
    )
    table = scan_table(segmentation)
    return (
        Sentences(tuple(segmentation.validation.scan.reason) or (itself,)),
        *_by_hand(segmentation),
        *_alternatives(segmentation),
        *_of_section(pictures, ReportSection.NUMBER),
        *(() if table is None else (table,)),
    )


def _by_hand(segmentation: Segmentation) -> tuple[Block, ...]:
    """Return what was done to the segments by hand, nothing where they are as they were found."""
    edits = segmentation.provenance.recipe.by_hand.edits
    if not edits:
        return ()
    explained = say(
        "Then the segments were shaped by hand, in these steps; each names segments by the numbers they had then."
    )
    return Paragraph(explained), ItemList(tuple(edit.words for edit in edits), is_numbered=True)


def _recipe(recipe_toml: str) -> tuple[Block, ...]:
    explained = say("These settings, on the same file, give the same segments again.")
    folded = Folded(say("Show the recipe"), recipe_toml, say("The recipe stands in recipe.toml."))
    return Paragraph(explained), folded
