"""The pages of the handbook: one set a lesson, one for the workshop as a whole, and one to hand out."""

from functools import cache
from pathlib import Path

from layerwise.classroom.teaching import markup
from layerwise.classroom.teaching.handbook import timetable
from layerwise.classroom.teaching.keypoints import sentences
from layerwise.classroom.teaching.material import Code, Item, Material, Part, Poll, Task
from layerwise.classroom.teaching.templates import templates
from layerwise.examiner import Exercise
from layerwise.exercises.questions import Order, Question
from layerwise.ground.words import escaped, in_html

_HERE = Path(__file__).parent
ENTRIES = ("Say", "Draw", "Live", "Asked", "Stuck")


def of(materials: list[Material]) -> dict[str, str]:
    """The pages of the handbook by the names of their files."""
    made = {f"{material.lesson.stem}.html": _lesson(material) for material in materials}
    made["index.html"] = _render(
        "index.html",
        title="Layerwise: the instructor's handbook",
        materials=materials,
        teaching=_text("teaching"),
        timetables=timetable.of_all(materials),
        estimated=[material.lesson.number for material in materials if not material.minutes],
        before=_text("the_evening_before"),
        learners=_text("learners"),
    )
    made["handout.html"] = _render("handout.html", title="Layerwise: for learners", text=_text("handout"), words=_words(materials))
    return made


def _lesson(material: Material) -> str:
    minutes = {unit.title: unit for unit in timetable.units(material)}
    return _render("lesson.html", title=f"Layerwise {material.lesson}", material=material, minutes=minutes, shown=_shown, entries=ENTRIES)


def _shown(part: Part) -> list[str]:
    """What an instructor wants to have at hand of a part, in the order of the lesson: questions, exercises, and what is shown live."""
    return [made for item in part.items if (made := _item(item))]


def _item(item: Item) -> str:
    match item:
        case Task():
            return _render(
                "exercise.html", exercise=item.exercise, answer=markup.code(item.answer), mistakes=_mistakes(item.exercise), in_html=in_html
            )
        case Poll():
            return _question(item.question)
        case Code() if item.explorer:
            return f'<p class="explorer">Explorer: <code>{item.explorer}()</code></p>'
    return ""


def _mistakes(exercise: Exercise) -> list[str]:
    """What the check says of the mistakes that it recognises: of each the first sentence, which says what was done."""
    return list(dict.fromkeys(in_html(sentences(mistake.message)[0]) for mistake in exercise.mistakes))


def _question(question: Question) -> str:
    (label, right), *others = question.explained()
    shown = f"<pre>{escaped(label)}</pre>" if isinstance(question, Order) else f"<strong>{in_html(label)}</strong>"
    return _render(
        "question.html",
        asks=in_html(question.asks),
        code=escaped(question.code),
        kind="Predict" if question.moment == "prediction" else "Ask",
        answer=shown,
        why=in_html(right.why),
        others=[(in_html(words), in_html(answer.why)) for words, answer in others],
    )


def _words(materials: list[Material]) -> list[tuple[str, str]]:
    """The terms of these lessons, each with the number of the lesson that explains it."""
    return sorted(((term, material.lesson.number) for material in materials for term in material.terms), key=lambda word: word[0].lower())


def _text(name: str) -> str:
    text = (_HERE / "texts" / f"{name}.md").read_text(encoding="utf-8")
    return markup.html(text).replace("[ ] ", '<span class="box"></span>')


def _render(template: str, **values: object) -> str:
    return templates(_HERE / "templates").get_template(template).render(inline=markup.inline, style=_style(), **values)


@cache
def _style() -> str:
    return (_HERE / "handbook.css").read_text(encoding="utf-8")
