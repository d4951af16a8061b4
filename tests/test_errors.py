"""What is said about an exception in a learner's function: each advice stands beside a line that a beginner really writes."""

import math

import numpy as np
import pytest

from layerwise import nn
from layerwise.examiner.advice import ADVICE
from layerwise.examiner.diagnoses.outside import data_from_outside
from layerwise.examiner.errors import error_sentence
from layerwise.examiner.nobody_there import nobody_there
from layerwise.examiner.subject import Subject
from layerwise.exercises import examine

NUMBERS = np.array([1.5, -2.0, 3.0])
FRACTION = 0.25


class Optimizer:
    def step(self, parameters, gradients):
        return None


def loop_total(z):
    for value in z:
        total += value  # noqa: F821
    return total  # noqa: F821


def append_to_array(z):
    result = np.zeros(0)
    for value in z:
        result.append(value)


def append_forgets(z):
    result = []
    for value in z:
        result = result.append(value)


def fills_a_tuple(z):
    result = (0, 0)
    result[0] = z


def fills_list(z):
    result = []
    for i in range(len(z)):
        result[i] = z[i]


def in_place(z):
    whole = np.array([1, 2, 3])
    whole *= z


def calls_itself(z):
    return calls_itself(z)


def one_place(z):
    result = np.zeros(3)
    result[0] = z


def unpacks(z):
    m, n = z.shape
    return m


def stops(z):
    raise KeyboardInterrupt


def picks_by_entry(z):
    return [z[value] for value in z]


def picks_by_row(z):
    table = np.outer(z, z)
    return [table[row] for row in table]


def counts_by_row(z):
    table, result = np.outer(z, z), np.zeros(3)
    for row in table:
        result[row] = 1


def permutes_rows(z):
    order = np.random.default_rng(0).permutation(z / 2)
    rng.permutation(3)  # what the advice asks for
    return z[order]


def divides_for_an_index(z):
    return z[len(z) / 2]


def too_short(z):
    w = np.ones(2)
    return [w[i] for i in range(len(z))]


def counts_by_another_name(z):
    return [z[i] for k in range(len(z))]  # noqa: F821


def names_a_mean_mean(z):
    mean = mean(z)  # noqa: F821
    return mean


def names_a_sum_sum(z):
    sum = sum(z)  # noqa: F823
    return sum


def names_a_result_np(z):
    np = np.mean(z)  # noqa: F823
    return np


def picks_by_another_shape(z):
    result, fires = np.zeros(len(z)), np.outer(z, z) > 0
    result[fires] = 1


def counts_by_far_entries(z):
    far = np.array([7, 8, 9])
    return [far[value] for value in far]


def forgets_the_brackets(z):
    mean = z.mean
    return z - mean


def fills_a_row_with_a_table(z):
    table = np.zeros((3, 3))
    table[0] = np.outer(z, z)


def names_three(z):
    a, b = z
    return a + b


def leaves_one_out_of_the_zip(z):
    params, grads, velocity = [z], [z], [z]
    for p, g in zip(params, grads):  # noqa: B007, B905
        velocity *= 0.5


def fills_a_number(z):
    total = z[0]
    total[0] = 1


def keeps_what_shuffle_returns(z):
    order = rng.shuffle(z)
    return order[:2]


def calls_with_square_brackets(z):
    for function in (None,):
        z = function[z]


def one_too_far(z):
    return z[3]


def nothing_in_it(z):
    empty = z[:0]
    return empty[0]


def larger_by_row(z):
    table = np.outer(z, z)
    return [1 if row > 0 else 0 for row in table]


def one_answer(z):
    return 1 if z > 0 else 0


def counts_once(z):
    count = 0
    if z > 0:
        count += 1
    return count


def puts_all_into_some(z):
    result = np.zeros(z.shape)
    result[z > 0] = z
    return result


def asks_for_one(z):
    return one_answer(z)


def largest_of_two(z):
    return np.max([z, 0])


def keeps_the_name(z):
    loss = nn.SoftmaxCrossEntropy()
    loss = loss.forward(np.outer(z, z), np.eye(3))
    return loss.backward()


def appends_to_a_number(z):
    total = 0
    total.append(z)


def appends_to_a_place(z):
    result = np.zeros(3)
    result[0].append(z)


def hides_a_function(z):
    told = told(z, z)  # noqa: F823
    return told


def needs_a_first_value(z):
    if z is None:
        found = 3
    return found


def gives_no_name(z):
    np.maximum(z, 0)
    return result_that_is_missing  # noqa: F821


# Of a call that goes over several lines Python tells no part that stands in one.
def over_two_lines(z):
    return np.sum(
        z, axis=1
    )  # fmt: skip


