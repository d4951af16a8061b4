"""The exercise numerical_gradient: how the loss changes with each weight, found by trying."""

import ast

import numpy as np

from layerwise.examiner.exercise import Exercise, in_one_line


def numerical_gradient(f, w, h=1e-5):
    """Return how f changes with each entry of w, by central differences.

    f takes an array of floats, of the shape of w, and returns a number.
    Each entry in turn is nudged up by h and down by h. The result has the
    shape of w, and w is left as it was.
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
    """No copies: each entry is nudged where it stands and put back. Where there are many weights, that saves copying them all."""
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
        "In the cell as it was given, `up` and `down` are both plain copies of w. How should they differ before you ask f about "
        "each of them? "
        "And f takes a whole array, not one entry of it.",
        "Nudge one entry only, the one at `index`: h more in `up`, h less in `down`. Then compare what f says about the two.",
        "`up[index] += h`, and likewise for `down`. How far is it from one to the other? Divide "
        "the change of f by that whole distance, in brackets, and put the result into `gradient[index]`.",
    ),
    examples=(
        (sum_of_squares, np.array([1.0, -2.0])),
        (sum_of_squares, np.array([3.0]), 0.5),
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
    and_rows = "And in two dimensions w[i] is a whole row: `np.ndindex(w.shape)` walks through the single entries."
    mistake(for_each_entry(slope), id=own_id, like=slope)
    mistake(for_each_row(slope), id=f"{own_id}-and-whole-rows", says=f"{in_one_line(slope.__doc__)} {and_rows}")
    return slope


@mistaken_slope
def divides_by_h(f, w, up, down, h):
    """Your gradient is twice as large as it should be. From w - h to w + h is a distance of 2 * h, so divide the change of f by (2 * h)."""
    return (f(up) - f(down)) / h


@mistaken_slope
def brackets(f, w, up, down, h):
    """You divided by 2 and then multiplied by h: Python works from left to right. Put brackets around the distance: / (2 * h)."""
    return (f(up) - f(down)) / 2 * h


@mistake(when="/ (2 * h)")
def loses_h_again(f, w, h=1e-5):
    """Your slopes come out h times too small: besides dividing by the distance, 2 * h, you multiply by h once more.
    The slope is the change of f divided by the distance, and nothing else.
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += h
        down[index] -= h
        gradient[index] = h * (f(up) - f(down)) / (2 * h)
    return gradient


@mistaken_slope
def divides_by_2(f, w, up, down, h):
    """You divided by 2 alone. From w - h to w + h is a distance of 2 * h, so divide the change of f by all of it: / (2 * h)."""
    return (f(up) - f(down)) / 2


@mistake(when=lambda written: written.has("up[index]") and not written.has("down[index]"))
def down_stays(f, w, h=1e-5):
    """Your gradient is half of what it should be: `up` is nudged, and `down` is still a plain copy of w. It needs its own nudge, by h
    the other way.
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += h
        gradient[index] = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake(when=lambda written: written.has("down[index]") and not written.has("up[index]"))
def up_stays(f, w, h=1e-5):
    """Your gradient is half of what it should be: `down` is nudged, and `up` is still a plain copy of w. It needs its own nudge, by h
    the other way.
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        down[index] -= h
        gradient[index] = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake(when="- f(w)")
def asks_f_of_w(f, w, h=1e-5):
    """Your gradient is half of what it should be: you take `f(w)` away, the value in the middle, and divide by the whole distance.
    Ask f below as well: f(up) - f(down).
    """
    return for_each_entry(lambda f, w, up, down, h: (f(up) - f(w)) / (2 * h))(f, w, h)


@mistaken_slope
def half_the_way(f, w, up, down, h):
    """Your gradient is half of what it should be, as if f had been asked above the start and at the start, but never below
    it. If you nudge w itself: from above, it takes `-= 2 * h` to come out below, and then `+= h` to put the entry back.
    """
    return (f(up) - f(w)) / (2 * h)


@mistaken_slope
def brackets_above(f, w, up, down, h):
    """Only the second value of f is divided: Python divides before it subtracts. The whole difference belongs in brackets, and then
    comes the distance: (… - …) / (2 * h).
    """
    return f(up) - f(down) / (2 * h)


@mistaken_slope
def no_brackets_at_all(f, w, up, down, h):
    """Only the second value of f is divided, and only by 2: Python divides and multiplies from left to right before it subtracts.
    Two pairs of brackets make it right: (… - …) / (2 * h).
    """
    return f(up) - f(down) / 2 * h


