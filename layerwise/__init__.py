"""Layerwise: a first course in deep learning, built by hand in plain NumPy."""

from layerwise.exercises import check, when_checked
from layerwise.workbook import record

__version__ = "0.1.0"
__all__ = ["check"]

when_checked(record)
