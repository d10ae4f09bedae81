"""`segdesk run`: the main job."""

import argparse
import datetime as dt
import re
import time
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from segdesk.charts.column_charts import chart_of_columns
from segdesk.cli.chosen_recipe import recipe_of
from segdesk.cli.printing import note, printable, shorten, tell, tell_table
from segdesk.cli.progress import ProgressLine
from segdesk.delivery.deliver import Delivered, check_delivery, deliver
from segdesk.delivery.project import deliver_project, project_for, with_run
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.customer_lists import customer_lists
from segdesk.engine.result.explored_columns import columns_asked_for
from segdesk.engine.result.outcomes import outcome_findings
from segdesk.engine.result.report_options import Audience, ReportOptions
from segdesk.engine.result.segmentation import Segmentation, with_provenance
from segdesk.engine.validation.importance import importance_findings
from segdesk.engine.validation.structure import STRUCTURE_WORDS
from segdesk.errors import UsageError
from segdesk.io.earlier_run import read_earlier_run
from segdesk.io.joining import joined_table
from segdesk.messages import Percent, number_in_words, percent_in_words, say, say_n, use_language
from segdesk.progress import part
from segdesk.report.choices import choices_of
from segdesk.scale.engine_choice import MEMORY, OUT_OF_MEMORY, open_with_engine


def work(options: argparse.Namespace) -> None:
    """Read, segment, write, and print what came out."""
    recipe = recipe_of(options)
    folder = options.out or default_folder(options.files[0])
    report = _report_options(recipe, options)
    with use_language(recipe.output.lang):
        check_delivery(recipe, folder, options.overwrite)
        # Names that the recipe holds may be of another month; those of the model come to where they belong.
        like = options.like and read_earlier_run(options.like)
        if like:
            recipe = replace(recipe, output=replace(recipe.output, given=None))
        engine = _engine(options)
        with ProgressLine(wanted=not options.quiet) as progress:
            begun = time.perf_counter()
            joined = joined_table(recipe.transactions.join)
            today = dt.date.today()
            opened = open_with_engine(engine, options.files, recipe, joined, today, progress, options.master)
            reading = time.perf_counter() - begun
            project = None
            if options.project is not None:
                project = project_for(options.project, opened.table, joined, recipe, today)
            segmentation = segment(
                opened.table,
                recipe,
                part(progress, opened.done, 0.7),
                joined=joined,
                today=today,
                customers=opened.customers,
                writes=True,
                foretell=progress.foretell,
            )
            comparison = None
            if like:
                segmentation = like.carried_over(segmentation)
                comparison = like.compared(segmentation)
            segmentation = with_provenance(
                segmentation, seconds={"read": reading, **segmentation.provenance.seconds}
            )
            if project is not None:
                seconds = time.perf_counter() - begun
                if options.preset is not None:
                    project = replace(project, report=report)
                deliver_project(with_run(project, segmentation, seconds, today), options.project)
            delivered = deliver(
                segmentation,
                folder,
                overwrite=options.overwrite,
                progress=part(progress, 0.7, 1),
                comparison=comparison,
                report=report,
                everyone=opened.engine,
            )
        if options.json:
            print(delivered.summary, end="")
            return
        _print(segmentation, delivered, options.verbose)
        if options.project:
            tell(say("Kept in {file}.", file=str(options.project)))


def _report_options(recipe: Recipe, options: argparse.Namespace) -> ReportOptions:
    """Return how the report is to be: as the recipe says, on top the preset, on top the command line."""
    choices = choices_of({"audience": options.audience}, options.preset)
    # A preset's language is for reports made again: all that a run writes is in one.
    of_run = {"language": recipe.output.lang}
    return ReportOptions(**{"audience": Audience(recipe.output.audience), **choices, **of_run})


def _engine(options: argparse.Namespace) -> str:
    """Return the engine that is wanted; a project keeps the table, which takes memory."""
    if options.project is None or options.engine == MEMORY:
        return str(options.engine)
    if options.engine in OUT_OF_MEMORY:
        raise UsageError(
            say(
                "{option} keeps the lines of the table, which {engine} does not hold.",
                option="--project",
                engine=f"--engine {options.engine}",
            ),
            mend=say("Leave one of them out."),
        )
    return MEMORY


def default_folder(file: Path | str) -> Path:
    """Return `STEM-segments` beside the file or folder; for the URL of a database, in the current folder."""
    if isinstance(file, str):
        name = re.sub(r"\W+", "-", urlsplit(file).path).strip("-") or "database"
        return Path.cwd() / f"{name}-segments"
    if file.is_dir():
        folder = file.resolve()
        return folder.parent / f"{folder.name}-segments"
    packed = file.suffix.lower() in (".gz", ".zip")
    stem = Path(file.stem).stem if packed else file.stem
    return file.absolute().parent / f"{stem}-segments"