@mistaken_slope
def not_divided(f, w, up, down, h):
    """You return how far f moved. The gradient says how far it moves per unit of the weight: divide by the distance, 2 * h."""
    return f(up) - f(down)


@mistaken_slope
def added(f, w, up, down, h):
    """You added the two values of f. The slope lies in how far apart they are, so subtract: f above minus f below."""
    return (f(up) + f(down)) / (2 * h)


@mistaken_slope
def forward_difference(f, w, up, down, h):
    """You compare f after the nudge upwards with f of w itself. On a curve such a slope leans
    to one side. Compare above with below and divide by 2 * h: the two errors nearly cancel.
    """
    return (f(up) - f(w)) / h


@mistaken_slope
def backward_difference(f, w, up, down, h):
    """You compare f of w itself with f after the nudge downwards. On a curve such a slope leans
    to one side. Compare above with below and divide by 2 * h: the two errors nearly cancel.
    """
    return (f(w) - f(down)) / h


@mistaken_slope
def wrong_sign(f, w, up, down, h):
    """Your gradient has the wrong sign. A positive slope means that f grows when the entry grows: take f above minus f below."""
    return (f(down) - f(up)) / (2 * h)


@mistaken_slope
def wrong_sign_and_half_the_distance(f, w, up, down, h):
    """Two things are left. A positive slope means that f grows when the entry grows: take f above minus f below. And from
    w - h to w + h is a distance of 2 * h, so divide by all of it.
    """
    return (f(down) - f(up)) / h


@mistaken_slope
def multiplied_by_the_distance(f, w, up, down, h):
    """You multiplied the change of f by the distance. A slope is how far f moves per unit of the weight: divide by it, / (2 * h)."""
    return (f(up) - f(down)) * (2 * h)


@mistaken_slope
def nudged_twice(f, w, up, down, h):
    """One entry is nudged, and then h comes to all of them once more where f is asked. The nudge of the one entry is enough:
    give f the nudged copies as they are.
    """
    return (f(up + h) - f(down - h)) / (2 * h)


@mistaken_slope
def below_alone(f, w, up, down, h):
    """Your gradient holds what f says after the nudge downwards, and not a slope. How far does f move from
    below to above? Subtract the two values, and divide by the distance: (f(up) - f(down)) / (2 * h).
    """
    return f(down)


@mistaken_slope
def above_alone(f, w, up, down, h):
    """Your gradient holds what f says after the nudge upwards, and not a slope. How far does f move from
    below to above? Subtract the two values, and divide by the distance: (f(up) - f(down)) / (2 * h).
    """
    return f(up)


@mistaken_slope
def difference_inside_f(f, w, up, down, h):
    """You gave f the difference of the two arrays. Ask f about each of them first, and subtract what it says: f(up) - f(down)."""
    return f(up - down) / (2 * h)


@mistaken_slope
def width_of_the_lesson(f, w, up, down, h):
    """You divided by 0.2, whatever h is. That was the distance in the lesson, where the nudges were 0.1 wide. Here it is 2 * h."""
    return (f(up) - f(down)) / 0.2


# Wrong nudges, wrong loops, and what is made of the slopes.


@mistake
def f_never_asked(f, w, h=1e-5):
    """Your gradient is 1 everywhere: you subtracted the nudged entries from each other, and f was never asked about
    them. What counts is how much f changes, so the difference has to be f(up) - f(down).
    """
    return np.ones(w.shape)


@mistake(when="append(gradient")
def appended_to_the_zeros(f, w, h=1e-5):
    """Your slopes stand behind the zeros that gradient begins with: np.append makes a longer array. It has a place for each slope
    already: `gradient[index] = ...`.
    """
    gradient = np.zeros(w.shape)
    for slope in numerical_gradient(f, w, h).flat:
        gradient = np.append(gradient, slope)
    return gradient


@mistake
def ignores_h(f, w, h=1e-5):
    """Whatever h is, your gradient is that of a very narrow nudge. The caller chooses h; 1e-5
    is only its value when nobody says otherwise. Look for a width of your own in the code.
    """
    return numerical_gradient(f, w, h=1e-5)


@mistake(when="0.1")
def nudges_of_the_lesson(f, w, h=1e-5):
    """You nudge by 0.1, as the lesson did. Here the caller says how wide a nudge is: it comes in as h. So `up[index] += h`, and h
    the other way for `down`.
    """
    return numerical_gradient(f, w, h=0.1) * 0.1 / h


