"""The exercise neuron: the score of one sample, which is its weighted sum plus the bias."""

import ast

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.exercises.activation.sigmoid import sigmoid
from layerwise.exercises.neuron._scores import clear_score
from layerwise.exercises.start_here.weighted_sum import weighted_sum


def neuron(x, w, b):
    """Return the weighted sum of x plus the bias, one number.
    x and w have shape (n,), and b is a number.
    """
    score = weighted_sum(x, w)
    ### BEGIN SOLUTION
    score = score + b
    ### END SOLUTION
    return score


def neuron_by_loop(x, w, b):
    """A loop that begins at the bias instead of at 0, and so cannot forget it. NumPy is many times faster for a long x."""
    score = b
    for i in range(len(x)):
        score += x[i] * w[i]
    return score


def probes(rng):
    """Inputs of several lengths, whole numbers among them; scores of both signs, large ones, and one that is the bias alone."""
    for n in (1, 3, 4, 7, 2, int(rng.integers(20, 40))):
        for sign in (-1, 1):
            x, w, b = clear_score(rng, n)
            yield (x, sign * w, sign * b)
    yield (300 * x, 300 * w, 300 * b)
    yield (np.array([1.0, 2.0]), np.array([2.0, -1.0]), 0.75)
    yield (rng.integers(1, 6, size=5), rng.uniform(0.5, 2, size=5), int(rng.integers(2, 6)))
    yield (rng.uniform(0.5, 2, size=3), rng.integers(-6, -1, size=3), -0.5)
    yield (rng.uniform(0.5, 2, size=4), rng.uniform(0.5, 2, size=4), 0.0)


EXERCISE = Exercise(
    place=1,
    answer=neuron,
    another_way=neuron_by_loop,
    minutes=5,
    hints=(
        "Take the example: what is `score` after the line that is given, and what should it be in the end? What makes the difference?",
        "The bias is added once, to the finished sum, and multiplied by nothing.",
        "`score + b` alone works out a number and forgets it. To keep it, give it a name: let `score` stand for it from now on.",
    ),
    examples=(
        (np.array([1.5, 5.0]), np.array([-2.0, 1.0]), -1.0),
        (np.array([2.0, 3.5]), np.array([-2.0, 1.0]), -1.0),
        (np.array([4.0, 1.0, 2.0]), np.array([0.5, -3.0, 1.0]), 2.0),
    ),
    probes=probes,
)
mistake = EXERCISE.mistake


@mistake(when=lambda written: written.lost_comparisons)
def compares(x, w, b):
    """The bias is not in your result. Two equals signs compare two things, and change neither.
    One `=` gives score its new value: `score = score + b`.
    """
    score = weighted_sum(x, w)
    score == score + b
    return score


@mistake(when=lambda written: written.lost)
def keeps_no_score(x, w, b):
    """The bias is not in your result. A sum that stands alone in its line is worked out and forgotten at once.
    To keep it, give it the name that is returned: `score = score + b`.
    """
    score = weighted_sum(x, w)
    score + b
    return score


def keeps_it_under_another_name(written):
    """Is b added in a line whose result has a name that is not returned, `z = score + b` or `b += score`?"""
    lines = [(line.targets[0], line.value) for line in written.nodes(ast.Assign)]
    lines += [(line.target, ast.BinOp(line.target, line.op, line.value)) for line in written.nodes(ast.AugAssign)]
    sums = [(target, value) for target, value in lines if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add)]
    added = [target for target, value in sums if {"b"} < {*_names(value)} & {"b", "weighted_sum", *written.returns}]
    return any(ast.unparse(target) not in written.returns for target in added)


def _names(expression):
    return [node.id for node in ast.walk(expression) if isinstance(node, ast.Name)]


@mistake(when=keeps_it_under_another_name)
def returns_the_old_score(x, w, b):
    """The bias is not in your result: you gave the result another name, and returned the old one.
    Call it score as well, `score = score + b`, or return the other name.
    """
    score = weighted_sum(x, w)
    z = score + b
    return score


