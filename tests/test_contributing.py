"""CONTRIBUTING.md: its recipes are followed, word for word, in a copy of the course, and what comes out is built and tested."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from amounts import only_in_the_whole, only_with_long

from layerwise import __version__, cli
from layerwise.course import LESSONS

ROOT = Path(__file__).resolve().parents[1]
# The page as whoever adds the next lesson follows it: with the number that is free.
NUMBER = f"{len(LESSONS):02}"
TEXT = re.sub(
    r"(?<=Lesson\()12|\b12(?=_outliers| · )|(?<=[Ll]esson )12\b|(?<=build )12\b",
    NUMBER,
    (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"),
)
# A block stands below its file's name, below "In `file`, among `NAME`:" or below "In `file`, …:".
BLOCK = re.compile(
    r"^(?:[^\n]*\bIn )?`(?P<path>[\w./]+)`(?P<where>,[^\n]*:)?\n\n(?P<fence>`{3,})\w*\n(?P<text>.*?)^(?P=fence)$", re.DOTALL | re.MULTILINE
)
LESSON = f"{NUMBER}_outliers"
QUESTIONS = re.findall(r'name="([\w-]+)"', TEXT)
# What tests of the copy have in their names that concern what was added to it; what runs whole notebooks is proved of every lesson.
ADDED = ("mean_absolute_error", "outlier", "number_line", "masses", *QUESTIONS)
WHOLE = ("contract", "minutes", "explains_each_term", "uses_a_term", "be_guessed", "typed_stand_in", "sets_its_exercises")
SHOWN = ("questions", "notebooks", "glossary", "readme", "figures", "explorers", "explorers_in_node")


def added_to(content: str, name: str, text: str) -> str:
    """The file's content with the text at the end of what it calls `name`."""
    opened = re.search(rf"^{name} = [({{\[]$", content, re.MULTILINE)
    closed = re.compile(r"^[)}\]]$", re.MULTILINE).search(content, opened.end())
    return content[: closed.start()] + text + content[closed.start() :]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy of the course in which all recipes were followed, and a function that runs a command there."""
    root = tmp_path_factory.mktemp("cours été") / "course"
    root.mkdir()
    for name in ("layerwise", "lessons", "notebooks", "solutions", "tests"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    for path in [*ROOT.glob("*.md"), *ROOT.glob("*.toml"), ROOT / "start.py"]:
        shutil.copy(path, root)
    for block in BLOCK.finditer(TEXT):
        path, among = root / block["path"], re.match(r", among `(\w+)`", block["where"] or "")
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        assert bool(before) == bool(block["where"]), f"{block['path']} is there already, or not at all"
        path.parent.mkdir(exist_ok=True)
        after = added_to(before, among[1], block["text"]) if among else f"{before}\n{block['text']}" if before else block["text"]
        assert after != before, block[0]
        path.write_text(after, encoding="utf-8")

    def run(*command: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(root)}
        environment = {name: value for name, value in environment.items() if not name.startswith(("PYTEST", "COV_"))}
        done = subprocess.run([sys.executable, "-m", *command], cwd=root, env=environment, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        return done.stdout

    return root, run


@only_with_long
def test_the_recipes_make_a_lesson_that_is_built_and_keeps_all_rules(course):
    root, run = course
    (build,) = re.findall(r"^layerwise (build .+)$", TEXT, re.MULTILINE)
    written = run("layerwise", *build.split()).splitlines()
    rebuilt = [f"{folder}/{LESSON}.ipynb" for folder in ("notebooks", "solutions")]
    assert written == ["README.md", *sorted([*rebuilt, "notebooks/glossary.ipynb"])]
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert f"| {LESSON[:2]} Outliers | a loss that one wrong number does not rule | 20 |\n<!-- End of the lessons. -->" in readme
    assert "✓ mean_absolute_error: passed." in (root / "solutions" / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    concerned = f"({' or '.join([*ADDED, *WHOLE])}) and not nbval and not to_the_end"
    tested = run("pytest", "-q", "-p", "no:cacheprovider", "-k", concerned, *(f"tests/test_{name}.py" for name in SHOWN))
    assert int(re.search(r"(\d+) passed", tested)[1]) > 60
    (own,) = re.findall(r"^layerwise test (.* -k mean_absolute_error.*)$", TEXT, re.MULTILINE)
    tested = run("pytest", "-v", "-p", "no:cacheprovider", *own.split())
    assert all(re.search(rf"{file}::.* PASSED", tested) for file in re.findall(r"tests/test_\w+\.py", own))


@only_in_the_whole
def test_built_as_a_whole_nothing_is_left_behind(course):
    _, run = course
    assert re.search(r"^layerwise build$", TEXT, re.MULTILINE)
    run("layerwise", "build")
    run("layerwise", "build", "--check")


def test_what_it_shows_is_formatted_as_the_course_is(course):
    root, run = course
    files = [block["path"] for block in BLOCK.finditer(TEXT) if block["path"].endswith(".py") and not block["where"]]
    assert len(files) >= 3, "without names ruff looks at whatever is there"
    pytest.importorskip("ruff", reason="ruff is not installed: pip install -r requirements-ci.txt")
    run("ruff", "check", *files)
    run("ruff", "format", "--check", *files)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([a-z0-9_./-]+/[a-z0-9_.-]+\.(?:py|js|md))`|\]\(([\w./]+)\)", TEXT))))
def test_the_files_it_names_are_there(path, course):
    assert (course[0] / next(filter(None, path))).exists()


def test_docstrings_name_what_is_given_or_tell_what_to_do():
    """All but those that learners read: of the exercises' answers, and of the network."""
    begun = {}
    for path in (ROOT / "layerwise").rglob("*.py"):
        room, *below = path.relative_to(ROOT / "layerwise").parts
        if room != "nn" and not (room == "exercises" and len(below) > 1):
            functions = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef))
            begun.update({f"{path}:{node.lineno}": (ast.get_docstring(node) or "-").split()[0] for node in functions})
    assert len(begun) > 500
    assert {place: word for place, word in begun.items() if word in ("Return", "Returns", "Yields", "Gets", "This")} == {}