def too_many_over_two_lines(z):
    return np.maximum(
        z,
    )  # fmt: skip


def adds_again(z):
    return np.sum(np.outer(z, z) @ z, axis=1)


class rng:
    permutation = staticmethod(np.random.default_rng(0).permutation)
    random = staticmethod(np.random.default_rng(0).random)
    shuffle = staticmethod(np.random.default_rng(0).shuffle)


# Advice for the learner's own line. Each case: a function, and the words that it is to get.
OWN_LINES = [
    (loop_total, "`total` has no value yet to add to or to change. It needs a first one above the loop, such as `total = 0`."),
    (hides_a_function, "A line here gives `told` a value, so all through this function it no longer means the function from outside."),
    (needs_a_first_value, "Is the line that gives it one further down, or in an `if` or a loop that was skipped?"),
    (
        gives_no_name,
        "The line `np.maximum(z, 0)` works something out, and nothing keeps it. Begin it with the name: `result_that_is_missing",
    ),
    (lambda z: np.maximum(o, z), "That is the letter. Is the number 0 meant?"),  # noqa: F821
    (lambda z: np.sum(z, axis == 0), "an argument is named with one: `axis=...`."),  # noqa: F821
    (lambda z: statistics.fmean(z), "`statistics` is a module, and it has not been imported."),  # noqa: F821
    (lambda z: fractions.Fraction(z), "has not been imported. Fetch it with `import fractions`"),  # noqa: F821
    (lambda z: random.random(), "The lessons draw with NumPy's generator, `rng`."),  # noqa: F821
    (picks_by_entry, "`for value in z` hands out the entries of z themselves, so `value` is already what `z[value]` was meant to be."),
    (picks_by_row, "`for row in table` hands out the rows of table themselves, so `row` is already what `table[row]`"),
    (counts_by_row, "hands out the rows of table themselves, and what stands in square brackets has to be a whole number."),
    (
        too_short,
        "`w` has 2 entries, numbered from 0 to 1, and `w[i]` asks for number 2. Look at `range(len(z))`, from which `i` comes, and at "
        "the line that makes `w`.",
    ),
    (counts_by_another_name, "The loop here calls what it hands out `k`: `for k in range(len(z))`. Use one name"),
    (lambda z: z[i], "No loop here hands out a number `i`. To go through the entries one by one: `for i in range(len(z)):`."),  # noqa: F821
    (names_a_mean_mean, "The function is NumPy's: write `np.mean(...)` for it."),
    (names_a_sum_sum, "A line here gives `sum` a value, so all through this function it no longer means the function from outside."),
    (names_a_result_np, "it no longer means the module from outside."),
    (one_too_far, "`z` has 3 entries, numbered from 0 to 2, and `z[3]` asks for number 3. Python counts from 0."),
    (nothing_in_it, "`empty` has no entries at all. Where do they get lost?"),
    (lambda z: max(0, z), "`max` picks one of the two as a whole. Entry by entry it is `np.maximum(0, z)`."),
    (
        lambda z: np.max(0, z),
        "treats the second argument as an axis, a direction to go along. To compare two, entry by entry, write `np.maximum(0, z)`.",
    ),
    (largest_of_two, "`np.max` looks for the largest of all its numbers. Entry by entry it is `np.maximum(z, 0)`."),
    (larger_by_row, "Here `table` is a table, and the loop hands out whole rows of it: `row` is an array"),
    (asks_for_one, "This line is in `one_answer`, which decides for a single number, and was given an array."),
    (lambda z: math.exp(z), "`math.exp` takes one number. NumPy's own, `np.exp`, takes a whole array."),
    (lambda z: int(z), "For every entry it is `.astype(int)`, behind the array."),
    (one_place, "`result[0]` is one place and takes one number, and `z` is a whole array or a list."),
    (lambda z: np.sum(z, z), "treats the second argument as an axis, a direction to go along. `np.sum(z * z)` multiplies the pairs"),
    (lambda z: np.mean(z, z), "Calculate with the two first, and give it the result."),
    (lambda z: np.concatenate(z, z), "stand in brackets of their own: `np.concatenate([z, z])`."),
    (lambda z: rng.shuffle(z, z), "`rng.shuffle` mixes one array"),
    (lambda z: z.sum(axis=1), "It is given a plain row of numbers, which has no second axis."),
    (lambda z: np.sum(z.sum(), axis=1), "a single number, with nothing in it to go along"),
    (lambda z: np.outer(z, z).sum(axis=2), "A table has axis=0, down the columns, and axis=1, along the rows, and no other"),
    (adds_again, "The `@` in it has multiplied and added up already. Leave `np.sum` out, and the axis with it."),
    (lambda z: [i for i in range(z)], "`range` counts up to a whole number, and `z` is an array: `range(len(z))`."),
    (lambda z: range(len(z) / 2), "A division with `/` always gives a fraction"),
    (lambda z: range(z.shape), "`z.shape[0]` is the number of rows, and so is `len(z)`."),
    (lambda z: rng.random(z), "`rng.random` needs to know a shape, and `z` is an array: `rng.random(z.shape)`."),
    (lambda z: np.random.randn((2, 3)), "side by side, without brackets of their own"),
    (lambda z: z.max(keepdim=True), "NumPy calls it `keepdims`."),
    (lambda z: np.argmax(z, dim=0), "NumPy calls it `axis`."),
    (lambda z: unpacks(z, speed=3), "`unpacks` has no argument that is called `speed`."),
    (lambda z: Optimizer().step(), "needs `parameters` and `gradients` too"),
    (lambda z: Optimizer().step(1, 2, 3), "takes 2, and here it is given 3."),
    (lambda z: np.maximum(z), "`np.maximum` takes 2, and here it is given 1."),
    (lambda z: np.maximum([z, 0]), "takes 2, side by side and without brackets of their own: `np.maximum(z, 0)`."),
    (lambda z: np.array(1, 2, 3), "`np.array([1, 2, 3])`"),
    (lambda z: np.dot(z, z, 3.0), "Write `np.dot(z, z)`, and do with `3.0` what is to be done in a step of its own."),
    (lambda z: np.sum[z], "`np.sum` is a function, and a function is called with round brackets: `np.sum(z)`."),
    (lambda z: len(z)[0], "`len(z)` is a single number and has no entries"),
    (lambda z: z.sum()[0], "`z.sum()` is a single number and has no entries"),
    (lambda z: z(0), "`z` is an array and no function. An entry of it has square brackets, `z[0]`; to multiply, write `*`."),
    (lambda z: FRACTION(z), "`FRACTION` is a number and no function."),
    (calls_itself, "`calls_itself` is the function that you are writing, and it calls itself endlessly."),
    (append_forgets, "`.append` changes the list and returns None, which is then called `result`. Leave `result =` out"),
    (lambda z: [].append(3) + 1, "`.append` returns None, nothing to calculate with."),
    (appends_to_a_number, "`total` is a single number, and nothing can be appended to one. To add to it, write `total += ...`"),
    (appends_to_a_place, "`result[0]` is one place and holds a single number. Put one into it with `result[0] = ...`"),
    (keeps_the_name, "Since `loss = loss.forward(...)`, `loss` is the number that came out. Take another name on the left."),
    (lambda z: FRACTION.backward(), "`FRACTION` is a single number here."),
    (lambda z: z.astype(np.int), "Leave `np.` out: Python's `int` is meant."),
    (lambda z: np.random.default_rng(0).rand(3), "A generator has"),
    (lambda z: np.random.default_rng(0).zeros(3), "It belongs to NumPy and not to the generator: `np.zeros`."),
    (lambda z: z.shape.rows, "`z.shape` is a tuple, several values side by side."),
    (lambda z: [i for i in len(z)], "`len(z)` is a single number"),
    (lambda z: sum(FRACTION), "`sum` goes through the entries of something, and here it is given a single number."),
    (lambda z: z.T(), "`z.T` is an array and no function: leave the round brackets behind it out."),
    (lambda z: z.shape(), "`z.shape` is a tuple and no function: leave the round brackets behind it out."),
    (lambda z: z(z), "Its entries are picked with square brackets, `z[z]`; two arrays are multiplied with `@`, `z @ z`."),
    (lambda z: z(z.T), "Two arrays are multiplied and added up with `@`, `z @ z.T`; entry by entry, with `*`."),
    (lambda z: np.exp * z, "`np.exp` stands there as the function itself. To have what it gives, call it: `np.exp(...)`."),
    (lambda z: z.transpose @ z, "`z.transpose` stands there as the function itself."),
    (lambda z: _raised + 1, "`_raised` stands there as the function itself."),
    (lambda z: z._raised(), "`_raised` is a function by itself, and takes the array between its brackets: `_raised(z)`."),
    (lambda z: (0, 1)[z > 0], "Such a pair is picked from once, and `z > 0` has many answers. For each entry: `np.where(z > 0, 1, 0)`."),
    (in_place, "holds whole numbers here, and takes no fractions in place. Make a new array: `"),
    (lambda z: (z, z)[z], "Each is picked from by itself: `z[z], z[z]`."),
    (lambda z: z[0, 1], "`z` has one dimension alone. An entry of it has a single number between its brackets."),
    (lambda z: z[np.outer(z, z) > 0][z > 0], "There are more numbers in the square brackets"),
    (picks_by_another_shape, "Here `result` has the shape (3,) and `fires` (3, 3)."),
    (counts_by_far_entries, "`for value in far` hands out the entries of far themselves. To have their numbers"),
    (lambda z: range([1, 2]), "`[1, 2]` is a list: `range(len([1, 2]))`."),
    (lambda z: z(0, 2), "A part of it has square brackets, with a colon between the two: `z[0 : 2]`."),
    (forgets_the_brackets, "Since `mean = z.mean`, `mean` is the function itself. Brackets are missing there: `mean = z.mean(...)`."),
    (fills_a_row_with_a_table, "`table[0]` has room for the shape (3,), and `np.outer(z, z)` has (3, 3)."),
    (names_three, "`z` has not as many entries as there are names on the left."),
    (leaves_one_out_of_the_zip, "Take it into your loop, `for p, g, one_velocity in zip(params, grads, velocity):`"),
    (fills_a_number, "`total` is a single number by now, with no place to put anything into."),
    (lambda z: len(z).T, "`len(z)` is a single number, with no rows and columns to exchange: leave `.T` out."),
    (lambda z: z ^ 2, "`^` is no power in Python. A power has two stars: `z**2`."),
    (lambda z: 1 - 2.5 ^ 2, "A power has two stars: `2.5**2`."),
    (lambda z: np.zeros(3, 4), "The shape is one argument, in brackets of its own: `np.zeros((3, 4))`."),
    (lambda z: np.array(1.0, 2.0), "stand in square brackets of their own: `np.array([1.0, 2.0])`."),
    (lambda z: np.max(z, 0, True), "Give it by its name: `np.max(z, axis=0, keepdims=True)`."),
    (lambda z: z.sum(0, True), "Give it by its name: `z.sum(axis=0, keepdims=True)`."),
    (lambda z: z.sum(z * z, axis=0), "`z.sum` works on `z` and takes what comes first between its brackets for the axis."),
    (lambda z: np.clip(z, 0.5), "Where there is no largest, None stands for it: `np.clip(z, 0.5, None)`."),
    (lambda z: np.clip(0.5, z), "`np.clip` takes three: the array, the smallest number allowed and the largest."),
    (lambda z: np.dot(z * z), "`np.dot` takes two, and the `*` makes one of them. A comma keeps them apart: `np.dot(z, z)`."),
    (lambda z: np.sqrt(np.ones((2, 3)), z), "Write `np.sqrt(np.ones((2, 3)))`, and do with `z` what is to be done in a step of its own."),
    (lambda z: [].append(z, z), "`.append` takes one thing. Several stand in brackets of their own: `[].append((z, z))`."),
    (lambda z: rng.shuffle(range(len(z))), "Row numbers in a shuffled order come from `rng.permutation(len(z))`."),
    (keeps_what_shuffle_returns, "A new array in a shuffled order comes from `order = rng.permutation(...)`."),
    (calls_with_square_brackets, "Here `function` is None, nothing. Ask first: `if function is not None:`."),
    (
        lambda z: (z + z) + np.zeros(5),
        "Here `z + z` has the shape (3,) and `np.zeros(5)` (5,). Entry by entry, shapes are compared from the last number",
    ),
    (lambda z: z @ np.zeros((4, 5)), "Here `z` has the shape (3,). For `@`, the last number of the left one"),
    (lambda z: z + np.zeros(5), "Here `z` has the shape (3,) and `np.zeros(5)` (5,). Entry by entry, shapes are compared"),
]


