"""The commands of the classroom. What they need is imported when they run."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from layerwise.ground.arguments import port_number, whole_number
from layerwise.ground.words import in_words

ROOT = Path(__file__).resolve().parents[2]


class CommandTrouble(Exception):
    """What keeps a command from doing its work, in words for the person who gave it."""


def add_to(commands: Any) -> None:
    """Add the classroom's commands to those of the command line."""
    command = commands.add_parser("grade", help="grade what a class has handed in", description=grade.__doc__)
    command.add_argument(
        "submissions", type=Path, metavar="SUBMISSIONS", help="a folder of notebooks or of zips, as an LMS makes it, or a zip"
    )
    command.add_argument(
        "-o", "--output", type=Path, metavar="REPORT", help="the folder for marks and pages; what it has is kept and used again"
    )
    command.add_argument("--lessons", default="", metavar="03,04", help="only these lessons; by default all of them")
    command.add_argument("--weights", type=Path, metavar="FILE", help="a CSV: an exercise or a lesson, and its points; by default one each")
    command.add_argument("--all-or-nothing", action="store_true", help="no points for an answer that is right only in some trials")
    command.add_argument(
        "--roster", type=Path, metavar="FILE", help="the list of the class: a CSV, Canvas's gradebook or Moodle's worksheet"
    )
    command.add_argument("--deadline", default="", metavar="WHEN", help="tell who was late, such as 2026-11-20T23:59; points stay")
    command.add_argument("--hide-names", action="store_true", help="write numbers in place of names, and a list of who is who apart")
    command.add_argument("--seed", type=whole_number, metavar="N", help="play the examination with this seed again")
    command.add_argument(
        "--jobs",
        type=whole_number,
        metavar="N",
        help="how many processes grade at a time; by default one a core, or a thread of the cluster",
    )
    command.add_argument("--dask", metavar="ADDRESS", help="grade on the workers of the Dask cluster whose scheduler is there")
    command.add_argument(
        "--protection", choices=["strongest", "limits"], default="strongest", help="limits: a process with limits, and no more"
    )
    command.add_argument("--trust-submissions", action="store_true", help="grade although this system cannot isolate what was handed in")
    command.add_argument("--summary", action="store_true", help="print a table in Markdown, for the summary of a job in CI")
    command.set_defaults(command=grade)
    room = commands.add_parser("class", help="follow a class as it happens, or from what it has handed in", description=hold_class.__doc__)
    room.add_argument(
        "folder", nargs="?", type=Path, metavar="FOLDER", help="the files of progress that were handed in, for a picture of them"
    )
    room.add_argument("-o", "--output", type=Path, metavar="FILE", help="the page to write of a FOLDER; by default class.html")
    room.add_argument("--port", type=port_number, default=8765, metavar="N", help="the port of the live page; by default 8765")
    network = room.add_mutually_exclusive_group()
    network.add_argument("--open-to-network", action="store_true", help="let learners at other machines of this network join")
    network.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="listen at this address; by default only at this machine's own"
    )
    room.add_argument("--address", default="", metavar="URL", help="what learners are told to join, where it is another address than that")
    room.add_argument("--summary", type=Path, metavar="FILE", help="write counts, and no names, when the class ends")
    room.add_argument("--new", action="store_true", help="do not go on with a class that was broken off")
    room.set_defaults(command=hold_class)
    command = commands.add_parser("hub", help="start a JupyterHub for a workshop on this machine", description=hub.__doc__)
    command.add_argument("folder", type=Path, metavar="FOLDER", help="where learners' work and passwords are kept; made the first time")
    command.add_argument("--port", type=port_number, default=8000, metavar="N", help="the port of the Hub; by default 8000")
    command.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen; by default on this machine alone")
    command.add_argument(
        "--certificate", type=Path, metavar="FILE", help="the certificate for HTTPS, wanted where others can reach the Hub"
    )
    command.add_argument("--key", type=Path, metavar="FILE", help="its private key")
    command.add_argument("--behind-proxy", action="store_true", help="something in front of the Hub has HTTPS, and alone can reach it")
    command.add_argument("--learners", type=whole_number, default=40, metavar="N", help="how many may sign up; by default 40")
    command.add_argument("--memory", type=whole_number, default=1024, metavar="MB", help="what each learner may have; by default 1024 MB")
    command.add_argument(
        "--reach", type=port_number, action="append", default=[], metavar="N", help="a port of this machine that notebooks may use"
    )
    command.add_argument("--without-separation", action="store_true", help="start although this system cannot keep learners apart")
    command.add_argument("--new-password-for", metavar="NAME", help="let a learner choose another password, and start nothing")
    command.set_defaults(command=hub)
    releases = commands.add_parser(
        "release", help="write the course for another system", description="Write the course for another system."
    )
    to_nbgrader = releases.add_subparsers(metavar="SYSTEM", required=True).add_parser(
        "nbgrader", help="a course folder for nbgrader 0.9.6 or newer", description=release_to_nbgrader.__doc__
    )
    to_nbgrader.add_argument("folder", type=Path, metavar="DIR", help="the course's folder; what it has stays as it is")
    to_nbgrader.add_argument("--lessons", default="", metavar="03,04", help="only these lessons; by default all of them")
    to_nbgrader.add_argument("--weights", type=Path, metavar="FILE", help="points as for `layerwise grade`; by default one each")
    to_nbgrader.add_argument("--all-or-nothing", action="store_true", help="no points for an answer that is right only in some trials")
    to_nbgrader.add_argument(
        "--without-solutions", action="store_true", help="add a package for students that holds no answers and no reference library"
    )
    to_nbgrader.set_defaults(command=release_to_nbgrader)
    command = commands.add_parser("slides", help="make slides of the lessons, for a projector", description=slides.__doc__)
    _add_lessons_and_folder(command, "slides")
    quick = "do not run the lessons: take their pictures, with small letters, from solutions/"
    command.add_argument("--quick", action="store_true", help=quick)
    command.set_defaults(command=slides)
    command = commands.add_parser("handbook", help="make the instructor's handbook, to print", description=handbook.__doc__)
    _add_lessons_and_folder(command, "handbook")
    command.add_argument("--no-pdf", action="store_true", help="write pages for the browser only, no PDF")
    command.set_defaults(command=handbook)


