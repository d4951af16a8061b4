"""What would wait for a person, or end the kernel, while a function is examined: it raises instead."""

import builtins
import contextlib
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, NoReturn


@contextlib.contextmanager
def nobody_there(is_examined: Callable[[threading.Thread], bool]) -> Iterator[None]:
    """In the threads that `is_examined` picks out, let `input()` raise EOFError, and the `exit()` of a notebook raise SystemExit.

    In a notebook the one would wait for somebody to type, and the other would end the kernel once the cell has run.
    """

    def in_examination(instead: Callable[..., NoReturn], usual: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given, **named: (instead if is_examined(threading.current_thread()) else usual)(*given, **named)

    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    places = [(builtins, "input", _not_answered), *([(shell, "ask_exit", _ended)] if hasattr(shell, "ask_exit") else [])]
    usual = [getattr(owner, name) for owner, name, _ in places]
    for (owner, name, instead), before in zip(places, usual, strict=True):
        setattr(owner, name, in_examination(instead, before))
    try:
        yield
    finally:
        for (owner, name, _), before in zip(places, usual, strict=True):
            setattr(owner, name, before)


def _not_answered(*_: Any, **__: Any) -> NoReturn:
    raise EOFError("nobody answers while a function is checked")


def _ended(*_: Any, **__: Any) -> NoReturn:
    raise SystemExit
