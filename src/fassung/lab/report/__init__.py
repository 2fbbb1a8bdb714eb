"""The report: what a test found, as JSON and as one page that needs nothing else."""

from fassung.lab.report.data import comparison, report
from fassung.lab.report.page import comparison_page, report_page

__all__ = ["comparison", "comparison_page", "report", "report_page"]
