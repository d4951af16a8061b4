"""The learner's best at the lessons' open challenges, in the record of their progress under "challenges". Only they see it.

{"chinstraps": {"best": 331, "tries": 4}}
"""

import math
from dataclasses import replace

from layerwise.workbook.cells.telling import say
from layerwise.workbook.folder import current_workbook
from layerwise.workbook.progress.file import MOST_ATTEMPTS, Progress
from layerwise.workbook.progress.record import Record
from layerwise.workbook.progress.recording import going_on

DIGITS = 4


def challenge(name: str, score: float, lower_is_better: bool = False) -> None:
    """Say how a try at the challenge `name` went, beside the best so far, and keep the better one where there is a workbook.

    Raises ValueError for a score that is no finite number.
    """
    score = float(score)
    if not math.isfinite(score):
        raise ValueError(f"A challenge needs a number to compare, and this try came to {score}.")
    workbook = current_workbook()
    if workbook is None:
        say(f"This try: {_shown(score)}. In a workbook your best would be kept; this notebook is in none.")
        return
    best = _best(Progress(workbook.record).read(), name)
    better = best is None or (score < best if lower_is_better else score > best)
    if best is None:
        say(f"This try: {_shown(score)}. It is your first, and your best so far.")
    elif better:
        say(f"This try: {_shown(score)}, your best so far. Before, it was {_shown(best)}.")
    else:
        say(f"This try: {_shown(score)}. Your best so far: {_shown(best)}.")
    with going_on(workbook, "Your best could not be saved"):
        Progress(workbook.record).change(lambda record: _with_try(record, name, score, lower_is_better))


def _shown(score: float) -> str:
    return f"{round(score, DIGITS) + 0.0:.10g}"


def _entry(record: Record, name: str) -> dict:
    kept = record.rest.get("challenges")
    entry = kept.get(name) if isinstance(kept, dict) else None
    return entry if isinstance(entry, dict) else {}


def _best(record: Record, name: str) -> float | None:
    best = _entry(record, name).get("best")
    # Not math.isfinite, which a whole number of a thousand digits stops with an error.
    return float(best) if isinstance(best, int | float) and not isinstance(best, bool) and abs(best) < 1e300 else None


def _with_try(record: Record, name: str, score: float, lower_is_better: bool) -> Record:
    # Asked again: another notebook may have written since.
    best, tries = _best(record, name), _entry(record, name).get("tries")
    tries = tries + 1 if type(tries) is int and 0 <= tries < MOST_ATTEMPTS else 1
    if best is not None:
        score = (min if lower_is_better else max)(score, best)
    kept = record.rest.get("challenges")
    challenges = {**(kept if isinstance(kept, dict) else {}), name: {"best": score, "tries": tries}}
    return replace(record, rest={**record.rest, "challenges": challenges})
