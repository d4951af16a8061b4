"""Something is worked out and then lost."""

import ast

import numpy as np

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.subject import Subject
from layerwise.ground.words import in_words


def keeps_nothing(case: Case) -> Diagnosis | None:
    """A line works something out, or compares, and nobody keeps what it comes to."""
    lost = case.subject.written.lost
    if not lost or case.got.error is not None:
        return None
    written, line = case.subject.written, case.subject.written.text_of(lost[0])
    if isinstance(lost[0], ast.Compare) and isinstance(lost[0].ops[0], ast.Eq):
        name, value = ast.unparse(lost[0].left), ast.unparse(lost[0].comparators[0])
        words = f"The line `{line}` compares the two, and changes neither. A value is put under a name with one `=`: `{name} = {value}`."
    elif isinstance(lost[0], ast.Subscript):
        words = f"The line `{line}` looks at a place, and puts nothing there. What is to stand there comes behind one `=`: `{line} = ...`."
    elif not Subject(case.exercise.answer).written.returns:
        words = (
            f"The line `{line}` works something out, and nothing keeps it. What has to change are the arrays that come in: "
            "a sign before the `=`, as in `-=`, changes an array itself."
        )
    elif not written.returns or _ends_without_a_return(lost[0], case):
        words = f"The line `{line}` works something out, and nothing receives it. Put `return` before it."
    else:
        words = (
            f"The line `{line}` works something out, and nothing keeps it. "
            f"Give the result a name, `{_name_for(lost[0])} = {line}`, and go on with that name."
        )
    return case.explained(words, "keeps-nothing")


def _ends_without_a_return(expression: ast.expr, case: Case) -> bool:
    """Is it the last line of a function inside the answer that has no `return`?"""
    ends = [function.body[-1] for function in case.subject.written.nodes(ast.FunctionDef) if not _returns(function)]
    return any(isinstance(end, ast.Expr) and end.value is expression for end in ends)


def _returns(function: ast.FunctionDef) -> bool:
    return any(isinstance(node, ast.Return) for node in ast.walk(function))


def never_read(case: Case) -> Diagnosis | None:
    """A name is given a value, and the lines below go on without it."""
    names = case.subject.written.never_read
    if not names or case.got.error is not None:
        return None
    if names[0] in _names_given(case.exercise.starter):
        words = f"The lesson's lines give `{names[0]}` a value, and no line reads it. The gap is the place to use it: what is it there for?"
    elif returned := _returned_as_given(case):
        words = (
            f"You give `{names[0]}` a value, and no line reads it after that. What the lesson's last line returns is `{returned}`: "
            "what you work out has to get in there."
        )
    else:
        words = (
            f"You give `{names[0]}` a value, and no line reads it after that. "
            "Look at the lines below: does an older name still stand where this one is meant?"
        )
    return case.explained(words, "never-read")


def _returned_as_given(case: Case) -> str:
    """The name that the lesson's own last line returns, where the answer still has it."""
    given = [line for line in ast.walk(ast.parse(case.exercise.starter)) if isinstance(line, ast.Return)]
    names = [line.value.id for line in given if isinstance(line.value, ast.Name)]
    return next((name for name in names if name in case.subject.written.returns), "")


def stands_below_a_return(case: Case) -> Diagnosis | None:
    """A line that no call reaches, since a `return` stands above it."""
    given = {" ".join(line.split()) for line in case.exercise.starter.splitlines()}
    lines = [line for line in case.subject.written.never_run if line not in given and not line.startswith("return")]
    if not lines or case.got.error is not None:
        return None
    return case.explained(
        f"The line `{lines[0]}` stands below a `return`, and never runs: `return` ends the function. Move it above the `return`.",
        "below-a-return",
    )


