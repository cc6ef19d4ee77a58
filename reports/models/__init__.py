"""What was published."""

from reports.models.published_report import PublishedReport, ReportFile

__all__ = ["PublishedReport", "ReportFile"]
