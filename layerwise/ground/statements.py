"""What the statements of a module make and use, read from their source."""

import ast
import symtable


def names_made_and_used(source: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names that some statements give a value at the top level, and those that they take from the module around them."""
    whole = _table(source)
    made = frozenset(symbol.get_name() for symbol in whole.get_symbols() if symbol.is_assigned() or symbol.is_imported())
    used: set[str] = set()
    tables = [whole]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        used |= {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced() and (table is whole or symbol.is_global())}
    return made, frozenset(used) - made


def names_used(source: str) -> frozenset[str]:
    """The names that a statement takes from the module around it."""
    return names_made_and_used(source)[1]


def names_made(source: str) -> frozenset[str]:
    """The names that a statement, or a whole cell, gives a value at the top level."""
    return names_made_and_used(source)[0]


def _table(source: str) -> symtable.SymbolTable:
    return symtable.symtable(ast.unparse(_WithScopes().visit(ast.parse(source))), "", "exec")


class _WithScopes(ast.NodeTransformer):
    """Makes generators of all comprehensions: from Python 3.12 on only these still have a scope of their own (PEP 709)."""

    def visit_ListComp(self, node: ast.ListComp | ast.SetComp) -> ast.AST:
        return self.generic_visit(ast.GeneratorExp(node.elt, node.generators))

    visit_SetComp = visit_ListComp

    def visit_DictComp(self, node: ast.DictComp) -> ast.AST:
        return self.generic_visit(ast.GeneratorExp(ast.Tuple([node.key, node.value], ast.Load()), node.generators))


def last_line(node: ast.stmt | ast.expr) -> int:
    """The line (from 1) in which a statement ends."""
    return node.end_lineno or node.lineno  # the former is missing only from what was never read from a source


def full_lines(lines: list[str], node: ast.stmt) -> tuple[int, int]:
    """The first line (from 0) of a statement with its decorators, and the line after its last one, with the comments that end it."""
    first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", []))]) - 1
    last = last_line(node)
    if hasattr(node, "body"):
        for number in range(last, len(lines)):
            text = lines[number].strip()
            if text and not (text.startswith("#") and _indent(lines[number]) > node.col_offset):
                break
            if text:
                last = number + 1
    return first, last


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def simple_names(node: ast.stmt) -> set[str]:
    """The name that a statement defines, where it does nothing else."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        return {node.targets[0].id}
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
        return {node.target.id}
    return set()
