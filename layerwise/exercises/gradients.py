"""Lesson 05: gradients, that is how the loss changes with each weight."""

import numpy as np

from layerwise.exercises.exercise import Exercise, Mistake

LESSON = "05 gradients"


# --- numerical_gradient --------------------------------------------------------------------------------------------------


def numerical_gradient(f, w, h=1e-5):
    """Return how f(w) changes with each entry of w, in the shape of w, by central differences.

    f takes an array of the shape of w, floats in one or two dimensions, and returns a number. Each entry in turn is nudged up by h and
    down by h. w is left as it was.
    """
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += h
        down[index] -= h
        gradient[index] = (f(up) - f(down)) / (2 * h)
    return gradient


def sum_of_squares(w):
    return np.sum(w**2)


def sum_of_cubes(w):
    return np.sum(w**3)


def product_of_neighbours(w):
    return float(np.sum(w[:-1] * w[1:] ** 2))


def _weighted_sum(slopes):
    def weighted_sum(w):
        return w @ slopes

    return weighted_sum


def _mean_squared_error(X, Y):
    def mean_squared_error(W):
        return np.mean((X @ W - Y) ** 2)

    return mean_squared_error


def _numerical_gradient_probes(rng):
    """Straight, bent and twice bent functions that need the shape of w; wide nudges, where a difference of another kind shows."""
    yield _weighted_sum(rng.normal(size=4)), rng.normal(size=4)
    yield product_of_neighbours, rng.normal(size=5), 0.1
    yield sum_of_cubes, rng.normal(size=3), 0.5
    yield sum_of_cubes, rng.normal(size=(2, 4)), 0.25
    yield sum_of_cubes, rng.normal(size=6)
    yield sum_of_cubes, 20 * rng.normal(size=3), 0.5
    for n_in, n_out in ((2, 3), (3, 3), (4, 1)):
        yield _mean_squared_error(rng.normal(size=(5, n_in)), rng.normal(size=(5, n_out))), rng.normal(size=(n_in, n_out))


def _observe_numerical_gradient(function, f, w, *h):
    """The gradient, and whether w is what it was but for rounding: adding h and taking it away again is fine."""
    before = w.copy()
    gradient = function(f, w, *h)
    return {"the gradient": gradient, "w is left as it was": np.allclose(w, before, rtol=1e-9, atol=1e-9)}


def _nudging(difference):
    """A numerical gradient with another formula: difference(f, w, up, down, h) for one entry."""

    def gradient_of(f, w, h=1e-5):
        gradient = np.zeros(w.shape)
        for index in np.ndindex(w.shape):
            up, down = w.copy(), w.copy()
            up[index] += h
            down[index] -= h
            gradient[index] = difference(f, w, up, down, h)
        return gradient

    return gradient_of


def _nudge_is_not_taken_back(difference):
    """A numerical gradient that nudges w itself, up and then down below, and leaves it there: difference(above, below, h)."""

    def gradient_of(f, w, h=1e-5):
        gradient = np.zeros(w.shape)
        for index in np.ndindex(w.shape):
            w[index] += h
            above = f(w)
            w[index] -= 2 * h
            gradient[index] = difference(above, f(w), h)
        return gradient

    return gradient_of


def _nudge_stays_in_a_copy(f, w, h=1e-5):
    return _nudge_is_not_taken_back(lambda above, below, h: (above - below) / (2 * h))(f, w.copy(), h)


def _copies_made_once(f, w, h=1e-5):
    gradient = np.zeros(w.shape)
    up, down = w.copy(), w.copy()
    for index in np.ndindex(w.shape):
        up[index] += h
        down[index] -= h
        gradient[index] = (f(up) - f(down)) / (2 * h)
    return gradient


def _sets_instead_of_adding(f, w, h=1e-5):
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] = h
        down[index] = -h
        gradient[index] = (f(up) - f(down)) / (2 * h)
    return gradient


def _entry_alone(f, w, h=1e-5):
    gradient = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        gradient[index] = (f(w[index] + h) - f(w[index] - h)) / (2 * h)
    return gradient


def _first_entry_only(f, w, h=1e-5):
    gradient = np.zeros(w.shape)
    gradient.flat[0] = numerical_gradient(f, w, h).flat[0]
    return gradient