# Advice by the kind of the error. Each case: a function, and words of the advice that it is to get.
def unpacks_one(z):
    first, second = z[0]
    return first


CASES = [
    (lambda z: numpy.maximum(z, 0), "goes by the name np"),  # noqa: F821
    (lambda z: true, "capital letter"),  # noqa: F821
    (lambda z: z / m, "len(...) gives the number of entries"),  # noqa: F821
    (divides_for_an_index, "one with `//` a whole number"),
    (permutes_rows, "rng.permutation(len(X))"),
    (lambda z: z[np.array([0.0, 1.0])], "True and False for each"),
    (lambda z: z[0, 1, 2], "more numbers in the square brackets"),
    (lambda z: np.zeros(n_classes), "Which of the two is meant?"),  # noqa: F821
    (lambda z: np.outer(z, z)[np.arange(2), np.arange(3)], "the first picks rows and the second columns"),
    (over_two_lines, "axis=0 is the first"),
    (fills_list, "begin with np.zeros"),
    (lambda z: z.shape[1], "one number for each dimension"),
    (lambda z: z.tolist()[len(z)], "the last n - 1"),
    (lambda z: z if z > 0 else 0, "np.where(condition, yes, no)."),
    (counts_once, "to count where it holds, np.sum(condition)."),
    (puts_all_into_some, "Pick the same ones on both sides"),
    (lambda z: z > 0 and z, "np.where(condition, yes, no)"),
    (unpacks, "to the left of a `=`"),
    (lambda z: np.where(z > 0, z), "np.where needs three things"),
    (lambda z: np.array([z, z[:1]]), "the parts have unlike shapes"),
    (lambda z: np.array([1.0, z], dtype=float), "the parts have unlike shapes"),
    (lambda z: np.zeros(3).__setitem__(0, z), "One place of an array takes one number"),
    (lambda z: math.log(z[1]), "log needs more than 0"),
    (lambda z: np.max(z[z > 9]), "nothing in this array"),
    (lambda z: np.random.default_rng(0).shuffle(z.copy())[0], "keep that, and not their result"),
    (lambda z: print(end="") + 1, "keep that, and not their result"),
    (lambda z: print(end="")(z), "only a function can be called"),
    (lambda z: z.tolist() + FRACTION, "make an array of it first"),
    (lambda z: complex(z), "NumPy's functions take arrays"),
    (lambda z: z[: FRACTION * len(z)], "A fraction is multiplied by len(x) first"),
    (lambda z: [3][z], "A whole number is needed here"),
    (lambda z: z.sum(0, 3), "np.zeros((m, n))"),
    (lambda z: np.multiply(z, 0.5, out=np.array([1, 2, 3])), "cannot take fractions in place. Let a new one be made"),
    (lambda z: np.exp**-z, "np.exp(-z) is e to the power of -z"),
    (lambda z: [value for value in np.sum], "Without () behind its name"),
    (lambda z: z[0] @ z[1], "Two single numbers are multiplied with `*`"),
    (lambda z: [value for value in z.mean], "Without () behind its name"),
    (lambda z: z.tolist() > 0, "A list does not calculate"),
    (lambda z: z.tolist() * 0.5, "A list does not calculate"),
    (lambda z: z + "1", "quotation marks"),
    (lambda z: 3 + "1", "quotation marks"),
    (lambda z: len({1}[0]), "such as a single number"),
    (lambda z: nn.SoftmaxCrossEntropy()(z, z), "Say what it is to do"),
    (lambda z: nn.ReLU()(z), "A layer says with .forward(...) what it passes on"),
    (lambda z: np.random.default_rng(0)(z.shape), "what the generator is to draw"),
    (lambda z: len(3), "an array or a list has"),
    (lambda z: np.mean(value for value in z), "In square brackets it makes a list"),
    (unpacks_one, "what is handed out is a single thing"),
    (lambda z: z.tolist()[0, 1], "A list takes one whole number"),
    (lambda z: z.shape(0), "x[i]; to multiply"),
    (lambda z: round(z), "np.round, takes a whole array"),
    (lambda z: z.index(3), "Only a list has `.index`"),
    (lambda z: np.random.default_rng(0).choice([0, 1], 3, False), "Chances are given by name"),
    (lambda z: 1 in 3, "Something with entries is needed here"),
    (too_many_over_two_lines, "than the function takes"),
    (fills_a_tuple, "keeps what it was made with"),
    (lambda z: [].add(3), "A list takes one more at its end with .append."),
    (append_to_array, "fill them one by one: `result[i] = ...`"),
    (lambda z: getattr(FRACTION, "append"), "Look at the line that gave it this name"),  # noqa: B009
    (lambda z: __import__("nump"), "imported already"),
    (lambda z: np.ones((2, 3)) @ np.zeros((4, 5)), "the last number of the left one"),
    (lambda z: 0.5 @ z, "To multiply by a single number write `*`"),
    (lambda z: np.add(np.ones(3), np.zeros(5)), "from the last number backwards"),
    (lambda z: z.reshape(7), "its numbers multiplied give the size"),
    (lambda z: math.exp(1000), "about 709"),
    (lambda z: 1 / 0, "below the fraction line"),
    (lambda z: overflowing_stack(), "calls itself endlessly"),
    (lambda z: np.zeros((10**6, 10**6, 10**6)), "more memory than there is"),
    (lambda z: exit(), "return a value instead"),
    (lambda z: input("which? "), "take `input()` out"),
    (stops, "The function itself raised this"),
]


