"""Bringing a newer course into the learner's notebooks: look at each lesson, make a backup, then write what changed.

    report = update(workbook, course / "notebooks", dry_run=True)
    print(*report.lines, sep="\n")

A lesson is known by its name: where the course has given it another number, the copy is renamed. A run that is killed at any moment leaves
each notebook as it was or as it was to be, under the one name or the other, and the next run goes on from there.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from layerwise.ground.files import Changed, aside, keep_aside
from layerwise.ground.notebooks import NotANotebook, TooNew, read, written
from layerwise.workbook.folder import Workbook
from layerwise.workbook.updates import merging, strays
from layerwise.workbook.updates.backups import make_backup
from layerwise.workbook.updates.changing import Report, WorkbookTrouble, alone_with, how_to_undo, refusal
from layerwise.workbook.updates.copies import Copy, copy_of, place_of
from layerwise.workbook.updates.interrupted import interrupted_saves, mend_interrupted_saves
from layerwise.workbook.updates.pairing import content_of
from layerwise.workbook.updates.servers import OpenNotebooks, open_notebooks
from layerwise.workbook.updates.taking_over import take_over, takings_over


@dataclass(frozen=True)
class Plan:
    """What an update does to one lesson.

    copy     the learner's copy, where it is now
    place    where it belongs: elsewhere if the lesson has got another number or name
    own      what is in the learner's file, or None if there is none
    content  what is to be in it; the same as `own` where nothing is to be done
    new      the version of the course that it then is at, or None where the lesson is left alone
    says     what that means, in sentences
    damage   what is wrong with the learner's file, if it is no notebook and has to be kept aside
    blocked  why the lesson cannot be updated now, if it cannot
    others   the names of further copies of the lesson, which are left alone
    """

    copy: Copy
    place: Copy
    own: bytes | None = None
    content: bytes | None = None
    new: bytes | None = None
    says: tuple[str, ...] = ()
    damage: str | None = None
    blocked: str | None = None
    others: tuple[str, ...] = ()

    @property
    def writes(self) -> bool:
        """Whether what is in the learner's file changes."""
        return self.blocked is None and self.content != self.own

    @property
    def renames(self) -> bool:
        """Whether the learner's file gets another name."""
        return self.blocked is None and self.copy.path != self.place.path

    def but_blocked(self, why: str) -> "Plan":
        """The plan for a lesson that has to be left alone."""
        return replace(self, content=self.own, new=None, says=(), damage=None, blocked=why)


def updates_available(workbook: Workbook, notebooks: Path, built: Mapping[str, bytes] | None = None) -> list[str]:
    """The names of the lessons in the workbook that the course has a newer version, or another number, of. Raises OSError.

    `built` is what the course's notebooks are without anybody's work in them, where somebody has worked there.
    """
    names = []
    for path in sorted(notebooks.glob("*.ipynb")):
        copy, new = copy_of(workbook, path.name), (built or {}).get(path.name) or path.read_bytes()
        try:
            own, base = copy.content(), copy.base()
        except OSError:  # which an update, that looks at each by itself, will say
            continue
        if own is not None and (copy.path.name != path.name or (own != new and base != new and (base or _would_change(own, new)))):
            names.append(copy.name)
    return names


def _would_change(own: bytes, new: bytes) -> bool:
    """Tell whether the course's version would bring something to a copy whose base is not known."""
    try:
        merged, before = merging.merge(None, read(new), read(own)).notebook, read(own)
    except NotANotebook:
        return False
    return [content_of(cell) for cell in merged["cells"]] != [content_of(cell) for cell in before["cells"]]