def _add_lessons_and_folder(command: argparse.ArgumentParser, folder: str) -> None:
    command.add_argument("lessons", nargs="*", metavar="LESSON", help="only these lessons, such as 03 04; by default all of them")
    command.add_argument(
        "-o", "--output", type=Path, default=Path(folder), metavar="FOLDER", help=f"where to write them; by default {folder}/"
    )


def hold_class(options: argparse.Namespace) -> int:
    """Follow a class: a live page on this machine shows who is where, which mistake is common right now, and who has raised a hand.
    Learners who want to be on it join from a notebook, with the code that is printed. All of it is deleted at the end. With a FOLDER,
    the same picture is made of the progress.json files that learners have handed in."""
    if options.folder is not None:
        return _picture_of(options)
    from layerwise.classroom.room import running

    host = running.EVERYWHERE if options.open_to_network else options.host
    request = running.Request(running.state_folder(), options.port, host, options.address, options.summary, options.new)
    try:
        running.run(request, tell=partial(print, flush=True))
    except running.RoomTrouble as trouble:
        raise CommandTrouble(str(trouble)) from trouble
    return 0


def _picture_of(options: argparse.Namespace) -> int:
    from layerwise.classroom.room import afterwards

    try:
        print(*afterwards.write(options.folder, options.output or Path("class.html")), sep="\n")
    except afterwards.NoPicture as trouble:
        raise CommandTrouble(str(trouble)) from trouble
    except OSError as error:
        raise CommandTrouble(f"{error.filename or options.folder} cannot be used: {error.strerror or error}.") from error
    return 0