def overflowing_stack():
    return overflowing_stack()


def told(error, function):
    subject = Subject(function)
    return error_sentence(subject.raised(error), subject.written)


def from_outside(function):
    return data_from_outside(Subject(function))


def _raised(function):
    try:
        with nobody_there(lambda thread: True):
            function(NUMBERS.copy())
    except BaseException as error:
        return error
    raise AssertionError("it raises nothing")


@pytest.mark.parametrize("function, words", CASES, ids=[words for _, words in CASES])
def test_a_beginners_error_is_told_where_to_look(function, words, capsys):
    sentence = told(_raised(function), function)
    assert sentence.startswith("it stopped in the line `")
    advice = [entry.words for entry in ADVICE if entry.words in sentence]
    assert len(advice) == 1 and words in advice[0], sentence
    assert sentence.endswith(advice[0])


@pytest.mark.parametrize("function, words", OWN_LINES, ids=[words[:60] for _, words in OWN_LINES])
def test_the_advice_fits_the_learners_own_line(function, words, capsys):
    assert words in told(_raised(function), function)


def test_every_advice_is_given_to_somebody():
    given = "\n".join(told(_raised(function), function) for function, _ in CASES)
    assert [entry.words for entry in ADVICE if entry.words not in given] == []


SPELLINGS = [
    (lambda z: np.maximun(z, 0), "Did you mean `maximum`?"),
    (lambda z: z.shpae, "Did you mean `shape`?"),
    (lambda z: Z + 1, "Did you mean `z`?"),  # noqa: F821
    (lambda z: rnage(3), "Did you mean `range`?"),  # noqa: F821
    (lambda z: NUMBRES + z, "Did you mean `NUMBERS`?"),  # noqa: F821
    (lambda z: z.maximum(0), "It is a function of NumPy, which takes the array between its brackets: np.maximum(...)."),
    (lambda z: z.tolist().mean(), "It is a function of NumPy, which takes the list between its brackets: np.mean(...)."),
    (lambda z: [].apend(3), "Did you mean `append`?"),
]