@mistake(like=nudges_of_the_lesson, when="0.1")
def nudges_and_distance_of_the_lesson(f, w, h=1e-5):
    return numerical_gradient(f, w, h=0.1)


@mistake
def nudges_by_another_width(f, w, h=1e-5):
    """Your nudges are 1e-5 wide, and then you divide by 2 * h. The two have to be the same
    width, and the caller chooses it: use h for the nudges too.
    """
    return numerical_gradient(f, w, h=1e-5) * 1e-5 / h


@mistake
def nudges_all_at_once(f, w, h=1e-5):
    """You nudged all entries of w together, so you have one number: what they do as a crowd. The gradient
    tells it for each entry alone: nudge one, leave the others where they are, and go on to the next.
    """
    return (f(w + h) - f(w - h)) / (2 * h)


@mistake
def nudges_all_at_once_upwards(f, w, h=1e-5):
    """You nudged all entries of w together, and only upwards, so you have one number: what they do as a crowd. The gradient tells it
    for each entry alone: nudge one up and down, leave the others where they are, and go on to the next.
    """
    return (f(w + h) - f(w)) / h


@mistake(when=lambda written: written.has("*= h") or written.has("/= h"))
def multiplies_by_h(f, w, h=1e-5):
    """You multiply and divide the entry by h, which throws it far away. A nudge is a small step: h more in `up`, `up[index] += h`,
    and h less in `down`.
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] *= h
        down[index] /= h
        gradient[index] = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake
def takes_a_step(f, w, h=1e-5):
    """You subtract each slope from w at once. Asked is the gradient alone, and w stays as it is: every slope is measured at the
    same place, and the step is for whoever called the function.
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += h
        down[index] -= h
        gradient[index] = (f(up) - f(down)) / (2 * h)
        w[index] -= gradient[index]
    return gradient


@mistake(when="h / 2")
def nudges_half_as_far_and_divides_by_h(f, w, h=1e-5):
    """You nudge by h / 2 and divide by h, which fits together, and is a narrower nudge than the caller asked for: h up and h down.
    The distance between the two is 2 * h.
    """
    return numerical_gradient(f, w, h / 2)


@mistake(when="h / 2")
def nudges_half_as_far(f, w, h=1e-5):
    """You nudge by h / 2, and then divide by 2 * h: the distance from `down` to `up` is only h. Nudge by h, up and down."""
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += h / 2
        down[index] -= h / 2
        gradient[index] = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake(when="+= 2 * h")
def nudges_twice_as_far(f, w, h=1e-5):
    """You nudge by 2 * h, and then divide by 2 * h: the distance from `down` to `up` is 4 * h. Nudge by h, up and down."""
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += 2 * h
        down[index] -= 2 * h
        gradient[index] = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake
def without_signs(f, w, h=1e-5):
    """No slope of yours is negative: their signs are gone. The sign says which way f falls: leave abs out."""
    return np.abs(numerical_gradient(f, w, h))


@mistake(when=lambda written: written.has("f(w + h)") and written.has("up[index]"))
def copies_not_asked(f, w, h=1e-5):
    """You nudge one entry of `up` and of `down`, and then you ask f about `w + h`, where all entries are nudged together.
    Give f the two copies: f(up) - f(down).
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += h
        down[index] -= h
        gradient[index] = (f(w + h) - f(w - h)) / (2 * h)
    return gradient


@mistake
def same_for_all(f, w, h=1e-5):
    """All entries of your gradient are the same number, because you nudged all entries of w
    together. Nudge one, leave the others where they are, and go on to the next: `up[index] += h`.
    """
    return np.full(w.shape, (f(w + h) - f(w - h)) / (2 * h))


@mistake
def same_for_all_and_divided_by_h(f, w, h=1e-5):
    """Two things are left. All entries of your gradient are the same number, because you nudged all entries of w together: nudge
    one, `up[index] += h`, and leave the others where they are. And from above to below is a distance of (2 * h), not h.
    """
    return np.full(w.shape, (f(w + h) - f(w - h)) / h)


@mistake
def same_for_all_and_multiplied_by_h(f, w, h=1e-5):
    """Two things are left. All entries of your gradient are the same number, because you nudged all entries of w together: nudge
    one, `up[index] += h`, and leave the others where they are. And Python divides and multiplies from left to right: / (2 * h).
    """
    return np.full(w.shape, (f(w + h) - f(w - h)) / 2 * h)


@mistake
def same_for_all_and_not_divided(f, w, h=1e-5):
    """Two things are left. All entries of your gradient are the same number, because you nudged all entries of w together: nudge
    one, `up[index] += h`, and leave the others where they are. And divide by the distance: / (2 * h).
    """
    return np.full(w.shape, f(w + h) - f(w - h))


@mistake
def first_entry_for_all(f, w, h=1e-5):
    """In every round you nudged the first place of w. The place to nudge changes from round to round: use the loop's own `index`."""
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[0] += h
        down[0] -= h
        gradient[index] = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake
