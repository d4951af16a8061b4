"""Bringing a backup back."""

from layerwise.workbook.backups import Backup, all_backups, backups_folder, make_backup
from layerwise.workbook.changing import Report, WorkbookTrouble, alone_with, how_to_undo, refusal
from layerwise.workbook.copies import Changed
from layerwise.workbook.folder import Workbook
from layerwise.workbook.servers import open_notebooks

_CAUSES = {"update": "before an update", "reset": "before a reset", "restore": "before a restore"}


def list_backups(workbook: Workbook, options: str = "") -> Report:
    """Say which backups there are. `options` is what the learner has to add to a command to mean this workbook."""
    backups = all_backups(workbook)
    if not backups:
        return Report([f"There are no backups in {workbook.folder}. One is made before each update, reset and restore."])
    width = len(str(len(backups)))
    lines = [f"The backups of {workbook.folder}, the newest last:", ""]
    for number, backup in enumerate(backups, 1):
        names = ", ".join(name.removesuffix(".ipynb") for name in backup.lessons())
        lines.append(f"  {number:>{width}}  {backup.made:%Y-%m-%d %H:%M:%S}  {_CAUSES[backup.cause]:<16}  {names}")
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
        blocked = [(name, why) for name in backup.lessons() if (why := opened.why_not(workbook.folder / name))]
        if blocked:
            name, why = blocked[0]
            raise WorkbookTrouble(f"Nothing was restored. {name.removesuffix('.ipynb')}: {why}, then run this again.")
        now = {name: workbook.copy(name).content() for name in backup.lessons()}
        changes = [name for name in backup.lessons() if now[name] != backup.content(name)]
        if not changes:
            return Report(["Your notebooks are as they are in this backup; nothing was changed."])
        kept = [name for name in changes if now[name] is not None]
        newer = make_backup(workbook, "restore", kept) if kept else None
        done: list[str] = []
        for name in changes:
            try:
                workbook.copy(name).replace(now[name], backup.content(name), backup.base(name))
            except (Changed, OSError) as problem:
                why = refusal(problem, workbook.folder) if isinstance(problem, OSError) else "Somebody changed it just now."
                words = f"Restored before that: {', '.join(done)}." if done else "Nothing was restored."
                raise WorkbookTrouble(f"{name.removesuffix('.ipynb')} was not restored. {why}\n{words}") from problem
            done.append(name.removesuffix(".ipynb"))
        return Report([f"Restored: {', '.join(done)}.", *([how_to_undo(workbook, newer, options)] if newer else [])])


def _backup_named(workbook: Workbook, which: str) -> Backup:
    backups = all_backups(workbook)
    if which.isdecimal() and 1 <= int(which) <= len(backups):
        return backups[int(which) - 1]
    for backup in backups:
        if backup.folder.name == which:
            return backup
    there = f"They are numbered from 1 to {len(backups)}." if backups else "There are none yet."
    raise WorkbookTrouble(f"There is no backup {which}. {there} `python3 start.py restore` lists them.")