def update(
    workbook: Workbook, notebooks: Path, dry_run: bool = False, options: str = "", built: Mapping[str, bytes] | None = None
) -> Report:
    """Bring the lessons of `notebooks` into the workbook; with `dry_run`, only say what that would do.

    `options` is what the learner has to add to another command to mean this workbook. `built` is what the course's notebooks are without
    anybody's work in them: what was worked on in `notebooks` is taken over first. Raises WorkbookTrouble.
    """
    if dry_run:
        try:
            interrupted = interrupted_saves(workbook)
            takings = takings_over(workbook, notebooks, built or {})
            coming = {save.path: save.whole for save in interrupted}
            coming.update((taking.copy.path, taking.content) for taking in takings if taking.becomes_the_copy)
            coming.update((taking.path, taking.built) for taking in takings)
            plans = _plans(workbook, notebooks, coming)
        except OSError as error:
            raise WorkbookTrouble(refusal(error, workbook.folder)) from error
        changes = bool(interrupted or takings) or any(plan.writes or plan.renames for plan in plans)
        heading = ["This is what an update would do. Nothing has been changed.", ""] if changes else []
        report = _report(plans, strays.sentences(workbook, notebooks))
        report.lines[:0] = [*heading, *(save.foretold() for save in interrupted), *(taking.sentence() for taking in takings)]
        return report
    with alone_with(workbook):
        mended = mend_interrupted_saves(workbook)
        takings = takings_over(workbook, notebooks, built or {})
        replaced = [taking.copy for taking in takings if taking.becomes_the_copy and taking.own is not None]
        before = make_backup(workbook, "update", replaced) if replaced else None
        for taking in takings:
            try:
                mended.append(take_over(taking))
            except OSError as error:
                words = [refusal(error, workbook.folder), *mended, "All other notebooks are as they were."]
                raise WorkbookTrouble("\n".join(words)) from error
        mended += [how_to_undo(before, options)] if before else []
        # Also where it could not be put back, the course is what was built.
        plans = _plans(workbook, notebooks, {taking.path: taking.built for taking in takings})
        kept = [plan.copy for plan in plans if plan.writes and plan.own is not None]
        backup = make_backup(workbook, "update", kept) if kept else None
        undo = [how_to_undo(backup, options)] if backup else []
        report = _carried_out(workbook, notebooks, plans, undo)
        report.lines[:0] = mended
        report.lines += undo
        return report


# Looking


def _plans(workbook: Workbook, notebooks: Path, coming: Mapping[Path, bytes] | None = None) -> list[Plan]:
    """A plan for each lesson. `coming` is what files will hold by then: those whose saves were interrupted, and what is taken over."""
    opened = open_notebooks(workbook.folder)
    return [_plan(workbook, path, opened, coming or {}) for path in sorted(notebooks.glob("*.ipynb"))]


def _plan(workbook: Workbook, course: Path, opened: OpenNotebooks, coming: Mapping[Path, bytes]) -> Plan:
    copy, place = copy_of(workbook, course.name), place_of(workbook, course.name)
    copy = replace(copy, instead=coming.get(copy.path))
    plan = Plan(copy, place, others=tuple(_other_copies(workbook, copy, course.name)))
    new = coming.get(course) or course.read_bytes()
    try:
        new_notebook = read(new)
    except NotANotebook as problem:
        return plan.but_blocked(f"the course's own notebook {course} {problem}. Get the course again")
    try:
        own, base, is_saved_over = copy.content(), copy.base(), copy.is_saved_over()
    except OSError as error:
        return plan.but_blocked(f"it cannot be read ({error.strerror or error})")
    if own is None:
        return replace(plan, content=new, new=new, says=("You have no copy of this notebook. You get one.",))
    plan = _plan_of_content(plan, own, base, new, new_notebook)
    if is_saved_over and plan.writes:
        plan = replace(plan, says=("An editor has saved the version from before the last update over it.", *plan.says))
    if plan.renames:
        if os.path.lexists(place.path):
            why = f"the course calls it {place.name} now, and you have another file of that name. Rename that file, then run this again"
            return plan.but_blocked(why)
        plan = replace(plan, says=(f"Your {copy.path.name} gets this name, which the lesson now has.", *plan.says))
    why_not = opened.why_not(copy.path) or opened.why_not(place.path) if plan.writes or plan.renames else None
    return plan.but_blocked(f"{why_not}, then run this again") if why_not else plan


def _other_copies(workbook: Workbook, copy: Copy, notebook: str) -> list[str]:
    """The names of further copies of a lesson. What never had a base is a notebook of the learner's own."""
    others = workbook.under_earlier_names(notebook)
    return [path.name for path in others if path != copy.path and (workbook.bases / path.name).exists()]


def _plan_of_content(plan: Plan, own: bytes, base: bytes | None, new: bytes, new_notebook: dict) -> Plan:
    """The plan completed by what becomes of the cells."""
    plan = replace(plan, own=own)
    try:
        own_notebook = read(own)
    except TooNew as problem:
        return plan.but_blocked(f"it {problem}, and was left alone. Save it in format 4, or rename it, then run this again")
    except NotANotebook as problem:
        says = f"Your file {problem}. It is kept as {aside(plan.place.path, own).name}, and you get a new copy of the lesson."
        return replace(plan, content=new, new=new, says=(says,), damage=str(problem))
    unchanged = replace(plan, content=own, new=new)
    if new in (base, own):
        return unchanged
    try:
        base_notebook = read(base) if base is not None else None
    except NotANotebook:
        base_notebook = None
    merged = merging.merge(base_notebook, new_notebook, own_notebook)
    if merged.notebook == own_notebook:
        return unchanged
    content = new if merged.notebook == new_notebook else written(merged.notebook)
    return replace(unchanged, content=content, says=tuple(_sentences(merged.happenings, base_notebook is None)))