def _nudging_rows(difference):
    """As _nudging, with `for i in range(len(w))`: in an array of two dimensions w[i] is a whole row."""

    def gradient_of(f, w, h=1e-5):
        gradient = np.zeros(w.shape)
        for row in range(len(w)):
            up, down = w.copy(), w.copy()
            up[row] += h
            down[row] -= h
            gradient[row] = difference(f, w, up, down, h)
        return gradient

    return gradient_of


def _with_and_without_whole_rows(name, message, difference):
    """A mistake in the formula, with a loop over all entries and with one over whole rows: learners meet the one, then the other."""
    return (
        Mistake(name, message, _nudging(difference)),
        Mistake(
            f"{name}-and-whole-rows",
            f"{message} Then: in two dimensions w[i] is a whole row; `np.ndindex(w.shape)` walks through single entries.",
            _nudging_rows(difference),
        ),
    )


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


NUMERICAL_GRADIENT = Exercise(
    lesson=LESSON,
    answer=numerical_gradient,
    second_way=numerical_gradient_without_copies,
    examples=(
        (sum_of_squares, np.array([3.0])),
        (sum_of_squares, np.array([1.0, -2.0]), 0.5),
        (sum_of_cubes, np.array([1.0, 2.0]), 0.5),
        (sum_of_squares, np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])),
    ),
    probes=_numerical_gradient_probes,
    observe=_observe_numerical_gradient,
    changes=("w",),
    minutes=8,
    hints=(
        "`up` and `down` are still two copies of w. In what should they differ before f is asked about each of them?",
        "Nudge one entry only, the one at `index`: h more in `up`, h less in `down`. Then compare what f says of the two.",
        "`up[index] += h`, and `down` likewise. How far is it from the one to the other? Divide the change of f by all of that way, in "
        "brackets, and put it into `gradient[index]`.",
    ),
    given=4,
    mistakes=(
        *_with_and_without_whole_rows(
            "divides-by-h",
            "Your gradient is twice too large. From w - h to w + h the way is 2 * h long, so the change of f is divided by 2 * h.",
            lambda f, w, up, down, h: (f(up) - f(down)) / h,
        ),
        *_with_and_without_whole_rows(
            "brackets",
            "`/ 2 * h` divides by 2 and then multiplies by h: Python goes from left to right. Put brackets around the way: / (2 * h).",
            lambda f, w, up, down, h: (f(up) - f(down)) / 2 * h,
        ),
        *_with_and_without_whole_rows(
            "half-the-way",
            "Your gradient is half of what it should be: `w[i] += h`, then `w[i] -= h`, is back at the start, and f is asked there. "
            "To come out below it takes `-= 2 * h`, and `+= h` afterwards to put the entry back.",
            lambda f, w, up, down, h: (f(up) - f(w)) / (2 * h),
        ),
        *_with_and_without_whole_rows(
            "brackets-above",
            "Only f(down) is divided: Python divides before it subtracts. Put brackets around the whole change of f: (f(up) - f(down)).",
            lambda f, w, up, down, h: f(up) - f(down) / (2 * h),
        ),
        *_with_and_without_whole_rows(
            "not-divided",
            "You return how far f moved. The gradient is how far it moves per nudge: divide by the length of the way, 2 * h.",
            lambda f, w, up, down, h: f(up) - f(down),
        ),
        *_with_and_without_whole_rows(
            "forward-difference",
            "You nudge upwards only, and compare with f(w). On a curve this leans to one side. "
            "Nudge up and down by h and divide by 2 * h: the two errors cancel.",
            lambda f, w, up, down, h: (f(up) - f(w)) / h,
        ),
        *_with_and_without_whole_rows(
            "backward-difference",
            "You nudge downwards only, and compare with f(w). On a curve this leans to one side. "
            "Nudge up and down by h and divide by 2 * h: the two errors cancel.",
            lambda f, w, up, down, h: (f(w) - f(down)) / h,
        ),
        *_with_and_without_whole_rows(
            "wrong-sign",
            "Your gradient has the wrong sign. A positive slope means that f grows when the entry grows: take f above minus f below.",
            lambda f, w, up, down, h: (f(down) - f(up)) / (2 * h),
        ),
        Mistake(
            "ignores-h",
            "Whatever h is, your gradient is that of a very narrow nudge. The caller chooses h; 1e-5 is only what it is when nobody "
            "says "
            "otherwise. Look for a width of your own in the code.",
            lambda f, w, h=1e-5: numerical_gradient(f, w),
        ),
        Mistake(
            "nudges-all-at-once",
            "You nudged all entries of w together, so you have one number: what they do as a crowd. "
            "The gradient says it for each entry alone: nudge one, leave the others where they are, and go on to the next.",
            lambda f, w, h=1e-5: (f(w + h) - f(w - h)) / (2 * h),
        ),
        Mistake(
            "same-for-all",
            "All entries of your gradient are the same number, because you nudged all entries of w together. "
            "Nudge one, leave the others where they are, and go on to the next.",
            lambda f, w, h=1e-5: np.full(w.shape, (f(w + h) - f(w - h)) / (2 * h)),
        ),
        Mistake(
            "whole-rows",
            "You nudged a whole row of w at a time: in an array with two dimensions, w[i] is a row. "
            "Each single entry needs its own nudge: `np.ndindex(w.shape)` walks through them all.",
            _nudging_rows(lambda f, w, up, down, h: (f(up) - f(down)) / (2 * h)),
        ),
        Mistake(
            "nudge-stays",
            "You nudge w itself and do not put the entry back, so the next entry is measured from a place that has moved, and whoever "
            "called the function gets changed weights. Work on copies, or put each entry back before the next.",
            _nudge_is_not_taken_back(lambda above, below, h: (above - below) / (2 * h)),
        ),
        Mistake(
            "nudge-stays-and-brackets",
            "You nudge w itself and do not put the entry back, so the next entry is measured from a place that has moved. "
            "And `/ 2 * h` divides by 2, then multiplies by h: put brackets around the way, / (2 * h).",
            _nudge_is_not_taken_back(lambda above, below, h: (above - below) / 2 * h),
        ),
        Mistake(
            "nudge-stays-in-a-copy",
            "Your copy of w keeps its nudges, so each entry is measured where those before it have moved. Make new copies for each "
            "entry, "
            "inside the loop, or put the entry back before the next.",
            _nudge_stays_in_a_copy,
        ),
        Mistake(
            "copies-made-once",
            "You made the two copies once, above the loop, so they gather the nudges of all entries so far. Make them anew for each "
            "entry, "
            "inside the loop.",
            _copies_made_once,
        ),
        Mistake(
            "sets-instead-of-adding",
            "You put h and -h in the place of the entry, so the slope is measured around 0 and not where the weight is. "
            "A nudge adds to what is there: `up[index] += h`.",
            _sets_instead_of_adding,
        ),
        Mistake(
            "entry-alone",
            "You give f a single entry. f wants the whole array w: nudge one entry of a copy, and give f that copy. "
            "(Where f treats each entry alike it comes out right, and elsewhere it does not.)",
            _entry_alone,
        ),
        Mistake(
            "first-entry-only",
            "Only the first entry has its gradient. Is the `return` line inside the loop? Move it to the left, below the loop.",
            _first_entry_only,
        ),
        Mistake(
            "last-entry-alone",
            "You return one number, the gradient of the last entry: each round of the loop replaces the one before. "
            "Write each slope into its own place: gradient[index].",
            lambda f, w, h=1e-5: numerical_gradient(f, w, h).flat[-1],
        ),
        Mistake(
            "same-array-twice",
            "Your gradient is 0 everywhere. If you wrote `up = w`: that is no copy but a second name for the same array, and what is "
            "added "
            "to one is taken away again through the other. Write `up = w.copy()` and `down = w.copy()`.",
            _nudging(lambda f, w, up, down, h: f(w) - f(w)),
        ),
        Mistake(
            "flat",
            "The numbers are right, and the shape is not: the gradient of a weight stands where the weight stands. "
            "Give the result the shape of w.",
            lambda f, w, h=1e-5: numerical_gradient(f, w, h).ravel(),
        ),
    ),
)


