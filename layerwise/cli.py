"""The command `layerwise`: learn, progress, review, verify, update, reset, restore, catch-up, slides, handbook, class, grade, hub,
release, test, build, doctor, version.

Each command imports what it needs when it runs, so that `layerwise --help` is quick and `layerwise doctor` works in a broken
installation.
"""

import argparse
import contextlib
import io
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import quote

from layerwise.classroom import commands as classroom
from layerwise.ground.arguments import port_number
from layerwise.ground.words import did_you_mean

if TYPE_CHECKING:
    from layerwise.workbook.folder import Workbook
    from layerwise.workbook.updates.changing import Report

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent


class Trouble(Exception):
    """Something that keeps a command from doing its work, in words for the person who gave it."""


class Parser(argparse.ArgumentParser):
    """argparse's parser, whose complaints are sentences, suggest what may have been meant, and end with exit code 1."""

    def error(self, message: str) -> NoReturn:
        raise Trouble(f"{message[0].upper()}{message[1:]}.\nRun `{self.prog} --help` to see what there is.")


def make_parser() -> Parser:
    """The parser of all commands; `command` in its result is the chosen one's function."""
    parser = Parser(prog="layerwise", description="Layerwise: build a neural network yourself, one step at a time, in Jupyter notebooks.")
    parser.add_argument("--version", action="store_true", help="say which version this is")
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="name", parser_class=Parser)

    command = commands.add_parser("learn", help="open the course in your browser", description=learn.__doc__)
    command.add_argument("--no-browser", action="store_true", help="do not open a browser; print the address instead")
    command.add_argument("--port", type=port_number, metavar="N", help="the port of JupyterLab; by default the first free one from 8888 on")
    command.add_argument("--make-only", action="store_true", help="make the notebooks, or bring them up to date, and open nothing")
    command.add_argument("--jupyterhub", action="store_true", help="be a learner's server on a JupyterHub, which runs this command")
    add_workbook(command)
    command.set_defaults(command=learn)

    command = commands.add_parser("progress", help="show how far you have come, and what to do next", description=progress.__doc__)
    add_workbook(command)
    command.set_defaults(command=progress)

    command = commands.add_parser("review", help="ask again what you missed at first, spaced over days", description=review.__doc__)
    add_workbook(command)
    command.set_defaults(command=review)

    command = commands.add_parser("verify", help="examine the functions in your own my_network.py", description=verify.__doc__)
    add_workbook(command)
    command.set_defaults(command=verify)

    command = commands.add_parser("update", help="bring a newer course to your notebooks; what you wrote stays", description=update.__doc__)
    command.add_argument("--dry-run", action="store_true", help="change nothing; say what an update would do")
    add_workbook(command)
    command.set_defaults(command=update)

    command = commands.add_parser("reset", help="start a lesson again, or one exercise in it", description=reset.__doc__)
    command.add_argument("lesson", metavar="LESSON", help="the lesson, such as 02 or activation")
    command.add_argument("exercise", metavar="EXERCISE", nargs="?", help="the exercise, such as relu; without it, the whole lesson")
    add_workbook(command)
    command.set_defaults(command=reset)

    command = commands.add_parser("restore", help="list the backups of your notebooks, or bring one back", description=restore.__doc__)
    command.add_argument("which", metavar="WHICH", nargs="?", help="the backup's number in the list")
    add_workbook(command)
    command.set_defaults(command=restore)

    command = commands.add_parser("catch-up", help="fill in what you missed, and go on", description=catch_up.__doc__)
    command.add_argument("lesson", metavar="LESSON", help="the lesson to go on in, such as 03 or layers")
    command.add_argument("exercise", metavar="EXERCISE", nargs="?", help="the exercise to go on at, such as forward")
    add_workbook(command)
    command.set_defaults(command=catch_up)

    classroom.add_to(commands)

    # Listed here for the help; main() hands what follows `test` to pytest as it stands.
    command = commands.add_parser("test", help="run all the tests; what follows goes to pytest", description=test.__doc__)
    command.set_defaults(command=None)

    command = commands.add_parser("build", help="build notebooks/ and solutions/ from lessons/", description=build.__doc__)
    command.add_argument("--check", action="store_true", help="change nothing; say what differs from what lessons/ builds")
    command.add_argument("lesson", nargs="*", help="the lessons, such as 02_activation; by default all of them")
    command.set_defaults(command=build)

    command = commands.add_parser("doctor", help="say what is wrong with this installation, and how to mend it")
    command.set_defaults(command=doctor)

    command = commands.add_parser("version", help="say which version this is")
    command.set_defaults(command=version)
    return parser


