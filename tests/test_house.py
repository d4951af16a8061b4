"""Who may import whom: the rooms of the package know each other in one direction only."""

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "layerwise"
# For each room, the rooms that it may use. A room that is not named here is a mistake in this list or in the house.
MAY_USE = {
    "nn": set(),
    "data": set(),
    "progress": set(),
    "exercises": {"nn", "data"},  # the questions prove their numbers on the data
    "figures": {"nn", "data"},
    "experiments": {"figures"},
    "explorers": {"figures", "nn", "data"},
    "questions": {"exercises", "figures"},
    "workbook": {"exercises"},
    "press": {"exercises"},
    "mine": {"exercises", "workbook"},
    "doctor": set(),
    "cli": {"__version__", "doctor", "press", "workbook"},
    "__main__": {"cli"},
    "__init__": {"exercises", "questions", "workbook"},  # only when they are asked for
}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path):
    """The dotted names that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write where it comes from, without dots"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_file_uses_only_rooms_below_its_own(path):
    room = room_of(path)
    used = {name.split(".")[1] for name in imported(path) if name.startswith("layerwise.")}
    assert used <= MAY_USE[room] | {room}


def test_the_rooms_form_no_ring():
    def below(room: str, above: tuple[str, ...] = ()):
        assert room not in above, " uses ".join([*above, room])
        for other in MAY_USE.get(room, ()):
            below(other, (*above, room))

    for room in MAY_USE:
        below(room)


def test_the_network_and_the_data_need_numpy_alone():
    for path in [*(PACKAGE / "nn").rglob("*.py"), *(PACKAGE / "data").rglob("*.py")]:
        roots = {name.split(".")[0] for name in imported(path)} - {"layerwise"}
        assert roots <= sys.stdlib_module_names | {"numpy"}, path
