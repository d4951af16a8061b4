"""The exercise step: yes or no, for each score."""

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.exercises.activation._scores import EXAMPLES, unlimited_scores


def step(z):
    """Return a new array: 1 where z is greater than 0, and 0 elsewhere.
    z may have any shape.
    """
    fires = z > 0
    ### BEGIN SOLUTION
    result = np.where(fires, 1, 0)
    ### END SOLUTION
    return result


def step_times_one(z):
    """The comparison alone already has the answer, as True and False; times 1, they become the numbers 1 and 0."""
    return (z > 0) * 1


def remark(function):
    """What to tell someone who returns True and False: right wherever one calculates with them, and not what the lesson prints."""
    if np.asarray(function(np.array([1.0, -1.0]))).dtype.kind != "b":
        return ""
    written, numbers = function.written, "`np.where(fires, 1, 0)` gives the numbers."
    made = written.last_result
    if made and made not in written.returns and written.has("np.where(fires, 1, 0)"):
        numbers = f"The numbers are in `{made}`: return that."
    return (
        "One remark: you return True and False. They count as 1 and 0 wherever you calculate with them, and are printed as True and False. "
        + numbers
    )


EXERCISE = Exercise(
    place=1,
    answer=step,
    another_way=step_times_one,
    minutes=4,
    hints=(
        "Put `print(fires)` into the gap and run the cell: what is there for each entry, and what should stand there instead?",
        "The worked example picks one of two words. It may just as well pick one of two numbers, one for yes and one for no.",
        "`np.where` takes three things: `fires`, then what stands where it is True, then what stands elsewhere. "
        "Call what comes out `result`.",
    ),
    examples=(*EXAMPLES, (np.array([1e-20, 0.01, 0.25, 0.75, 4.0]),)),
    probes=unlimited_scores,
    remark=remark,
)
mistake = EXERCISE.mistake


@mistake(when=">=")
def fires_at_zero(z):
    """You let 0 count as positive, with `>=`. The neuron fires only where z is greater than 0: at exactly 0 it stays silent."""
    return np.where(z >= 0, 1, 0)


@mistake
def one_at_zero(z):
    """At exactly 0 your result is 1. The neuron fires only where z is greater than 0: at exactly 0 it stays silent."""
    return np.heaviside(z, 1)


@mistake(when="<")
def reversed_(z):
    """Your neuron fires where z is negative and is silent where it is positive. Look at which way the comparison points: z > 0."""
    return np.where(z < 0, 1, 0)


@mistake
def fires_for_negative(z):
    """Your neuron fires where z is negative and is silent where it is positive. It should be the other way round: look at the signs."""
    return np.where(-z > 0, 1, 0)


@mistake
def keeps_z(z):
    """You pass z itself on where it is positive. A step says only yes or no, so every positive z becomes 1."""
    return np.where(z > 0, z, 0)


@mistake
def leaky(z):
    """You return what the function of the worked example does. A step picks from two plain numbers instead:
    1 where the neuron fires, 0 elsewhere.
    """
    return np.where(z > 0, z, 0.1 * z)


@mistake
def sign(z):
    """You return -1 for negative z. A silent neuron passes on nothing: there the result is 0."""
    return np.sign(z)


@mistake(like=sign)
def minus_one_elsewhere(z):
    return np.where(z > 0, 1, -1)


@mistake
def one_or_z(z):
    """You return 1 where z is positive, and z itself elsewhere. A silent neuron passes on nothing: there the result is 0."""
    return np.where(z > 0, 1, z)


@mistake
def ones_into_z(z):
    """You wrote the ones into z itself, where they are right, and the other entries still hold the old scores.
    Begin with an array of zeros, or let np.where make a new one; z stays as it is.
    """
    z[z > 0] = 1
    return z


@mistake(when=lambda written: written.lost_comparisons)
def compares(z):
    """Your result is 0 everywhere. Two equals signs compare two things, and put nothing anywhere.
    One `=` puts the ones in: `result[fires] = 1`.
    """
    result = np.zeros(z.shape)
    result[z > 0] == 1
    return result


@mistake
def never_fires(z):
    """Your result is 0 everywhere, also where z is positive, and there it has to be 1.
    What picks between the two has to be True there, as `z > 0` is, and what stands for True has to be the 1.
    """
    return np.zeros(z.shape)


@mistake
def which_places(z):
    """You return the places of the entries that fire, as np.where does when it is given only a condition.
    Give it two things more: what stands where the condition holds, and what stands elsewhere.
    """
    return np.where(z > 0)


@mistake
def rounds(z):
    """Your neuron fires only from about 0.5 on. It should fire as soon as z is greater than 0, even at 0.25: compare with 0."""
    return np.where(z > 0.5, 1, 0)


@mistake(when="> 1")
def fires_above_one(z):
    """You compare with 1. The neuron fires as soon as z is greater than 0, at 0.5 too: `> 0`."""
    return np.where(z > 1, 1, 0)


@mistake
def one_number(z):
    """You return a single 0 or 1 for the whole array. Each entry of z is the score of a bird, and needs its own answer:
    np.where gives one for each.
    """
    return int(np.all(z > 0))


@mistake
def one_number_for_any(z):
    """You return a single 0 or 1: whether any entry is positive. Each entry of z needs its own answer: np.where gives one for each."""
    return int(np.any(z > 0))


@mistake
def last_entry_alone(z):
    """Only the answer for the last entry comes back: each round of the loop replaces the one before.
    Without a loop, np.where answers for all entries at once.
    """
    return np.where(z[-1] > 0, 1, 0)


@mistake
def last_entry_of_a_row(z):
    """Only the answer for the last entry comes back: each round of the loop replaces the one before.
    Without a loop, np.where answers for all entries at once, whatever shape z has.
    """
    for value in z:
        result = 1 if value > 0 else 0
    return result


@mistake
def counts_them(z):
    """You return how many entries are positive. Each entry of z needs its own answer, 0 or 1: leave the sum out."""
    return np.sum(z > 0)


@mistake
def half_at_zero(z):
    """At exactly 0 you return 0.5. The neuron fires only where z is greater than 0; at 0 it stays silent: 0."""
    return np.heaviside(z, 0.5)


@mistake
def anything_but_zero(z):
    """You return 1 for negative z too. Taken for a yes or no, every number but 0 is a yes: ask whether z is greater than 0."""
    return np.where(z != 0, 1, 0)


@mistake
def drops_entries(z):
    """You kept only the entries that fire, so the result is shorter than z. Each entry needs an answer: 0 where z is not positive."""
    positive = z[z > 0]
    return np.where(positive > 0, 1, 0)


@mistake(like=drops_entries)
def keeps_some(z):
    return z[z > 0]


@mistake
def collects_the_ones(z):
    """You collected an answer only for the entries that fire, so the result is shorter than z.
    The others need a 0. Without a loop, np.where gives both, whatever shape z has.
    """
    result = []
    for value in z:
        if value > 0:
            result.append(1)
    return result


@mistake
def always_one(z):
    """You return 1 for every entry. The condition decides which of the two it is:
    np.where takes it first, then what stands where it holds, then what stands where it does not.
    """
    return np.ones(z.shape)


@mistake
def exchanged(z):
    """You exchanged the two numbers: the result is 0 where the neuron fires and 1 where it is silent.
    np.where takes the condition, then what stands where it holds, then what stands elsewhere.
    """
    return np.where(z > 0, 0, 1)