def add_workbook(command: argparse.ArgumentParser) -> None:
    """Give a command the option that names the learner's folder."""
    command.add_argument(
        "--workbook", type=workbook_folder, metavar="FOLDER", help="the folder of your own notebooks; by default `workbook`"
    )


def command_names(parser: Parser) -> list[str]:
    """The names of the commands, in the order of the help."""
    return next(list(action.choices) for action in parser._actions if isinstance(action, argparse._SubParsersAction))


# The folders of the course, which an update of it, or a build, writes into. A learner's work is not safe there.
COURSE_FOLDERS = (
    ".", ".ci", ".devcontainer", ".git", ".github", ".venv", "benchmarks", "binder", "deploy", "docs", "layerwise", "lessons",
    "node_modules", "notebooks", "solutions", "tests",
)  # fmt: skip


def workbook_folder(text: str) -> Path:
    """`text` as the folder of a workbook, where ~ means one's home, as in a shell; argparse turns the exception into its complaint."""
    folder = Path(text).expanduser()
    real = Path(os.path.realpath(folder))
    for name in COURSE_FOLDERS:
        own = Path(os.path.realpath(ROOT / name))
        if real == own or (name != "." and own in real.parents):
            words = "belongs to the course, which writes into it. Choose another folder for your own notebooks, such as"
            raise argparse.ArgumentTypeError(f"{folder} {words} {ROOT / 'workbook'}")
    return folder


