"""What a class is told after a check, if this workbook is in one."""

import contextlib
import os
import time
from collections.abc import Callable

from layerwise.examiner import Report
from layerwise.examiner.report import GAP_LEFT
from layerwise.exercises.catalogue import EXERCISES
from layerwise.workbook.cells.telling import say
from layerwise.workbook.folder import current_workbook
from layerwise.workbook.sharing import kept
from layerwise.workbook.sharing.message import BEGUN, Mark


def share(report: Report, function: Callable) -> None:
    """Have the class told of a check. Whatever happens here, the check has been made, and its report shown."""
    if os.environ.get("LAYERWISE_STRICT") == "1" or (report.status == "not attempted" and report.mistake != GAP_LEFT):
        return  # whoever runs solutions is in no class; and a cell that nobody has touched is no attempt
    with contextlib.suppress(Exception):  # a file that cannot be written, say: the class is told less, and the lesson goes on
        workbook, now = current_workbook(), time.time()
        if workbook is None or not kept.place(workbook).exists():
            return
        membership = kept.change(workbook, now, lambda known: known.with_check(report.name, mark_of(report), now))
        if membership is None:  # it was too long ago, or nobody can tell any more
            kept.forget(workbook)
            return
        from layerwise.workbook.sharing.own import is_telling, tell_class_of  # here, since few are in a class, and it loads HTTP

        if not is_telling():
            say(f"You are in the class as {membership.name}: checks of this notebook are told there too. `workbook.leave()` ends it.")
        tell_class_of(workbook)


def mark_of(report: Report) -> Mark:
    """What is told of a check. Of mistakes, those that the course's catalogue has: other ids may be made of what was written."""
    if report.status == "not attempted":
        return Mark(BEGUN)
    known = any(mistake.id == report.mistake for mistake in EXERCISES[report.name].mistakes)
    return Mark(report.status, report.mistake if known else None)
