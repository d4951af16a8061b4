"""A loop that hands out a part in each round, and a line in it that takes the whole: `np.max(Z)` in `for row in Z:`."""

import ast
import re

import numpy as np

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.diagnoses.known_mistake import recognised
from layerwise.ground.words import in_words

_MAKES_ONE_NUMBER = ("max", "min", "sum", "mean", "argmax", "argmin", "std")
# What is asked here is how large a thing is, or what there is to go through.
_ASKS_NO_ENTRY = re.compile(r"(len|range|zip|enumerate|print|np\.(shape|size|\w+_like))$")


def takes_the_whole_in_each_round(case: Case) -> Diagnosis | None:
    """The whole array stands where the part that belongs to the round was meant."""
    if case.got.error is not None or _is_told_of_loops(case):
        return None
    written = case.subject.written
    for loop in written.nodes(ast.For):
        handed_out = _handed_out(loop, case)
        lines = [(line, _taken_whole(line, loop, handed_out)) for line in _lines_in(loop)]
        line, wholes = next(((line, wholes) for line, wholes in lines if wholes), (None, []))
        if line is not None:
            text = f"if {written.text_of(line.test)}:" if isinstance(line, ast.If) else written.text_of(line)
            parts, one = in_words(f"`{handed_out[whole]}`" for whole in wholes), len(wholes) == 1
            axis = " One row by itself needs no axis." if re.search("axis=|keepdims", text) else ""
            return case.explained(
                f"In each round of the loop over `{written.text_of(loop.iter)}` the line `{text}` takes all of "
                f"{in_words(f'`{whole}`' for whole in wholes)}. What belongs to the round {'is' if one else 'are'} {parts}.{axis}",
                "whole-in-each-round",
            )
    return None


def _is_told_of_loops(case: Case) -> bool:
    """Does the exercise know the mistake, in words that speak of the rounds of a loop, or of the answer's text?"""
    known = recognised(case)
    return known is not None and (known.when is not None or re.search(r"\b(loop|round)\b|\[i[,\]]", known.message) is not None)


def _handed_out(loop: ast.For, case: Case) -> dict[str, str]:
    """The arrays that the loop goes through, and what of them belongs to a round: {"Z": "row"}, {"P": "P[i]", "labels": "labels[i]"}."""
    targets, through = ast.unparse(loop.target).strip("()"), ast.unparse(loop.iter)
    counted = re.fullmatch(r"range\((?:len\((\w+)\)|(\w+)\.shape\[0\])\)", through)
    if counted:
        return {name: f"{name}[{targets}]" for name in _with_as_many_rows(counted[1] or counted[2], case)}
    paired = re.fullmatch(r"zip\(([\w, ]+)\)", through)
    numbered = re.fullmatch(r"enumerate\((\w+)\)", through)
    wholes = paired[1].split(", ") if paired else ["", numbered[1]] if numbered else [through]
    parts = targets.split(", ")
    if len(wholes) != len(parts):
        return {}
    arrays = _arrays_in(case.probe, case)
    return {whole: part for whole, part in zip(wholes, parts, strict=True) if whole in arrays and part.isidentifier() and whole != part}


def _with_as_many_rows(counted: str, case: Case) -> list[str]:
    """The counted array, if it is one of the arguments, and the others that have as many rows, in the examples and here."""
    probes = [_arrays_in(probe, case) for probe in (*case.exercise.examples, case.probe)]
    if any(counted not in arrays for arrays in probes):
        return []
    return [name for name in probes[0] if all(len(arrays.get(name, ())) == len(arrays[counted]) for arrays in probes)]


def _arrays_in(probe: tuple, case: Case) -> dict[str, np.ndarray]:
    named = zip(case.exercise.argument_names, probe, strict=False)
    return {name: value for name, value in named if isinstance(value, np.ndarray) and value.ndim}


def _lines_in(loop: ast.For) -> list[ast.Assign | ast.AugAssign | ast.Expr | ast.If]:
    inside = (node for part in loop.body for node in ast.walk(part))
    return [node for node in inside if isinstance(node, ast.Assign | ast.AugAssign | ast.Expr | ast.If)]


def _taken_whole(line: ast.stmt, loop: ast.For, handed_out: dict[str, str]) -> list[str]:
    """What this line takes whole, where the part could stand as well."""
    nodes = [node for part in loop.body for node in ast.walk(part)]
    picked_from = {ast.unparse(node.value) for node in nodes if isinstance(node, ast.Subscript)}
    if any(isinstance(target, ast.Name) and target.id in picked_from for target in _targets(line)):
        return []  # a line below picks from it, with the number of the round
    parts = [line.test] if isinstance(line, ast.If) else [line.value] if isinstance(line, ast.Assign | ast.AugAssign | ast.Expr) else []
    parts += [target.slice for target in _targets(line) if isinstance(target, ast.Subscript)]
    changed = {ast.unparse(target).partition("[")[0] for other in _lines_in(loop) for target in _targets(other)}
    return [
        whole
        for whole, own in handed_out.items()
        if whole not in changed and any(_takes_whole(part, whole) and not _picks_elsewhere(part, own, handed_out) for part in parts)
    ]


def _targets(line: ast.stmt) -> list[ast.expr]:
    return line.targets if isinstance(line, ast.Assign) else [line.target] if isinstance(line, ast.AugAssign) else []


def _picks_elsewhere(node: ast.AST, own: str, handed_out: dict[str, str]) -> bool:
    """Is the number of the round, as in `P[i]`, used to pick from something else as well, or a column, as in `W[:, i]`?"""
    number = own.rstrip("]").partition("[")[2]
    for pick in ast.walk(node):
        if not isinstance(pick, ast.Subscript) or not number:
            continue
        first, *others = pick.slice.elts if isinstance(pick.slice, ast.Tuple) else [pick.slice]
        if any(ast.unparse(index) == number for index in others):
            return True
        if ast.unparse(first) == number and ast.unparse(pick.value) not in handed_out:
            return True
    return False


def _takes_whole(node: ast.AST, whole: str) -> bool:
    """Is the whole read here, and not only a part of it or of what is made of it, or how large it is?"""
    if isinstance(node, ast.Name):
        return node.id == whole
    if isinstance(node, ast.Subscript):
        return _takes_whole(node.slice, whole)
    if isinstance(node, ast.Attribute):
        return node.attr in _MAKES_ONE_NUMBER and _takes_whole(node.value, whole)
    if isinstance(node, ast.Call) and (_ASKS_NO_ENTRY.match(ast.unparse(node.func)) or _counts_answers(node)):
        return False
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        return False
    return any(_takes_whole(child, whole) for child in ast.iter_child_nodes(node))


def _counts_answers(call: ast.Call) -> bool:
    """Is it a call such as np.sum(labels == label), which has to ask all of them?"""
    return len(call.args) == 1 and isinstance(call.args[0], ast.Compare)
