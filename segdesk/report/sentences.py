"""The appendix's sentences and lists: how the segments were found, facts, glossary."""

from segdesk.engine.audit.audit import Audit
from segdesk.engine.clustering.methods.registry import find_method
from segdesk.engine.data.finding import finding
from segdesk.engine.preparation.feature_groups import has_categories
from segdesk.engine.result.segmentation import Segmentation
from segdesk.io.source_summary import files_in_words
from segdesk.messages import Message, Percent, number_in_words, say, say_n
from segdesk.report.document import Text


def how_it_was_done(segmentation: Segmentation) -> tuple[Text, ...]:
    """Return what was compared, who takes part, and how the segments were found."""
    shown = [say("“{name}”", name=segmentation.source.title_of(name)) for name in segmentation.variables]
    if len(shown) > 8:
        shown = [*shown[:6], say("{n} more", n=len(shown) - 6)]
    source = segmentation.source_table
    opening = (
        say(
            "The file “{file}” holds {rows} rows and {columns} columns; customers were compared by {variables}.",
            file=source.source.path.name,
            rows=source.n_rows,
            columns=len(source.columns),
            variables=shown,
        )
        if segmentation.source.purchases is None
        else say(
            "The file “{file}” holds {rows} lines of purchases; they were summed up by customer, and customers were "
            "compared by {variables}.",
            file=source.source.path.name,
            rows=source.n_rows,
            variables=shown,
        )
    )
    return (opening, *_who_takes_part(segmentation), _how_found(segmentation))


def _who_takes_part(segmentation: Segmentation) -> list[Message]:
    """Return how many customers meet the user's condition, where there is one."""
    source = segmentation.source
    if source.condition is None:
        return []
    return [
        finding(
            "computed.only_some_take_part",
            n=source.n_participants,
            total=source.table.n_rows,
            condition=source.condition,
        )
    ]


def _how_found(segmentation: Segmentation) -> Message:
    if segmentation.is_shaped:
        return say_n(
            "There is {n} segment: found by {method}, and then shaped by hand.",
            "There are {n} segments: found by {method}, and then shaped by hand.",
            n=segmentation.k,
            method=find_method(segmentation.method).label,
        )
    if segmentation.provenance.recipe.method.by_rules:
        return say_n(
            "Rules that were set beforehand say who belongs together: {n} segment with customers.",
            "Rules that were set beforehand say who belongs together: {n} segments with customers.",
            n=segmentation.k,
        )
    return say_n(
        "Customers who are alike in these columns were put together: {n} segment, found by {method}.",
        "Customers who are alike in these columns were put together: {n} segments, found by {method}.",
        n=segmentation.k,
        method=find_method(segmentation.method).label,
    )


def left_out_sentences(segmentation: Segmentation) -> tuple[Text, ...]:
    """Return what of the file is in no segment and why, in a sentence; nothing where all of it is in one."""
    reasons = _left_out(segmentation)
    return (say("Left out: {reasons}.", reasons=reasons),) if reasons else ()


def _left_out(segmentation: Segmentation) -> list[Message]:
    """Return every reason why a customer or a line of purchases was left out, with how many."""
    reasons = [say("{reason}: {n}", reason=reason, n=n) for reason, n in segmentation.provenance.left_out]
    if segmentation.source.purchases is not None:
        reasons += [
            say_n("{reason}: {n} line", "{reason}: {n} lines", n=c.lines, reason=c.label)
            for c in segmentation.source.purchases.reconciled.left_out
        ]
    return reasons


