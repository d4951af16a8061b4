"""Bringing a backup back."""

import os

from layerwise import course
from layerwise.ground.files import Changed
from layerwise.workbook.folder import Workbook
from layerwise.workbook.updates.backups import Backup, all_backups, backups_folder, make_backup
from layerwise.workbook.updates.changing import Report, WorkbookTrouble, alone_with, how_to_undo, refusal
from layerwise.workbook.updates.copies import Copy, copy_of, place_of
from layerwise.workbook.updates.servers import open_notebooks

_CAUSES = {"update": "before an update", "reset": "before a reset", "restore": "before a restore", "catch-up": "before a catch-up"}


def list_backups(workbook: Workbook, options: str = "") -> Report:
    """Say which backups there are. `options` is what the learner has to add to a command to mean this workbook."""
    backups = all_backups(workbook)
    if not backups:
        return Report([f"There are no backups in {workbook.folder}. One is made before each update, reset, restore and catch-up."])
    width = len(str(max(backup.number for backup in backups)))
    lines = [f"The backups of {workbook.folder}, the newest last:", ""]
    for backup in backups:
        names = ", ".join(name.removesuffix(".ipynb") for name in backup.lessons())
        lines.append(f"  {backup.number:>{width}}  {backup.made:%Y-%m-%d %H:%M:%S}  {_CAUSES[backup.cause]:<17}  {names}")
    size = sum(path.stat().st_size for path in backups_folder(workbook).rglob("*") if path.is_file())
    lines += ["", f"`python3 start.py restore NUMBER{options}` brings one back; what you have now is backed up first."]
    lines += [f"They take {max(1, round(size / 1e6))} MB in {backups_folder(workbook)} and stay until you delete them."]
    return Report(lines)


def restore(workbook: Workbook, which: str, options: str = "") -> Report:
    """Put the notebooks of a backup back, after a backup of those that are there now.

    `which` is the backup's number in the list, or its folder's name. Raises WorkbookTrouble.
    """
    with alone_with(workbook):
        backup = _backup_named(workbook, which)
        opened = open_notebooks(workbook.folder)
        copies = _copies(workbook, backup)
        blocked = [(copy.name, why) for copy in copies.values() if (why := opened.why_not(copy.path))]
        if blocked:
            name, why = blocked[0]
            raise WorkbookTrouble(f"Nothing was restored. {name}: {why}, then run this again.")
        now = {name: copy.content() for name, copy in copies.items()}
        changes = {name: copy for name, copy in copies.items() if now[name] != backup.content(name)}
        if not changes:
            return Report(["Your notebooks are as they are in this backup; nothing was changed."])
        kept = [copy for name, copy in changes.items() if now[name] is not None]
        newer = make_backup(workbook, "restore", kept) if kept else None
        done: list[str] = []
        for name, copy in changes.items():
            try:
                copy.replace(now[name], backup.content(name), backup.base(name))
            except (Changed, OSError) as problem:
                why = refusal(problem, workbook.folder) if isinstance(problem, OSError) else "Somebody changed it just now."
                words = f"Restored before that: {', '.join(done)}." if done else "Nothing was restored."
                raise WorkbookTrouble(f"{copy.name} was not restored. {why}\n{words}") from problem
            done.append(copy.name if copy.path.name == name else f"{copy.name} (it was {name.removesuffix('.ipynb')} then)")
        return Report([f"Restored: {', '.join(done)}.", *([how_to_undo(newer, options)] if newer else [])])


def _copies(workbook: Workbook, backup: Backup) -> dict[str, Copy]:
    """The copy that each notebook of a backup goes to: the one of that name or, where there is none, the one that now is of that lesson."""
    names = backup.lessons()
    copies = {name: place_of(workbook, name) for name in names}
    for name in names:
        lesson = course.lesson(name.removesuffix(".ipynb"))
        if lesson is not None and not os.path.lexists(copies[name].path):
            now = copy_of(workbook, lesson.notebook)
            if now.path not in [copy.path for copy in copies.values()]:
                copies[name] = now
    return copies


def _backup_named(workbook: Workbook, which: str) -> Backup:
    backups = all_backups(workbook)
    for backup in backups:
        if backup.folder.name == which or (which.isdecimal() and int(which) == backup.number):
            return backup
    numbers = [backup.number for backup in backups]
    there = f"They are numbered from {min(numbers)} to {max(numbers)}." if numbers else "There are none yet."
    raise WorkbookTrouble(f"There is no backup {which}. {there} `python3 start.py restore` lists them.")
