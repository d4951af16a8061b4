"""Lesson 07: the slopes go back through ReLU."""

import numpy as np

from layerwise.examiner.exercise import Exercise


def relu_backward(dA, Z):
    """Return dZ: how the loss changes with Z, where A = relu(Z).

    dA is how the loss changes with A. dA, Z and dZ are (m, n).
    dA and Z stay as they are.
    """
    ### BEGIN SOLUTION
    return dA * (Z > 0)
    ### END SOLUTION


def relu_backward_where(dA, Z):
    """np.where chooses where the product multiplies: dA where something got through, else 0."""
    return np.where(Z > 0, dA, 0)


def probes(rng):
    """Both signs in both arrays. At exactly 0 the slope is a choice, 0 or 1: there dA is 0, and only a slope that is no number shows."""
    for shape in ((4, 3), (3, 5), (3, 3), (1, 6), (7, 1), (15, 9)):
        Z = rng.uniform(0.1, 2, size=shape) * rng.choice([-1, 1], size=shape)
        Z.flat[0], Z.flat[-1] = 1.5, -0.75  # both signs in every probe
        dA = rng.normal(size=shape)
        dA.flat[0], dA.flat[-1] = -0.5, 1.25
        yield dA, Z
    yield 1e4 * dA, 1e4 * Z
    yield dA * (np.abs(Z) > 1), Z * (np.abs(Z) > 1)


EXERCISE = Exercise(
    place=3,
    answer=relu_backward,
    another_way=relu_backward_where,
    minutes=4,
    hints=(
        "Where z was positive, ReLU passed it on: nudge z, and the output moves as far. Where z was negative, nothing got through.",
        "`Z > 0` is True where ReLU let z through. True counts as 1 and False as 0 when you multiply.",
    ),
    examples=(
        (np.array([[-0.189, 0.378]]), np.array([[1.0, -1.0]])),
        (np.array([[3.0, -4.0], [-5.0, 6.0]]), np.array([[0.5, 2.0], [-1.0, -2.0]])),
        (np.array([[2.0, 0.5, 3.0]]), np.array([[0.01, -0.01, -4.0]])),
    ),
    probes=probes,
)
mistake = EXERCISE.mistake


@mistake(when=lambda written: written.decided_at_once)
def decided_once(dA, Z):
    """Your `if` decides once for the whole array, and so all of dA passes. Each z decides for its own place alone:
    write `np.where(Z > 0, dA, 0)`, without an `if`, or multiply dA by the comparison.
    """
    if np.any(Z > 0):
        return dA
    return 0 * dA


@mistake(when=">= 0")
def output_never_negative(dA, Z):
    """You pass all of dA back. What ReLU puts out is never negative, so for it `>= 0` holds everywhere. The scores that
    went into ReLU decide: the slope passes where Z is positive, and elsewhere it is 0.
    """
    A = np.maximum(Z, 0)
    return dA * (A >= 0)


@mistake
def all_passes(dA, Z):
    """You pass all of dA back. Where z was negative, ReLU put out 0 whatever z was, so the loss does not change with it: 0 there.
    Z decides for each entry: dA * (Z > 0).
    """
    return dA


@mistake(when=lambda written: written.has("max(0, dA)") or written.has("max(dA, 0)"))
def max_of_dA(dA, Z):
    """Python's `max` cannot compare whole arrays, and the sign of dA is not what counts: a negative slope passes as a positive
    one does. Z decides, entry by entry: dA * (Z > 0), or np.where(Z > 0, dA, 0).
    """
    return max(0, dA)


@mistake(when=lambda written: written.has("max(0, Z)") or written.has("max(Z, 0)"))
def max_of_Z(dA, Z):
    """That would be ReLU itself, the way forward (and for whole arrays it is np.maximum). Going back, dA is what passes, and Z
    decides where: dA * (Z > 0), or np.where(Z > 0, dA, 0).
    """
    return max(0, Z)


