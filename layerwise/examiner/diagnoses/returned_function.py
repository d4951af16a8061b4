"""A function was returned, and not what it gives."""

import ast
from collections.abc import Iterator

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.values import FUNCTION
from layerwise.examiner.written import Written

# Of a single thing these give the thing itself back, a function too.
_HAND_BACK = ("np.sum", "np.prod", "np.max", "np.min")


def returns_a_function(case: Case) -> Diagnosis | None:
    """A function came back, as when the brackets that call it are missing. It is named where the text says which one it is."""
    if case.got.kind != FUNCTION:
        return None
    written = case.subject.written
    # Of what was observed, rather than returned, the text does not tell where it comes from.
    names = set() if isinstance(case.got.raw, dict) else {ast.unparse(node) for node in _returned(written)}
    if len(names) != 1:
        call = "Are the brackets missing that call it, as in `np.sum(...)`?"
    elif written.code and names == {written.code.co_name}:
        call = f"`{written.code.co_name}` is the one that you are writing: return what it has worked out."
    else:
        (name,) = names
        call = f"`{name}` stands there without brackets. It is called with them: `{name}(...)`."
    return case.explained(f"It returned a function, and not what the function gives. {call}", "returns-a-function", "wrong")


def _returned(written: Written) -> Iterator[ast.Name | ast.Attribute]:
    """The names and the methods, such as `np.sum`, that the `return` lines hand out, back to where they come from."""
    assigned = written.nodes(ast.Assign)
    given = {target.id: line.value for line in assigned for target in line.targets if isinstance(target, ast.Name)}

    def sources(value: ast.expr | None, seen: tuple[str, ...] = ()) -> Iterator[ast.Name | ast.Attribute]:
        if isinstance(value, ast.IfExp):
            yield from sources(value.body, seen)
            yield from sources(value.orelse, seen)
        elif isinstance(value, ast.Name) and value.id in given and value.id not in seen:
            yield from sources(given[value.id], (*seen, value.id))
        elif isinstance(value, ast.Name | ast.Attribute):
            yield value
        elif isinstance(value, ast.Call) and ast.unparse(value.func) in _HAND_BACK and len(value.args) == 1:
            yield from sources(value.args[0], seen)

    for line in written.nodes(ast.Return):
        yield from sources(line.value)
