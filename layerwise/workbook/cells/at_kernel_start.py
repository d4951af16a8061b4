"""`layerwise learn` has every kernel run this when it starts, in the notebook's own names (through PYTHONSTARTUP, which IPython reads).

So a cell that is run first of all, after a restart say, gets a sentence about what it misses, and a notebook that is only read stays as
it is. A plain Python, in a terminal, is left alone.
"""

if "get_ipython" in globals():
    from layerwise.workbook.cells.after_cells import attend as _attend
    from layerwise.workbook.cells.as_stored import describe_as_stored as _describe_as_stored

    _attend()
    _describe_as_stored()
    del _attend, _describe_as_stored
