"""What a notebook says while a check does not come back.

The examination stops a function when its time is over. But some calls, such as `sum(itertools.count())`, are one step for Python, which
can do nothing else before that step ends: not look at the clock, not hear JupyterLab's stop button, not say a word. So the sentence is
there before the examination begins, and the browser shows it later; the report takes its place.
"""

import contextlib
import sys
from collections.abc import Iterator
from typing import Any

# More than the examination allows itself.
SECONDS = 10

_NOTE = f"""\
<style>@keyframes layerwise-not-coming-back {{ to {{ visibility: visible; max-height: none; padding: 8px 12px }} }}</style>
<div role='status' style='visibility:hidden;max-height:0;overflow:hidden;animation:layerwise-not-coming-back 0s {SECONDS}s forwards;
border-left:6px solid #8a3b00;background:#fdf0e4;color:#8a3b00;font-size:14px;line-height:1.5'>
This check should have ended by now. If this stays, your function is inside one single call that does not end, such as <code>sum</code> or
<code>list</code> of something endless, and not even the stop button can reach Python there. Choose <em>Kernel &gt; Restart Kernel</em>:
what you wrote and what has passed stays. Mend the function, then run the cells above it again.
</div>"""
_NOTHING = {"text/plain": ""}


@contextlib.contextmanager
def not_coming_back() -> Iterator[Any]:
    """In a notebook, show the sentence once the check is late; yield what the report can take the place of, or None elsewhere."""
    ipython = sys.modules.get("IPython")
    if not hasattr(ipython and ipython.get_ipython(), "kernel"):
        yield None
        return
    from IPython.display import display

    place = display({"text/html": _NOTE, **_NOTHING}, raw=True, display_id=True)
    sys.stdout.flush()  # it is on its way before Python has no more time for it
    try:
        yield place
    except BaseException:
        place.update(_NOTHING, raw=True)
        raise
