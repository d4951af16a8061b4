"""`layerwise learn` has every kernel run this when it starts, in the notebook's own names (through PYTHONSTARTUP, which IPython reads).

So a cell that is run first of all, after a restart say, gets a sentence about what it misses, and a notebook that is only read stays as
it is. A plain Python, in a terminal, is left alone.
"""

if "get_ipython" in globals():
    try:
        from layerwise.workbook.cells.after_cells import attend as _attend
        from layerwise.workbook.cells.as_stored import describe_as_stored as _describe_as_stored
    except ImportError:  # a file in the notebook's folder has the name of the course, or of something that it imports
        import sys as _sys
        from typing import Any as _Any

        def _say(result: _Any) -> None:
            import sys

            hiding = getattr(sys.modules.get("layerwise"), "__file__", None)
            if result.error_in_exec is not None and hiding and hiding.endswith("layerwise.py"):
                print(f"{hiding} hides the course from this notebook. Rename it, then choose Kernel > Restart Kernel.")

        _sys.modules["IPython"].get_ipython().events.register("post_run_cell", _say)
        del _say, _sys, _Any
    else:
        _attend()
        _describe_as_stored()
        del _attend, _describe_as_stored