# --- relu_backward -------------------------------------------------------------------------------------------------------


def relu_backward(dA, Z):
    """Return dZ: how the loss changes with Z, where A = relu(Z) and dA is how it changes with A. All three are (m, n)."""
    return dA * (Z > 0)


def _relu_backward_probes(rng):
    """Both signs in both arrays. At exactly 0 the slope is a choice, so no Z is 0."""
    for shape in ((4, 3), (3, 5), (3, 3), (1, 6), (7, 1), (15, 9)):
        Z = rng.uniform(0.1, 2, size=shape) * rng.choice([-1, 1], size=shape)
        Z.flat[0], Z.flat[-1] = 1.5, -0.75  # both signs in every probe
        dA = rng.normal(size=shape)
        dA.flat[0], dA.flat[-1] = -0.5, 1.25
        yield dA, Z
    yield 1e4 * dA, 1e4 * Z


def _relu_backward_in_place(dA, Z):
    dA[Z < 0] = 0
    return dA


def relu_backward_where(dA, Z):
    """np.where chooses where the product multiplies: dA where something got through, else 0."""
    return np.where(Z > 0, dA, 0)


RELU_BACKWARD = Exercise(
    lesson=LESSON,
    answer=relu_backward,
    second_way=relu_backward_where,
    examples=(
        (np.array([[-0.189, 0.378]]), np.array([[1.0, -1.0]])),
        (np.array([[3.0, -4.0], [-5.0, 6.0]]), np.array([[0.5, 2.0], [-1.0, -2.0]])),
        (np.array([[2.0, 0.5, 3.0]]), np.array([[0.01, -0.01, -4.0]])),
    ),
    probes=_relu_backward_probes,
    minutes=4,
    hints=(
        "Where z was positive, ReLU passed it on: a nudge of z is a nudge of the output. Where z was negative, nothing got through.",
        "`Z > 0` is True where ReLU let z through. True counts as 1 and False as 0 when you multiply.",
    ),
    mistakes=(
        Mistake(
            "all-passes",
            "You pass all of dA back. Where z was negative, ReLU put out 0 whatever z was, so the loss does not change with it: 0 "
            "there. "
            "(If you do compare: is it Z that you compare? An output of ReLU is never negative, so `>= 0` holds for all.)",
            lambda dA, Z: dA,
        ),
        Mistake(
            "slope-only",
            "You return the slope of ReLU alone, 1 or 0. By the chain rule it is multiplied by dA, what came back from the next layer.",
            lambda dA, Z: (Z > 0) * 1.0,
        ),
        Mistake(
            "looks-at-dA",
            "You decide by the sign of dA. A negative gradient is as good as a positive one; what counts is whether ReLU let z through.",
            lambda dA, Z: np.maximum(dA, 0),
        ),
        Mistake(
            "reversed",
            "You let the gradient through where Z is negative. It is the other way round: where z got through, the gradient gets back.",
            lambda dA, Z: dA * (Z < 0),
        ),
        Mistake(
            "times-relu",
            "You multiply by relu(Z), the value. The chain rule wants its slope: 1 where Z is positive, however large, and 0 elsewhere.",
            lambda dA, Z: dA * np.maximum(Z, 0),
        ),
        Mistake(
            "minus-one",
            "Where Z is negative you turn dA round, as if the slope there were -1. ReLU is flat there: its slope is 0.",
            lambda dA, Z: dA * np.sign(Z),
        ),
        Mistake(
            "swapped",
            "You exchanged the two: it is dA that is passed back, and Z that decides where.",
            lambda dA, Z: Z * (dA > 0),
        ),
        Mistake(
            "drops-entries",
            "You kept only the entries that pass, so the result is too short. Each entry of Z needs an answer: 0 where nothing passes.",
            lambda dA, Z: dA[Z > 0],
        ),
        Mistake(
            "overwrites-dA",
            "You wrote the zeros into dA itself. Whoever called relu_backward may still need it: make a new array, as `dA * (…)` does.",
            _relu_backward_in_place,
        ),
        Mistake(
            "forward-again",
            "You return relu(Z), which is the way forward. Going back, dA is what is passed on, and Z only decides where.",
            lambda dA, Z: np.maximum(Z, 0),
        ),
        Mistake(
            "minus",
            "You turned the sign of what passes. ReLU passes z on as it is, so its slope there is 1, and dA goes back as it came.",
            lambda dA, Z: -dA * (Z > 0),
        ),
    ),
)