def main(arguments: list[str] | None = None) -> int:
    """Run the command that `arguments` (by default those of this process) name and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter of a folder's name must not stop the course.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        code = run(arguments)
        sys.stdout.flush()
        return code
    except (Trouble, classroom.CommandTrouble) as trouble:
        print(trouble, file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
    except BrokenPipeError:
        # Whoever read what is printed has had enough, as in `update | head`; what was to be done is done. Python would complain at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except ImportError as error:
        if (error.name or "").partition(".")[0] == "layerwise":
            raise
        print(what_is_missing(error), file=sys.stderr)
    return 1


def what_is_missing(error: ImportError) -> str:
    """What the doctor says of an installation in which something cannot be imported."""
    from layerwise.doctor import examine_installation, how_to_install, report

    wrong = [finding for finding in examine_installation() if not finding.fine]
    return f"Something that the course needs is missing ({error}).\n{report(wrong) if wrong else how_to_install()}"


def run(arguments: list[str]) -> int:
    """Run a command; what keeps it from its work is raised."""
    parser = make_parser()
    if arguments[:1] == ["test"] and arguments[1:2] not in (["-h"], ["--help"]):
        return test(arguments[1:])
    if arguments and not arguments[0].startswith("-") and arguments[0] not in command_names(parser):
        raise Trouble(unknown_command(arguments[0], command_names(parser)))
    options = parser.parse_args(arguments)
    if options.version:
        return version(options)
    if options.command is None:
        parser.print_help()
        return 1
    return options.command(options)


def unknown_command(word: str, names: list[str]) -> str:
    """The sentence for a word that is no command."""
    return " ".join(filter(None, [f"There is no command `{word}`.", did_you_mean(word, names), f"These are: {', '.join(names)}."]))


def course_folder(needed: str) -> Path:
    """The repository that this package stands in. Raises Trouble when the folder `needed` is not in it."""
    if (ROOT / needed).is_dir() and (ROOT / "start.py").is_file():
        return ROOT
    raise Trouble(
        f"This needs the whole course, and there is no folder {ROOT / needed}\n"
        f"`layerwise` is installed in {PACKAGE} without the lessons.\n"
        "Download or clone the course, go to its folder, and run the same command there as `python3 start.py ...`."
    )


def learn(options: argparse.Namespace) -> int:
    """Open the course in JupyterLab, in a folder of your own notebooks. What is in that folder is never overwritten."""
    root = course_folder("notebooks")
    notebooks = root / "notebooks"
    if not any(notebooks.glob("*.ipynb")):
        raise Trouble(f"There are no notebooks in {notebooks}\nBuild them from lessons/ with `python3 start.py build`.")
    folder = (options.workbook or root / "workbook").absolute()
    for package in ("jupyterlab", "filelock", *(["jupyterhub"] if options.jupyterhub else [])):
        if find_spec(package) is None:
            raise ModuleNotFoundError(f"No module named {package!r}", name=package)
    if options.port is not None:
        check_port(options.port)

    from layerwise.doctor import files_that_hide
    from layerwise.workbook.opening import next_lesson, open_workbook
    from layerwise.workbook.updates.taking_over import worked_in
    from layerwise.workbook.updates.updating import updates_available

    try:
        # On a JupyterHub the course is everybody's: what its owner did in notebooks/ is theirs, and not taken over into a learner's.
        touched = [] if options.jupyterhub else worked_in(notebooks)
        built = {} if options.jupyterhub else as_built(root)
        workbook = open_workbook(folder, notebooks, tell=print, built=built)
        newer = updates_available(workbook, notebooks, built)
        lesson = next_lesson(workbook).relative_to(workbook.folder).as_posix()
    except OSError as error:
        words = f"in {folder} cannot be written to" if (folder / "progress.json").exists() else f"cannot be made in {folder}"
        raise Trouble(
            f"The workbook {words}\n({error})\nChoose a folder that you may write to: python3 start.py learn --workbook FOLDER"
        ) from error

    environment = dict(os.environ, LAYERWISE_WORKBOOK=str(workbook.folder), JUPYTER_CONFIG_PATH=config_path())
    # Every kernel runs this when it starts; whoever has a start-up file of their own keeps that one.
    environment.setdefault("PYTHONSTARTUP", str(PACKAGE / "workbook" / "cells" / "at_kernel_start.py"))
    if (options.jupyterhub or options.make_only) and newer:
        bring_up_to_date(workbook, notebooks)
    if options.make_only:
        print(f"Your notebooks: {workbook.folder}")
        return 0
    if options.jupyterhub:
        environment |= {"JUPYTERHUB_ROOT_DIR": str(workbook.folder), "JUPYTERHUB_DEFAULT_URL": f"/lab/tree/{quote(lesson)}"}
        return hand_over([sys.executable, "-P", "-m", "jupyterhub.singleuser", *lab_settings()], environment, workbook.folder)
    print(f"Your notebooks: {workbook.folder}", flush=True)
    for hidden in files_that_hide(workbook.folder):
        print(f"{hidden} Rename it before you start.", flush=True)
    for path in [path for path in workbook.lessons() if not os.access(path, os.R_OK | os.W_OK)]:
        print(
            f"{path.name} may not be {'written' if os.access(path, os.R_OK) else 'read'} by you, so nothing in it can be saved.", flush=True
        )
    if touched:
        print(f"You have worked in {', '.join(f'notebooks/{path.name}' for path in touched)}, which belongs to the course.")
        print(f"`python3 start.py update{naming(options)}` takes it over into your own notebooks.", flush=True)
    if newer:
        print(f"The course has a newer version of {', '.join(newer)}. Before you start, or when you have stopped JupyterLab,")
        print(f"`python3 start.py update{naming(options)}` brings it into your notebooks. What you wrote stays.", flush=True)
    if options.no_browser:
        print("Open the address below, the one with the token, in a browser. To stop, press Ctrl-C twice here.", flush=True)
    else:
        print("JupyterLab opens in your browser. To stop, press Ctrl-C twice here.", flush=True)
    return hand_over(jupyterlab(workbook.folder, lesson, options.port, options.no_browser), environment, workbook.folder)


def bring_up_to_date(workbook: "Workbook", notebooks: Path) -> None:
    """Update the workbook of somebody who does not see this terminal; where that cannot be done, leave it as it is."""
    from layerwise.workbook.updates.changing import WorkbookTrouble
    from layerwise.workbook.updates.updating import update

    try:
        print(*update(workbook, notebooks).lines, sep="\n", flush=True)
    except WorkbookTrouble as trouble:
        print(trouble, file=sys.stderr, flush=True)


def as_built(root: Path) -> dict[str, bytes]:
    """The course's notebooks as they are built from lessons/, by name, if somebody has worked in one; none where they cannot be built."""
    from layerwise.workbook.updates.taking_over import worked_in

    if not worked_in(root / "notebooks"):
        return {}
    from layerwise import press

    try:
        return press.starters(root)
    except press.LessonError:
        return {}


