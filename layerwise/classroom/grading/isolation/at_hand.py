"""What a submission can import: what Python brings along, NumPy, and of the course what holds no answers.

    layerwise.check          leaves a function as it is: it is examined later, elsewhere
    layerwise.mine           the functions of earlier lessons, the learner's own where they passed and otherwise lent ones
    layerwise.nn             functions that are lent; of its classes only the names
    layerwise.data           the penguins and digits, as they are
    all else                 something absent, which lets itself be called and asked while a notebook's cells run, so that the lines below
                             it are reached, and is missing when a function under examination uses it

All of it is loaded before the files are closed: afterwards nothing can be loaded.
"""

import contextlib
import copy
import importlib
import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

# What learners import, and what Python and NumPy load only when they need it.
_LOADED = (
    *("abc", "array", "ast", "base64", "bisect", "calendar", "cmath", "codecs", "collections.abc", "contextlib", "copy", "csv", "ctypes"),
    *("dataclasses", "datetime", "decimal", "difflib", "dis", "enum", "fractions", "functools", "gc", "glob", "hashlib", "heapq", "html"),
    *("importlib.util", "inspect", "io", "itertools", "json", "keyword", "linecache", "locale", "logging", "math", "mmap", "numbers"),
    *("operator", "os.path", "pathlib", "pickle", "platform", "pprint", "queue", "random", "re", "resource", "secrets", "select", "shutil"),
    *("signal", "socket", "statistics", "string", "struct", "subprocess", "sys", "tempfile", "textwrap", "threading", "time", "timeit"),
    *("token", "tokenize", "traceback", "types", "typing", "unicodedata", "uuid", "warnings", "weakref", "zipfile", "zlib"),
    *("encodings.ascii", "encodings.idna", "encodings.latin_1", "encodings.utf_8", "encodings.utf_16"),
    *("numpy", "numpy.exceptions", "numpy.fft", "numpy.lib.format", "numpy.lib.scimath", "numpy.lib.stride_tricks", "numpy.linalg"),
    *("numpy.ma", "numpy.polynomial", "numpy.random"),
)
_DATA = ("load_penguins", "load_digits", "load_drawings")
_CLASSES_OF_NN = ("SGD", "Adam", "Dense", "Dropout", "History", "MeanSquaredError", "Momentum", "Network", "ReLU", "Sigmoid")


def load() -> None:
    """Load what a submission may import."""
    for name in _LOADED:
        with contextlib.suppress(ImportError):  # not every system has all of them
            importlib.import_module(name)


def load_data(data: types.ModuleType) -> None:
    """Read the data of the course, so that its functions need no file any more."""
    for name in _DATA:
        loaded = getattr(data, name)()
        setattr(data, name, _handing_out(loaded))


def _handing_out(loaded: Any) -> Callable[[], Any]:
    return lambda: copy.deepcopy(loaded)


class Absent:
    """Something that is not here."""

    forgiving = True

    _name: str

    def __init__(self, name: str):
        self.__dict__["_name"] = name

    def _pass_on(self, *arguments: Any, **keywords: Any) -> "Absent":
        if not Absent.forgiving:
            if self._name.startswith("layerwise."):
                raise ModuleNotFoundError(f"{self._name} is not at hand where answers are graded", name=self._name)
            raise ModuleNotFoundError(f"No module named {self._name!r}", name=self._name)
        return self

    def __getattr__(self, name: str) -> "Absent":
        if name.startswith("__"):
            raise AttributeError(name)
        return self._pass_on()

    def __setattr__(self, name: str, value: Any) -> None:
        self._pass_on()

    def __iter__(self) -> Iterator:
        self._pass_on()
        return iter(())

    def __len__(self) -> int:
        self._pass_on()
        return 0

    def __bool__(self) -> bool:
        self._pass_on()
        return False

    def __exit__(self, *arguments: Any) -> None:
        self._pass_on()

    def __setitem__(self, place: Any, value: Any) -> None:
        self._pass_on()

    __call__ = __getitem__ = __enter__ = _pass_on
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __matmul__ = __rmatmul__ = _pass_on
    __pow__ = __rpow__ = __floordiv__ = __rfloordiv__ = __mod__ = __neg__ = __abs__ = _pass_on


class _AbsentModule(types.ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Absent(self.__name__)._pass_on()


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds every module that nothing else has found, while a notebook's cells run."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        if Absent.forgiving or fullname.partition(".")[0] == "layerwise":
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _AbsentModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        pass


class Mine(types.ModuleType):
    """layerwise.mine: each name is resolved anew for each examination."""

    def __init__(self, names: Iterable[str], resolve: Callable[[str], Any]):
        super().__init__("layerwise.mine")
        self._names, self._resolve = frozenset(names), resolve
        self.__all__ = sorted(self._names)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name not in self._names:
            raise AttributeError(f"layerwise.mine has no {name!r}: it has the functions that the lessons ask for.")
        return self._resolve(name)


def check(function: Callable) -> Callable:
    """What stands above an answer in a lesson. Here the function is examined later, by the other process."""
    return function


def set_out(mine: Mine, data: types.ModuleType | None) -> types.ModuleType:
    """Put the course as a submission sees it where `import` looks for it; layerwise.nn, whose functions are still to be lent."""
    course, nn = _package("layerwise"), _package("layerwise.nn")
    for name in list(sys.modules):
        if name == "layerwise" or name.startswith("layerwise."):
            del sys.modules[name]
    for name in _CLASSES_OF_NN + ("SoftmaxCrossEntropy",):
        setattr(nn, name, Absent(f"layerwise.nn.{name}"))
    course.__dict__.update(check=check, mine=mine, nn=nn)
    for name in ("ask", "challenge", "compare"):
        setattr(course, name, Absent(f"layerwise.{name}"))
    sys.modules.update({"layerwise": course, "layerwise.mine": mine, "layerwise.nn": nn})
    if data is not None:
        course.data = data  # type: ignore[attr-defined]
        sys.modules["layerwise.data"] = data
    sys.path.clear()
    sys.path_importer_cache.clear()
    sys.meta_path[:] = [*sys.meta_path[:2], _Finder()]  # what is built in and what is frozen; no files
    return nn


def _package(name: str) -> types.ModuleType:
    module = types.ModuleType(name)
    module.__path__ = []
    return module