# --- dense_backward ------------------------------------------------------------------------------------------------------


def dense_backward(dZ, X, W):
    """Return (dX, dW, db): how the loss changes with X, W and b, where Z = X @ W + b and dZ is how it changes with Z.

    dZ is (m, n_out), X and dX are (m, n_in), W and dW are (n_in, n_out), db is (n_out,). Contributions of the rows are summed.
    """
    dX = dZ @ W.T
    dW = X.T @ dZ
    db = dZ.sum(axis=0)
    return dX, dW, db


def _dense_backward_probes(rng):
    """Sizes that all differ, where a wrong axis or a forgotten transpose stops; and equal ones, where it computes something else."""
    for m, n_in, n_out in ((5, 3, 2), (4, 2, 6), (3, 3, 3), (2, 4, 4), (4, 4, 3), (1, 3, 2), (6, 1, 2), (3, 2, 1)):
        yield rng.normal(size=(m, n_out)), rng.normal(size=(m, n_in)), rng.normal(size=(n_in, n_out))
    yield 50 * rng.normal(size=(20, 8)), 50 * rng.normal(size=(20, 11)), 50 * rng.normal(size=(11, 8))


def dense_backward_by_rows(dZ, X, W):
    """One row after the other shows where the sums come from: each row adds its share to dW and db, and has a row of dX for itself."""
    dX, dW, db = np.zeros(X.shape), np.zeros(W.shape), np.zeros(W.shape[1])
    for i in range(len(X)):
        dX[i] = W @ dZ[i]
        dW += np.outer(X[i], dZ[i])
        db += dZ[i]
    return dX, dW, db