def whole_rows(f, w, h=1e-5):
    """You nudged a whole row of w at a time: in an array with two dimensions, w[i] is a row.
    Every single entry needs its own nudge: `np.ndindex(w.shape)` walks through them all.
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
    """You nudge w itself and do not put the entry back, so the next entry is measured from a place that has moved.
    And you divide by 2, then multiply by h: put brackets around the distance, / (2 * h).
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
    """Your copy of w keeps its nudges, so each entry is measured where those before it have moved
    already. Make new copies for each entry, inside the loop, or put the entry back before the next.
    """
    return nudge_stays(f, w.copy(), h)


@mistake
def copies_made_once(f, w, h=1e-5):
    """Your two copies gather the nudges of all entries so far, as they do when they are made
    once, above the loop. Make them anew for each entry, inside the loop.
    """
    gradient = np.zeros(w.shape)
    up, down = w.copy(), w.copy()
    for index in np.ndindex(w.shape):
        up[index] += h
        down[index] -= h
        gradient[index] = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake(when="= + h")
def sign_behind(f, w, h=1e-5):
    """`=+ h` puts +h in the place of the entry, so the slope is measured around 0 and not where
    the weight is. To add h to what is there, the sign comes first: `up[index] += h`.
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] = +h
        down[index] = -h
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
def nudged_by_a_share(f, w, h=1e-5):
    """You nudged each entry by a share of itself, so large entries moved further than small ones, and then you divided
    by 2 * h. A nudge is h wide, whatever the entry is: add h to it, `up[index] += h`.
    """
    return numerical_gradient(lambda factors: f(w * factors), np.ones(w.shape), h)


@mistake(when=lambda written: written.has("up[index] += h") and written.has("f(up[index]"))
def one_entry_of_the_copy(f, w, h=1e-5):
    """You nudge the copies, and then give f a single entry of them. f wants the whole array: leave the square brackets out
    where you ask it, f(up) - f(down).
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += h
        down[index] -= h
        gradient[index] = (f(up[index]) - f(down[index])) / (2 * h)
    return gradient


@mistake(when=lambda written: written.has("f(up[index]") and written.has("/ h"))
def one_entry_of_the_copy_over_h(f, w, h=1e-5):
    """You give f a single entry of the copies, and it wants the whole array: leave the square brackets out where you ask it,
    f(up) - f(down). And from down to up it is 2 * h, not h.
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += h
        down[index] -= h
        gradient[index] = (f(up[index]) - f(down[index])) / h
    return gradient


@mistake(when=lambda written: written.has("up[index] += h") and written.has("f(w[index]"))
def entry_in_place_of_the_copies(f, w, h=1e-5):
    """You nudge the copies, and then f is asked about a single entry of w, and never about them.
    It wants a whole array: f(up) - f(down).
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += h
        down[index] -= h
        gradient[index] = (f(w[index] + h) - f(w[index] - h)) / (2 * h)
    return gradient


@mistake
def entry_alone(f, w, h=1e-5):
    """You give f a single entry, and f wants the whole array: nudge one entry of a copy, and give f
    that copy. (Where f only adds up the same thing for each entry, it happens to come out right.)
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        gradient[index] = (f(w[index] + h) - f(w[index] - h)) / (2 * h)
    return gradient


@mistake
def around_1(f, w, h=1e-5):
    """You measured the slope around 1, whatever w is. That was the weight in the lesson's cell; here each entry
    of w has its own place. Nudge that entry in a copy of w, and give f the whole copy: `f(up)`.
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        gradient[index] = (f(1 + h) - f(1 - h)) / (2 * h)
    return gradient


