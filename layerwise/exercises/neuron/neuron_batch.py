"""The exercise neuron_batch: the scores of many samples, one for each row."""

import ast

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.exercises.activation.sigmoid import sigmoid
from layerwise.exercises.neuron._scores import clear_score
from layerwise.exercises.neuron.neuron import neuron
from layerwise.exercises.start_here.weighted_sum import weighted_sum


def neuron_batch(X, w, b):
    """Return the score of each row of X, an array of shape (m,).
    X is (m, n) and may hold whole numbers, w is (n,), and b is a number.
    """
    ### BEGIN SOLUTION
    return np.sum(X * w, axis=1) + b
    ### END SOLUTION


def neuron_batch_at_once(X, w, b):
    """The sign `@` multiplies each row by the weights and adds it up, in one go. The lesson comes to it right after this exercise."""
    return X @ w + b


def probes(rng):
    """More rows than columns and fewer, as many, one row, one column, many of both; large numbers, whole numbers."""
    for m, n in ((5, 3), (2, 4), (3, 3), (4, 4), (1, 3), (6, 1), (1, 1), (int(rng.integers(15, 30)), 11)):
        X, w, b = rng.normal(size=(m, n)), rng.normal(size=n), float(rng.normal())
        if m == 1:
            x, w, b = clear_score(rng, n)
            X = x[np.newaxis]
        yield (X, w, b)
    yield (300 * X, 300 * w, 300 * b)
    yield (rng.integers(-5, 6, size=(4, 2)), rng.normal(size=2), 0.25)
    yield (rng.integers(-5, 6, size=(3, 3)), rng.integers(-5, 6, size=3), 0.5)


EXERCISE = Exercise(
    place=2,
    answer=neuron_batch,
    another_way=neuron_batch_at_once,
    minutes=12,
    hints=(
        "Each row of X is one bird. One number for each row should come out: as many as X has rows.",
        "`X * w` multiplies every row by the weights. What adds along each row? (A loop that calls neuron for each row is just as right.)",
        "`np.sum(X * w, axis=1)` has shape (m,), and a number that is added to an array is added to every entry.",
    ),
    examples=(
        (np.array([[1.5, 5.0], [2.0, 3.5], [1.0, 4.0]]), np.array([-2.0, 1.0]), -1.0),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([10.0, 1.0]), 0.5),
    ),
    probes=probes,
    by_the_row=("weighted_sum", "neuron"),
)
mistake = EXERCISE.mistake


@mistake
def no_bias(X, w, b):
    """The bias is missing. Every row's score is its weighted sum plus b."""
    return X @ w


@mistake(when=lambda written: written.adds_again)
def adds_again(X, w, b):
    """Your sum makes one number of all the scores. `X @ w` has already added up each row:
    leave the sum out, and add b to what comes out.
    """
    return np.sum(X @ w) + b


@mistake
def one_number(X, w, b):
    """All rows are added up into a single number, so all birds share one score.
    Each row needs a sum of its own: `np.sum(..., axis=1)` adds along each row.
    """
    return np.sum(X * w) + b


@mistake
def one_number_with_a_bias_for_each(X, w, b):
    """All rows are added up into a single number, and the bias as often as the table has entries.
    Each row needs a sum of its own, `np.sum(X * w, axis=1)`, and then b, once.
    """
    return np.sum(X * w + b)


@mistake
def sums_columns(X, w, b):
    """You added down the columns, which mixes different birds and gives one number for each feature.
    A score belongs to one bird: add along its row, with axis=1.
    """
    return np.sum(X * w, axis=0) + b


@mistake
def transposed(X, w, b):
    """You weighed the columns of X, and each column holds one feature of many birds.
    The birds are the rows: write X @ w, with X first and as it is.
    """
    return w @ X + b


COLUMN = "Your scores stand in a column of shape (m, 1), and a plain array of shape (m,) is asked for. "


def column(X, w, b):
    return X @ w[:, np.newaxis] + b


def reshaped(X, w, b):
    return X @ w.reshape(-1, 1) + b


def summed_to_a_column(X, w, b):
    return np.sum(X * w, axis=1, keepdims=True) + b