@mistake(when="> 0 * dA")
def comparison_comes_last(dA, Z):
    """Your result is True or False, and not a slope: Python works out `0 * dA` first, and then compares.
    Put brackets around the comparison: (Z > 0) * dA.
    """
    return Z > 0 * dA  # noqa: SIM300


@mistake
def slope_only(dA, Z):
    """You return the slope of ReLU alone, 1 or 0. By the chain rule it is multiplied by dA, what came back from the next layer."""
    return (Z > 0) * 1.0


@mistake
def looks_at_dA(dA, Z):
    """You decide by the sign of dA. A negative slope is as good as a positive one; what counts is whether ReLU let z through: `Z > 0`."""
    return np.maximum(dA, 0)


@mistake
def negative_slopes_lost(dA, Z):
    """You let only positive slopes pass. A negative slope is as good as a positive one: let Z alone decide, and pass on dA as it is."""
    return np.maximum(dA, 0) * (Z > 0)


@mistake
def where_the_product_is_positive(dA, Z):
    """You decide by the sign of dA * Z: a negative slope passes where Z is negative, and is lost where Z is positive.
    Let Z alone decide: `Z > 0`.
    """
    return np.where(dA * Z > 0, dA, 0)


@mistake
def sign_of_dA(dA, Z):
    """You return 1 where dA is positive, and 0 elsewhere. It is Z that decides where something passes, and dA is what passes."""
    return (dA > 0) * 1.0


@mistake
def positive_products(dA, Z):
    """You put the sign of the product to the test, so negative slopes are lost, and you return the product itself.
    Let Z alone decide, and pass on dA as it is: dA * (Z > 0).
    """
    return np.maximum(0, dA * Z)


@mistake
def reversed_(dA, Z):
    """You let the slope through where Z is negative. It is the other way round: where z got through, the slope gets back."""
    return dA * (Z < 0)


@mistake(when="> 1")
def above_one_only(dA, Z):
    """You let the slope through where Z is greater than 1. ReLU lets every positive z through, 0.5 and 1 among them: `Z > 0`."""
    return dA * (Z > 1)


@mistake
def compares_the_product(dA, Z):
    """Your result is True or False, and not a slope: the product is worked out first, and then compared with 0.
    Put brackets around the comparison alone: dA * (Z > 0).
    """
    return dA * Z > 0


@mistake(like=compares_the_product)
def compares_the_product_with_relu(dA, Z):
    return dA * np.maximum(Z, 0) > 0


@mistake(when=lambda written: written.multiplies_matrices)
def matrix_product(dA, Z):
    """A matrix product pairs rows with columns and adds up. Here every slope meets the one z in its own place, and nothing is
    added: that is entry by entry, and is written `*`.
    """
    return dA @ (Z > 0)


@mistake
def times_relu(dA, Z):
    """You multiply by relu(Z), the value. The chain rule wants its slope: 1 where Z is positive, however large, and 0 elsewhere."""
    return dA * np.maximum(Z, 0)


@mistake
def times_relu_in_place(dA, Z):
    """You multiply by what ReLU passed on, and the chain rule wants its slope: 1 where Z is positive, and 0 elsewhere.
    And you wrote zeros into Z itself, which whoever called the function may still need.
    """
    Z[Z < 0] = 0
    return dA * Z


@mistake
def divided_by_Z(dA, Z):
    """Where Z is 0 your slope is 0 / 0, which is no number, and it spoils every sum that it comes into. Ask whether Z is positive,
    dA * (Z > 0): the answer, True or False, counts as 1 or 0.
    """
    return dA * (np.maximum(Z, 0) / Z)


@mistake(when="Z[Z > 0]")
def only_the_positive_ones(dA, Z):
    """`Z[Z > 0]` is a shorter list: the entries that passed, without their places. Multiply by the comparison itself, which
    keeps the shape: dA * (Z > 0).
    """
    return dA * Z[Z > 0]


@mistake
def times_Z(dA, Z):
    """You multiply by Z itself. The chain rule wants the slope of ReLU there: 1 where Z is positive, however large, and 0 elsewhere."""
    return dA * Z