@mistake(when=lambda written: "b" in written.unread_parameters and written.reads("b"))
def bias_replaced(x, w, b):
    """The bias that comes in is not in your result: a line gives the name b to another number before any line has read it.
    Leave that line out, and add b as it comes.
    """
    b = 0
    return weighted_sum(x, w) + b


@mistake
def no_bias(x, w, b):
    """The bias is not in your result. Without it the score is 0 whenever every input is 0,
    so the line between the birds has to go through the point (0, 0). Add b once, to the finished sum, and return what comes out.
    """
    return weighted_sum(x, w)


@mistake
def the_bias_of_the_example(x, w, b):
    """You took 1 away, which is right for the example, where b is -1. Other neurons have a bias of their own: add b."""
    return weighted_sum(x, w) - 1


@mistake
def the_numbers_of_the_example(x, w, b):
    """You wrote out the weights and the bias of the example. Another neuron has others:
    use w and b, and weighted_sum, which takes any number of inputs.
    """
    return -2 * x[0] + x[1] - 1


@mistake
def bias_only_for_some(x, w, b):
    """You add the bias only to scores that are positive. It belongs to every score: leave the `if` out."""
    score = weighted_sum(x, w)
    return score + b if score > 0 else score


@mistake
def bias_only_above_one(x, w, b):
    """You add the bias only to scores that are greater than 1. It belongs to every score: leave the `if` out."""
    score = weighted_sum(x, w)
    return score + b if score > 1 else score


@mistake
def bias_per_input(x, w, b):
    """You added the bias once for every input. The neuron has a single bias: add up the products first, then add b once."""
    return np.sum(x * w + b)


@mistake
def bias_subtracted(x, w, b):
    """You took the bias away instead of adding it, so a bias of -1 raises the score by 1. Turn the sign round: x · w + b."""
    return weighted_sum(x, w) - b


@mistake
def sum_subtracted(x, w, b):
    """You took the weighted sum away from the bias. The two are added: score + b."""
    return b - weighted_sum(x, w)


@mistake
def bias_twice(x, w, b):
    """The bias is in your result twice. The neuron has a single bias: add b once, to the finished sum."""
    return weighted_sum(x, w) + 2 * b


@mistake
def bias_on_the_weights(x, w, b):
    """You added the bias to the weights, so each input multiplies it too.
    Weigh the inputs and add them up first; then add b.
    """
    return weighted_sum(x, w + b)


@mistake(like=bias_on_the_weights)
def bias_into_the_weights(x, w, b):
    w += b
    return weighted_sum(x, w)


@mistake
def bias_multiplied(x, w, b):
    """You multiplied by the bias, so a bias of 0 would silence the neuron. The bias shifts the score: add it."""
    return weighted_sum(x, w) * b


@mistake
def bias_times_the_weights(x, w, b):
    """You multiplied the bias by the weights, and so got a number for each of them. The bias is multiplied by nothing: add b as it is."""
    return weighted_sum(x, w) + b * w


@mistake
def bias_times_the_inputs(x, w, b):
    """You multiplied the bias by the inputs, and so got a number for each of them. The bias is multiplied by nothing: add b as it is."""
    return weighted_sum(x, w) + b * x


@mistake
def bias_on_the_inputs(x, w, b):
    """You added the bias to the inputs before weighing them, so each weight multiplies it too.
    Weigh the inputs and add them up first; then add b.
    """
    return weighted_sum(x + b, w)


@mistake
def adds_everything(x, w, b):
    """You added inputs, weights and bias, and return one number for each input. A weight multiplies its input, the products are added up,
    and b comes last: weighted_sum(x, w) + b.
    """
    return x + w + b


@mistake
def no_sum(x, w, b):
    """You return one number for each input. A neuron answers with a single number: add up the products, then add b."""
    return x * w + b


@mistake
def doubles_the_sum(x, w, b):
    """The weighted sum is in your result twice. `+=` adds to what score holds already: `score += b` is enough.
    Or write it out, `score = score + b`.
    """
    score = weighted_sum(x, w)
    score += score + b
    return score