def check_port(port: int) -> None:
    """Raise Trouble when nothing can listen at `port` on this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        if os.name != "nt":
            # As JupyterLab itself does: without it, a port that was in use a moment ago counts as taken.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError as error:
            why = "may not be used by you" if isinstance(error, PermissionError) else "is in use, perhaps by a JupyterLab that still runs"
            raise Trouble(f"Port {port} {why}. Choose another, such as --port {min(port + 1000, 65000)}, or leave --port out.") from error


def jupyterlab(folder: Path, lesson: str, port: int | None, no_browser: bool) -> list[str]:
    """The command that runs JupyterLab on `folder` with `lesson` open, and that fetches nothing from elsewhere."""
    # -P: the learner's own files lie in `folder`, and one of them may be named like a module that JupyterLab imports.
    command = [sys.executable, "-P", "-m", "jupyterlab"]
    command += [f"--ServerApp.root_dir={folder}", f"--LabApp.default_url=/lab/tree/{quote(lesson)}", *lab_settings()]
    if no_browser:
        command.append("--no-browser")
    if port is not None:
        command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    return command


def lab_settings() -> list[str]:
    """How JupyterLab is set up for the course, whoever starts it."""
    # No news, no search for updates, no list of extensions from a registry, and no messages unless something fails.
    settings = ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate"]
    settings += ["--LabApp.extension_manager=readonly", "--Application.log_level=ERROR"]
    # The course's own style of text and its glossary, beside whatever extensions there are.
    settings.append(f"--LabApp.extra_labextensions_path={PACKAGE / 'jupyter' / 'labextensions'}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # In a container one is root as a rule, and Jupyter refuses to start for root unless told; it listens on this machine alone.
        settings.append("--allow-root")
    return settings


def config_path() -> str:
    """JUPYTER_CONFIG_PATH with the course's settings first: they answer JupyterLab's question whether to fetch news."""
    return os.pathsep.join(filter(None, [str(PACKAGE / "jupyter"), os.environ.get("JUPYTER_CONFIG_PATH")]))


def progress(options: argparse.Namespace) -> int:
    """Show how far you have come in each lesson, and what to do next."""
    from layerwise.workbook.progress.file import Progress
    from layerwise.workbook.progress.standings import advice
    from layerwise.workbook.progress.table import progress_table
    from layerwise.workbook.updates.strays import sentences

    workbook = workbook_of(options)
    record = Progress(workbook.record).read()
    others = sentences(workbook, ROOT / "notebooks")
    print("\n".join([progress_table(record), "", advice(record), *([""] if others else []), *others]))
    return 0


def review(options: argparse.Namespace) -> int:
    """Ask again the questions and predictions that you missed at first: after a day, then after 3, 7 and 21. Enter alone skips one."""
    workbook = workbook_of(options)
    os.environ["LAYERWISE_WORKBOOK"] = str(workbook.folder)  # where the answers are kept

    from layerwise.workbook.progress.answers import due
    from layerwise.workbook.progress.file import Progress
    from layerwise.workbook.progress.review import ask_again, when_next

    with contextlib.suppress(EOFError):  # Ctrl-D, or a pipe that has come to its end
        ask_again(due(), input, print)
    print(f"\n{when_next(Progress(workbook.record).read())}")
    return 0


def verify(options: argparse.Namespace) -> int:
    """Examine every function of the course as your own my_network.py has it. The exit code is 0 when all are yours and pass."""
    from layerwise.workbook.library.verification import verify as examine

    library = workbook_of(options).library
    try:
        verification = examine(library)
    except OSError as error:
        raise Trouble(f"{library} cannot be opened ({error.strerror or error}).") from error
    print(verification)
    return 0 if verification.complete else 1


def update(options: argparse.Namespace) -> int:
    """Bring a newer course into your notebooks. What you wrote stays, and a backup is made first."""
    from layerwise.workbook.updates.updating import update as take_over_newer

    root = course_folder("notebooks")
    arguments = workbook_of(options), root / "notebooks", options.dry_run
    return told(take_over_newer, *arguments, options=naming(options), built=as_built(root))


def reset(options: argparse.Namespace) -> int:
    """Start a lesson again, or only one exercise in it, as the course hands it out. A backup is made first."""
    from layerwise.workbook.updates.resetting import reset as start_again

    root = course_folder("notebooks")
    arguments = workbook_of(options), root / "notebooks", options.lesson, options.exercise
    return told(start_again, *arguments, options=naming(options), built=as_built(root))


def restore(options: argparse.Namespace) -> int:
    """List the backups of your notebooks or, with the number of one, bring it back. What you have now is backed up first."""
    from layerwise.workbook.updates.restoring import list_backups
    from layerwise.workbook.updates.restoring import restore as bring_back

    if options.which is None:
        return told(list_backups, workbook_of(options), options=naming(options))
    return told(bring_back, workbook_of(options), options.which, options=naming(options))


def catch_up(options: argparse.Namespace) -> int:
    """Go on at a lesson, or at an exercise in it: earlier exercises that you have not begun get the course's answers, marked as given. What
    you wrote stays, and a backup is made first."""
    from layerwise.workbook.progress.file import Progress
    from layerwise.workbook.updates.catching_up import catch_up as fill_in

    notebooks, workbook = course_folder("notebooks") / "notebooks", workbook_of(options)
    passed = Progress(workbook.record).passed()
    return told(fill_in, workbook, notebooks, options.lesson, options.exercise, passed, options=naming(options))


def told(change: Callable[..., "Report"], *arguments: Any, **named: Any) -> int:
    """Run a command on the workbook and print its report. The exit code is 1 where it left something undone."""
    from layerwise.workbook.updates.changing import WorkbookTrouble

    try:
        report = change(*arguments, **named)
    except WorkbookTrouble as trouble:
        raise Trouble(str(trouble)) from trouble
    print(*report.lines, sep="\n")
    return 0 if report.complete else 1


def naming(options: argparse.Namespace) -> str:
    """What to add to another command, so that it means the same workbook as this one."""
    return f' --workbook "{options.workbook}"' if options.workbook else ""


def workbook_of(options: argparse.Namespace) -> "Workbook":
    """The learner's Workbook: the one named, else the one of this JupyterLab, else `workbook`. Raises Trouble if there is none."""
    from layerwise.workbook.folder import Workbook

    folder = (options.workbook or Path(os.environ.get("LAYERWISE_WORKBOOK") or ROOT / "workbook")).expanduser().absolute()
    workbook = Workbook(folder)
    if not (folder.is_dir() and (workbook.lessons() or workbook.record.exists())):
        raise Trouble(f"There is no workbook in {folder}\n`python3 start.py learn` makes one, and --workbook FOLDER names another.")
    return workbook


