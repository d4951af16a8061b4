"""The learner's own folder: copies of the lessons, the functions they have written, how far they have come.

    workbook.course_map()   # in a lesson: the course, with done, begun and next
    workbook.verify()       # in a lesson: which functions are the learner's own
"""

from layerwise.workbook.course_map import CourseMap
from layerwise.workbook.folder import Workbook, current_workbook, open_workbook
from layerwise.workbook.recording import record
from layerwise.workbook.verification import Verification
from layerwise.workbook.verification import verify as _verify

__all__ = ["Workbook", "course_map", "current_workbook", "open_workbook", "record", "verify"]


def course_map() -> CourseMap:
    """The course on one page; in a workbook with what is done, begun and next."""
    workbook = current_workbook()
    return CourseMap(workbook.progress.read() if workbook else None)


def verify() -> Verification | None:
    """Examine the my_network.py of the workbook, and say which functions are the learner's own and which are still ours."""
    workbook = current_workbook()
    if workbook is None:
        print("This notebook is not in a workbook, so there is no my_network.py to examine. `python3 start.py learn` makes one.")
        return None
    return _verify(workbook.library)
