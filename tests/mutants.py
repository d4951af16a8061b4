"""Mutants: the reference answers, each with one small change that a tired hand might make.

    for mutant in mutants_of(exercise):
        mutant.change      # "return np.maximum(z, 0)  ->  return np.minimum(z, 0)"
        mutant.function    # the changed answer, ready to be examined
        mutant.code        # its text, with the functions that it calls

`python tests/mutants.py` prints how many of them the examination rejects.
"""

import ast
import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from layerwise.exercises import catalogue, examine

OPERATORS = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add, ast.Mult),
    ast.Mult: (ast.Add, ast.Sub, ast.Div),
    ast.Div: (ast.Mult, ast.Sub, ast.FloorDiv),
    ast.FloorDiv: (ast.Div, ast.Mod),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
COMPARISONS = {
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
NAMES = {
    "abs": ("negative",),
    "argmax": ("argmin",),
    "ceil": ("floor",),
    "exp": ("log", "exp2"),
    "floor": ("ceil",),
    "log": ("exp", "log2", "log1p"),
    "max": ("min", "sum"),
    "maximum": ("minimum", "add"),
    "mean": ("sum", "median"),
    "min": ("max",),
    "minimum": ("maximum",),
    "ones": ("zeros",),
    "permutation": ("arange",),
    "round": ("floor", "ceil"),
    "sqrt": ("square",),
    "std": ("var", "mean"),
    "sum": ("mean", "max"),
    "zeros": ("ones",),
    "zeros_like": ("ones_like",),
}


@dataclass(frozen=True)
class Mutant:
    """A changed answer. `change` shows the statement before and after."""

    exercise: str
    change: str
    function: Callable
    code: str


def mutants_of(exercise) -> Iterator[Mutant]:
    """Every mutant of the exercise's answer and of the functions of its module that the answer calls."""
    module = sys.modules[exercise.answer.__module__]
    tree = ast.Module(_functions_used(exercise.answer, module), type_ignores=[])
    seen = {ast.unparse(tree)}
    for function in tree.body:
        for before, after in _changes(function):
            text = ast.unparse(ast.fix_missing_locations(tree))
            if text not in seen:
                seen.add(text)
                namespace = dict(vars(module))
                exec(compile(tree, f"<a mutant of {exercise.name}>", "exec"), namespace)
                place = "" if function.name == exercise.name else f"{function.name}: "
                yield Mutant(exercise.name, f"{place}{before}  ->  {after}", namespace[exercise.name], text)


def _functions_used(answer, module) -> list[ast.FunctionDef]:
    """The definition of the answer and of those functions of its module that it calls, directly or not."""
    functions = [node for node in ast.parse(inspect.getsource(module)).body if isinstance(node, ast.FunctionDef)]
    # A known mistake, which is decorated, is part of no answer, and may be called like a parameter: `n_out`.
    definitions = {function.name: function for function in functions if not function.decorator_list}
    used, waiting = [], [answer.__name__]
    while waiting:
        definition = definitions[waiting.pop()]
        used.append(definition)
        names = {node.id for node in ast.walk(definition) if isinstance(node, ast.Name)}
        waiting += [name for name in sorted(names & set(definitions)) if definitions[name] not in used]
    return used


def _changes(function) -> Iterator[tuple[str, str]]:
    """Make one change after the other and undo each; in between, yield the changed statement as it was and as it is."""
    for statement, body in _statements(function):
        before = _first_line(statement)
        place = body.index(statement)
        if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)):  # a docstring
            for replacements, words in _other_statements(statement):
                body[place : place + 1] = replacements
                yield before, words or "; ".join(map(_first_line, replacements))
                body[place : place + len(replacements)] = [statement]
        for parent, field, index, child in _children(statement):
            for other in _other_nodes(child):
                _set(parent, field, index, other)
                yield before, _first_line(statement)
                _set(parent, field, index, child)
    for index, default in enumerate(function.args.defaults):
        for other in _other_nodes(default):
            function.args.defaults[index] = other
            yield f"default {ast.unparse(default)}", ast.unparse(other)
            function.args.defaults[index] = default


def _set(parent, field, index, node):
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def _first_line(node) -> str:
    return ast.unparse(ast.fix_missing_locations(node)).splitlines()[0]


def _statements(node):
    """Every statement inside `node` with the list that holds it."""
    for field in ("body", "orelse", "finalbody"):
        body = getattr(node, field, [])
        for statement in list(body):
            yield statement, body
            yield from _statements(statement)


def _children(node):
    """Every expression inside a statement, with its place, without those of the statements inside it."""
    for field, value in ast.iter_fields(node):
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST) and not isinstance(child, ast.stmt | ast.expr_context):
                if isinstance(child, ast.expr | ast.slice):
                    yield node, field, index, child
                yield from _children(child)