# Doing


def _carried_out(workbook: Workbook, notebooks: Path, plans: list[Plan], undo: list[str]) -> Report:
    """Write what the plans say. `undo` says how to go back, which whoever is stopped halfway is told as well."""
    done: list[Plan] = []
    for plan in plans:
        try:
            done.append(_carry_out(plan))
        except OSError as error:
            updated = [plan.place.name for plan in done if plan.writes or plan.renames]
            words = f"Updated before that: {', '.join(updated)}. " if updated else ""
            words += "All other notebooks are as they were."
            raise WorkbookTrouble("\n".join([refusal(error, workbook.folder), words, *undo])) from error
    return _report(done, strays.sentences(workbook, notebooks))


def _carry_out(plan: Plan) -> Plan:
    """Write what a plan says, and return the plan as it turned out."""
    if plan.blocked or plan.content is None or plan.new is None:
        return plan
    try:
        if plan.copy != plan.place:
            plan.copy.move_to(plan.place)
        if plan.damage and plan.own is not None:
            keep_aside(plan.place.path, plan.own)
        plan.place.replace(plan.own, plan.content, plan.new)
    except Changed:
        now = plan.copy if os.path.lexists(plan.copy.path) else plan.place
        return replace(plan, copy=now).but_blocked(
            "somebody changed the file while it was being updated, so it was left as it is. Run this again"
        )
    return plan


# Telling


def _report(plans: list[Plan], others: list[str]) -> Report:
    """The report; `others` are sentences about what else lies in the workbook."""
    lines: list[str] = []
    for plan in plans:
        if plan.blocked:
            lines += [f"{plan.copy.name} was not updated: {plan.blocked}.", ""]
        elif plan.writes or plan.renames:
            lines += [plan.place.name, *(f"  {sentence}" for sentence in plan.says), ""]
    current = [plan.place.name for plan in plans if not (plan.blocked or plan.writes or plan.renames)]
    if current:
        lines.append(f"Up to date: {', '.join(current)}.")
    for plan in plans:
        if plan.others:
            copy = plan.copy if plan.blocked else plan.place
            lines.append(strays.told(list(plan.others), copy.path.name))
    lines += others
    return Report(lines, complete=not any(plan.blocked for plan in plans))


# (one cell, several cells); what the cells say follows.
_SENTENCES = {
    merging.CORRECTED: ("{} cell has a new text in place of the old one", "{} cells have a new text in place of the old one"),
    merging.TO_RUN_AGAIN: ("What {} of them showed is gone; run it again", "What {} of them showed is gone; run them again"),
    merging.ADDED: ("{} cell is new", "{} cells are new"),
    merging.REMOVED: ("{} cell has left the course and goes", "{} cells have left the course and go"),
    merging.DIFFERENT: (
        "{} cell has not all that the course's has. Yours stays; the course's text is in a marked cell below it",
        "{} cells have not all that the course's have. Yours stay; the course's text is in a marked cell below each",
    ),
    merging.BOTH_CHANGED: (
        "{} cell was changed by the course and by you. Yours stays; the course's text is in a marked cell below it",
        "{} cells were changed by the course and by you. Yours stay; the course's text is in a marked cell below each",
    ),
    merging.DELETED_AND_CHANGED: (
        "{} cell that you deleted has a new text. It is shown in a marked cell",
        "{} cells that you deleted have a new text. It is shown in marked cells",
    ),
    merging.KEPT: (
        "{} cell has left the course, but you changed it. It stays, with a note below it",
        "{} cells have left the course, but you changed them. They stay, with a note below each",
    ),
}


def _sentences(happenings: Iterable[merging.Happening], base_is_lost: bool) -> list[str]:
    """Say what a merge did, and to which cells."""
    happenings = list(happenings)
    sentences = []
    if base_is_lost:
        sentences.append("The version that your copy was made from is not known, so all of your cells stay, and ours are put beside them.")
    for what, (one, several) in _SENTENCES.items():
        cells = [happening.cell for happening in happenings if happening.what == what]
        if cells:
            listed = ", ".join(cells[:5]) + (f" and {len(cells) - 5} more" if len(cells) > 5 else "")
            sentences.append(f"{(one if len(cells) == 1 else several).format(len(cells))}: {listed}.")
    if any(happening.what == merging.REORDERED for happening in happenings):
        sentences.append("The order of the cells follows the course's new one.")
    return sentences or ["Details that one does not see change."]