DENSE_BACKWARD = Exercise(
    lesson=LESSON,
    answer=dense_backward,
    second_way=dense_backward_by_rows,
    examples=(
        (np.array([[0.378, -0.378]]), np.array([[1.0, 0.0]]), np.array([[0.5, 1.0], [1.0, 0.0]])),
        (np.array([[0.5, -1.0], [1.0, 2.0]]), np.array([[1.0, 0.0], [2.0, 3.0]]), np.array([[1.0, 2.0], [3.0, 4.0]])),
        (np.array([[1.0], [2.0], [3.0]]), np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), np.array([[2.0], [-1.0]])),
    ),
    probes=_dense_backward_probes,
    returns=("dX", "dW", "db"),
    minutes=10,
    hints=(
        "Each gradient has the shape of what it belongs to: dX that of X, dW that of W, db that of b. That nearly decides the formulas.",
        "dW is (n_in, n_out), made of X, (m, n_in), and dZ, (m, n_out): the m has to go. `X.T` has its rows and columns exchanged.",
        "dX = dZ @ W.T and dW = X.T @ dZ. A bias is added in every row, so db is the sum of dZ over the rows: `dZ.sum(axis=0)`.",
    ),
    mistakes=(
        Mistake(
            "divides-by-m",
            "You divide by the number of rows. The loss has taken its mean already (that is the / m in its own gradient), "
            "so dividing here would do it twice. Sum over the rows.",
            lambda dZ, X, W: (dZ @ W.T, X.T @ dZ / len(X), dZ.mean(axis=0)),
        ),
        Mistake(
            "db-mean",
            "db is the mean over the rows, and it has to be their sum, as in dW. The loss has taken its mean already.",
            lambda dZ, X, W: (dZ @ W.T, X.T @ dZ, dZ.mean(axis=0)),
        ),
        Mistake(
            "db-not-summed",
            "Your db has a row for each bird. There is one bias a neuron, and it was added in every row, so add up the rows: axis=0.",
            lambda dZ, X, W: (dZ @ W.T, X.T @ dZ, dZ.copy()),
        ),
        Mistake(
            "db-wrong-axis",
            "You summed dZ along its rows (axis=1), one number a bird. db needs one number a neuron: sum down the columns, axis=0.",
            lambda dZ, X, W: (dZ @ W.T, X.T @ dZ, dZ.sum(axis=1)),
        ),
        Mistake(
            "db-one-number",
            "You summed all of dZ into one number. Each neuron has a bias of its own: sum over the rows only, axis=0.",
            lambda dZ, X, W: (dZ @ W.T, X.T @ dZ, dZ.sum()),
        ),
        Mistake(
            "db-keeps-a-row",
            "db has shape (1, n_out), and the bias has shape (n_out,). A gradient has the shape of what it belongs to: leave out keepdims.",
            lambda dZ, X, W: (dZ @ W.T, X.T @ dZ, dZ.sum(axis=0, keepdims=True)),
        ),
        Mistake(
            "dW-transposed",
            "Rows and columns of dW are exchanged. W is (n_in, n_out), so dW is too: X.T @ dZ, not dZ.T @ X.",
            lambda dZ, X, W: (dZ @ W.T, dZ.T @ X, dZ.sum(axis=0)),
        ),
        Mistake(
            "W-not-transposed",
            "dX was computed with W as it stands. Going back, the roles of inputs and outputs are exchanged: dZ @ W.T. "
            "Where W is square it computes either way, and is wrong.",
            lambda dZ, X, W: (dZ @ W, X.T @ dZ, dZ.sum(axis=0)),
        ),
        Mistake(
            "W-not-transposed-and-db-wrong-axis",
            "dX was computed with W as it stands: going back, the roles of inputs and outputs are exchanged, dZ @ W.T. "
            "And db has one number a bird (axis=1). It needs one a neuron: add up the birds, axis=0.",
            lambda dZ, X, W: (dZ @ W, X.T @ dZ, dZ.sum(axis=1)),
        ),
        Mistake(
            "X-not-transposed",
            "dW was computed with X as it stands. For each weight, input times gradient is summed over the rows: X.T @ dZ.",
            lambda dZ, X, W: (dZ @ W.T, X @ dZ, dZ.sum(axis=0)),
        ),
        Mistake(
            "nothing-transposed",
            "You multiplied the matrices as they stand. Going back, dX is dZ @ W.T and dW is X.T @ dZ. Write down the shapes to see why.",
            lambda dZ, X, W: (dZ @ W, X @ dZ, dZ.sum(axis=0)),
        ),
        Mistake(
            "other-order",
            "The three are right and stand in another order. Return dX first, then dW, then db: (dX, dW, db).",
            lambda dZ, X, W: (X.T @ dZ, dZ.sum(axis=0), dZ @ W.T),
        ),
        Mistake(
            "last-two-exchanged",
            "The three are right, and the last two are exchanged. Return (dX, dW, db).",
            lambda dZ, X, W: (dZ @ W.T, dZ.sum(axis=0), X.T @ dZ),
        ),
    ),
)