def _other_statements(statement):
    """Lists of statements to put in the place of one, with words where the first line does not show the difference."""
    yield [ast.Pass()], "deleted"
    if isinstance(statement, ast.AugAssign):
        target = ast.parse(ast.unparse(statement.target), mode="eval").body
        for operator in OPERATORS.get(type(statement.op), ()):
            yield [ast.AugAssign(statement.target, operator(), statement.value)], ""
        yield [ast.Assign([statement.target], statement.value)], ""
        yield [ast.Assign([statement.target], ast.BinOp(target, statement.op, statement.value))], ""
    if isinstance(statement, ast.For):
        yield [ast.For(statement.target, statement.iter, [*statement.body, ast.Break()], [])], "only its first round"
        yield [ast.For(statement.target, statement.iter, [statement.body[0]], []), *statement.body[1:]], "only its first line repeated"
    if isinstance(statement, ast.If):
        yield list(statement.body), "always"
        yield [ast.If(ast.UnaryOp(ast.Not(), statement.test), statement.body, statement.orelse)], ""
    if isinstance(statement, ast.While):
        yield [ast.While(ast.UnaryOp(ast.Not(), statement.test), statement.body, statement.orelse)], ""


def _other_nodes(node):
    """Expressions to put in the place of one."""
    match node:
        case ast.BinOp(left, operator, right):
            for other in OPERATORS.get(type(operator), ()):
                yield ast.BinOp(left, other(), right)
            yield left
            yield right
            if not isinstance(operator, ast.Add | ast.Mult):
                yield ast.BinOp(right, operator, left)
        case ast.Compare(left, [operator], [right]):
            for other in COMPARISONS[type(operator)]:
                yield ast.Compare(left, [other()], [right])
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.And() if isinstance(operator, ast.Or) else ast.Or(), values)
            yield from values
        case ast.UnaryOp(_, operand):
            yield operand
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(test, orelse, body)
            yield body
            yield orelse
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(None):
            yield ast.Constant(False)
        case ast.Constant(int(value)):
            yield from (ast.Constant(other) for other in (value + 1, value - 1, value + 0.5))
        case ast.Constant(float(value)):
            yield from (ast.Constant(other) for other in (value + 1, value - 1, value * 2, value / 2, -value))
        case ast.Tuple(elements, ast.Load()) | ast.List(elements, ast.Load()):
            for i in range(len(elements) - 1):
                yield type(node)([*elements[:i], elements[i + 1], elements[i], *elements[i + 2 :]], ast.Load())
            if len(elements) > 1:
                for i in range(len(elements)):
                    yield type(node)([*elements[:i], *elements[i + 1 :]], ast.Load())
        case ast.Subscript(value, _, ast.Load()):
            yield value
        case ast.Slice(lower, upper, step):
            if lower is not None:
                yield ast.Slice(None, upper, step)
                yield ast.Slice(ast.BinOp(lower, ast.Add(), ast.Constant(1)), upper, step)
            if upper is not None:
                yield ast.Slice(lower, None, step)
                yield ast.Slice(lower, ast.BinOp(upper, ast.Sub(), ast.Constant(1)), step)
        case ast.Attribute(value, "T", _):
            yield value
        case ast.Call():
            yield from _other_calls(node)
        case ast.ListComp(element, [ast.comprehension(target, iterable, [condition], is_async)]):
            yield ast.ListComp(element, [ast.comprehension(target, iterable, [], is_async)])
            negated = ast.UnaryOp(ast.Not(), condition)
            yield ast.ListComp(element, [ast.comprehension(target, iterable, [negated], is_async)])


def _other_calls(call):
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    for other in NAMES.get(name, ()):
        if isinstance(call.func, ast.Attribute):
            yield ast.Call(ast.Attribute(call.func.value, other, ast.Load()), call.args, call.keywords)
        else:
            yield ast.Call(ast.Name(other, ast.Load()), call.args, call.keywords)
    for i in range(len(call.keywords)):
        yield ast.Call(call.func, call.args, [*call.keywords[:i], *call.keywords[i + 1 :]])
    for i in range(len(call.args)):
        yield ast.Call(call.func, [*call.args[:i], *call.args[i + 1 :]], call.keywords)
    for i in range(len(call.args) - 1):
        swapped = [*call.args[:i], call.args[i + 1], call.args[i], *call.args[i + 2 :]]
        yield ast.Call(call.func, swapped, call.keywords)
    yield from (argument for argument in call.args if not isinstance(argument, ast.Starred))
    if isinstance(call.func, ast.Attribute):
        yield call.func.value


def main():
    """Print how many mutants of each answer are rejected."""
    counts = {}
    for exercise in catalogue():
        passed = [examine(exercise.name, mutant.function).passed for mutant in mutants_of(exercise)]
        counts[exercise.name] = (passed.count(False), len(passed))
    for name, (rejected, total) in {**counts, "all": tuple(map(sum, zip(*counts.values(), strict=True)))}.items():
        print(f"{name:32} {rejected:4} of {total:4} rejected")


if __name__ == "__main__":
    main()
