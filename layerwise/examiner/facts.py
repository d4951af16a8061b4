"""Facts about a result, for exercises that have many right ones."""

from collections.abc import Callable, Iterable
from typing import Any

from layerwise.examiner.values import NOT_LOOKED_AT


def in_turn(checks: Iterable[tuple[str, Any, Callable[[], Any]]], failed: bool = False) -> dict[str, Any]:
    """Evaluate (name, wanted, function) in turn, into facts. After the first that is not as wanted the others are not looked at.

    So every fact can rely on those before it, and the variants of one mistake have the same facts. The last may have `wanted` None.
    With `failed`, none is looked at.
    """
    facts: dict[str, Any] = {}
    for name, wanted, function in checks:
        facts[name] = NOT_LOOKED_AT if failed else function()
        failed = failed or (wanted is not None and facts[name] != wanted)
    return facts