# --- softmax_cross_entropy_backward --------------------------------------------------------------------------------------


def softmax_cross_entropy_backward(P, Y):
    """Return how the mean cross-entropy of P = softmax(scores) changes with the scores: (P - Y) / m.

    P and the one-hot Y are (m, n_classes); m is the number of rows.
    """
    return (P - Y) / len(P)


def _softmax_cross_entropy_backward_probes(rng):
    """Probabilities, unsure and nearly sure, and one-hot labels; many numbers of rows, because the mean over the rows is part of it."""
    for m, n_classes, spread in ((5, 3, 1), (2, 4, 1), (3, 3, 1), (4, 2, 1), (1, 3, 1), (8, 5, 1), (25, 9, 4)):
        exponentials = np.exp(rng.normal(scale=spread, size=(m, n_classes)))
        P = exponentials / exponentials.sum(axis=1, keepdims=True)
        yield P, np.eye(n_classes)[rng.integers(n_classes, size=m)]


def _subtract_in_place(P, Y):
    P -= Y
    P /= len(P)
    return P


def _softmax_again(P, Y):
    exponentials = np.exp(P)
    return (exponentials / exponentials.sum(axis=1, keepdims=True) - Y) / len(P)


def softmax_cross_entropy_backward_at_the_label(P, Y):
    """Y is 0 almost everywhere, so 1 is taken away at the right label only. The copy is needed: P belongs to whoever called."""
    gradient = P.copy()
    gradient[Y == 1] -= 1
    return gradient / len(P)