def test(pytest_arguments: list[str]) -> int:
    """Run the tests of the course and of its notebooks. What follows `test` goes to pytest."""
    root = course_folder("tests")
    if find_spec("pytest") is None:
        raise ModuleNotFoundError("No module named 'pytest'", name="pytest")
    command = [sys.executable, "-m", "pytest"]
    if gains_from_workers(pytest_arguments, root):
        # One process more than there are cores, as each often waits for a kernel or a page. Each takes the next test when it is done
        # with one; tests that share a page of JupyterLab are taken together.
        command += ["-n", str(min((os.cpu_count() or 1) + 1, 8))]
    return hand_over([*command, *pytest_arguments], dict(os.environ), root)


def gains_from_workers(pytest_arguments: list[str], root: Path) -> bool:
    """Tell whether to run the tests in parallel: not when single files are named, nor when the caller chose otherwise."""
    chosen = ("-n", "--numprocesses", "--dist", "-p", "--pdb", "--trace", "-s", "--capture", "--collect", "--co")
    return not any(
        argument.startswith(chosen) or (not argument.startswith("-") and (root / argument.split("::")[0]).exists())
        for argument in pytest_arguments
    )


def build(options: argparse.Namespace) -> int:
    """Build notebooks/ and solutions/ from lessons/. Stopped with Ctrl-C, it keeps the lessons that are done."""
    root = course_folder("lessons")
    from layerwise import press

    tell = partial(print, file=sys.stderr, flush=True)
    try:
        if options.check:
            differences = press.differences(root, options.lesson or None, tell=tell)
            if differences:
                raise Trouble("\n".join([*differences, "Run `layerwise build` (python3 start.py build) and look at what it changes."]))
            print("notebooks/ and solutions/ are what lessons/ builds.")
        else:
            written = press.build(root, options.lesson or None, tell=tell)
            print("\n".join(written) if written else "Nothing to write: notebooks/ and solutions/ are what lessons/ builds.")
    except press.LessonError as error:
        raise Trouble(str(error)) from error
    except KeyboardInterrupt:
        kept = "Nothing was changed." if options.check else "The lessons that had run are written; the others are as they were."
        raise Trouble(f"\nStopped. {kept}") from None
    return 0


def doctor(options: argparse.Namespace) -> int:
    """Say what is wrong with this installation, and how to mend it."""
    from layerwise.doctor import examine_installation, report

    findings = examine_installation()
    print(report(findings))
    return 0 if all(finding.fine for finding in findings) else 1


def version(options: argparse.Namespace) -> int:
    """Say which version of the course and of Python this is, and where."""
    from layerwise import __version__

    print(f"Layerwise {__version__}, Python {sys.version.split()[0]}, in {ROOT}")
    return 0


def hand_over(command: list[str], environment: dict[str, str], folder: Path) -> int:
    """Run `command` in `folder` in place of this process (on Windows: below it) and return its exit code."""
    if os.name != "nt":
        os.chdir(folder)
        os.execve(command[0], command, environment)
    process = subprocess.Popen(command, env=environment, cwd=folder)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            # Ctrl-C reached the other process as well, and it decides what to do.
            continue
