"""Showing what can be moved or answered as two outputs: a still form of it, and the live view of a widget.

The still form is all that an exported page, a printed handout or CI see. JupyterLab keeps both in the notebook, and after a reload
without a kernel it can only write "Loading widget..." or "model not found" for the second. So of the two the one is seen that works.
"""

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_VIEW = ".jp-OutputArea-child:has(> .jp-OutputArea-output:not([data-mime-type]))"  # only a widget's view names no type


def one_of_two(still: str, live: str) -> str:
    """The style sheet that hides one of two outputs: the one of class `still` where the next one shows an element of class `live`."""
    above, shown = f".jp-OutputArea-child:has(.{still})", f".{live}"
    return f"{above}:has(+ .jp-OutputArea-child {shown}), {above} + {_VIEW}:not(:has({shown})) {{ display: none; }}"


def show(widget, live: str, still: str, html: str, text: str) -> None:
    """Show `html`, with `text` where there is no HTML, and below it the widget's view, whose outermost element is of class `live`."""
    from IPython.display import display

    content = f'<div class="{still}"><style>{one_of_two(still, live)}</style>{html}</div>'
    display({"text/html": content, "text/plain": text}, raw=True)
    display({WIDGET_VIEW: {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}}, raw=True)
