"""None, where something was expected."""

import ast
import re

from layerwise.examiner.raised import Raised
from layerwise.examiner.written import Written


def _handed_out(written: Written) -> set[str]:
    """The names that come in as arguments, or from a loop."""
    return {*written.parameters, *(name for targets, _ in written.loops for name in re.findall(r"\w+", targets))}


def about_nothing(raised: Raised, written: Written) -> str:
    """Where the None comes from, if it was made by an .append."""
    if not raised.says("NoneType") or not issubclass(raised.kind, TypeError | AttributeError):
        return ""
    kept = re.search(r"\b(\w+)\s*=\s*\1\.(append|sort|extend|reverse)\(", written.source or "")
    if kept:
        name, method = kept.groups()
        return (
            f"`.{method}` changes the list and returns None, which is then called `{name}`. "
            f"Leave `{name} =` out: `{name}.{method}(...)` is enough."
        )
    shuffled = re.search(r"\b(\w+)\s*=\s*((\w+\.)+)shuffle\(", written.source or "")
    if shuffled:
        name, generator = shuffled[1], shuffled[2]
        return (
            f"`{generator}shuffle` shuffles what it is given in its place and returns None, which is then called `{name}`. "
            f"A new array in a shuffled order comes from `{name} = {generator}permutation(...)`."
        )
    operation = raised.expression
    if isinstance(operation, ast.Subscript) and isinstance(operation.value, ast.Name) and operation.value.id in _handed_out(written):
        name = operation.value.id
        return (
            f"Here `{name}` is None, nothing. Ask first: `if {name} is not None:`. And if it is a function at other times, it is called "
            f"with round brackets: `{name}({ast.unparse(operation.slice)})`."
        )
    for side in (operation.left, operation.right) if isinstance(operation, ast.BinOp) else ():
        if isinstance(side, ast.Call) and isinstance(side.func, ast.Attribute) and side.func.attr == "append":
            return "`.append` returns None, nothing to calculate with. What is to be added to the number belongs between its brackets."
    return ""
