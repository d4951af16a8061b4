"""Who has handed in what."""

from dataclasses import dataclass, field
from datetime import datetime

from layerwise.classroom.grading.submissions.files import File
from layerwise.course import Lesson


@dataclass(frozen=True, slots=True)  # a class has thousands
class HandedIn:
    """One notebook.

    lesson    the lesson whose notebook it is by its name, or None
    copy      the number that Canvas or a browser gives a second file of the same name, 0 for the first
    when      when it was handed in, as far as can be told
    told_by   how that is known: "the LMS", "timestamp.txt" or "the file's time"
    late      whether the LMS's own name for it says so
    """

    file: File
    lesson: Lesson | None
    copy: int
    when: datetime
    told_by: str
    late: bool = False


@dataclass
class Person:
    """One person, or whatever a folder stands for.

    key     what all notebooks of a person share: the LMS's number, or the name of a folder
    name    as people write it, as far as the files tell
    system  "Canvas", "Moodle", "nbgrader", or "" for plain folders and files
    other   names of files that are no notebooks
    lost    what may be work and cannot be read: the name of the lesson, where it tells one, and why, in words that follow "a file"
    notes   what an instructor should know about the files, in sentences
    """

    key: str
    name: str
    system: str = ""
    notebooks: list[HandedIn] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    lost: list[tuple[str | None, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def identity(self) -> tuple[str, str]:
        """What tells people apart: two systems may use the same number."""
        return self.system, self.key
