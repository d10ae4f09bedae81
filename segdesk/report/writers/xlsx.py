"""The report as a workbook, to compute with."""

from segdesk.messages import say
from segdesk.report.document import ReportDocument
from segdesk.report.writers.report_formats import report_format


@report_format("xlsx", ".xlsx", say("Excel workbook"))
def write_xlsx(document: ReportDocument) -> bytes:
    """Return a report as a workbook: a sheet for each part, numbers as numbers, charts that Excel draws."""
    # What writes it loads only where it is asked for.
    from segdesk.report.xlsx.build import to_xlsx  # noqa: PLC0415

    return to_xlsx(document)