@pytest.mark.parametrize("function, words", SPELLINGS, ids=[words for _, words in SPELLINGS])
def test_the_nearest_name_is_named(function, words):
    assert words in told(_raised(function), function)


def test_the_data_of_an_array_is_told_to_be_the_array_itself():
    def moves(z):
        z.data -= 0.1 * z

    assert "A NumPy array is changed by its own name: `z`, without `.data`." in told(_raised(moves), moves)


@pytest.mark.parametrize("function", [lambda z: completely_unknown, lambda z: np.qqqqqq, lambda z: Optimizer().stepp])  # noqa: F821
def test_no_name_is_named_where_none_is_near_or_the_object_is_the_learners_own(function):
    assert "Did you mean" not in told(_raised(function), function)


def sum_of(z):
    for value in z:
        value = value * 2
    return result_of_it  # noqa: F821


NAMES = [
    (sum_of, "No line here gives `result_of_it` a value: write `result_of_it = ...` above the line that uses it."),
    (lambda z: completely_unknown + z, "No line here gives `completely_unknown` a value"),  # noqa: F821
    (lambda z: soft_and_hard(z), "Python does not know a function called `soft_and_hard`."),  # noqa: F821
    (lambda z: train_test_split(z), "Python does not know a function called `train_test_split`. Is it spelled right? (If"),  # noqa: F821
    (lambda z: pd.Series(z).mean(), "`pd` is what programs call pandas, which nobody has imported here. It is not needed"),  # noqa: F821
    (lambda z: exp(-z), "NumPy has it: write `np.exp`."),  # noqa: F821
    (lambda z: pi * z, "NumPy has it: write `np.pi`."),  # noqa: F821
    (lambda z: mean * z, "No line here gives `mean` a value"),  # noqa: F821
    (lambda z: 1 / (1 + e**-z), "For a power of e use np.exp: `np.exp(-z)` is e to the power of -z"),  # noqa: F821
]


