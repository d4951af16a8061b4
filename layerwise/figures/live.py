"""Showing what can be moved or answered as two outputs: a still form of it, and the live view of a widget.

The still form is all that an exported page, a printed handout or CI see. JupyterLab keeps both in the notebook, and after a reload
without a kernel it can only write "Loading widget..." or "model not found" for the second. So of the two the one is seen that works.
Where a notebook is open and the still form is seen, a line above it says what to do.
"""

from layerwise.figures import style

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_VIEW = ".jp-OutputArea-child:has(> .jp-OutputArea-output:not([data-mime-type]))"  # only a widget's view names no type
# Where a notebook is open, in JupyterLab, Notebook 7 or VS Code, and not a page that was made from it.
_OPEN = (".jp-NotebookPanel", "[data-vscode-theme-kind]")
_LACKS = (
    "The JupyterLab that shows this lacks the widgets, so nothing can be moved or answered here. Whoever runs it can add the packages "
    "ipywidgets and anywidget to its own Python, and start it again."
)
_LOOK = (
    f"display: block; margin-bottom: 8px; padding: 4px 12px; border-left: 6px solid {style.INK}; "
    f"background: {style.FILLED}; color: {style.INK}; font-size: 14px"
)


def one_of_two(still: str, live: str) -> str:
    """The style sheet that hides one of two outputs: the one of class `still` where the next one shows an element of class `live`."""
    above, shown = f".jp-OutputArea-child:has(.{still})", f".{live}"
    return f"{above}:has(+ .jp-OutputArea-child {shown}), {above} + {_VIEW}:not(:has({shown})) {{ display: none; }}"


def _noted(still: str) -> str:
    """The style sheet that writes a line above a still form in an open notebook: what running the cell is good for.

    It is written by the style sheet, so that it is nowhere else: not on a page of GitHub, and not on paper. The words stand in an
    attribute, since a style sheet counts for the whole page.
    """
    # A JupyterLab without the widgets shows no second output at all.
    alone = f".jp-NotebookPanel .jp-OutputArea-child:has(.{still}):not(:has(+ .jp-OutputArea-child)) .{still}::before"
    places = ", ".join(f"{where} .{still}::before" for where in _OPEN)
    return f'{places} {{ content: attr(data-again); {_LOOK}; }} {alone} {{ content: "{_LACKS}"; }}'


def still_form(live: str, still: str, again: str, html: str, text: str) -> dict[str, str]:
    """The first output: `html`, with `text` where there is no HTML, which gives way to a live view of class `live`."""
    content = f'<div class="{still}" data-again="{again}"><style>{one_of_two(still, live)} {_noted(still)}</style>{html}</div>'
    return {"text/html": content, "text/plain": text}


def show(widget, form: dict[str, str], display_id: str | None = None) -> None:
    """Show the still `form` and, below it, the widget's view. What has a `display_id` can be shown anew with `show_again`."""
    from IPython.display import display

    display(form, raw=True, display_id=display_id)
    display({WIDGET_VIEW: {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}}, raw=True)


def show_again(form: dict[str, str], display_id: str) -> None:
    """Put another still form in the place of every one that was shown under this id, so that a saved notebook has the last."""
    from IPython.display import update_display

    update_display(form, raw=True, display_id=display_id)