@mistake
def minus_one(dA, Z):
    """Where Z is negative you turn dA round, as if the slope there were -1. ReLU is flat there: its slope is 0."""
    return dA * np.sign(Z)


@mistake
def Z_elsewhere(dA, Z):
    """Where Z is negative you return Z itself. Nothing got through there, so nothing comes back: 0."""
    return np.where(Z > 0, dA, Z)


@mistake
def slope_of_the_sigmoid(dA, Z):
    """That is the way back through a sigmoid: its slope is a * (1 - a). The slope of ReLU is simpler, 1 where Z is positive and 0
    elsewhere.
    """
    A = 1 / (1 + np.exp(-Z))
    return dA * A * (1 - A)


@mistake(like=slope_of_the_sigmoid)
def slope_of_the_sigmoid_with_relu(dA, Z):
    A = np.maximum(Z, 0)
    return dA * A * (1 - A)


@mistake
def one_elsewhere(dA, Z):
    """Where Z is not positive your result is 1. Nothing got through there, so nothing comes back: 0."""
    return np.where(Z > 0, dA, 1.0)


@mistake
def adds_the_slope(dA, Z):
    """You added the slope of ReLU to dA. By the chain rule the two are multiplied: dA * (Z > 0)."""
    return dA + (Z > 0)


@mistake
def divided_by_rows(dA, Z):
    """You divided by the number of rows. The loss has taken its mean already, at the very end of the network: dA has it in it."""
    return dA * (Z > 0) / len(Z)


@mistake(when=">= 1")
def from_one_on(dA, Z):
    """You let the slope through where Z is 1 or more. ReLU lets every positive z through, 0.5 among them: `Z > 0`."""
    return dA * (Z >= 1)


@mistake
def swapped(dA, Z):
    """You exchanged the two: it is dA that is passed back, and Z that decides where."""
    return Z * (dA > 0)


@mistake(like=swapped)
def swapped_with_relu(dA, Z):
    return np.maximum(Z, 0) * (dA > 0)


@mistake
def drops_entries(dA, Z):
    """You kept only the entries that pass, so the result is too short. Each entry of Z needs an answer: 0 where nothing passes."""
    return dA[Z > 0]


@mistake
def first_entry_kept(dA, Z):
    """You keep one slope and put a 0 beside it, as was right for our penguin alone. Let Z decide
    for every entry: where it is positive the slope passes, and elsewhere it is 0.
    """
    return np.array([[dA[0, 0], 0.0]])


@mistake(like=first_entry_kept, when="np.array([dA[0],")
def first_row_and_a_0(dA, Z):
    return np.array([dA[0], 0.0])


@mistake(when="range(len(Z)) ... range(len(Z))")
def rows_counted_for_columns(dA, Z):
    """You count through the columns with `len(Z)`, and that is the number of rows. Columns are counted by
    `range(Z.shape[1])`; or let NumPy take all entries at once, without a loop.
    """
    dZ = np.zeros(Z.shape)
    for i in range(len(Z)):
        for j in range(len(Z)):
            if Z[i, j] > 0:
                dZ[i, j] = dA[i, j]
    return dZ


@mistake(when="dZ = dA")
def second_name_for_dA(dA, Z):
    """`dZ = dA` makes no copy: it is a second name for the same array, so the zeros are in dA too, which
    whoever called the function may still need. Begin with `dZ = dA.copy()`, or make a new array: `dA * (Z > 0)`.
    """
    dZ = dA
    dZ[Z < 0] = 0
    return dZ


@mistake
def overwrites_dA(dA, Z):
    """You wrote the zeros into dA itself. Whoever called relu_backward may still need it: make a new array, as `dA * (…)` does."""
    dA[Z < 0] = 0
    return dA


@mistake
def forward_again(dA, Z):
    """You return relu(Z), which is the way forward. Going back, dA is what is passed on, and Z only decides where."""
    return np.maximum(Z, 0)


@mistake
def minus(dA, Z):
    """You turned the sign of what passes. ReLU passes z on as it is, so its slope there is 1, and dA goes back as it came."""
    return -dA * (Z > 0)