@pytest.mark.parametrize("function, words", NAMES, ids=[words for _, words in NAMES])
def test_a_name_without_a_value_is_told_what_is_missing(function, words):
    sentence = told(_raised(function), function)
    assert f"is not defined. {words}" in sentence
    assert "Did you mean" not in sentence


@pytest.mark.parametrize(
    "function, words",
    [
        (lambda z: relu(z), "`relu` is a function of lesson 02. To have it here, run `from layerwise.mine import relu`."),  # noqa: F821
        (lambda z: soft_max(z), "Is it spelled right? (If it is from another library: NumPy is enough here.)"),  # noqa: F821
        (lambda z: z - self.z, "`z` is an argument: write it without `self.`"),  # noqa: F821
        (lambda z: z - self.learning_rate, "All that it needs comes in as its arguments: leave `self.` out."),  # noqa: F821
        (lambda z: z - b, "(What comes in is `z`.)"),  # noqa: F821
    ],
    ids=["another lesson", "nowhere", "self", "self.other", "arguments"],
)
def test_it_is_told_where_a_name_comes_from_only_where_that_is_known(function, words):
    assert told(_raised(function), function).endswith(words)


def anew(z):
    z = layer(z_train)  # noqa: F821
    return z


def test_an_argument_that_is_replaced_before_it_is_read_is_told_whatever_went_wrong():
    assert "`z` comes in as an argument, and a line here gives the name another value" in told(_raised(anew), anew)


