"""The losses of a training run, epoch by epoch: in words, and drawn. loss_curves.js draws them in the browser."""

import numpy as np

from layerwise.explorers.film import FAR, drawable
from layerwise.explorers.wording import fixed
from layerwise.figures import style


def loss_in_words(loss: float) -> str:
    """`loss` with three decimals, or how large it has become."""
    if not np.isfinite(loss):
        return "too large for a number"
    if loss < FAR:
        return fixed(drawable(loss), 3)
    return "over a hundred" if loss < 1000 else "over a thousand" if loss < 1e6 else "over a million"


def course(training: list, validation: list, n_classes: int) -> str:
    """What the two curves do, in a sentence; both hold a loss for each epoch so far."""
    if not training:
        return "The curves begin when the first epoch is complete."
    guessing, epochs, last = np.log(n_classes), len(training), training[-1]
    leapt = max(training) > 2 * guessing and last > 0.85 * guessing
    if leapt or last > max(training[0], 1.1 * guessing) or not np.isfinite(last):
        return f"The steps were too large: the loss is hardly better than guessing ({guessing:.2f}), or worse."
    if epochs < 4:
        return "The training has just begun."
    # Single epochs are a matter of chance, so the last few of them are looked at together.
    few = max(3, epochs // 10)
    best, now = int(np.argmin(validation)), np.mean(validation[-few:])
    if np.mean(np.abs(np.diff(validation[-few - 1 :]))) > 0.12 * now + 0.01:
        return "Validation jumps up and down: the steps are too large to settle."
    if best + max(5, few) < epochs and now > 1.05 * validation[best] + 0.01:
        if np.mean(training[-few:]) < 0.95 * training[best]:
            return f"Validation has been rising since epoch {best + 1} while training fell: the network overfits."
        return f"Validation was lowest at epoch {best + 1}; since then nothing has been gained."
    if last > 0.97 * training[epochs // 2]:
        if last > max(0.8 * training[0], 0.5 * guessing):
            return "Both hardly fall: the steps are too small."
        return "Both have settled: they hardly change any more."
    if now > 0.97 * validation[epochs // 2]:
        return "Training still falls, validation has settled."
    if last > 0.98 * training[-few]:
        return "Both fall, but slowly."
    return "Both fall: what the network learns holds for what it has never seen, too."


def draw(axes, batches, every, training, validation):
    """Draw both curves, a point every so many units of the x-axis, over the losses of the single `batches`, and name them."""
    axes.plot(np.arange(1, len(batches) + 1), batches, color="#c4c4c4", linewidth=1)
    for k, (name, losses) in enumerate((("training", training), ("validation", validation))):
        shade = style.colour(k)
        axes.plot(every * np.arange(1, len(losses) + 1), losses, color=shade, linestyle=style.line_style(k))
        end = "" if not losses else " over 100" if losses[-1] >= FAR else f" {fixed(losses[-1], 3)}"
        axes.annotate(
            f"{('solid', 'dashed')[k]}: {name}{end}",
            (1, 1),
            xytext=(-4, -4 - 19 * k),
            xycoords="axes fraction",
            textcoords="offset points",
            ha="right",
            va="top",
            color=style.ink(shade),
            bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 1},
        )
