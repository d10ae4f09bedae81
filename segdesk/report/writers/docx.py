"""The report as a text document, to be edited."""

from segdesk.messages import say
from segdesk.report.document import ReportDocument
from segdesk.report.writers.report_formats import report_format


@report_format("docx", ".docx", say("Word document"))
def write_docx(document: ReportDocument) -> bytes:
    """Return a report as a text document with real headings, tables and page numbers."""
    # What writes it loads only where it is asked for.
    from segdesk.report.docx.build import to_docx  # noqa: PLC0415

    return to_docx(document)
