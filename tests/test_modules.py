"""How ES modules are made one text for the browser. That browsers run it, the browser tests of explorers and questions show."""

import json
import re
from graphlib import CycleError

import pytest

from layerwise import explorers
from layerwise.ground.browser.modules import bundled
from layerwise.questions.view import View


def modules_in(text: str) -> list:
    return json.loads(re.search(r"await load\((.*)\)\)\.default;\n$", text)[1])


@pytest.fixture
def written(tmp_path):
    """Write modules, and return the bundle of the first."""

    def write(**texts):
        for name, text in texts.items():
            path = tmp_path / f"{name}.js"
            path.write_text(text, encoding="utf-8")
        return modules_in(bundled(tmp_path / f"{next(iter(texts))}.js"))

    return write


def test_each_module_stands_once_after_those_that_it_imports(written):
    found = written(
        top='import { a } from "./left.js";\nimport {\n  b,\n  c as d,\n} from "./right.js";\nexport default a + b + d;\n',
        left='import * as all from "./base.js";\nexport const a = all.one;\n',
        right='export { one as b } from "./base.js";\nexport const c = "from \\"./base.js\\"";\n',
        base="export const one = 1;\n",
    )
    assert len(found) == 4 and found[0][0].startswith("export const one = 1;\n")
    assert [[piece for piece in pieces if isinstance(piece, int)] for pieces in found[:3]] == [[], [0], [0]]
    *_, last = found
    assert last[0] == 'import { a } from "' and last[2] == '";\nimport {\n  b,\n  c as d,\n} from "' and {last[1], last[3]} == {1, 2}


@pytest.mark.parametrize("make", [*explorers.ALL, View], ids=lambda make: make.__name__)
def test_a_module_is_changed_in_nothing_but_its_addresses(make):
    for pieces in modules_in(make._esm):
        text = "".join(piece if isinstance(piece, str) else f"<{piece}>" for piece in pieces)
        whole, _, name = text.rpartition("//# sourceURL=")
        (path,) = explorers.neuron.script.parents[1].rglob(name.strip().removeprefix("layerwise/"))
        assert re.sub(r'"<\d+>"', '"…"', whole) == re.sub(r'(?<=from )"[^"]+"', '"…"', path.read_text(encoding="utf-8"))


def test_what_cannot_be_imported_is_said_in_a_sentence(written):
    with pytest.raises(ValueError, match=r'top.js imports "./there.js", and there is no such file\.'):
        written(top='import "./there.js";\n')
    with pytest.raises(ValueError, match=r'top.js imports "d3"; it can only import a file of the course, as in "./axes.js"\.'):
        written(top='import { select } from "d3";\n')
    with pytest.raises(CycleError):
        written(top='import { a } from "./other.js";\n', other='import { b } from "./top.js";\n')
