"""sgd_step: one step down."""

# A beginner writes a zip without more ado, and a mistake may leave out one of its names.
# ruff: noqa: B007, B015, B905, F841

import ast

import numpy as np

from layerwise.examiner.exercise import Exercise


def sgd_step(params, grads, learning_rate):
    """Subtract from each array of params learning_rate times its gradient.

    params and grads are lists of arrays of the same shapes, in the same
    order. The arrays of params change in place; those of grads stay.
    """
    ### BEGIN SOLUTION
    for parameter, gradient in zip(params, grads):
        parameter -= learning_rate * gradient
    ### END SOLUTION


def sgd_step_by_number(params, grads, learning_rate):
    """By number instead of by zip. `-=` changes the array in its place; `params[i] = params[i] - …` would put a new one there."""
    for i in range(len(params)):
        params[i] -= learning_rate * grads[i]


def probes(rng):
    """A layer, two layers, a single array; square ones; learning rates small, large and 1; steep gradients."""
    for shapes, learning_rate, steep in (
        (((3, 2), (2,)), 0.1, 1),
        (((2, 4), (4,), (4, 3), (3,)), 0.5, 1),
        (((3, 3), (3, 3)), 1.0, 100),
        (((5,),), float(rng.uniform(0.01, 3)), 1),
        (((1, 1), (1,)), 0.25, 1),
        (((2, 3), (3,), (3, 3), (3,), (3, 1), (1,)), 2.5, 1),
    ):
        yield [rng.normal(size=shape) for shape in shapes], [rng.normal(scale=steep, size=shape) for shape in shapes], learning_rate


def observe(function, params, grads, learning_rate):
    """The arrays that params held before the call, as they are after it and after another; and where else a result may have gone."""
    arrays, before = list(params), [array.copy() for array in params]
    later_grads = [gradient / 2 for gradient in grads]

    returned = function(params, grads, learning_rate)
    after = [array.copy() for array in arrays]
    still_the_same = len(params) == len(arrays) and all(now is then for now, then in zip(params, arrays))
    untouched = all(np.array_equal(now, then) for now, then in zip(after, before))
    only_returned = still_the_same and untouched and returned is not None

    function(list(arrays), later_grads, learning_rate)
    return {
        "params still holds the same arrays": still_the_same,
        "the result is in the arrays themselves, not in what is returned": not only_returned,
        **{f"params[{i}]": array for i, array in enumerate(after)},
        **{f"params[{i}] after a second step": array for i, array in enumerate(arrays)},
    }


def remark(function):
    """What to tell someone who returns something: right, and of no use to anybody."""
    if function([np.zeros(1)], [np.zeros(1)], 0.1) is None:
        return ""
    return (
        "One remark: nothing has to be returned. The arrays in params have changed, and the network holds these very arrays. "
        "So the line with `return` may go."
    )


EXERCISE = Exercise(
    place=1,
    answer=sgd_step,
    another_way=sgd_step_by_number,
    minutes=4,
    hints=(
        "The gradient points uphill. Which way does each weight have to move, and how far?",
        "`for parameter, gradient in zip(params, grads):` walks through both lists together.",
        "`parameter -= learning_rate * gradient` changes the array itself; `parameter = parameter - …` makes a new one, which nobody sees.",
    ),
    examples=(
        ([np.array([1.0, -2.0])], [np.array([0.5, 1.0])], 0.1),
        (
            [np.array([[0.5, 1.0], [1.0, 0.0]]), np.array([0.0, 0.0])],
            [np.array([[0.378, -0.378], [0.0, 0.0]]), np.array([0.378, -0.378])],
            0.1,
        ),
    ),
    probes=probes,
    observe=observe,
    remark=remark,
    changes=("params",),
)
mistake = EXERCISE.mistake


def names_a_difference(written):
    """Is a name given to the result of a subtraction, as in `p = p - step`?"""
    named = [node.value for node in written.nodes(ast.Assign) if isinstance(node.targets[0], ast.Name)]
    return any(isinstance(part, ast.BinOp) and isinstance(part.op, ast.Sub) for value in named for part in ast.walk(value))


def names_minus_a_product(written):
    """Is a name given to something like `-rate * g`, as `p =- rate * g` does?"""
    values = [node.value for node in written.nodes(ast.Assign)]
    return any(isinstance(value, ast.BinOp) and isinstance(value.left, ast.UnaryOp) and isinstance(value.op, ast.Mult) for value in values)


def subtracts_the_weight_too(written):
    """Does the weight itself stand to the right of a `-=`, as in `p -= p - rate * g`?"""
    changes = [line for line in written.nodes(ast.AugAssign) if isinstance(line.op, ast.Sub)]
    return any(ast.unparse(line.target) in map(ast.unparse, ast.walk(line.value)) for line in changes)


