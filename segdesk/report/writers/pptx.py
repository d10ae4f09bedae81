"""The report as a presentation, to be shown and changed."""

from segdesk.messages import say
from segdesk.report.document import ReportDocument
from segdesk.report.writers.report_formats import report_format


@report_format("pptx", ".pptx", say("PowerPoint presentation"))
def write_pptx(document: ReportDocument) -> bytes:
    """Return a report as a presentation: one message to a slide, text that can be edited."""
    # What writes it loads only where it is asked for.
    from segdesk.report.pptx.build import to_pptx  # noqa: PLC0415

    return to_pptx(document)
