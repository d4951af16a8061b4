"""my_network.py: the functions that a learner has written, as one module that needs nothing but NumPy."""

import ast
import importlib.util
import textwrap
from pathlib import Path

from layerwise.exercises import catalogue
from layerwise.workbook.writing import write_whole

_HEADER = '"""My own network: the functions I wrote in the Layerwise lessons."""\n\nimport numpy as np\n'


def keep(path: Path, name: str, source: str) -> None:
    """Put a function's source into the library, in lesson order, in place of an earlier one of that name."""
    sources = _sources(path)
    sources[name] = _without_decorators(textwrap.dedent(source))
    order = [exercise.name for exercise in catalogue()]
    parts = [sources[known] for known in order if known in sources]
    write_whole(path, _HEADER + "".join(f"\n\n{source.strip()}\n" for source in parts))


def load(path: Path, name: str):
    """The learner's function of that name, or None where the library has none or cannot be imported."""
    if not path.is_file():
        return None
    specification = importlib.util.spec_from_file_location("my_network", path)
    module = importlib.util.module_from_spec(specification)
    try:
        specification.loader.exec_module(module)
    except Exception as problem:
        print(f"{path.name} cannot be imported ({type(problem).__name__}: {problem}), so our functions are used.")
        return None
    return getattr(module, name, None)


def _sources(path: Path) -> dict[str, str]:
    """Each function's source in an existing library. A library that does not parse is kept aside, not lost."""
    if not path.is_file():
        return {}
    text = path.read_text(encoding="utf-8")
    try:
        tree = ast.parse(text)
    except SyntaxError:
        aside = path.with_name("my_network.damaged.py")
        path.replace(aside)
        print(f"{path.name} could not be read as Python. It starts anew; the old one is kept as {aside.name}.")
        return {}
    return {node.name: ast.get_source_segment(text, node) for node in tree.body if isinstance(node, ast.FunctionDef)}


def _without_decorators(source: str) -> str:
    node = ast.parse(source).body[0]
    return "\n".join(source.splitlines()[node.lineno - 1 :]) + "\n"
