"""What all tests share: the options, the order in which they go, and whether there is a browser."""

import os
import signal
import sys

# Before NumPy is loaded, here and in every kernel: tests run side by side, and each would otherwise take all cores for small matrices.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

# Tests start hundreds of processes, each of which would otherwise compile the whole package again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# nbformat's validation imports it where it can, which takes seconds in each process, to check formats that notebooks have not.
sys.modules.setdefault("rfc3987_syntax", None)

# A shell that runs this in the background lets it ignore Ctrl-C, and what it starts as well; some tests press Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)

import amounts
import pytest
from browser import CHROMIUM

# Which tests in the browser share a page of JupyterLab that is not the one on which the lessons are seen.
PAGES = {"of a workbook's own": ("test_workbook.py",), "of the explorers": ("test_explorers.py", "test_handwriting.py")}
# Files whose tests share what is long in the making: a class that is graded, a cluster, a course for nbgrader, a Hub.
MADE_ONCE = (
    "grading/test_cluster.py", "grading/test_grade.py", "grading/test_nbgrader.py", "grading/test_students.py",
    "hub/test_hub.py",  # of which there is one a machine
)  # fmt: skip
# The first start of JupyterLab can be seen only once.
LONGEST_FIRST = (
    "in_browser/test_workbook.py",
    "in_browser/test_lessons.py",
    "in_browser/",
    "hub/test_hub.py",
    "test_the_recipes_make_a_lesson",
    "test_notebooks.py",
)


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="run every parameter of tests of which otherwise a sample is run, as .ci/run does")
    parser.addoption("--whole", action="store_true", help="run that, and histories, mutants, attacks and answers in large numbers")


def pytest_configure(config):
    amounts.whole = config.getoption("--whole")
    amounts.long = amounts.whole or config.getoption("--long")
    config.addinivalue_line("markers", "one_in(number): a test of whose parameters the sample takes one in so many, see amounts.py")


def rank(nodeid: str) -> int:
    return next((rank for rank, part in enumerate(LONGEST_FIRST) if part in nodeid), len(LONGEST_FIRST))


def pytest_collection_modifyitems(config, items):
    """Take the sample, and begin with what takes longest, so that no process is left with it alone."""
    if not config.getoption("keyword"):  # whoever names what they want, gets all of it
        items[:], left = amounts.sample(items)
        config.hook.pytest_deselected(items=left)
    items.sort(key=lambda item: rank(item.nodeid))


# Only pytest-xdist knows this hook.
@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Hand each test to the process that is free, but all tests that share a page of JupyterLab, or something else, to the same.

    The marks of pytest-xdist that would say so are not heard with pytest 9.2: https://github.com/pytest-dev/pytest-xdist/issues/1386
    """
    from xdist.scheduler import LoadScopeScheduling

    class OnePageOneProcess(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            if file := next((file for file in MADE_ONCE if file in nodeid), None):
                return file
            if "in_browser/" not in nodeid:
                return nodeid
            return next((page for page, files in PAGES.items() if any(file in nodeid for file in files)), "of the lessons")

    return OnePageOneProcess(config, log)


@pytest.fixture(scope="session")
def chromium():
    """The path of Debian's Chromium. Where there is none the test is skipped, unless LAYERWISE_BROWSER_REQUIRED=1, as in `.ci/run`."""
    if os.environ.get("LAYERWISE_BROWSER_REQUIRED") != "1":
        for package in ("playwright.sync_api", "axe_playwright_python"):
            pytest.importorskip(package, reason=f"{package} is not installed: pip install -r requirements-ci.txt")
        if CHROMIUM is None:
            pytest.skip("there is no Chromium on this machine")
    return CHROMIUM