@mistake(when="==")
def compared(params, grads, learning_rate):
    """The arrays in params are what they were: `==` compares two things, and changes neither. To change the array itself write `p -= …`."""
    for p, g in zip(params, grads):
        p == p - learning_rate * g


@mistake(when=names_minus_a_product)
def minus_behind(params, grads, learning_rate):
    """The arrays in params are what they were: with the minus after the `=`, the name is given to a
    new array. Put the minus before the `=`: `p -= …` changes the array itself.
    """
    for p, g in zip(params, grads):
        p = -learning_rate * g


@mistake(when=".copy()")
def on_copies(params, grads, learning_rate):
    """The arrays in params are what they were: you change copies of them. The network
    holds the arrays themselves, and they are what has to change: leave out `.copy()`.
    """
    for p, g in zip(params, grads):
        p = p.copy()
        p -= learning_rate * g


@mistake(when=names_a_difference)
def new_array(params, grads, learning_rate):
    """The arrays in params are what they were. A minus alone makes a new array, and `=` only hangs a name on it: the
    network still holds the old one. Change the array itself: `p -= …`, with the minus before the `=`, or `p[...] = …`.
    """
    for p, g in zip(params, grads):
        p = p - learning_rate * g


@mistake
def rebinds_entries(params, grads, learning_rate):
    """You put new arrays into the list. The layers of the network still hold the old
    ones and never hear of it. Change the arrays themselves: `params[i] -= …`.
    """
    for i in range(len(params)):
        params[i] = params[i] - learning_rate * grads[i]


@mistake
def one_array_of_the_list(params, grads, learning_rate):
    """The arrays in params are what they were. params is a list of arrays, and so is grads: a
    calculation with a whole list makes one new array, and fails where the shapes are unlike. In a
    loop, `for p, g in zip(params, grads):`, change each `p`, and leave the list alone.
    """
    params = params - learning_rate * np.array(grads)


@mistake
def nothing_changed(params, grads, learning_rate):
    """The arrays in params are what they were: no line of yours changes them. To work out where a weight
    should go is not to move it there: change the array itself with `p -= …`, with the minus before the `=`.
    """
    for p, g in zip(params, grads):
        np.subtract(p, learning_rate * g)


@mistake
def returns_new_arrays(params, grads, learning_rate):
    """The arrays in params are what they were, and nobody looks at what is returned. Change the arrays
    themselves, with `p -= …`: what stands behind a plain `=` is a new array.
    """
    return [p - learning_rate * g for p, g in zip(params, grads)]


@mistake(when=subtracts_the_weight_too)
def weight_taken_away_too(params, grads, learning_rate):
    """You subtract the weight from itself, so only the step is left. `-=` subtracts from what is there
    already, and the weight is not needed on the right: `p -= learning_rate * g`.
    """
    for p, g in zip(params, grads):
        p -= p - learning_rate * g


@mistake
def step_for_the_weight(params, grads, learning_rate):
    """You put the step where the weight was. The weight moves by the step: what it was, less learning_rate times the gradient."""
    for p, g in zip(params, grads):
        p[...] = learning_rate * g


@mistake
def times_the_weight(params, grads, learning_rate):
    """You multiplied the step by the weight itself. How far a weight moves is for its gradient to say: learning_rate * g, and no more."""
    for p, g in zip(params, grads):
        p -= learning_rate * p * g


@mistake
def mean_of_the_gradient(params, grads, learning_rate):
    """You moved all weights of an array by the mean of their gradient. Each weight has a slope of its own: learning_rate * g."""
    for p, g in zip(params, grads):
        p -= learning_rate * g.mean()


@mistake
def divided_by_the_number_of_arrays(params, grads, learning_rate):
    """You divided the step by the number of arrays in params. How far a weight moves does not depend on
    how many others there are: learning_rate * g.
    """
    for p, g in zip(params, grads):
        p -= learning_rate * g / len(params)


@mistake
def all_but_the_first(params, grads, learning_rate):
    """The first array of params has not moved. Does the loop begin at 1? Python counts from 0: `range(len(params))`."""
    for i in range(1, len(params)):
        params[i] -= learning_rate * grads[i]


@mistake
def uphill(params, grads, learning_rate):
    """Your step goes uphill. The gradient points to where the loss grows, so
    the weights have to move against it: subtract learning_rate * g.
    """
    for p, g in zip(params, grads):
        p += learning_rate * g


@mistake
def no_learning_rate(params, grads, learning_rate):
    """You subtracted the whole gradient. It tells the direction; the learning rate tells how far to go: multiply the two."""
    for p, g in zip(params, grads):
        p -= g


@mistake
def learning_rate_alone(params, grads, learning_rate):
    """You subtracted the learning rate alone, so every weight moves down by the
    same. Which way and how far is for its gradient to say: multiply the two.
    """
    for p, g in zip(params, grads):
        p -= learning_rate