@mistake
def two_numbers(x, w, b):
    """You return two numbers side by side, as a comma or np.append puts them. A neuron answers with one: put a `+` between the two."""
    return np.array([weighted_sum(x, w), b])


@mistake
def no_weights(x, w, b):
    """You added up the inputs without their weights, so every input counts the same. Multiply each x[i] by its w[i] first."""
    return np.sum(x) + b


@mistake
def adds_the_weights(x, w, b):
    """You added inputs and weights. A weight says how strongly its input counts, so it multiplies: x[i] * w[i]."""
    return np.sum(x + w) + b


@mistake(when="weighted_sum(x, w)")
def only_two_beside_the_given_line(x, w, b):
    """Only the first two products are in your score, and a neuron may have any number of inputs.
    The line that is given has added them all up already: what is still missing is b alone.
    """
    score = weighted_sum(x, w)
    return 0 * score + x[0] * w[0] + x[1] * w[1] + b


@mistake
def only_two(x, w, b):
    """Only the first two products are in your score, and a neuron may have any number of inputs.
    Use weighted_sum, or let NumPy multiply the whole arrays.
    """
    return x[0] * w[0] + x[1] * w[1] + b


@mistake(when=lambda written: written.has_in_a_loop("return") and written.collects_in_a_loop)
def first_only(x, w, b):
    """Only the first product is in your result. There is a `return` inside the loop, and it ends the function in the first round.
    Move it to the left, below the loop.
    """
    score = b
    for i in range(len(x)):
        score += x[i] * w[i]
        return score


@mistake
def first_product_alone(x, w, b):
    """Only the first product is in your result. All of them belong to the sum: weighted_sum(x, w) adds them up."""
    return x[0] * w[0] + b


@mistake
def last_only(x, w, b):
    """Only the last product is in your result. In a loop, each round has to add to what the total holds, and not to replace it:
    `total = 0` stands above the loop, and in it `total += ...` adds.
    """
    return x[-1] * w[-1] + b


@mistake
def positive_only(x, w, b):
    """You turned negative scores into 0. That step comes after the score,
    in the next lesson: here the score itself is asked for, negative or not.
    """
    return max(weighted_sum(x, w) + b, 0)


@mistake
def without_its_sign(x, w, b):
    """You took the sign of the score away. A negative score says no, and is as good an answer as a positive one: leave abs out."""
    return abs(weighted_sum(x, w) + b)


@mistake
def no_fractions(x, w, b):
    """The score is right, and what follows its decimal point is lost. Does `int` stand somewhere? It cuts a number down to a whole one:
    take it out.
    """
    return int(weighted_sum(x, w) + b)


@mistake
def yes_or_no(x, w, b):
    """You return a decision, yes or no. That step comes after the score, in the next lesson: here the score itself is asked for."""
    return int(weighted_sum(x, w) + b > 0)


@mistake
def squeezed(x, w, b):
    """Your score was squeezed between 0 and 1, by 1 / (1 + exp(-score)). That comes in the next lesson: return the score itself."""
    return sigmoid(weighted_sum(x, w) + b)


@mistake
def sums_first(x, w, b):
    """Every input has been multiplied by every weight, as happens when the sums are multiplied, or when one loop stands inside another.
    Each input has one weight of its own: multiply the pairs first, then add the products, then b.
    """
    return np.sum(x) * np.sum(w) + b


@mistake
def mean(x, w, b):
    """You took the mean of the products, so a neuron with more inputs would get a smaller score.
    A weighted sum is not divided by anything: add up, then add b.
    """
    return np.mean(x * w) + b


@mistake(when="=+")
def equals_plus(x, w, b):
    """Your result is b alone, and the weighted sum is lost. `=+` is an `=` with a plus sign behind it, and replaces what score held.
    The other way round it adds: `score += b`.
    """
    score = weighted_sum(x, w)
    score =+ b  # fmt: skip
    return score


@mistake
def only_the_bias(x, w, b):
    """Your result is b alone, and the weighted sum is lost. Both belong to it: `score = score + b` adds the one to the other."""
    return b
