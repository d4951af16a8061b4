"""The README's table of the lessons, built from the course."""

import re

from layerwise.course import LESSONS

NAME = "README.md"
_TABLE = re.compile(r"(<!-- The lessons: `layerwise build` writes this table. -->\n).*?(\n<!-- End of the lessons. -->)", re.DOTALL)


def with_table(text: str) -> str:
    """The README with the table as the course is now. A README without the marks around it stays as it is."""
    rows = [f"| {lesson} | {lesson.builds} | {lesson.minutes} |" for lesson in LESSONS]
    table = "\n".join(["| lesson | what you build | minutes |", "|---|---|---|", *rows])
    return _TABLE.sub(lambda match: f"{match[1]}{table}{match[2]}", text)