def test_a_name_that_is_near_one_of_the_functions_own_is_not_told_to_be_given_a_value():
    assert told(_raised(own_name := lambda z: Z + 1), own_name).endswith("is not defined. Did you mean `z`?")  # noqa: F821
    assert "Did you mean `NUMBERS`? No line here gives `NUMBRES` a value" in told(
        _raised(notebooks_name := lambda z: NUMBRES + z),  # noqa: F821
        notebooks_name,
    )


def no_list_for_it(loss):
    losses.append(loss)  # noqa: F821


def pairs_half_made(X_train, X_val):
    return X_train, X_val, y_train  # noqa: F821


def test_a_name_of_its_own_beside_a_near_one_is_told_to_be_given_a_value():
    for function, name, near in ((no_list_for_it, "losses", "loss"), (pairs_half_made, "y_train", "X_train")):
        with pytest.raises(NameError) as raised:
            function(*[NUMBERS] * function.__code__.co_argcount)
        sentence = told(raised.value, function)
        assert f"No line here gives `{name}` a value: write `{name} = ...` above" in sentence
        assert sentence.endswith(f"(Or `{near}` is meant.)")


@pytest.mark.parametrize(
    "function, words",
    [
        (lambda z: np.sum(z == 1 & z == 2), "Put each comparison in brackets: `(a == i) & (b == j)`."),
        (lambda z: np.sum(z < 1 | z > 2), "Put each comparison in brackets: `(a == i) | (b == j)`."),
        (lambda z: np.sum(z == 1 and z == 2), "`and` decides once, and here is a whole array of answers. Entry by entry it is written `&`"),
        (lambda z: np.sum(z < 1 or z > 2), "`or` decides once, and here is a whole array of answers. Entry by entry it is written `|`"),
    ],
    ids=["&", "|", "and", "or"],
)
def test_two_comparisons_of_arrays_are_told_how_they_are_joined(function, words):
    whole = np.arange(3)
    with pytest.raises(ValueError) as raised:
        function(whole)
    assert words in told(raised.value, function)


def made_inside():
    def forward(output):
        return output

    return forward


def test_where_a_function_was_made_is_no_part_of_the_sentence():
    sentence = told(_raised(calls_it := lambda z: made_inside()(z, 1)), calls_it)
    assert "with TypeError: forward() takes 1 positional argument but 2 were given. " in sentence
    assert sentence.endswith("takes 1, and here it is given 2.")


@pytest.mark.parametrize("name", [3, None, ["a"], "no name (at all"])
def test_an_error_of_that_kind_with_a_strange_name_gets_a_sentence_too(name):
    def hostile(z):
        raise NameError("of its own", name=name)

    assert told(_raised(hostile), hostile).startswith("it stopped in the line `raise NameError(")


# --- lists of arrays -------------------------------------------------------------------------------------------------------


def whole_lists(params, grads, learning_rate):
    params -= learning_rate * grads


def one_whole_list(params, grads, learning_rate):
    step = learning_rate * grads
    return step


def three_lists(weights, slopes, pace):
    return (weights - slopes) * pace


def names_that_are_letters(m, mean, pace):
    return m - mean


def pairs_without_zip(params, grads, learning_rate):
    for p, g in params, grads:
        p -= learning_rate * g


def pairs_in_brackets(params, grads, learning_rate):
    for p, g in (params, grads):
        p -= learning_rate * g


def three_names_for_pairs(params, grads, learning_rate):
    for p, g, rate in zip(params, grads, strict=True):
        p -= rate * g


def batches_without_a_loop(params, grads, learning_rate):
    p, g = minibatches(params, grads)
    return p, g


def minibatches(params, grads):
    yield params, grads


def numbered_without_enumerate(params, grads, learning_rate):
    for i, p in params:
        params[i] = p


def numbered_pairs(params, grads, learning_rate):
    for p, g in enumerate(zip(params, grads)):  # noqa: B905
        p -= learning_rate * g


def numbered_pairs_taken_apart(params, grads, learning_rate):
    for i, p, g in enumerate(zip(params, grads)):  # noqa: B905
        params[i] = p - learning_rate * g


