"""How far a training is, in one line that is written over after each epoch.

    from layerwise.progress import show_progress

    history = nn.train(network, loss, optimizer, X, Y, epochs=30, batch_size=32, each_epoch=show_progress)

The lessons show it where a training takes longer than a glance.
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
    elif _can_be_written_over(sys.stdout):
        done = BAR * len(history) // history.epochs
        line = f"epoch {len(history)} of {history.epochs} {'━' * done}{'┈' * (BAR - done)} {_losses(history)}; stop keeps all of it"
        print(line.ljust(WIDTH), end="\r", flush=sys.stdout.isatty())


def _losses(history):
    validation = f", validation {history.validation[-1]:.2f}" if history.validation else ""
    return f"loss {history[-1]:.2f}{validation}"


def _can_be_written_over(stream):
    return stream.isatty() or type(stream).__module__.startswith("ipykernel")