def grade(options: argparse.Namespace) -> int:
    """Grade what a class has handed in: marks with reasons as CSV and JSON, in the forms that Canvas and Moodle take back, a page of
    feedback for each learner and one for the class. Each submission runs in a process of its own, isolated as well as this system can.
    Interrupted, the same command goes on where it was."""
    # Before NumPy is loaded: the processes that grade share the cores already.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from layerwise.classroom.grading import grade as grading

    if options.output is None and not options.summary:
        raise CommandTrouble("Name a folder for the report: layerwise grade SUBMISSIONS -o REPORT\nOr ask for a --summary alone.")
    request = grading.Request(
        submissions=options.submissions,
        report=options.output,
        lessons=options.lessons,
        weights=options.weights,
        roster=options.roster,
        deadline=options.deadline,
        hide_names=options.hide_names,
        all_or_nothing=options.all_or_nothing,
        seed=options.seed,
        jobs=options.jobs,
        dask=options.dask,
        limits_only=options.protection == "limits",
        trust=options.trust_submissions,
        summary=options.summary,
    )
    try:
        # What is printed beside a summary must not stand in it.
        grading.grade(request, tell=partial(print, file=sys.stderr if options.summary else sys.stdout, flush=True))
    except grading.GradeTrouble as trouble:
        raise CommandTrouble(str(trouble)) from trouble
    except OSError as error:
        raise CommandTrouble(f"{error.filename or options.submissions} cannot be used: {error.strerror or error}.") from error
    except KeyboardInterrupt:
        raise CommandTrouble("\nStopped. What was graded is kept; the same command goes on where it was.") from None
    return 0