def _print(segmentation: Segmentation, delivered: Delivered, verbose: bool) -> None:
    if verbose:
        for step in segmentation.provenance.steps:
            tell(step)
        tell()
    for warning in (*segmentation.provenance.warnings, *delivered.notes):
        note(say("Note: {warning}", warning=printable(warning)))
    tell(
        say_n(
            "{n} segment of {customers} customers, found by {method}.",
            "{n} segments of {customers} customers, found by {method}.",
            n=segmentation.k,
            customers=len(segmentation.fit.rows),
            method=segmentation.method,
        )
        if not segmentation.is_shaped
        else say_n(
            "{n} segment of {customers} customers, found by {method} and shaped by hand.",
            "{n} segments of {customers} customers, found by {method} and shaped by hand.",
            n=segmentation.k,
            customers=len(segmentation.fit.rows),
            method=segmentation.method,
        )
    )
    if segmentation.validation.scores.silhouette is not None:
        tell(
            say("Fit (silhouette): {fit}.", fit=number_in_words(segmentation.validation.scores.silhouette, 2))
        )
    if segmentation.validation.verdict.structure is not None:
        word = STRUCTURE_WORDS[segmentation.validation.verdict.structure]
        tell(say("Verdict: {word}. {text}", word=word, text=segmentation.validation.verdict.text))
    tell()
    with_value = any(s.value_share is not None for s in segmentation.description.segments)
    with_stability = any(s.stability is not None for s in segmentation.description.segments)
    rows = []
    for s in segmentation.description.segments:
        row = [str(s.number), shorten(s.name, 60), number_in_words(float(s.size)), percent_in_words(s.share)]
        if with_value:
            row.append("" if s.value_share is None else percent_in_words(s.value_share))
        if with_stability:
            row.append("" if s.stability is None else number_in_words(s.stability, 2))
        row += ["" if o.own.rate is None else percent_in_words(o.own.rate) for o in s.outcomes]
        rows.append(row)
    headings = [say("segment"), say("name"), say("customers"), say("share")]
    headings += [say("value")] if with_value else []
    headings += [say("stability")] if with_stability else []
    outcomes = [shorten(o.variable, 20) for o in segmentation.named[0].outcomes]
    right = (0, *range(2, len(headings) + len(outcomes)))
    tell_table([*(str(h) for h in headings), *outcomes], rows, right=right)
    tell()
    _print_rules(segmentation)
    _print_advice(segmentation)
    tell(say("Written to {folder}:", folder=str(delivered.folder)))
    for file in delivered.files:
        tell(f"  {file}")


def _print_advice(segmentation: Segmentation) -> None:
    """Print what became of customers, what the segments are about, what to do with each, and whom to look at."""
    asked = columns_asked_for(segmentation.source.columns, segmentation.provenance.recipe.output.explore)
    blocks = (
        outcome_findings(segmentation),
        [
            say("{finding}.", finding=chart_of_columns(segmentation, columns).finding(segmentation))
            for columns in asked
        ],
        list(importance_findings(segmentation.validation.importance, segmentation.source.title_of)),
        [
            say("{what}: {options}", what=each.words, options=each.options)
            for each in segmentation.validation.alternatives
        ],
        [
            say("{name}: {action}", name=shorten(segment.name, 60), action=segment.action)
            for segment in segmentation.named
            if segment.action is not None
        ],
        [
            say("{title}: {finding}", title=listed.title, finding=listed.finding)
            for listed in customer_lists(segmentation)
        ],
    )
    for block in blocks:
        for sentence in block:
            tell(sentence)
        if block:
            tell()


def _print_rules(segmentation: Segmentation) -> None:
    """Print a table of the short rules with their figures."""
    rows = []
    for s in segmentation.named:
        if s.rule is None:
            rows.append([str(s.number), str(say("no short rule")), "", "", ""])
            continue
        figures = (s.rule.precision, s.rule.coverage, s.rule.held_out)
        rows.append([str(s.number), shorten(s.rule.words, 110), *(str(Percent(f)) for f in figures)])
    headings = (
        say("segment"), say("rule"), say("precision"), say("coverage"), say("held out"),
    )  # fmt: skip
    tell_table([str(h) for h in headings], rows, right=(0, 2, 3, 4))
    tell()