SOFTMAX_CROSS_ENTROPY_BACKWARD = Exercise(
    lesson=LESSON,
    answer=softmax_cross_entropy_backward,
    second_way=softmax_cross_entropy_backward_at_the_label,
    examples=(
        (np.array([[0.378, 0.622]]), np.array([[0.0, 1.0]])),
        (np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]]), np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])),
        (np.array([[0.25, 0.75], [0.5, 0.5], [0.75, 0.25], [0.125, 0.875]]), np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 0.0], [1.0, 0.0]])),
    ),
    probes=_softmax_cross_entropy_backward_probes,
    minutes=3,
    hints=(
        "How far is each probability from what it should be? Too high is positive, too low is negative.",
        "The loss is a mean over the rows, so each row has only one m-th of a say. `len(P)` is the number of rows.",
    ),
    mistakes=(
        Mistake(
            "no-mean",
            "The difference is right, and it is not divided by the number of rows. The loss is a mean, so each of m rows moves it "
            "by one m-th. Without that, larger batches would make larger steps.",
            lambda P, Y: P - Y,
        ),
        Mistake(
            "reversed",
            "The sign is wrong: Y - P. Too high a probability has to give a positive gradient, so that the step against it lowers it.",
            lambda P, Y: (Y - P) / len(P),
        ),
        Mistake(
            "reversed-no-mean",
            "You return Y - P. The sign is wrong (too high a probability has to give a positive gradient), and the mean is missing.",
            lambda P, Y: Y - P,
        ),
        Mistake(
            "divides-by-all",
            "You divide by the number of all entries. Cross-entropy is the mean over the rows: divide by their number, len(P).",
            lambda P, Y: (P - Y) / P.size,
        ),
        Mistake(
            "divides-by-classes",
            "You divide by the number of classes. Cross-entropy is the mean over the rows: divide by their number, len(P).",
            lambda P, Y: (P - Y) / P.shape[1],
        ),
        Mistake(
            "gradient-of-P",
            "-Y / P is how the loss changes with the probabilities. Asked is how it changes with the scores, before softmax: "
            "the two steps together come to P - Y.",
            lambda P, Y: -Y / P / len(P),
        ),
        Mistake(
            "right-class-only",
            "Only the right class gets a gradient from you. The other scores matter too: softmax has to take from them what it gives.",
            lambda P, Y: (P - Y) * Y / len(P),
        ),
        Mistake(
            "mean-row",
            "You took the mean of the rows, so only one row is left. Every row needs its own gradient: divide by m, and keep them all.",
            lambda P, Y: np.mean(P - Y, axis=0),
        ),
        Mistake(
            "softmax-again",
            "You used softmax on P. P holds probabilities already: softmax was taken on the way forward.",
            _softmax_again,
        ),
        Mistake(
            "brackets-around-P",
            "You divided P by the number of rows and took Y away whole. The mean is over the whole difference: (P - Y) / m, with brackets.",
            lambda P, Y: P / len(P) - Y,
        ),
        Mistake(
            "brackets",
            "Without brackets only Y is divided: P - Y / m. The mean is over the whole difference: (P - Y) / m.",
            lambda P, Y: P - Y / len(P),
        ),
        Mistake(
            "overwrites-P",
            "You changed P itself. Whoever called the function still needs the probabilities: make a new array, as `P - Y` does.",
            _subtract_in_place,
        ),
        Mistake(
            "one-number",
            "You added all entries up into one number, and too high and too low cancel to 0. Each score needs its own gradient: keep "
            "the shape (m, n).",
            lambda P, Y: np.sum(P - Y) / len(P),
        ),
        Mistake(
            "one-number-a-row",
            "You took one mean or sum for each row, and too high and too low cancel to 0 in it. Each score needs its own gradient: "
            "keep the shape (m, n).",
            lambda P, Y: np.mean(P - Y, axis=1),
        ),
        Mistake(
            "of-the-squares",
            "You doubled the difference, as the square of an error asks for. This loss is the cross-entropy, and its gradient is the "
            "plain difference over m.",
            lambda P, Y: 2 * (P - Y) / len(P),
        ),
        Mistake(
            "times-the-slope",
            "You multiplied by P * (1 - P), the slope of a sigmoid. Softmax and logarithm together have it in them already: P - Y is "
            "the whole of it, over m.",
            lambda P, Y: (P - Y) * P * (1 - P) / len(P),
        ),
    ),
)

EXERCISES = (NUMERICAL_GRADIENT, RELU_BACKWARD, DENSE_BACKWARD, SOFTMAX_CROSS_ENTROPY_BACKWARD)
