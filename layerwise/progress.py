"""How far a training is, in one line that is written over as it goes on.

    from layerwise.progress import show_progress, with_progress

    history = nn.train(network, loss, optimizer, X, Y, epochs=30, batch_size=32, each_epoch=show_progress)

    for width in with_progress([4, 16, 64], "network"):
        ...

The lessons show it where a training takes longer than a glance. What is left in the end is the same in every run.
"""

import sys

BAR = 10
# Room for the longest line, within the 80 columns of a terminal.
WIDTH = 79


def show_progress(history):
    """Print the epoch, a bar and the last losses of `history`, as nn.train hands it over after each epoch.

    In a notebook or a terminal the line is written over each time. Anywhere else, as in a file, only the last one is printed.
    """
    over = len(history) >= history.epochs
    if over:
        print(f"{history.epochs} epochs: {_losses(history)}".ljust(WIDTH))
    else:
        bar = _bar(len(history), history.epochs)
        _write_over(f"epoch {len(history)} of {history.epochs} {bar} {_losses(history)}; stop keeps all of it")


def with_progress(items, what):
    """Hand out the items of a list or a range one by one, with a line that says which of them is at work, such as "network 2 of 3"."""
    total = len(items)
    for done, item in enumerate(items):
        _write_over(f"{what} {done + 1} of {total} {_bar(done, total)}")
        yield item
    print(f"{what} {total} of {total} {_bar(total, total)}".ljust(WIDTH))


def _bar(done, total):
    filled = BAR * done // total if total else BAR
    return "━" * filled + "┈" * (BAR - filled)


def _write_over(line):
    """Print a line that the next one is written over."""
    if _can_be_written_over(sys.stdout):
        print(line.ljust(WIDTH), end="\r", flush=sys.stdout.isatty())


def _losses(history):
    validation = f", validation {history.validation[-1]:.2f}" if history.validation else ""
    return f"loss {history[-1]:.2f}{validation}"


def _can_be_written_over(stream):
    return stream.isatty() or type(stream).__module__.startswith("ipykernel")
