"""The last cells of each lesson, which no author writes: the way to the next lesson and back; what was reached, and the map."""

from dataclasses import replace

from layerwise import course
from layerwise.press.source import Cell, Lesson


def with_way_on(lesson: Lesson) -> Lesson:
    """The lesson with its last cells. One that layerwise/course.py does not list stays as it is: nobody knows what comes next."""
    known = course.lesson(lesson.name)
    if known is None or known.stem != lesson.name:
        return lesson
    line = lesson.cells[-1].line
    links = Cell("markdown", (_links(known),), line, id="the-way-on-1")
    code = ("from layerwise import workbook", "", f'workbook.lesson_end("{known.name}")')
    return replace(lesson, cells=(*lesson.cells, links, Cell("code", code, line, id="the-way-on-2")))


def _links(lesson: course.Lesson) -> str:
    """The lesson before and the one after."""
    before, after = (next((one for one in course.LESSONS if one.place == lesson.place + step), None) for step in (-1, 1))
    back = [f"[← {before}]({before.notebook})"] if before else []
    return " · ".join([*back, *([f"[{after} →]({after.notebook})"] if after else [])])
