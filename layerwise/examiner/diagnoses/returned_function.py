"""A function was returned, and not what it gives."""

import ast
import builtins
import inspect
from collections.abc import Callable, Iterator
from typing import Any

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.subject import Subject
from layerwise.examiner.values import FUNCTION

# A name or a method as it stands in the answer, and not as what is called.
Uncalled = ast.Name | ast.Attribute


def returns_a_function(case: Case) -> Diagnosis | None:
    """A function came back, as when the brackets that call it are missing. It is named where its name stands in the answer."""
    if case.got.kind != FUNCTION:
        return None
    raw = case.got.raw
    function: Any = next(filter(callable, raw.values()), None) if isinstance(raw, dict) else raw
    if function is case.subject.function:
        name = case.subject.written.code.co_name if case.subject.written.code else "it"
        call = f"`{name}` is the one that you are writing: return what it has worked out."
    else:
        node = next(_places(function, case), None)
        if node is None:
            call = "Are the brackets missing that call it, as in `np.sum(...)`?"
        else:
            name = ast.unparse(node)
            call = f"`{name}` stands there without brackets. It is called with them: `{name}({_arguments(function, case.subject)})`."
    return case.explained(f"It returned a function, and not what the function gives. {call}", "returns-a-function", "wrong")


def _places(function: Callable, case: Case) -> Iterator[Uncalled]:
    """Where it stands in the answer without being called: by its own name, or by one that an argument or a loop gave it."""
    tree = case.subject.written.tree
    # What stands above the `def`, such as @check, is no part of the answer.
    body = [node for part in tree.body[0].body for node in ast.walk(part)] if tree and isinstance(tree.body[0], ast.FunctionDef) else []
    called = {id(node.func) for node in body if isinstance(node, ast.Call)}
    uncalled = [node for node in body if isinstance(node, Uncalled) and id(node) not in called and isinstance(node.ctx, ast.Load)]
    yield from (node for node in uncalled if _stands_for(node, function, case.subject))
    if _is_among(function, case.probe):
        handed_over = _handed_over(body)
        yield from (node for node in uncalled if isinstance(node, ast.Name) and node.id in handed_over)


def _stands_for(node: Uncalled, function: Any, subject: Subject) -> bool:
    """Is this name, `np.sum`, or method of an array, this very function?"""
    if isinstance(node, ast.Name):
        if node.id in subject.written.own_names:
            return getattr(function, "__name__", "") == node.id
        return subject.other(node.id) is function or getattr(builtins, node.id, None) is function
    if isinstance(node.value, ast.Name) and node.value.id == "np":
        return getattr(subject.other("np"), node.attr, None) is function
    return hasattr(function, "__self__") and getattr(function, "__name__", "") == node.attr


def _is_among(function: Callable, values: Any) -> bool:
    """Was it handed in, by itself or in a list of layers?"""
    if isinstance(values, list | tuple):
        return any(_is_among(function, value) for value in values)
    return values is function


def _handed_over(body: list[ast.AST]) -> set[str]:
    """The names from which the returned ones have their value, as X has it in `X = activation`, back to where it comes from."""
    given = {
        target.id: line.value for line in body if isinstance(line, ast.Assign) for target in line.targets if isinstance(target, ast.Name)
    }
    names = {name for line in body if isinstance(line, ast.Return) for name in _chosen(line.value)}
    while more := {source for name in names if name in given for source in _chosen(given[name])} - names:
        names |= more
    return {name for name in names if name not in given or not _chosen(given[name])}


def _chosen(value: ast.expr | None) -> set[str]:
    """The name, or the names of which `a if condition else b` picks one."""
    if isinstance(value, ast.IfExp):
        return _chosen(value.body) | _chosen(value.orelse)
    return {value.id} if isinstance(value, ast.Name) else set()


def _arguments(function: Callable, subject: Subject) -> str:
    """What it is to be called with: its own names for its arguments, where the answer has them all, as `x, w` are."""
    try:
        names = tuple(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return "..."
    return ", ".join(names) if names and set(names) <= {*subject.written.parameters} else "..."