def facts(segmentation: Segmentation, version: str, audited: Audit) -> tuple[tuple[Text, Text], ...]:
    """Return what is needed to check or repeat the work."""
    source, scores = segmentation.source.table.source, segmentation.validation.scores
    found: list[tuple[Text, Text]] = [
        (say("File"), source.path.name),
        *files_in_words(source),
        (say("Fingerprint (SHA-256)"), source.sha256),
        (say("Format"), source.format),
        (say("Rows"), say("{n}", n=segmentation.source_table.n_rows)),
        (say("Customers segmented"), say("{n}", n=len(segmentation.fit.rows))),
    ]
    reasons = _left_out(segmentation)
    found.append((say("Left out"), say("{reasons}", reasons=reasons) if reasons else say("none")))
    found += [
        (say("Method"), find_method(segmentation.method).label),
        *_category_weight(segmentation),
        *_size_limits(segmentation),
        (say("Repeat number"), say("{n}", n=segmentation.provenance.recipe.method.seed)),
        (say("Prepared columns"), say("{n}", n=len(segmentation.fit.features))),
    ]
    for name, score, digits in (
        (say("Fit (silhouette)"), scores.silhouette, 3),
        (say("Spread (inertia)"), scores.inertia, 1),
        (say("Calinski-Harabasz"), scores.calinski_harabasz, 1),
        (say("Davies-Bouldin"), scores.davies_bouldin, 3),
    ):
        if score is not None:
            found.append((name, number_in_words(score, digits)))
    shown = segmentation.description.customer_map.explained
    found.append(
        (say("Shown by the map"), say("{share} of the differences", share=Percent(min(sum(shown), 1.0))))
    )
    found.append((say("Self-check"), _checked(audited)))
    found.append((say("Program"), f"segdesk {version}"))
    return tuple(found)


def _checked(audited: Audit) -> Message:
    text = say_n(
        "{n} number was computed a second time, another way, from the cells and segments alone: it agrees.",
        "{n} numbers were computed a second time, another way, from the cells and segments alone: all agree.",
        n=audited.checked,
    )
    if not audited.unread:
        return text
    return say(
        "{text} Not checked, because of the way their cells are written: {columns}.",
        text=text,
        columns=list(audited.unread),
    )


def _category_weight(segmentation: Segmentation) -> list[tuple[Text, Text]]:
    """Return how much categories count against numbers, nothing where rules or no categories make the segments."""
    if segmentation.provenance.recipe.method.by_rules or not has_categories(
        segmentation.fit.model.preparation
    ):
        return []
    weight = segmentation.provenance.recipe.prepare.category_weight
    return [(say("Weight of categories"), number_in_words(1.0 if weight is None else weight))]


def _size_limits(segmentation: Segmentation) -> list[tuple[Text, Text]]:
    kept = segmentation.validation.size_limit_cost
    if kept is None:
        return []
    found: list[tuple[Text, Text]] = []
    if kept.least is not None:
        found.append((say("Smallest segment allowed"), say_n("{n} customer", "{n} customers", n=kept.least)))
    if kept.most is not None:
        found.append((say("Largest segment allowed"), say_n("{n} customer", "{n} customers", n=kept.most)))
    found.append((say("Moved for the limits"), say_n("{n} customer", "{n} customers", n=kept.moved)))
    return found


def glossary(segmentation: Segmentation) -> tuple[tuple[Text, Text], ...]:
    """Return the words that a reader may not know."""
    words: list[tuple[Text, Text]] = [
        (
            say("Segment"),
            say("A group of customers who are alike in the columns compared. Numbers go by size.")
            if not segmentation.provenance.recipe.by_hand.sets_order
            else say(
                "A group of customers who are alike in the columns compared. Numbers are in an order set by hand."
            ),
        ),
        (
            say("Unassigned"),
            say("Customers who fit no segment, numbered 0. They are counted, never hidden."),
        ),
        (
            say("Fit (silhouette)"),
            say(
                "How much closer customers are to their own segment than to the next one, from −1 to 1: "
                "up to 0.25 none, to 0.5 weak, to 0.7 reasonable, above strong."
            ),
        ),
        (
            say("Spread (inertia)"),
            say("How far customers lie from the middle of their segment, squared and added up."),
        ),
        (
            say("Standard deviation"),
            say("The usual distance of a customer from the average. Half of it is a clear difference."),
        ),
        (
            say("Confidence"),
            say(
                "In the labeled file: near 1, a customer clearly belongs to its segment; "
                "near 0, it stands on the border."
            ),
        ),
        (
            say("Typical customers"),
            say("The three customers nearest the middle of their segment: look them up to see who they are."),
        ),
        (
            say("Short rule"),
            say(
                "Up to three conditions on the columns of the labeled file that find a segment again without segdesk: "
                "filter the file by them, and the same percentages come out. An empty cell never matches."
            ),
        ),
        (say("Recipe"), say("All settings of this run. With the same file it gives the same segments.")),
    ]
    if segmentation.source.value_column is not None:
        words.insert(
            2, (say("Share of value"), say("How much of the money column a segment's customers bring."))
        )
    return tuple(words)