LISTS = [
    (numbered_pairs_taken_apart, "`for i, (p, g) in enumerate(zip(params, grads)):`, with brackets."),
    (numbered_pairs, "`enumerate` counts the rounds: here `p` is the number of a round", "`for p, g in zip(params, grads):`"),
    (whole_lists, "`params` and `grads` are lists of arrays", "`for parameter, gradient in zip(params, grads):`, and change `parameter`"),
    (one_whole_list, "`grads` is a list of arrays", "`for gradient in grads:`, and calculate with `gradient`"),
    (three_lists, "`slopes` and `pace` are lists of arrays", "`for weight, slope, one_pace in zip(weights, slopes, pace):`"),
    (names_that_are_letters, "`m` and `mean` are lists of arrays", "`for one_m, one_mean in zip(m, mean):`"),
    (pairs_without_zip, "a loop needs zip", "`for p, g in zip(params, grads):`"),
    (pairs_in_brackets, "Brackets alone pair nothing. To go through", "`for p, g in zip(params, grads):`"),
    (three_names_for_pairs, "Each round of `zip(params, grads, strict=True)` hands out fewer values than there are names"),
    (batches_without_a_loop, "go through them with a loop, `for p, g in minibatches(params, grads):`"),
    (numbered_without_enumerate, "Each round hands out one entry of `params`", "as many parts as there are names"),
]


@pytest.mark.parametrize("function, words", [(function, words) for function, *words in LISTS], ids=[case[0].__name__ for case in LISTS])
def test_who_takes_lists_of_arrays_for_arrays_is_shown_the_loop(function, words):
    lists = [[NUMBERS.copy()], [NUMBERS.copy()], [NUMBERS] if function is three_lists else 0.1]
    with pytest.raises((TypeError, ValueError)) as raised:
        function(*lists)
    sentence = told(raised.value, function)
    assert all(part in sentence for part in words), sentence
    assert "np.array(" not in sentence and "left of `=`" not in sentence


# --- what a function takes from outside ------------------------------------------------------------------------------------


def test_what_the_notebook_happens_to_hold_is_pointed_out():
    def relu(z):
        return np.maximum(z, NUMBERS[0]) * FRACTION

    assert from_outside(relu) == ["NUMBERS", "FRACTION"]
    message = examine("relu", relu).message
    assert "Your function also uses NUMBERS and FRACTION: no argument, and not made inside it" in message
    assert message.endswith("Is this meant?")


def test_who_calculates_with_the_notebooks_numbers_alone_is_told_of_the_arguments():
    def relu(z):
        return np.maximum(NUMBERS, 0) * FRACTION

    def sigmoid(z):
        z = NUMBERS
        return 1 / (1 + np.exp(-z))

    for function, names in {relu: "`NUMBERS` and `FRACTION`", sigmoid: "`NUMBERS`"}.items():
        report = examine(function.__name__, function)
        assert report.mistake == "arguments-unread"
        assert f"calculates with {names} from other cells of the notebook, and never looks at what comes in as `z`" in report.message


def test_who_goes_through_a_network_of_the_notebook_is_told_of_the_arguments(tmp_path):
    body = "for layer in network.layers:\n        layer.W -= learning_rate * layer.dW"
    code = f"def sgd_step(params, grads, learning_rate):\n    {body}\n"
    (tmp_path / "cell.py").write_text(code, encoding="utf-8")
    notebook = {"network": nn.Network([nn.Dense(2, 3), nn.ReLU(), nn.Dense(3, 2)])}
    exec(compile(code, str(tmp_path / "cell.py"), "exec"), notebook)
    report = examine("sgd_step", notebook["sgd_step"])
    assert report.mistake == "arguments-unread"
    assert "`network` from other cells of the notebook, and never looks at what comes in as `params` and `grads`" in report.message


def test_functions_and_modules_and_own_names_are_not_pointed_out():
    constant = 3

    def relu(z, floor=1):
        NUMBERS = np.abs(z) + constant
        return Optimizer().step(NUMBERS, [value * 2 for value in NUMBERS]) or math.sqrt(2) * floor * z

    assert from_outside(relu) == []
    assert "also uses" not in examine("relu", relu).message
    assert from_outside(np.maximum) == from_outside(Optimizer()) == []


def test_names_inside_inner_functions_are_pointed_out_too():
    assert from_outside(lambda z: [FRACTION * value for value in z]) == ["FRACTION"]
    assert from_outside(lambda z: (lambda value: NUMBERS)(z)) == ["NUMBERS"]


def test_who_passed_or_made_a_known_mistake_hears_nothing_of_it():
    zero = {"FLOOR": 0, "np": np}
    exec("def relu(z):\n    return np.maximum(z, FLOOR)\ndef wrong(z):\n    return np.minimum(z, FLOOR)", zero)
    assert examine("relu", zero["relu"]).passed
    report = examine("relu", zero["wrong"])
    assert report.mistake == "minimum" and "FLOOR" not in report.message