@mistake(like=around_1)
def cell_of_the_lesson(f, w, h=1e-5):
    return (f(1 + 0.5) - f(1 - 0.5)) / (2 * 0.5)


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
def last_entry_only(f, w, h=1e-5):
    """Only the last entry has its gradient. Do the lines that nudge and measure stand below the loop? What has to
    happen for every entry belongs inside it, indented as far as its first line.
    """
    gradient = np.zeros(w.shape)
    last = tuple(size - 1 for size in w.shape)
    gradient[last] = numerical_gradient(f, w, h)[last]
    return gradient


@mistake(when=lambda written: written.has_in_a_loop("return"))
def first_entry_alone(f, w, h=1e-5):
    """You return one number, the slope of the first entry: a `return` inside the loop ends it in the first round. Write
    the slope into its own place, gradient[index], and return the whole of gradient below the loop.
    """
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += h
        down[index] -= h
        return (f(up) - f(down)) / (2 * h)


@mistake
def slope_of_the_first_entry(f, w, h=1e-5):
    """You return one number, the slope of the first entry. Write each slope into its own place, gradient[index], and return the
    whole of gradient below the loop.
    """
    return numerical_gradient(f, w, h).flat[0]


@mistake
def last_entry_alone(f, w, h=1e-5):
    """You return one number, the slope of the last entry: each round of the loop
    replaces the one before. Write each slope into its own place: gradient[index].
    """
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += h
        down[index] -= h
        gradient = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake
def sum_in_every_place(f, w, h=1e-5):
    """You added each slope to all of gradient, so every place holds the sum of all slopes.
    Each slope belongs to one place only: gradient[index].
    """
    return np.full(w.shape, numerical_gradient(f, w, h).sum())


def fills_gradient(written):
    """Does a line put something into gradient, after the one that makes it?"""
    lines = written.nodes(ast.Assign, ast.AugAssign)
    targets = [target for line in lines for target in (line.targets if isinstance(line, ast.Assign) else [line.target])]
    filled = [target for target in targets if written.text_of(target).startswith("gradient")]
    return len(filled) > 1 or any(name.startswith("gradient") for name in map(written.text_of, written.lost))


def gives_w_another_name(written):
    """Does a line such as `up = w` or `up, down = w, w` stand in it?"""
    values = [line.value for line in written.nodes(ast.Assign)]
    parts = [part for value in values for part in (value.elts if isinstance(value, ast.Tuple) else [value])]
    return any(isinstance(part, ast.Name) and part.id == "w" for part in parts)


@mistake(when=gives_w_another_name)
def same_array_twice(f, w, h=1e-5):
    """Your gradient is 0 everywhere: `up` and `down` are two names for one and the same array, so what
    one line adds, the next takes away again. Make real copies: `up = w.copy()`, and likewise `down`.
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w, w
        up[index] += h
        down[index] -= h
        gradient[index] = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake(when=lambda written: written.lost and written.has("gradient[index] ="))
def nudge_lost(f, w, h=1e-5):
    """Your gradient is 0 everywhere: the nudge is worked out, or only compared, and kept nowhere, so f gets
    the same numbers both times. To change the entry itself write `up[index] += h`, and likewise for `down`.
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] + h  # noqa: B018
        down[index] - h  # noqa: B018
        gradient[index] = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake(when=lambda written: written.has("up[index] += h") and written.has("down[index] += h"))
def both_upwards(f, w, h=1e-5):
    """Your gradient is 0 everywhere: `up` and `down` are nudged the same way, so f gets the same numbers both times.
    One of them has to go down: `down[index] -= h`.
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += h
        down[index] += h
        gradient[index] = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake(when=lambda written: "gradient" in written.returns and written.reads("gradient") and not fills_gradient(written))
def never_filled(f, w, h=1e-5):
    """No line puts anything into gradient, so it is still as full of zeros as it began. In every round, write the slope into its
    own place, gradient[index].
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += h
        down[index] -= h
        slope = (f(up) - f(down)) / (2 * h)  # noqa: F841
    return gradient


@mistake(when="gradient[index] =")
def nothing_between(f, w, h=1e-5):
    """Your gradient is 0 everywhere: f gets the same numbers both times. One entry has to be
    h higher in `up`, `up[index] += h`, and h lower in `down`, before f is asked.
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        gradient[index] = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake
def flat(f, w, h=1e-5):
    """The numbers are right, and the shape is not: the gradient of a weight
    stands where the weight stands. Give the result the shape of w.
    """
    return numerical_gradient(f, w, h).ravel()