# --- the other doors -----------------------------------------------------------------------------------------------------


def test_the_hooks_are_commands_that_are_there():
    """Nothing is fetched: each hook runs what requirements-ci.txt or package.json installs, or the course itself."""
    (local,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert local["repo"] == "local" and [hook["id"] for hook in local["hooks"]] == ["ruff-check", "ruff-format", "biome", "build-check"]
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    for hook in local["hooks"]:
        assert hook["language"] == "system" and re.compile(hook.get("files", ""))
        match hook["entry"].split():
            case [".venv/bin/python", "-m", "ruff", command, *_]:
                assert command in ("check", "format") and "\nruff>=" in (ROOT / "requirements-ci.txt").read_text(encoding="utf-8")
            case ["npm", "run", "--silent", script]:
                assert script in package["scripts"]
            case ["python3", "start.py", *arguments]:
                assert (ROOT / "start.py").exists() and cli.make_parser().parse_args(arguments).check
            case other:
                pytest.fail(f"nobody knows {other}")


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml")), ids=lambda path: path.stem)
def test_a_form_asks_little_and_says_what_for(path):
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(form) == {"name", "description", "title", "labels", "body"}
    assert len({field["id"] for field in form["body"]}) == len(form["body"]) <= 4
    for field in form["body"]:
        assert field["type"] in ("input", "textarea")
        assert set(field) <= {"type", "id", "attributes", "validations"}
        assert set(field["attributes"]) <= {"label", "description", "placeholder", "render"}
    assert any(field.get("validations", {}).get("required") for field in form["body"])


def test_the_changelog_tells_of_this_version_first():
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert versions[0] == __version__
