"""An exception, as far as a diagnosis has to know it: in plain words and names, so that it may come from another process."""

import linecache
import re
import traceback
from dataclasses import dataclass
from types import CodeType, ModuleType

import numpy as np

from layerwise.examiner.written import Written

MOST_LETTERS = 300


@dataclass(frozen=True)
class Raised:
    """What ended a call.

    kind            the class of the exception
    details         the first line of its text
    line            the learner's own line in which it happened; empty where there is none
    name            the name that is unknown, of a NameError or AttributeError
    owner           "array", "list" or "module": what an AttributeError asked for the name
    owners_names    the names that it does have
    own_names       the names of the function, those that have no value yet among them
    outer_names     the names of the notebook
    lists_of_arrays names in `line` that are lists of arrays
    """

    kind: type[BaseException]
    details: str
    line: str = ""
    name: str | None = None
    owner: str = ""
    owners_names: tuple[str, ...] = ()
    own_names: tuple[str, ...] = ()
    outer_names: tuple[str, ...] = ()
    lists_of_arrays: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The exception as Python prints it, in one line."""
        return f"{self.kind.__name__}: {self.details}" if self.details else self.kind.__name__


def raised_by(error: BaseException, function: object) -> Raised:
    """Look at an exception that a call of `function` ended in."""
    written = Written(function)
    line, values = _where(error, written.code)
    name, owner = getattr(error, "name", None), getattr(error, "obj", None) if isinstance(error, AttributeError) else None
    return Raised(
        type(error),
        _details(error),
        line,
        name if type(name) is str else None,
        next((words for kind, words in {np.ndarray: "array", list: "list", ModuleType: "module"}.items() if type(owner) is kind), ""),
        tuple(dir(owner)) if type(owner) in (np.ndarray, list, ModuleType) else (),
        written.own_names,
        tuple(getattr(function, "__globals__", {})) if isinstance(error, NameError) else (),
        tuple(name for name in dict.fromkeys(re.findall(r"\w+", line)) if _is_list_of_arrays(values.get(name))),
    )


def _details(error: BaseException) -> str:
    try:
        details = (str(error).splitlines() or [""])[0][:MOST_LETTERS]
    except BaseException:  # an exception of the learner's own making may not even print
        return ""
    details = re.sub(r", with gufunc signature \S+", "", details)
    return re.sub(r"[\w.]+\.<locals>\.", "", details)  # the function inside which another was made is no news


def _where(error: BaseException, code: CodeType | None) -> tuple[str, dict]:
    """The last line that the error went through in the file of the learner's function, and the values of the names there."""
    frames = traceback.walk_tb(error.__traceback__)
    own = [(frame, number) for frame, number in frames if code is not None and frame.f_code.co_filename == code.co_filename]
    if not own:
        return "", {}
    frame, number = own[-1]
    return linecache.getline(frame.f_code.co_filename, number).strip(), dict(frame.f_locals)


def _is_list_of_arrays(value: object) -> bool:
    # By the type and not with isinstance, which asks the object: the learner's own may answer anything.
    return type(value) is list and len(value) > 0 and all(issubclass(type(part), np.ndarray) for part in value)