mistake(summed_to_a_column, id="keeps-dimensions", says=COLUMN + "`keepdims` makes the column: leave it out.", when="keepdims")
mistake(reshaped, says=COLUMN + "`reshape` makes the column: leave it out.", when="reshape(")


def is_made_with_one_column(written):
    """Is an array of places made with a 1 for the number of its columns?"""
    makers = written.calls_of("np.zeros", "np.ones", "np.empty", "np.full")
    shapes = [call.args[0] for call in makers if call.args]
    return any(isinstance(shape, ast.Tuple) and ast.unparse(shape.elts[-1]) == "1" for shape in shapes)


@mistake(when=is_made_with_one_column)
def places_in_a_column(X, w, b):
    """Your scores stand in a column of shape (m, 1), and a plain array of shape (m,) is asked for.
    The 1 in the shape of your places makes the column: np.zeros(len(X)) has one place for each row.
    """
    scores = np.zeros((len(X), 1))
    for i in range(len(X)):
        scores[i] = neuron(X[i], w, b)
    return scores


mistake(column, says=COLUMN + "Do square brackets stand around each score, or around w, or np.newaxis somewhere? Leave them out.")


@mistake
def one_row(X, w, b):
    """Your scores stand in a row of shape (1, m), which is a table of one row.
    A plain array of shape (m,) is asked for: are there square brackets around all of it? Take them out.
    """
    return np.array([X @ w + b])


@mistake(when=lambda written: written.lost_comparisons)
def compares(X, w, b):
    """Your scores are still the zeros that you began with. Two equals signs compare two things, and put nothing anywhere.
    One `=` fills the place: `scores[i] = ...`.
    """
    scores = np.zeros(len(X))
    for i in range(len(X)):
        scores[i] == neuron(X[i], w, b)
    return scores


@mistake
def only_zeros(X, w, b):
    """Your scores are still the zeros that you began with: no score gets into them.
    The place to fill stands on the left of one `=`: `scores[i] = ...`.
    """
    return np.zeros(len(X))


@mistake(when="np.append(")
def appends_to_a_copy(X, w, b):
    """Your array of scores is still empty at the end. np.append changes nothing: it makes a new, longer array, which needs a name.
    Begin with a list instead, `[]`, and collect with `scores.append(...)`.
    """
    scores = np.array([])
    for x in X:
        np.append(scores, neuron(x, w, b))
    return scores


@mistake(when=lambda written: written.has("+=") or written.has("scores +"))
def plus_for_append(X, w, b):
    """Your list of scores is still empty at the end. A number cannot be put into a list with a plus sign.
    In the loop it is `scores.append(...)`.
    """
    scores = []
    for x in X:
        scores += neuron(x, w, b)
    return scores


@mistake
def nothing_collected(X, w, b):
    """Your list, or array, of scores is still empty at the end: no score gets into it. Put each at its end in the loop,
    `scores.append(...)`.
    """
    return np.array([])


@mistake
def last_row(X, w, b):
    """You return the score of the last row only. In a loop, a name keeps what the last round gave it:
    begin with a list, `[]`, above the loop, and in it put each score at the end, `scores.append(...)`.
    """
    for x in X:
        scores = neuron(x, w, b)
    return scores


@mistake
def sum_of_the_scores(X, w, b):
    """You added the scores of all rows up into a single number. Each bird has a score of its own:
    keep them side by side, for instance in a list with `scores.append(...)`.
    """
    return np.sum(X @ w + b)


@mistake
def sum_in_every_place(X, w, b):
    """Every place holds the sum of all scores. `scores += ...` adds to all places in each round.
    Name the one that is meant: `scores[i] = ...`.
    """
    scores = np.zeros(len(X))
    for x in X:
        scores += neuron(x, w, b)
    return scores


@mistake
def bias_for_each_row(X, w, b):
    """You added the bias as often as there are rows, to each score. One neuron has one bias: add b once to each score."""
    return X @ w + len(X) * b


@mistake
def first_row_for_all(X, w, b):
    """Every row has the score of the first one. Does a 0 stand in X[0], where the number that the loop hands out has to stand?"""
    return np.full(len(X), X[0] @ w + b)


