"""The report as a PDF file, for mail and paper."""

from segdesk.messages import say
from segdesk.report.document import ReportDocument
from segdesk.report.writers.report_formats import report_format


@report_format("pdf", ".pdf", say("PDF"))
def write_pdf(document: ReportDocument) -> bytes:
    """Return a report as a PDF file: A4, bookmarks, page numbers, fonts inside."""
    # What draws it loads only where it is asked for.
    from segdesk.report.pdf.build import to_pdf  # noqa: PLC0415

    return to_pdf(document)
