"""A folder that nbgrader takes as a course: its settings, and each lesson as an assignment, with the solutions that it takes out."""

import random
from collections.abc import Iterable, Mapping
from pathlib import Path

from layerwise import course
from layerwise.classroom.release import students
from layerwise.classroom.release.cells import going_on, with_links_between_folders, with_points, with_solutions
from layerwise.examiner.code import PLACEHOLDER
from layerwise.ground import notebooks
from layerwise.ground.files import read_file, write_all

NOTEBOOKS = Path(__file__).resolve().parents[3] / "notebooks"
SETTINGS = "nbgrader_config.py"
GLOSSARY = "glossary.ipynb"
# The package for students, where answers are kept back.
STUDENTS = "students"

_SETTINGS = """# nbgrader's settings for this course. `layerwise release nbgrader` wrote this file once, and leaves it alone from now on.
c = get_config()

c.CourseDirectory.course_id = "layerwise"

# What stands in place of a solution, as in the course's own notebooks.
c.ClearSolutions.code_stub = {{"python": {placeholder!r}}}

# Answers are examined as `layerwise grade` does it: each in an isolated process, with no answer in reach, and nothing else of a notebook
# is run. With nbgrader's own Execute in place of ExamineAnswers, a kernel runs all that a student wrote, with the answers in reach.
c.Autograde.autograde_preprocessors = [
    "layerwise.classroom.release.in_nbgrader.ExamineAnswers",
    "nbgrader.preprocessors.IgnorePattern",
    "nbgrader.preprocessors.LimitOutput",
    "layerwise.classroom.release.in_nbgrader.SavePoints",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
# Everybody gets the same numbers, from this seed.
c.ExamineAnswers.seed = {seed}
# True: no points for an answer that is right only in some trials.
c.ExamineAnswers.all_or_nothing = {all_or_nothing}
# True: grade although this system cannot isolate what was handed in, as on macOS and Windows.
c.ExamineAnswers.trust_submissions = False

# Where a kernel does run a notebook, as `nbgrader validate` has it: the longest cells train networks.
c.Execute.timeout = 300
"""


class ReleaseTrouble(Exception):
    """Why nothing was written, and what to do, in sentences."""


def write(
    folder: Path,
    lessons: Iterable[course.Lesson],
    points: Mapping[str, float],
    all_or_nothing: bool = False,
    without_solutions: bool = False,
) -> list[str]:
    """Write the course for nbgrader into `folder`, and return the paths that are new, below it.

    Without solutions, a package for students that holds none stands beside the lessons, and these go on where they miss something.

    What is there already and is the same stays. Raises ReleaseTrouble where it is not, and changes nothing; and OSError.
    """
    if not NOTEBOOKS.is_dir():
        raise ReleaseTrouble(
            f"This needs the whole course, and there is no {NOTEBOOKS}\nClone it, and run `python3 start.py release` there."
        )
    names = [*(lesson.notebook for lesson in lessons), GLOSSARY]
    contents = {f"source/{Path(name).stem}/{name}": _assignment(name, points, without_solutions) for name in names}
    if without_solutions:
        contents |= {f"{STUDENTS}/{path}": content for path, content in students.package().items()}
    if read_file(folder / SETTINGS) is None:
        settings = _SETTINGS.format(placeholder=PLACEHOLDER, seed=random.SystemRandom().randrange(2**32), all_or_nothing=all_or_nothing)
        contents[SETTINGS] = settings.encode()
    there = {path: read_file(folder / path) for path in contents}
    other = [path for path, content in there.items() if content not in (None, contents[path])]
    if other:
        raise ReleaseTrouble(
            f"There is another version in {folder}, changed by somebody or from another version of the course: {', '.join(other)}\n"
            "Nothing was written. Move it away, or name another folder."
        )
    new = sorted(path for path, content in there.items() if content is None)
    for path in new:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
    write_all({folder / path: contents[path] for path in new})
    return new


def _assignment(name: str, points: Mapping[str, float], without_solutions: bool) -> bytes:
    notebook = with_solutions(notebooks.read((NOTEBOOKS / name).read_bytes()))
    if without_solutions:
        notebook = going_on(notebook)
    return notebooks.written(with_links_between_folders(with_points(notebook, points)))
