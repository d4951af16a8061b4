"""Steps of equal size: Adam divides a weight's slopes by their usual size."""

# The answers are those of the lesson: a beginner writes a zip without more ado. A mistake may name what it does not use.
# ruff: noqa: B905, F841

import re

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.examiner.values import copy_arguments
from layerwise.exercises.better_steps._steps import SHAPES, after_two_steps, returns_in_a_loop, signs_behind, some_arrays


def adam_step(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """Change the arrays of m, v and params in place, by step t of Adam.

    t counts from 1. For each parameter p with its gradient g:
    m = beta1 * m + (1 - beta1) * g and v = beta2 * v + (1 - beta2) * g**2, then
    p = p - learning_rate * m_hat / (sqrt(v_hat) + epsilon), with
    m_hat = m / (1 - beta1**t) and v_hat = v / (1 - beta2**t).
    """
    ### BEGIN SOLUTION
    for p, g, mean, square in zip(params, grads, m, v):
        mean[...] = beta1 * mean + (1 - beta1) * g
        square[...] = beta2 * square + (1 - beta2) * g**2
        mean_hat = mean / (1 - beta1**t)
        square_hat = square / (1 - beta2**t)
        p -= learning_rate * mean_hat / (np.sqrt(square_hat) + epsilon)
    ### END SOLUTION


def adam_step_towards(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """Each mean goes a small part of the way to the newest number. It is the same mean, and shows what the betas do."""
    for i in range(len(params)):
        m[i] += (1 - beta1) * (grads[i] - m[i])
        v[i] += (1 - beta2) * (grads[i] ** 2 - v[i])
        params[i] -= learning_rate * (m[i] / (1 - beta1**t)) / (np.sqrt(v[i] / (1 - beta2**t)) + epsilon)


def adam_step_short(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """The shorter order of the paper (its section 2), in which epsilon is added before v is corrected: the contract allows it."""
    rate = learning_rate * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    for p, g, mean, square in zip(params, grads, m, v):
        mean += (1 - beta1) * (g - mean)
        square += (1 - beta2) * (g**2 - square)
        p -= rate * mean / (np.sqrt(square) + epsilon)


def probes(rng):
    """First steps and late ones, means at rest and on their way; an epsilon that shows; and weights that never got a gradient."""
    settings = (
        (1, 0.1, 0.9, 0.999, 1e-8),
        (2, 0.5, 0.5, 0.8, 0.1),
        (3, 0.01, 0.8, 0.95, 0.5),
        (10, 0.3, 0.9, 0.99, 1e-8),
        (250, 2.0, 0.9, 0.999, 0.01),
    )
    for shapes, (t, learning_rate, beta1, beta2, epsilon) in zip(SHAPES, settings, strict=True):
        v = [square**2 for square in some_arrays(rng, shapes)]
        params, grads, m = some_arrays(rng, shapes), some_arrays(rng, shapes, 2), some_arrays(rng, shapes)
        yield params, grads, m, v, t, learning_rate, beta1, beta2, epsilon
    shapes = ((2, 2), (2,))
    at_rest = [np.zeros(shape) for shape in shapes]
    params, grads = some_arrays(rng, shapes), some_arrays(rng, shapes)
    yield params, grads, copy_arguments(at_rest), copy_arguments(at_rest), 1, 0.1, 0.9, 0.999, 0.2
    grads = [np.zeros(shapes[0]), rng.normal(size=shapes[1])]
    yield some_arrays(rng, shapes), grads, copy_arguments(at_rest), copy_arguments(at_rest), 5, 0.1, 0.9, 0.999, 1e-8


def observe(function, params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """Two steps, t and t + 1; the second has the same gradients, whatever the first has made of them."""
    same_grads = copy_arguments(grads)
    return after_two_steps(
        lambda: function(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon),
        lambda: function(params, same_grads, m, v, t + 1, learning_rate, beta1, beta2, epsilon),
        params=params,
        m=m,
        v=v,
    )


EXERCISE = Exercise(
    place=3,
    answer=adam_step,
    another_way=adam_step_towards,
    minutes=15,
    hints=(
        "Go through the formulas from top to bottom, once for each array. "
        "m and v are changed in place; m_hat and v_hat are for this step only.",
        "`for p, g, mean, square in zip(params, grads, m, v):` gives the four arrays that belong together. "
        "`mean[...] = …` writes into one.",
        "The last line is `p -= learning_rate * mean_hat / (np.sqrt(square_hat) + epsilon)`, "
        "with `mean_hat = mean / (1 - beta1**t)` and `square_hat = square / (1 - beta2**t)`.",
    ),
    examples=(
        ([np.array([1.0, -2.0])], [np.array([0.5, -4.0])], [np.array([0.0, 0.0])], [np.array([0.0, 0.0])], 1, 0.1, 0.9, 0.999, 1e-8),
        ([np.array([1.0, -2.0])], [np.array([0.5, -4.0])], [np.array([0.1, 0.2])], [np.array([0.3, 0.4])], 2, 0.1, 0.9, 0.999, 1e-8),
    ),
    probes=probes,
    observe=observe,
    changes=("params", "m", "v"),
    alternatives=(adam_step_short,),
)
mistake = EXERCISE.mistake


def corrects_both(written):
    """Do both powers stand there, with which the means are corrected?"""
    return written.has("beta1 ** t") and written.has("beta2 ** t")


# A step is right in these three parts. Most wrong formulas stand in one of them alone, and then the mistake is written as that part:
# `@in_place_of(corrected)` makes a whole step of it, with the other two parts right.
def new_means(mean, square, g, beta1, beta2):
    return beta1 * mean + (1 - beta1) * g, beta2 * square + (1 - beta2) * g**2


def corrected(mean, square, t, beta1, beta2):
    return mean / (1 - beta1**t), square / (1 - beta2**t)


def moved(p, mean_hat, square_hat, learning_rate, epsilon):
    return p - learning_rate * mean_hat / (np.sqrt(square_hat) + epsilon)


def in_place_of(right):
    """Decorate a wrong part: what it becomes is adam_step with this part in place of the right one, under the wrong one's name."""

    def a_step_with(wrong):
        first, second, third = (wrong if part is right else part for part in (new_means, corrected, moved))

        def step(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
            for p, g, mean, square in zip(params, grads, m, v):
                mean[...], square[...] = first(mean, square, g, beta1, beta2)
                mean_hat, square_hat = second(mean, square, t, beta1, beta2)
                p[...] = third(p, mean_hat, square_hat, learning_rate, epsilon)

        step.__name__, step.__doc__ = wrong.__name__, wrong.__doc__
        return step

    return a_step_with


@mistake
def new_arrays(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """Nothing has changed: neither the weights nor the two means. A line `a = …` makes a new array that
    ends with the loop. For an array a, `a[...] = …`, `a *= …` and `a -= …` change the array itself.
    """
    for p, g, mean, square in zip(params, grads, m, v):
        mean = beta1 * mean + (1 - beta1) * g
        square = beta2 * square + (1 - beta2) * g**2
        p = p - learning_rate * mean / (1 - beta1**t) / (np.sqrt(square / (1 - beta2**t)) + epsilon)


@mistake
def rebinds_entries(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """You put new arrays into the lists. The layers of the network still hold the old ones
    and never hear of it. Change the arrays themselves: `params[i] -= …`, `m[i][...] = …`.
    """
    for i in range(len(params)):
        m[i] = beta1 * m[i] + (1 - beta1) * grads[i]
        v[i] = beta2 * v[i] + (1 - beta2) * grads[i] ** 2
        params[i] = params[i] - learning_rate * m[i] / (1 - beta1**t) / (np.sqrt(v[i] / (1 - beta2**t)) + epsilon)


@mistake
def rebinds_means(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """You put new arrays into the lists m and v. Change the arrays that are in them instead: `m[i][...] = …`."""
    for i in range(len(params)):
        m[i] = beta1 * m[i] + (1 - beta1) * grads[i]
        v[i] = beta2 * v[i] + (1 - beta2) * grads[i] ** 2
        params[i] -= learning_rate * m[i] / (1 - beta1**t) / (np.sqrt(v[i] / (1 - beta2**t)) + epsilon)


@mistake
def means_not_kept(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """The weights are right, and m and v are what they were: the new means were lost after the step. Then no
    step knows of the ones before. Write into the arrays themselves: for an array a of m or v, `a[...] = …`.
    """
    for p, g, mean, square in zip(params, grads, m, v):
        mean = beta1 * mean + (1 - beta1) * g
        square = beta2 * square + (1 - beta2) * g**2
        p -= learning_rate * mean / (1 - beta1**t) / (np.sqrt(square / (1 - beta2**t)) + epsilon)


@mistake
def means_only_fade(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """The weights are right, but m and v have only faded: the share of the slope went into a new array, which was lost
    after the step. It belongs into the array itself: for an array a of m or v, `a += …`.
    """
    for p, g, mean, square in zip(params, grads, m, v):
        mean *= beta1
        square *= beta2
        mean_hat = (mean + (1 - beta1) * g) / (1 - beta1**t)
        square_hat = (square + (1 - beta2) * g**2) / (1 - beta2**t)
        p -= learning_rate * mean_hat / (np.sqrt(square_hat) + epsilon)


@mistake(when="running_means(")
def running_means_of_one_array(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """`running_means` takes lists of arrays, and here it is given a single array of each. Its loop then hands out single
    numbers, which cannot be changed in place. Write its two lines for the one array: first `*=`, then `+=`.
    """

    def running_means(means, news, kept):
        for mean, new in zip(means, news):
            mean *= kept
            mean += (1 - kept) * new

    for p, g, mean, square in zip(params, grads, m, v):
        running_means(mean, g, beta1)
        running_means(square, g**2, beta2)
        p -= learning_rate * (mean / (1 - beta1**t)) / (np.sqrt(square / (1 - beta2**t)) + epsilon)


@mistake
def mean_not_kept(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """v is kept, and m is what it was: its new mean was lost after the step. Write
    into the array itself, `a[...] = …` for an array a of m, as you do for v.
    """
    for p, g, mean, square in zip(params, grads, m, v):
        mean = beta1 * mean + (1 - beta1) * g
        square[...] = beta2 * square + (1 - beta2) * g**2
        p -= learning_rate * mean / (1 - beta1**t) / (np.sqrt(square / (1 - beta2**t)) + epsilon)


@mistake
def square_not_kept(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """m is kept, and v is what it was: its new mean was lost after the step. Write
    into the array itself, `a[...] = …` for an array a of v, as you do for m.
    """
    for p, g, mean, square in zip(params, grads, m, v):
        mean[...] = beta1 * mean + (1 - beta1) * g
        square = beta2 * square + (1 - beta2) * g**2
        p -= learning_rate * mean / (1 - beta1**t) / (np.sqrt(square / (1 - beta2**t)) + epsilon)


@mistake(when=signs_behind)
def sign_behind(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """Both means are right, and the weights have not moved. An `=` with a sign behind it gives the name a new
    value, and leaves the array as it was. To change the array itself, the sign comes first: `p -= …`.
    """
    for p, g, mean, square in zip(params, grads, m, v):
        mean[...] = beta1 * mean + (1 - beta1) * g
        square[...] = beta2 * square + (1 - beta2) * g**2
        p = -learning_rate * mean / (1 - beta1**t) / (np.sqrt(square / (1 - beta2**t)) + epsilon)  # noqa: F841


@mistake(when="p = p -")
def weights_not_moved(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """Both means are right, and the weights have not moved. `p = p - …` makes a new array and calls it
    p, while the network still holds the old one. To change the array itself: `p -= …`.
    """
    for p, g, mean, square in zip(params, grads, m, v):
        mean[...] = beta1 * mean + (1 - beta1) * g
        square[...] = beta2 * square + (1 - beta2) * g**2
        p = p - learning_rate * mean / (1 - beta1**t) / (np.sqrt(square / (1 - beta2**t)) + epsilon)


@mistake(when="t += 1")
def t_grows_in_the_loop(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """You add 1 to t for every array, so each is corrected as if it were in another step. t is the number of this step, for all of them
    alike, and counts from 1 as it comes in: leave that line out.
    """
    for p, g, mean, square in zip(params, grads, m, v, strict=True):
        t += 1
        mean[...] = beta1 * mean + (1 - beta1) * g
        square[...] = beta2 * square + (1 - beta2) * g**2
        p -= learning_rate * mean / (1 - beta1**t) / (np.sqrt(square / (1 - beta2**t)) + epsilon)


@mistake
def last_weights_only(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """m and v are right, and of the weights only the last ones moved. Do the lines that move them stand below the
    loop? Every array has its turn: they belong inside it, indented as far as those for m and v.
    """
    for g, mean, square in zip(grads, m, v):
        mean[...] = beta1 * mean + (1 - beta1) * g
        square[...] = beta2 * square + (1 - beta2) * g**2
    params[-1] -= learning_rate * (m[-1] / (1 - beta1**t)) / (np.sqrt(v[-1] / (1 - beta2**t)) + epsilon)


@mistake
def no_line_moves_the_weights(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """Both means are right, and the weights have not moved. Is there a line that moves them, for every array? In place
    that is `p -= …`, as the last line of the loop.
    """
    for g, mean, square in zip(grads, m, v):
        mean[...] = beta1 * mean + (1 - beta1) * g
        square[...] = beta2 * square + (1 - beta2) * g**2


@mistake
def returns_new_arrays(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """The arrays are what they were, and nobody looks at what is returned: change the arrays themselves."""
    params, m, v = copy_arguments((params, m, v))
    adam_step(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon)
    return params, m, v


@mistake(when="params -=")
def list_in_place_of_the_array(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """Your last line subtracts from `params`, the whole list, and one array is meant: the one that goes with this mean and
    this square. Subtract from `p`, or whatever your loop calls the single array.
    """
    for _, g, mean, square in zip(params, grads, m, v):
        mean[...] = beta1 * mean + (1 - beta1) * g
        square[...] = beta2 * square + (1 - beta2) * g**2
        params -= learning_rate * mean / (1 - beta1**t) / (np.sqrt(square / (1 - beta2**t)) + epsilon)


@mistake(when=returns_in_a_loop)
def return_in_the_loop(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """Only the first arrays moved: a `return` inside the loop ends it in the first round. Nothing is to be returned: delete that line."""
    for p, g, mean, square in zip(params, grads, m, v):
        mean[...] = beta1 * mean + (1 - beta1) * g
        square[...] = beta2 * square + (1 - beta2) * g**2
        p -= learning_rate * mean / (1 - beta1**t) / (np.sqrt(square / (1 - beta2**t)) + epsilon)
        return params


@mistake(like=return_in_the_loop, when=returns_in_a_loop)
def return_of_nothing_in_the_loop(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    for p, g, mean, square in zip(params, grads, m, v):
        adam_step([p], [g], [mean], [square], t, learning_rate, beta1, beta2, epsilon)
        return


@mistake(when=lambda written: any(re.fullmatch(r"range\(.*\bt\b.*\)", things) for _, things in written.loops))
def all_steps_again(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """You take all the steps up to t in one call. Each call is a single step, and `t` says
    which one it is: leave out the loop over the step numbers.
    """
    for step in range(1, t + 1):
        adam_step(params, grads, m, v, step, learning_rate, beta1, beta2, epsilon)


@mistake(when=corrects_both)
def corrected_and_not_used(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """The weights move by a mean that is not corrected, though the corrected ones are there. Put both of
    those into the line that moves the weights: m_hat, and the root of v_hat.
    """
    for p, g, mean, square in zip(params, grads, m, v):
        mean[...], square[...] = new_means(mean, square, g, beta1, beta2)
        mean_hat, square_hat = mean / (1 - beta1**t), square / (1 - beta2**t)
        p -= learning_rate * mean / (np.sqrt(square) + epsilon)


@mistake(like=corrected_and_not_used, when=corrects_both)
def corrected_v_not_used(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    for p, g, mean, square in zip(params, grads, m, v):
        mean[...], square[...] = new_means(mean, square, g, beta1, beta2)
        mean_hat, square_hat = mean / (1 - beta1**t), square / (1 - beta2**t)
        p -= learning_rate * mean_hat / (np.sqrt(square) + epsilon)


@mistake(like=corrected_and_not_used, when=corrects_both)
def corrected_m_not_used(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    for p, g, mean, square in zip(params, grads, m, v):
        mean[...], square[...] = new_means(mean, square, g, beta1, beta2)
        mean_hat, square_hat = mean / (1 - beta1**t), square / (1 - beta2**t)
        p -= learning_rate * mean / (np.sqrt(square_hat) + epsilon)


@mistake
@in_place_of(corrected)
def no_bias_correction(mean, square, t, beta1, beta2):
    """The correction is missing. Both means begin at 0, and for many steps they are still far too small, v
    most of all, so the first steps go much too far. Divide m by 1 - beta1**t and v by 1 - beta2**t.
    """
    return mean, square


@mistake
@in_place_of(corrected)
def t_not_used(mean, square, t, beta1, beta2):
    """You divide by 1 - beta, whatever t is. That is right in the first step only: with each
    step the means come closer to the truth. The power brings t in: 1 - beta1**t.
    """
    return mean / (1 - beta1), square / (1 - beta2)


@mistake
@in_place_of(corrected)
def power_of_the_bracket(mean, square, t, beta1, beta2):
    """You raised 1 - beta to the power t. It is beta that fades with each step, so
    it alone gets the power: 1 - beta1**t, with no brackets around 1 - beta1.
    """
    return mean / (1 - beta1) ** t, square / (1 - beta2) ** t


@mistake
@in_place_of(corrected)
def t_times_beta(mean, square, t, beta1, beta2):
    """You multiplied beta by t. What fades by the factor beta in each step
    has the factor beta to the power t after t steps: 1 - beta1**t.
    """
    return mean / (1 - beta1 * t), square / (1 - beta2 * t)


@mistake
@in_place_of(corrected)
def t_one_too_large(mean, square, t, beta1, beta2):
    """Your correction is that of the next step: you used t + 1. Here t already counts from 1, so it is 1 - beta1**t."""
    return mean / (1 - beta1 ** (t + 1)), square / (1 - beta2 ** (t + 1))


@mistake
@in_place_of(corrected)
def t_one_too_small(mean, square, t, beta1, beta2):
    """Your correction is that of the step before: you used t - 1, and in the first
    step you divide by 0. Here t already counts from 1, so it is 1 - beta1**t.
    """
    return mean / (1 - beta1 ** (t - 1)), square / (1 - beta2 ** (t - 1))


@mistake
@in_place_of(corrected)
def only_m_corrected(mean, square, t, beta1, beta2):
    """You corrected m and not v. Both begin at 0, so both are too small at first: divide v by 1 - beta2**t as well."""
    return mean / (1 - beta1**t), square


@mistake
@in_place_of(corrected)
def only_v_corrected(mean, square, t, beta1, beta2):
    """You corrected v and not m. Both begin at 0, so both are too small at first: divide m by 1 - beta1**t as well."""
    return mean, square / (1 - beta2**t)


@mistake
@in_place_of(corrected)
def correction_without_brackets(mean, square, t, beta1, beta2):
    """You divided by 1, and then subtracted the power: without brackets Python divides first. For v that often leaves a
    negative number, whose root is nan. Put brackets around the divisor: `/ (1 - beta1**t)`.
    """
    return mean / 1 - beta1**t, square / 1 - beta2**t


@mistake
@in_place_of(corrected)
def one_beta_in_the_correction(mean, square, t, beta1, beta2):
    """Your correction has beta1 for both means. Each is corrected by the beta that it was made with: v by 1 - beta2**t."""
    return mean / (1 - beta1**t), square / (1 - beta1**t)


@mistake
@in_place_of(corrected)
def usual_betas(mean, square, t, beta1, beta2):
    """Your correction is that of the betas 0.9 and 0.999, whatever is given. Those are the usual ones, and
    the lesson's; here they come in as beta1 and beta2.
    """
    return mean / (1 - 0.9**t), square / (1 - 0.999**t)


@mistake
@in_place_of(new_means)
def multiplied_by_the_sum(mean, square, g, beta1, beta2):
    """You multiplied the old means by everything: a `*=` takes all that stands behind it, and a mean that is 0 stays
    0. Take two lines, first `*=`, then `+=`; or write the formula as it is: `m[...] = beta1 * m + …`.
    """
    return mean * (beta1 + (1 - beta1) * g), square * (beta2 + (1 - beta2) * g**2)


@mistake(like=multiplied_by_the_sum)
@in_place_of(new_means)
def multiplied_by_the_formula(mean, square, g, beta1, beta2):
    return mean * (beta1 * mean + (1 - beta1) * g), square * (beta2 * square + (1 - beta2) * g**2)


@mistake
@in_place_of(corrected)
def correction_multiplied(mean, square, t, beta1, beta2):
    """You multiplied by the correction, and means that are too small get smaller still. Divide: m / (1 - beta1**t)."""
    return mean * (1 - beta1**t), square * (1 - beta2**t)


@mistake
@in_place_of(corrected)
def correction_kept(mean, square, t, beta1, beta2):
    """You wrote the corrected means into m and v, so the next step goes on from there and corrects
    them a second time. m_hat and v_hat are for this step alone: give them names of their own.
    """
    mean /= 1 - beta1**t
    square /= 1 - beta2**t
    return mean, square


@mistake
@in_place_of(moved)
def epsilon_inside_the_root(p, mean_hat, square_hat, learning_rate, epsilon):
    """You added epsilon under the root, where a small number becomes a much larger one. Take the root first: sqrt(v_hat) + epsilon."""
    return p - learning_rate * mean_hat / np.sqrt(square_hat + epsilon)


@mistake
@in_place_of(moved)
def no_epsilon(p, mean_hat, square_hat, learning_rate, epsilon):
    """Epsilon is missing. A weight that has never had a slope has v = 0, and 0 / 0 is not a number. Add epsilon to the root."""
    return p - learning_rate * mean_hat / np.sqrt(square_hat)


@mistake
@in_place_of(moved)
def epsilon_after_the_division(p, mean_hat, square_hat, learning_rate, epsilon):
    """You added epsilon after dividing: a division comes before a sum. Put brackets around the divisor: (np.sqrt(v_hat) + epsilon)."""
    return p - learning_rate * (mean_hat / np.sqrt(square_hat) + epsilon)


@mistake
@in_place_of(moved)
def epsilon_at_the_end(p, mean_hat, square_hat, learning_rate, epsilon):
    """You added epsilon at the very end: a division comes before a sum. It belongs
    to the divisor, so put brackets around that: `(np.sqrt(v_hat) + epsilon)`.
    """
    return p - (learning_rate * mean_hat / np.sqrt(square_hat) + epsilon)


@mistake
@in_place_of(moved)
def no_root_and_epsilon_at_the_end(p, mean_hat, square_hat, learning_rate, epsilon):
    """You divided by the mean of the squares, and its root is asked for; and epsilon was added
    after the division. Both belong into the brackets of the divisor: `(np.sqrt(v_hat) + epsilon)`.
    """
    return p - (learning_rate * mean_hat / square_hat + epsilon)


@mistake
@in_place_of(moved)
def root_of_m(p, mean_hat, square_hat, learning_rate, epsilon):
    """You took the root of m_hat, the mean of the slopes, which may well be negative. The usual size of a
    slope comes from their squares: np.sqrt(v_hat).
    """
    return p - learning_rate * mean_hat / (np.sqrt(mean_hat) + epsilon)


@mistake
@in_place_of(moved)
def multiplied_by_the_root(p, mean_hat, square_hat, learning_rate, epsilon):
    """You multiplied by the root. Adam divides a slope by its usual size, so that steep and flat weights
    move equally far: m_hat / (np.sqrt(v_hat) + epsilon).
    """
    return p - learning_rate * mean_hat * (np.sqrt(square_hat) + epsilon)


@mistake(like=multiplied_by_the_root)
@in_place_of(moved)
def multiplied_by_the_root_without_brackets(p, mean_hat, square_hat, learning_rate, epsilon):
    return p - (learning_rate * mean_hat * np.sqrt(square_hat) + epsilon)


@mistake
@in_place_of(moved)
def squared_again(p, mean_hat, square_hat, learning_rate, epsilon):
    """You squared v_hat, and it is a mean of squares already. To get back to the size of a slope, take the root: np.sqrt(v_hat)."""
    return p - learning_rate * mean_hat / (square_hat**2 + epsilon)


@mistake
@in_place_of(moved)
def no_root(p, mean_hat, square_hat, learning_rate, epsilon):
    """You divided by the mean of the squares, and not by its root. Only the root has the size of a slope: np.sqrt(v_hat)."""
    return p - learning_rate * mean_hat / (square_hat + epsilon)


@mistake
@in_place_of(new_means)
def no_square(mean, square, g, beta1, beta2):
    """Your v is a mean of the slopes, where their squares are asked for. Plus and minus
    then cancel out, and a negative number has no root. Write g**2.
    """
    return beta1 * mean + (1 - beta1) * g, beta2 * square + (1 - beta2) * g


@mistake
@in_place_of(new_means)
def square_of_the_mean(mean, square, g, beta1, beta2):
    """You squared the mean m for v, where the slope's own square is asked for. Put g in: v = beta2 * v + (1 - beta2) * g**2."""
    mean = beta1 * mean + (1 - beta1) * g
    return mean, beta2 * square + (1 - beta2) * mean**2


@mistake
@in_place_of(new_means)
def share_squared_too(mean, square, g, beta1, beta2):
    """You squared the share 1 - beta2 along with the slope. Only g is squared: (1 - beta2) * g**2, without brackets around the product."""
    return beta1 * mean + (1 - beta1) * g, beta2 * square + ((1 - beta2) * g) ** 2


@mistake
@in_place_of(new_means)
def all_squared(mean, square, g, beta1, beta2):
    """You squared the whole new mean. Only the slope is squared, and then it is mixed in: beta2 * v + (1 - beta2) * g**2."""
    return beta1 * mean + (1 - beta1) * g, (beta2 * square + (1 - beta2) * g) ** 2


@mistake
@in_place_of(new_means)
def doubled(mean, square, g, beta1, beta2):
    """You doubled the slope for v, where its square is asked for. A power has two stars: g**2."""
    return beta1 * mean + (1 - beta1) * g, beta2 * square + (1 - beta2) * g * 2


@mistake
@in_place_of(new_means)
def one_beta(mean, square, g, beta1, beta2):
    """You used beta1 for both means. It belongs to m; v, the mean of the squares, has a beta of its own: beta2."""
    return beta1 * mean + (1 - beta1) * g, beta1 * square + (1 - beta1) * g**2


@mistake
@in_place_of(new_means)
def mean_in_place_of_the_square(mean, square, g, beta1, beta2):
    """Your new v is made from the old m. Each mean goes on from its own old value: v = beta2 * v + (1 - beta2) * g**2."""
    mean = beta1 * mean + (1 - beta1) * g
    return mean, beta2 * mean + (1 - beta2) * g**2


@mistake
def gradient_instead_of_mean(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """Your step goes by the slope of this batch alone, and m has no say in it. Put the corrected mean in its place: m_hat."""
    for p, g, mean, square in zip(params, grads, m, v):
        mean[...] = beta1 * mean + (1 - beta1) * g
        square[...] = beta2 * square + (1 - beta2) * g**2
        p -= learning_rate * g / (np.sqrt(square / (1 - beta2**t)) + epsilon)


@mistake
@in_place_of(moved)
def uphill(p, mean_hat, square_hat, learning_rate, epsilon):
    """You added the step. The slope points to where the loss grows, so the weights have to move against it: subtract."""
    return p + learning_rate * mean_hat / (np.sqrt(square_hat) + epsilon)


@mistake
@in_place_of(moved)
def no_learning_rate(p, mean_hat, square_hat, learning_rate, epsilon):
    """The learning rate is missing. Without it every weight moves by about 1 in each step: multiply m_hat by it."""
    return p - mean_hat / (np.sqrt(square_hat) + epsilon)


@mistake
@in_place_of(new_means)
def shares_without_brackets(mean, square, g, beta1, beta2):
    """You subtracted a product from 1: without brackets Python multiplies first. Put brackets around the share: `(1 - beta1) * g`."""
    return beta1 * mean + 1 - beta1 * g, beta2 * square + 1 - beta2 * g**2


@mistake(like=shares_without_brackets)
@in_place_of(new_means)
def share_of_m_without_brackets(mean, square, g, beta1, beta2):
    return beta1 * mean + 1 - beta1 * g, beta2 * square + (1 - beta2) * g**2


@mistake
@in_place_of(new_means)
def shares_missing(mean, square, g, beta1, beta2):
    """The new part comes in whole. A mean gives it a small share, 1 - beta1, and
    leaves the old one its share beta1: otherwise m and v grow without end.
    """
    return beta1 * mean + g, beta2 * square + g**2


@mistake
@in_place_of(new_means)
def share_of_m_missing(mean, square, g, beta1, beta2):
    """In your m the new slope comes in whole. A mean gives it a small share, 1 - beta1, and
    leaves the old mean its share beta1: otherwise m grows without end.
    """
    return beta1 * mean + g, beta2 * square + (1 - beta2) * g**2


@mistake
@in_place_of(new_means)
def slope_subtracted_from_m(mean, square, g, beta1, beta2):
    """You subtract the slope's share from m, so m points the wrong way. A running mean adds it: m = beta1 * m + (1 - beta1) * g.
    The minus comes where the weights move.
    """
    return beta1 * mean - (1 - beta1) * g, beta2 * square + (1 - beta2) * g**2


@mistake
@in_place_of(new_means)
def old_m_lost(mean, square, g, beta1, beta2):
    """Your new m knows nothing of the old one. A running mean keeps most of what it has: m = beta1 * m + (1 - beta1) * g."""
    return (1 - beta1) * g, beta2 * square + (1 - beta2) * g**2


@mistake
@in_place_of(new_means)
def old_means_lost(mean, square, g, beta1, beta2):
    """Your new means know nothing of the old ones. A running mean keeps most of what it has: m = beta1 * m + (1 - beta1) * g."""
    return (1 - beta1) * g, (1 - beta2) * g**2


@mistake
@in_place_of(new_means)
def added_to_themselves(mean, square, g, beta1, beta2):
    """Your means keep the old value whole and a share of it once more, so they grow and grow. A `+=` adds to
    what is there: write `m[...] = beta1 * m + …`, or fade it first with `*=`.
    """
    return mean + beta1 * mean + (1 - beta1) * g, square + beta2 * square + (1 - beta2) * g**2


@mistake
@in_place_of(new_means)
def shares_exchanged(mean, square, g, beta1, beta2):
    """You exchanged the two shares, so most of the old mean is thrown away in each
    step. The old one keeps beta1, and the new slope comes in with 1 - beta1.
    """
    return (1 - beta1) * mean + beta1 * g, (1 - beta2) * square + beta2 * g**2


@mistake
def betas_exchanged(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """You exchanged beta1 and beta2. beta1 belongs to m, the mean of the slopes; beta2 belongs to v, the mean of their squares."""
    adam_step(params, grads, m, v, t, learning_rate, beta2, beta1, epsilon)


@mistake
def m_and_v_exchanged(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """You exchanged m and v: the mean of the squares went into m, and that of the slopes into v.
    Are the lists in the order of the names, `zip(params, grads, m, v)`?
    """
    adam_step(params, grads, v, m, t, learning_rate, beta1, beta2, epsilon)


@mistake
def lists_in_another_order(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """The lists have changed places: m came in for the slopes, v for m, and grads for v. A loop hands its names out in
    the order of the lists: `for p, g, mean, square in zip(params, grads, m, v):`.
    """
    adam_step(params, m, v, grads, t, learning_rate, beta1, beta2, epsilon)


@mistake
def old_means_used(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """The weights moved by the old means, before this slope had a say. Change m and v first, then the weights."""
    for p, g, mean, square in zip(params, grads, m, v):
        p -= learning_rate * mean / (1 - beta1**t) / (np.sqrt(square / (1 - beta2**t)) + epsilon)
        mean[...] = beta1 * mean + (1 - beta1) * g
        square[...] = beta2 * square + (1 - beta2) * g**2


@mistake
def first_array_only(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """Only the first arrays moved. Every array has to: weights and biases of all layers.
    Walk through the whole lists, from the first array to the last.
    """
    adam_step(params[:1], grads[:1], m[:1], v[:1], t, learning_rate, beta1, beta2, epsilon)
