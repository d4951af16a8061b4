"""The learner's own folder: copies of the lessons, the functions they have written, how far they have come."""

from layerwise.workbook.folder import Workbook, current_workbook, open_workbook
from layerwise.workbook.recording import record

__all__ = ["Workbook", "current_workbook", "open_workbook", "record"]