@mistake
def learning_rate_added(params, grads, learning_rate):
    """You added the learning rate to the gradient. It says how much of the
    gradient to take, so multiply the two: `p -= learning_rate * g`.
    """
    for p, g in zip(params, grads):
        p -= learning_rate + g


@mistake(when="1")
def minus_1(params, grads, learning_rate):
    """You subtracted 1 from every weight, as in the lesson's line that only shows
    what `-=` does. Subtract the step: learning_rate times the gradient.
    """
    for p, g in zip(params, grads):
        p -= 1


@mistake
def divides_by_learning_rate(params, grads, learning_rate):
    """You divided by the learning rate, so a smaller one makes larger steps. Multiply the gradient by it."""
    for p, g in zip(params, grads):
        p -= g / learning_rate


@mistake
def only_the_step(params, grads, learning_rate):
    """You put the step where the weight was. The weight moves by the step: what it was, less learning_rate times the gradient."""
    for p, g in zip(params, grads):
        p[...] = -learning_rate * g


@mistake
def brackets(params, grads, learning_rate):
    """You multiplied the weight by the learning rate too. Only the gradient is multiplied: `p -= learning_rate * g`."""
    for p, g in zip(params, grads):
        p[...] = learning_rate * (p - g)


@mistake(when=lambda written: written.has_in_a_loop("return"))
def returns_after_the_first(params, grads, learning_rate):
    """Only the first array of params moved: your `return` stands inside the loop and ends
    the function in its first round. Nothing has to be returned, so the line may go.
    """
    for p, g in zip(params, grads):
        p -= learning_rate * g
        return


@mistake
def first_array_only(params, grads, learning_rate):
    """Only the first array of params moved. Every array has to: weights and biases of
    all layers. Go through both lists together, `for p, g in zip(params, grads):`.
    """
    params[0] -= learning_rate * grads[0]


@mistake
def last_array_only(params, grads, learning_rate):
    """Only the last array of params moved. Every array has to take its step: the line that takes it belongs into the loop."""
    params[-1] -= learning_rate * grads[-1]


@mistake
def last_array_left_out(params, grads, learning_rate):
    """The last array of params did not move. Every array has to: `range(len(params))` counts them all, and needs no `- 1`."""
    for i in range(len(params) - 1):
        params[i] -= learning_rate * grads[i]


@mistake
def first_entries(params, grads, learning_rate):
    """Only the first entry, or the first row, of each array moved: an index
    of 0 picks no more. Change all of it: `p -= learning_rate * g`.
    """
    for p, g in zip(params, grads):
        p[0] -= learning_rate * g[0]


@mistake
def every_pair(params, grads, learning_rate):
    """Each array of params meets every gradient, those of the other arrays too, as with two loops, one inside the other.
    Each has one gradient, which has its shape: `for p, g in zip(params, grads):` walks through both lists side by side.
    """
    for p in params:
        for g in grads:
            p -= learning_rate * g


@mistake
def sign_of_gradient(params, grads, learning_rate):
    """You used only the sign of the gradient, so every weight moves equally far. A steeper slope makes a longer step."""
    for p, g in zip(params, grads):
        p -= learning_rate * np.sign(g)


@mistake
def changes_gradients(params, grads, learning_rate):
    """The weights are right, and the gradients are no longer what they were.
    Leave them alone, and multiply in a new array: learning_rate * g.
    """
    for p, g in zip(params, grads):
        g *= learning_rate
        p -= g


@mistake
def exchanged(params, grads, learning_rate):
    """You moved the gradients by the weights. It is the other way round: the weights move, the gradients stay.
    Which comes first? A loop `for p, g in zip(params, grads):` hands out an array of params, then its gradient.
    """
    for p, g in zip(params, grads):
        g -= learning_rate * p


@mistake
def multiplied(params, grads, learning_rate):
    """You multiplied the weights by the step. The weight moves by the step: what it was, less learning_rate times the gradient."""
    for p, g in zip(params, grads):
        p *= learning_rate * g


@mistake
def shrinks_the_weights(params, grads, learning_rate):
    """You subtracted a part of the weight itself, so every weight shrinks whatever the
    loss says. It is the gradient that is multiplied by learning_rate and subtracted.
    """
    for p, g in zip(params, grads):
        p -= learning_rate * p


@mistake
def rate_of_its_own(params, grads, learning_rate):
    """You wrote the learning rate as a number. Whoever calls sgd_step chooses the
    rate, and it is not always the same: multiply by learning_rate, the argument.
    """
    for p, g in zip(params, grads):
        p -= 0.1 * g


@mistake(like=rate_of_its_own)
def rate_of_0_2(params, grads, learning_rate):
    for p, g in zip(params, grads):
        p -= 0.2 * g


@mistake(like=rate_of_its_own)
def rate_of_0_01(params, grads, learning_rate):
    for p, g in zip(params, grads):
        p -= 0.01 * g
