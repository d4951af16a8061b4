"""None, where something was expected."""

import ast
import re

from layerwise.examiner.raised import Raised
from layerwise.examiner.written import Written


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
    operation = raised.expression
    for side in (operation.left, operation.right) if isinstance(operation, ast.BinOp) else ():
        if isinstance(side, ast.Call) and isinstance(side.func, ast.Attribute) and side.func.attr == "append":
            return "`.append` returns None, nothing to calculate with. What is to be added to the number belongs between its brackets."
    return ""