def returns_again(case: Case) -> Diagnosis | None:
    """A second `return` below the first."""
    given = {" ".join(line.split()) for line in case.exercise.starter.splitlines()}
    lines = [line for line in case.subject.written.never_run if line not in given and line.startswith("return")]
    if not lines or case.got.error is not None:
        return None
    return case.explained(
        f"The line `{lines[0]}` never runs: the `return` above it has ended the function. Leave one of the two.", "below-a-return"
    )


def leaves_an_argument_unread(case: Case) -> Diagnosis | None:
    """One of the arguments is read in no line."""
    unread = case.subject.written.unread_parameters
    if not unread or case.got.error is not None:
        return None
    names = [f"`{name}`" for name in unread]
    one = len(names) == 1
    words = f"No line of yours reads {' or '.join(names)}, and the answer depends on {'it' if one else 'them'}: " + (
        "it is one of the arguments. Where does it come in?" if one else "they are arguments. Where do they come in?"
    )
    return case.explained(words, "argument-unread")


def replaces_an_argument(case: Case) -> Diagnosis | None:
    """The name of an argument is given another value, and what came in under it is lost."""
    written = case.subject.written
    replaced = [name for name in written.unread_parameters if written.reads(name)]
    if not replaced or case.got.error is not None:
        return None
    if len(replaced) == 1:
        words = (
            f"`{replaced[0]}` comes in as an argument, and your function gives the name another value before any line has read it. "
            "Use the one that comes in."
        )
    else:
        words = (
            f"{in_words(f'`{name}`' for name in replaced)} come in as arguments, and your function gives these names other values before "
            "any line has read them. Use those that come in."
        )
    return case.explained(words, "argument-unread")


def decides_once(case: Case) -> Diagnosis | None:
    """An `if` asks for any or all of an array, and what it decides holds for the whole."""
    asked = case.subject.written.decided_at_once
    if not asked or case.got.error is not None:
        return None
    return case.explained(
        f"Your `if` asks `{asked[0]}` once, and what it decides holds for the whole array. "
        "To decide for each entry, write np.where(condition, yes, no).",
        "decides-once",
    )


def renames_what_is_to_change(case: Case) -> Diagnosis | None:
    """A list whose arrays are to be changed is left as it was, since its name is given to something new."""
    written = case.subject.written
    names = [written.text_of(target) for line in written.nodes(ast.Assign) for target in line.targets]
    renamed = [name for name in names if name in case.exercise.changes and name in written.parameters]
    if not renamed or case.got.error is not None or isinstance(case.probe[written.parameters.index(renamed[0])], np.ndarray):
        return None
    return case.explained(
        f"You give the name `{renamed[0]}` to something new. What the caller has under it stays as it was: "
        f"change the arrays that are in it, and leave the name `{renamed[0]}` to the list.",
        "renames-what-is-to-change",
    )


def changes_only_a_name(case: Case) -> Diagnosis | None:
    """A loop gives a new value to the name of what it hands out, as if that were to change the thing itself."""
    renamed = case.subject.written.only_renamed
    if not renamed or case.got.error is not None or case.exercise.changes:
        return None
    name, things = renamed[0]
    return case.explained(
        f"In the loop over `{things}` the name `{name}` is given something new, and that changes nothing in `{things}`. "
        "Collect what is new, with append, or write it into a place: `result[i] = ...`.",
        "changes-only-a-name",
    )


def _names_given(starter: str) -> set[str]:
    """The names that get a value in the lines that the lesson gives."""
    return {node.id for node in ast.walk(ast.parse(starter)) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def _name_for(expression: ast.expr) -> str:
    """What the result may be called: as what it is made of, where it takes its place, as in `total + 1` or `np.clip(P, 0, 1)`."""
    if isinstance(expression, ast.Call):
        alike = isinstance(expression.func, ast.Name) or ast.unparse(expression.func) in ("np.clip", "np.exp", "np.maximum", "np.round")
        made_of = expression.args[0] if alike and expression.args else None
    else:
        made_of = getattr(expression, "left", None)
    return ast.unparse(made_of) if isinstance(made_of, ast.Name | ast.Subscript) else "result"