@mistake
def bias_as_one_more(X, w, b):
    """Your bias stands behind the scores as one more of them, as it does when `+` joins two lists.
    It is added to each score: make an array first, `np.array(...) + b`.
    """
    return np.append(X @ w, b)


@mistake
def places_like_the_table(X, w, b):
    """Each score fills a whole row of a table. A row of X has one score, so the places for them are no table: np.zeros(len(X))."""
    result = np.zeros_like(X)
    for i in range(len(X)):
        result[i] = X[i] @ w + b
    return result


@mistake
def bias_into_weights(X, w, b):
    """You added b to the weights before multiplying, so every input multiplies it too. Multiply first, then add b."""
    return X @ (w + b)


@mistake
def bias_multiplied(X, w, b):
    """You multiplied by the bias, so a bias of 0 would silence the neuron. The bias shifts every score: it is added."""
    return X @ w * b


@mistake(when=lambda written: written.loops)
def no_sum_in_the_loop(X, w, b):
    """You return the products of every row without adding them up. Each row gives one number:
    in each round add up its products with np.sum, and then add b.
    """
    scores = []
    for x in X:
        scores.append(x * w + b)
    return np.array(scores)


@mistake
def no_sum(X, w, b):
    """You return the products of every row without adding them up. Each row gives one number:
    add along the row, `np.sum(X * w, axis=1)`, and then add b.
    """
    return X * w + b


@mistake(when=lambda written: written.calls_of("neuron"))
def bias_twice(X, w, b):
    """The bias comes in twice: `neuron(...)` has added it already. Leave the second `+ b` out."""
    return np.array([neuron(x, w, b) for x in X]) + b


@mistake
def two_features(X, w, b):
    """Only the first two columns are in your scores, and X may have any number of them: multiplied by the whole of w, a row keeps all its
    products, and np.sum adds them up.
    """
    return X[:, 0] * w[0] + X[:, 1] * w[1] + b


@mistake
def bias_in_every_score_twice(X, w, b):
    """The bias is in every score twice. One neuron has one bias: add b once to each score, X @ w + b."""
    return X @ w + 2 * b


@mistake
def sums_columns_bias_and_all(X, w, b):
    """You added down the columns, the bias with every bird, and got one number for each feature. A score belongs to one bird:
    add along its row, with axis=1, and then add b once.
    """
    return np.sum(X * w + b, axis=0)


@mistake
def bias_per_input(X, w, b):
    """You added the bias once for every input of a row. Add up the products of the row first, then add b once."""
    return np.sum(X * w + b, axis=1)


@mistake
def bias_subtracted(X, w, b):
    """You took the bias away instead of adding it, so a bias of -1 raises every score by 1. Turn the sign round: + b."""
    return X @ w - b


@mistake
def no_weights(X, w, b):
    """You added up each row without the weights, so every feature counts the same. Multiply each column by its weight first: X * w."""
    return np.sum(X, axis=1) + b


@mistake
def means_of_the_rows(X, w, b):
    """You return the mean of each row, as the worked example does. The weights and the bias are missing, and nothing is divided:
    multiply each row by w, add it up, and add b.
    """
    return np.sum(X, axis=1) / X.shape[1]


@mistake
def adds_the_weights(X, w, b):
    """You added inputs and weights. A weight says how strongly its input counts, so it multiplies: X * w."""
    return np.sum(X + w, axis=1) + b


@mistake
def mean_with_the_bias(X, w, b):
    """The scores are right, and then they are divided by the number of columns. That was the step of the worked example: leave it out."""
    return (X @ w + b) / X.shape[1]


@mistake
def part_of_the_bias(X, w, b):
    """You divided the bias by the number of columns. The neuron has one bias, and each score gets all of it: + b."""
    return X @ w + b / X.shape[1]


@mistake
def mean(X, w, b):
    """You took the mean of the products of each row. A weighted sum is not divided by anything: add them up, then add b."""
    return np.mean(X * w, axis=1) + b


@mistake(when=lambda written: written.has_in_a_loop("return"))
def first_row(X, w, b):
    """You return the score of the first row only. There is a `return` inside the loop, and it ends the function in the first round.
    Collect one score for every row, and return them all below the loop.
    """
    for x in X:
        return neuron(x, w, b)


