"""Lesson 05: how the loss changes with each weight, found by trying."""

import numpy as np

from layerwise.examiner.exercise import Exercise, in_one_line


def numerical_gradient(f, w, h=1e-5):
    """Return how f(w) changes with each entry of w, in the shape of w, by central differences. w is left as it was.

    f takes an array of the shape of w, floats in one or two dimensions, and returns a number. Each entry in turn is nudged up by h and
    down by h.
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        ### BEGIN SOLUTION
        up[index] += h
        down[index] -= h
        gradient[index] = (f(up) - f(down)) / (2 * h)
        ### END SOLUTION
    return gradient


def numerical_gradient_without_copies(f, w, h=1e-5):
    """No copies: each entry is nudged where it stands and put back. A network does it so, since its layers look at these very arrays."""
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        old = w[index]
        w[index] = old + h
        above = f(w)
        w[index] = old - h
        below = f(w)
        w[index] = old
        gradient[index] = (above - below) / (2 * h)
    return gradient


def sum_of_squares(w):
    return np.sum(w**2)


def sum_of_cubes(w):
    return np.sum(w**3)


def product_of_neighbours(w):
    return float(np.sum(w[:-1] * w[1:] ** 2))


def weighted_sum_with(slopes):
    def weighted_sum(w):
        return w @ slopes

    return weighted_sum


def mean_squared_error_of(X, Y):
    def mean_squared_error(W):
        return np.mean((X @ W - Y) ** 2)

    return mean_squared_error


def probes(rng):
    """Straight, bent and twice bent functions that need the shape of w; wide nudges, where a difference of another kind shows."""
    yield weighted_sum_with(rng.normal(size=4)), rng.normal(size=4)
    yield product_of_neighbours, rng.normal(size=5), 0.1
    yield sum_of_cubes, rng.normal(size=3), 0.5
    yield sum_of_cubes, rng.normal(size=(2, 4)), 0.25
    yield sum_of_cubes, rng.normal(size=6)
    yield sum_of_cubes, 20 * rng.normal(size=3), 0.5
    for n_in, n_out in ((2, 3), (3, 3), (4, 1)):
        yield mean_squared_error_of(rng.normal(size=(5, n_in)), rng.normal(size=(5, n_out))), rng.normal(size=(n_in, n_out))


def observe(function, f, w, *h):
    """The gradient, and whether w is what it was but for rounding: adding h and taking it away again is fine."""
    before = w.copy()
    gradient = function(f, w, *h)
    return {"the gradient": gradient, "w is left as it was": np.allclose(w, before, rtol=1e-9, atol=1e-9)}


EXERCISE = Exercise(
    place=1,
    answer=numerical_gradient,
    another_way=numerical_gradient_without_copies,
    minutes=8,
    hints=(
        "`up` and `down` are still two copies of w. In what should they differ before f is asked about each of them?",
        "Nudge one entry only, the one at `index`: h more in `up`, h less in `down`. Then compare what f says of the two.",
        "`up[index] += h`, and `down` likewise. How far is it from the one to the other? Divide "
        "the change of f by all of that way, in brackets, and put it into `gradient[index]`.",
    ),
    examples=(
        (sum_of_squares, np.array([3.0])),
        (sum_of_squares, np.array([1.0, -2.0]), 0.5),
        (sum_of_cubes, np.array([1.0, 2.0]), 0.5),
        (sum_of_squares, np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])),
    ),
    probes=probes,
    observe=observe,
    changes=("w",),
)
mistake = EXERCISE.mistake


# Wrong slopes of one entry. Learners meet them in a loop over all entries, and in a loop over whole rows.


def for_each_entry(slope):
    """A numerical gradient that asks slope(f, w, up, down, h) for each entry."""

    def gradient_of(f, w, h=1e-5):
        gradient = np.zeros(w.shape)
        for index in np.ndindex(w.shape):
            up, down = w.copy(), w.copy()
            up[index] += h
            down[index] -= h
            gradient[index] = slope(f, w, up, down, h)
        return gradient

    return gradient_of


def for_each_row(slope):
    """The same with `for i in range(len(w))`: in an array of two dimensions w[i] is a whole row."""

    def gradient_of(f, w, h=1e-5):
        gradient = np.zeros(w.shape)
        for i in range(len(w)):
            up, down = w.copy(), w.copy()
            up[i] += h
            down[i] -= h
            gradient[i] = slope(f, w, up, down, h)
        return gradient

    return gradient_of


def mistaken_slope(slope):
    """Add two mistakes, those of a wrong slope in the one loop and in the other."""
    own_id = slope.__name__.replace("_", "-")
    and_rows = "Then: in two dimensions w[i] is a whole row; `np.ndindex(w.shape)` walks through single entries."
    mistake(for_each_entry(slope), id=own_id, like=slope)
    mistake(for_each_row(slope), id=f"{own_id}-and-whole-rows", says=f"{in_one_line(slope.__doc__)} {and_rows}")
    return slope


@mistaken_slope
def divides_by_h(f, w, up, down, h):
    """Your gradient is twice too large. From w - h to w + h the way is 2 * h long, so the change of f is divided by 2 * h."""
    return (f(up) - f(down)) / h


@mistaken_slope
def brackets(f, w, up, down, h):
    """`/ 2 * h` divides by 2 and then multiplies by h: Python goes from left to right. Put brackets around the way: / (2 * h)."""
    return (f(up) - f(down)) / 2 * h


@mistaken_slope
def half_the_way(f, w, up, down, h):
    """Your gradient is half of what it should be: `w[i] += h`, then `w[i] -= h`, is back at the start, and
    f is asked there. To come out below it takes `-= 2 * h`, and `+= h` afterwards to put the entry back.
    """
    return (f(up) - f(w)) / (2 * h)


@mistaken_slope
def brackets_above(f, w, up, down, h):
    """Only f(down) is divided: Python divides before it subtracts. Put brackets around the whole change of f: (f(up) - f(down))."""
    return f(up) - f(down) / (2 * h)


@mistaken_slope
def not_divided(f, w, up, down, h):
    """You return how far f moved. The gradient is how far it moves per nudge: divide by the length of the way, 2 * h."""
    return f(up) - f(down)


@mistaken_slope
def forward_difference(f, w, up, down, h):
    """You nudge upwards only, and compare with f(w). On a curve this leans to
    one side. Nudge up and down by h and divide by 2 * h: the two errors cancel.
    """
    return (f(up) - f(w)) / h


@mistaken_slope
def backward_difference(f, w, up, down, h):
    """You nudge downwards only, and compare with f(w). On a curve this leans to
    one side. Nudge up and down by h and divide by 2 * h: the two errors cancel.
    """
    return (f(w) - f(down)) / h


@mistaken_slope
def wrong_sign(f, w, up, down, h):
    """Your gradient has the wrong sign. A positive slope means that f grows when the entry grows: take f above minus f below."""
    return (f(down) - f(up)) / (2 * h)


# Wrong nudges, wrong loops, and what is made of the slopes.


@mistake
def ignores_h(f, w, h=1e-5):
    """Whatever h is, your gradient is that of a very narrow nudge. The caller chooses h; 1e-5
    is only what it is when nobody says otherwise. Look for a width of your own in the code.
    """
    return numerical_gradient(f, w, h=1e-5)


@mistake
def nudges_all_at_once(f, w, h=1e-5):
    """You nudged all entries of w together, so you have one number: what they do as a crowd. The gradient
    says it for each entry alone: nudge one, leave the others where they are, and go on to the next.
    """
    return (f(w + h) - f(w - h)) / (2 * h)


@mistake
def same_for_all(f, w, h=1e-5):
    """All entries of your gradient are the same number, because you nudged all entries
    of w together. Nudge one, leave the others where they are, and go on to the next.
    """
    return np.full(w.shape, (f(w + h) - f(w - h)) / (2 * h))


@mistake
def whole_rows(f, w, h=1e-5):
    """You nudged a whole row of w at a time: in an array with two dimensions, w[i] is a row.
    Each single entry needs its own nudge: `np.ndindex(w.shape)` walks through them all.
    """
    gradient = np.zeros(w.shape)
    for i in range(len(w)):
        up, down = w.copy(), w.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake
def nudge_stays(f, w, h=1e-5):
    """You nudge w itself and do not put the entry back, so the next entry is measured from a place that has moved,
    and whoever called the function gets changed weights. Work on copies, or put each entry back before the next.
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        w[index] += h
        above = f(w)
        w[index] -= 2 * h
        gradient[index] = (above - f(w)) / (2 * h)
    return gradient