def hub(options: argparse.Namespace) -> int:
    """Start a JupyterHub for a workshop on this machine: learners sign up with the workshop password, and each has a workbook, kept apart
    from the others'. The same command later goes on with the same people and their work."""
    from layerwise.classroom.hub import workshop as before
    from layerwise.ground.files import Busy, locked

    workshop = before.Workshop(options.folder.expanduser().resolve())
    try:
        if options.new_password_for is not None:
            return new_password_for(options.new_password_for, workshop)
        before.check(options)
        workshop.make()
        with locked(workshop.inner / "running", seconds=0):
            from layerwise.classroom.hub.running import Request, run

            request = Request(
                workshop=workshop,
                proxy=before.proxy_command(),
                host=options.host,
                port=options.port,
                certificate=options.certificate,
                key=options.key,
                learners=options.learners,
                memory=options.memory,
                reach=tuple(options.reach),
                without_separation=options.without_separation,
            )
            # What the Hub prints goes to a file; this goes on going where it goes now.
            with open(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as terminal:
                run(request, tell=partial(print, file=terminal, flush=True))
    except before.HubTrouble as trouble:
        raise CommandTrouble(str(trouble)) from trouble
    except Busy as busy:
        raise CommandTrouble(f"A Hub already runs in {workshop.folder}. Stop it first, with Ctrl-C where it was started.") from busy
    except OSError as error:
        raise CommandTrouble(f"{error.filename or workshop.folder} cannot be used: {error.strerror or error}.") from error
    return 0


def new_password_for(name: str, workshop: Any) -> int:
    """Forget a learner's password, so that they can choose another. Their work stays."""
    from layerwise.classroom.hub.people import NameTrouble, People, tidy
    from layerwise.ground.files import Busy, locked
    from layerwise.ground.words import did_you_mean

    people = People(workshop.people)
    try:
        name = tidy(name)
        with locked(workshop.inner / "running", seconds=0):
            people.forget_password(name)
    except NameTrouble as trouble:
        raise CommandTrouble(str(trouble)) from trouble
    except KeyError:
        known = [person.name for person in people]
        raise CommandTrouble(f"Nobody called {name} has signed up in {workshop.folder}. {did_you_mean(name, known)}".strip()) from None
    except Busy:
        raise CommandTrouble("Stop the Hub first, with Ctrl-C where it was started; the learners' work is kept.") from None
    print(f"{name} can choose a new password: at the next sign-in, with the workshop password. Their work stays.")
    return 0


def release_to_nbgrader(options: argparse.Namespace) -> int:
    """Write a course that nbgrader takes as it is: its settings, and each lesson as an assignment with its solutions, which
    `nbgrader generate_assignment` takes out. `nbgrader autograde` then gives the marks of `layerwise grade`."""
    from layerwise import course
    from layerwise.classroom.grading.marking.marks import WeightsTrouble, read_weights
    from layerwise.classroom.release import course_folder

    try:
        lessons, points = course.chosen(options.lessons), read_weights(options.weights) if options.weights else {}
        new = course_folder.write(options.folder, lessons, points, options.all_or_nothing, options.without_solutions)
    except (course.NoLesson, WeightsTrouble, course_folder.ReleaseTrouble) as trouble:
        raise CommandTrouble(str(trouble)) from trouble
    except OSError as error:
        raise CommandTrouble(f"{error.filename or options.folder} cannot be used: {error.strerror or error}.") from error
    shown = [path for path in new if not path.startswith(f"{course_folder.STUDENTS}/")]
    shown += [f"{course_folder.STUDENTS}/"] if len(shown) < len(new) else []
    print("\n".join(shown) if new else "Nothing to write: all of it is there already.")
    return 0


def slides(options: argparse.Namespace) -> int:
    """Make slides of the lessons: a page for each, which needs no network and no other file, and one that lists them. What is not on a
    slide stands in its notes, which the speaker sees in a window of their own (key S). The lessons are run, so that their pictures have
    letters for the last row."""
    from layerwise import course
    from layerwise.classroom.teaching import material
    from layerwise.classroom.teaching.slides import pages

    tell = partial(print, file=sys.stderr, flush=True)
    there = [lesson for lesson in course.LESSONS if (options.output / pages.name_of(lesson)).is_file()]
    return _made_of_lessons(
        options, "slides", partial(pages.of, there=there), material.stored if options.quick else material.run_for_a_projector(tell)
    )


def handbook(options: argparse.Namespace) -> int:
    """Make the instructor's handbook: pages to print for each lesson, with minutes, notes, answers and what the checks say, timetables from
    90 minutes to two days, a list for the evening before, and a handout for learners. Where there is a Chromium, each page is a PDF too."""
    from layerwise.classroom.teaching.handbook import pages, pdf

    def make(materials: list) -> Mapping[str, str | bytes]:
        made = pages.of(materials)
        return made if options.no_pdf else {**made, **pdf.of(made, tell=print)}

    return _made_of_lessons(options, "handbook", make)


def _made_of_lessons(
    options: argparse.Namespace, name: str, make: Callable[[list], Mapping[str, str | bytes]], solved: Callable | None = None
) -> int:
    """Write what `make` makes of the lessons, solved in that way, into the folder that was named, and say so."""
    from layerwise.classroom.teaching import folders, markup, material

    try:
        markup.formula("x")  # what is missing for formulas is told before lessons are run for minutes
        materials = material.read(ROOT, ",".join(options.lessons), solved)
        folders.write(options.output, make(materials), name)
    except (material.MaterialTrouble, markup.NoFormulas, folders.FolderTrouble) as trouble:
        raise CommandTrouble(str(trouble)) from trouble
    except OSError as error:
        raise CommandTrouble(f"{error.filename or options.output} cannot be used: {error.strerror or error}.") from error
    silent = [one.lesson.number for one in materials if not one.has_notes]
    if silent:
        print(f"No notes for the instructor stand in lesson{'s' if len(silent) > 1 else ''} {in_words(silent)} yet.")
    print(f"Open {options.output / 'index.html'} in a browser.")
    return 0