@mistake
def first_row_alone(X, w, b):
    """You return the score of the first row only. Every row has one: go through them with a loop, or add
    along each row, with axis=1.
    """
    return neuron(X[0], w, b)


@mistake
def misses_the_last_row(X, w, b):
    """The score of the last row is missing. range(n) stops before n by itself, so range(len(X)) reaches every row: take nothing off."""
    return X[:-1] @ w + b


@mistake
def misses_the_first_row(X, w, b):
    """The score of the first row is missing. Python counts from 0, so the first row is X[0]: range(len(X)) begins with it."""
    return X[1:] @ w + b


@mistake
def bias_beside_the_sums(X, w, b):
    """Your result is twice as long as X: after each weighted sum the bias stands as an entry of its own. Put a `+` between the two."""
    return np.column_stack([X @ w, np.full(len(X), b)]).ravel()


@mistake(when="(3)")
def as_many_places_as_in_the_example(X, w, b):
    """Your result always has 3 places, as many as the example has rows. Other tables have more or fewer: np.zeros(len(X))."""
    scores = np.zeros(3)
    for i in range(len(X)):
        scores[i] = neuron(X[i], w, b)
    return scores


@mistake
def sums_first(X, w, b):
    """Every input of a row has been multiplied by every weight, as happens when the sums are multiplied.
    Each input has one weight of its own: multiply first, X * w, then add along each row, then add b.
    """
    return np.sum(X, axis=1) * np.sum(w) + b


@mistake
def counts_columns(X, w, b):
    """You went through as many rows as X has columns. X.shape is (rows, columns): the number of birds is X.shape[0], or len(X)."""
    scores = []
    for i in range(X.shape[1]):
        scores.append(neuron(X[i], w, b))
    return np.array(scores)


@mistake
def row_numbers(X, w, b):
    """You gave the neuron the number of a row, and not the row itself. `range(len(X))` hands out 0, 1, 2 and so on:
    put that number in square brackets behind X to have the row. Or go through the rows themselves, `for x in X:`.
    """
    scores = []
    for i in range(len(X)):
        scores.append(neuron(i, w, b))
    return np.array(scores)


@mistake
def one_weight_for_a_row(X, w, b):
    """Your loop gives the first row the first weight, the second row the second, and stops when one of the two runs out.
    Every row needs all of w: go through the rows alone, `for x in X:`.
    """
    scores = []
    for x, weight in zip(X, w, strict=False):
        scores.append(neuron(x, weight, b))
    return np.array(scores)


@mistake
def last_product_of_each_row(X, w, b):
    """Each score holds only the last product of its row: every round of the inner loop replaces the one before.
    In it the products are added, `scores[i] += ...`, and the bias comes after it.
    """
    return X[:, -1] * w[-1] + b


@mistake
def never_reset(X, w, b):
    """Each score still holds the rows before it. Set the total back to 0 for every new row, inside the outer loop."""
    scores = []
    total = 0
    for x in X:
        total += weighted_sum(x, w)
        scores.append(total + b)
    return np.array(scores)


@mistake
def whole_numbers(X, w, b):
    """Where X holds whole numbers, so do your scores, and what follows the decimal point is lost.
    Is an array made after X, as np.zeros_like makes one, or with dtype=int? Ask for dtype=float.
    """
    scores = np.zeros_like(X[:, 0])
    for i in range(len(X)):
        scores[i] = neuron(X[i], w, b)
    return scores


@mistake
def positive_only(X, w, b):
    """You turned negative scores into 0. That step comes after the score,
    in the next lesson: here the scores themselves are asked for, negative or not.
    """
    return np.maximum(X @ w + b, 0)


@mistake
def yes_or_no(X, w, b):
    """You return a decision for each bird, yes or no. That step comes after the score: here the scores themselves are asked for."""
    return X @ w + b > 0


@mistake
def squeezed(X, w, b):
    """Your scores were squeezed between 0 and 1, by 1 / (1 + exp(-score)). That comes in the next lesson: return the scores themselves."""
    return sigmoid(X @ w + b)