@mistake
def nudge_stays_and_brackets(f, w, h=1e-5):
    """You nudge w itself and do not put the entry back, so the next entry is measured from a place that
    has moved. And `/ 2 * h` divides by 2, then multiplies by h: put brackets around the way, / (2 * h).
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        w[index] += h
        above = f(w)
        w[index] -= 2 * h
        gradient[index] = (above - f(w)) / 2 * h
    return gradient


@mistake
def nudge_stays_in_a_copy(f, w, h=1e-5):
    """Your copy of w keeps its nudges, so each entry is measured where those before it have
    moved. Make new copies for each entry, inside the loop, or put the entry back before the next.
    """
    return nudge_stays(f, w.copy(), h)


@mistake
def copies_made_once(f, w, h=1e-5):
    """You made the two copies once, above the loop, so they gather the nudges
    of all entries so far. Make them anew for each entry, inside the loop.
    """
    gradient = np.zeros(w.shape)
    up, down = w.copy(), w.copy()
    for index in np.ndindex(w.shape):
        up[index] += h
        down[index] -= h
        gradient[index] = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake
def sets_instead_of_adding(f, w, h=1e-5):
    """You put h and -h in the place of the entry, so the slope is measured around
    0 and not where the weight is. A nudge adds to what is there: `up[index] += h`.
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] = h
        down[index] = -h
        gradient[index] = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake
def entry_alone(f, w, h=1e-5):
    """You give f a single entry. f wants the whole array w: nudge one entry of a copy, and give
    f that copy. (Where f treats each entry alike it comes out right, and elsewhere it does not.)
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        gradient[index] = (f(w[index] + h) - f(w[index] - h)) / (2 * h)
    return gradient


@mistake
def first_entry_only(f, w, h=1e-5):
    """Only the first entry has its gradient. Is the `return` line inside the loop? Move it to the left, below the loop."""
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += h
        down[index] -= h
        gradient[index] = (f(up) - f(down)) / (2 * h)
        return gradient


@mistake
def last_entry_alone(f, w, h=1e-5):
    """You return one number, the gradient of the last entry: each round of the loop
    replaces the one before. Write each slope into its own place: gradient[index].
    """
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += h
        down[index] -= h
        gradient = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake
def same_array_twice(f, w, h=1e-5):
    """Your gradient is 0 everywhere. If you wrote `up = w`: that is no copy but a second name for the same array,
    and what is added to one is taken away again through the other. Write `up = w.copy()` and `down = w.copy()`.
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w, w
        up[index] += h
        down[index] -= h
        gradient[index] = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake
def flat(f, w, h=1e-5):
    """The numbers are right, and the shape is not: the gradient of a
    weight stands where the weight stands. Give the result the shape of w.
    """
    return numerical_gradient(f, w, h).ravel()
