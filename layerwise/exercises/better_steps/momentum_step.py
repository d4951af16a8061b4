"""A step that remembers: each weight rolls on with a velocity, which the slope pushes."""

# The answers are those of the lesson: a beginner writes a zip without more ado.
# ruff: noqa: B905

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.examiner.values import copy_arguments
from layerwise.exercises.better_steps._steps import SHAPES, after_two_steps, some_arrays


def momentum_step(params, grads, velocity, learning_rate, momentum):
    """Change each array of velocity, and then of params, in place.

    v = momentum * v - learning_rate * g, then p = p + v. grads and velocity are lists of arrays that have the shapes of params, in the same
    order; grads stays as it is.
    """
    for p, g, v in zip(params, grads, velocity):
        ### BEGIN SOLUTION
        v *= momentum
        v -= learning_rate * g
        p += v
        ### END SOLUTION


def momentum_step_by_number(params, grads, velocity, learning_rate, momentum):
    """One line for each formula. `[...]` writes the new numbers into the array that is there."""
    for i in range(len(params)):
        velocity[i][...] = momentum * velocity[i] - learning_rate * grads[i]
        params[i] += velocity[i]


def probes(rng):
    """A velocity that is already there, and one at rest; friction of every kind; steep gradients."""
    for shapes, learning_rate, momentum in zip(SHAPES, (0.1, 0.5, 0.02, 0.25, 0.3), (0.9, 0.5, 0.99, 0.8, 0.6), strict=True):
        yield some_arrays(rng, shapes), some_arrays(rng, shapes, 3), some_arrays(rng, shapes), learning_rate, momentum
    shapes = ((2, 2), (2,))
    at_rest = [np.zeros(shape) for shape in shapes]
    yield some_arrays(rng, shapes), some_arrays(rng, shapes), at_rest, 0.1, float(rng.uniform(0.3, 0.95))


def observe(function, params, grads, velocity, learning_rate, momentum):
    """Two steps; the second has the same gradients, whatever the first has made of them."""
    same_grads = copy_arguments(grads)
    return after_two_steps(
        lambda: function(params, grads, velocity, learning_rate, momentum),
        lambda: function(params, same_grads, velocity, learning_rate, momentum),
        params=params,
        velocity=velocity,
    )


EXERCISE = Exercise(
    place=2,
    answer=momentum_step,
    another_way=momentum_step_by_number,
    minutes=5,
    hints=(
        "Two formulas, and two arrays that change in each round: v and p. Which has to change first, if the other moves by its new value?",
        "The velocity keeps a part of what it was, and the slope pushes it. "
        "To change the array that is there, use `*=`, `-=` or `+=`; `v = ...` would make a new one.",
        "First `v *= momentum`, which slows the ball down. Then v loses the step that sgd_step would take. Then p moves by v.",
    ),
    examples=(
        ([np.array([1.0, -2.0])], [np.array([0.5, 1.0])], [np.array([0.0, 0.0])], 0.1, 0.9),
        ([np.array([1.0, -2.0])], [np.array([0.5, 1.0])], [np.array([-0.2, 0.4])], 0.1, 0.9),
    ),
    probes=probes,
    observe=observe,
    changes=("params", "velocity"),
)
mistake = EXERCISE.mistake


@mistake
def new_arrays(params, grads, velocity, learning_rate, momentum):
    """Neither the weights nor the velocity have changed. `v = …` and `p = p + …` make new arrays
    that end with the loop. `v *= …`, `p += …`, or `p[...] = …`, change the arrays themselves.
    """
    for p, g, v in zip(params, grads, velocity):
        v = momentum * v - learning_rate * g
        p = p + v


@mistake
def rebinds_entries(params, grads, velocity, learning_rate, momentum):
    """You put new arrays into the lists. The layers of the network still hold the old ones and
    never hear of it. Change the arrays themselves: `params[i] += …`, `velocity[i][...] = …`.
    """
    for i in range(len(params)):
        velocity[i] = momentum * velocity[i] - learning_rate * grads[i]
        params[i] = params[i] + velocity[i]


@mistake
def rebinds_velocity(params, grads, velocity, learning_rate, momentum):
    """You put new arrays into the list velocity. Asked for is a change of the arrays that are
    in it: `velocity[i][...] = …`, or `velocity[i] *= momentum` and then `velocity[i] -= …`.
    """
    for i in range(len(params)):
        velocity[i] = momentum * velocity[i] - learning_rate * grads[i]
        params[i] += velocity[i]


@mistake
def velocity_not_kept(params, grads, velocity, learning_rate, momentum):
    """The weights are right, and the velocity is what it was. Then no step knows of the one before, and nothing rolls.
    Change v itself: `v *= momentum`, then `v -= …`. A new array, as `v = …` makes one, is lost after the step.
    """
    for p, g, v in zip(params, grads, velocity):
        v = momentum * v - learning_rate * g
        p += v


@mistake
def weights_not_moved(params, grads, velocity, learning_rate, momentum):
    """The velocity is right, and the weights have not moved. Is there a line that moves them? `p += v` changes
    the array itself; `p = p + v` makes a new array and calls it p, while the network still holds the old one.
    """
    for p, g, v in zip(params, grads, velocity):
        v *= momentum
        v -= learning_rate * g
        p = p + v


@mistake
def returns_new_arrays(params, grads, velocity, learning_rate, momentum):
    """You return a result, and the arrays are what they were. Nobody looks at what is returned: change the arrays themselves."""
    return [p + momentum * v - learning_rate * g for p, g, v in zip(params, grads, velocity)]


@mistake
def uphill(params, grads, velocity, learning_rate, momentum):
    """You added the gradient to the velocity. The gradient points to where the loss grows,
    so the velocity has to turn against it: v = momentum * v - learning_rate * g.
    """
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v + learning_rate * g
        p += v


@mistake
def velocity_subtracted(params, grads, velocity, learning_rate, momentum):
    """You subtracted the velocity from the weight. The velocity already points
    downhill, because the gradient was subtracted in it. Now it is added: p = p + v.
    """
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v - learning_rate * g
        p -= v


@mistake
def signs_exchanged(params, grads, velocity, learning_rate, momentum):
    """You add the gradient to the velocity and subtract the velocity from the weight. The weights go the
    same way, but here v is the step itself: v = momentum * v - learning_rate * g, then p = p + v.
    """
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v + learning_rate * g
        p -= v


@mistake
def mean_of_gradients(params, grads, velocity, learning_rate, momentum):
    """You keep a mean of the gradients in v, with the share 1 - momentum for the new one. Here the
    gradient comes in whole, times the learning rate: v = momentum * v - learning_rate * g, then p = p + v.
    """
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v + (1 - momentum) * g
        p -= learning_rate * v


@mistake
def velocity_half_kept(params, grads, velocity, learning_rate, momentum):
    """The weights are right, but v has only faded: `v *= momentum` changes the array, and `v = v - …`
    behind it makes a new one that is lost after the step. Write `v -= learning_rate * g`.
    """
    for p, g, v in zip(params, grads, velocity):
        v *= momentum
        v = v - learning_rate * g
        p += v


@mistake
def velocity_of_gradients(params, grads, velocity, learning_rate, momentum):
    """You gathered the gradients in v and multiplied by the learning rate at the end, as PyTorch does. It rolls as well,
    but here v is the step itself: the learning rate goes in first, v = momentum * v - learning_rate * g, then p = p + v.
    """
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v + g
        p -= learning_rate * v


@mistake
def learning_rate_twice_and_subtracted(params, grads, velocity, learning_rate, momentum):
    """You subtract the velocity, and multiply it by the learning rate once more. v is
    the whole step already, with its sign and with the learning rate in it: p = p + v.
    """
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v - learning_rate * g
        p -= learning_rate * v


@mistake
def learning_rate_twice(params, grads, velocity, learning_rate, momentum):
    """The learning rate comes in twice, in the velocity and again in the step, so the weights hardly move. Once is enough: p = p + v."""
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v - learning_rate * g
        p += learning_rate * v


@mistake
def no_learning_rate(params, grads, velocity, learning_rate, momentum):
    """The learning rate is missing: the whole gradient goes into the velocity. v = momentum * v - learning_rate * g."""
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v - g
        p += v


@mistake
def old_velocity_lost(params, grads, velocity, learning_rate, momentum):
    """The new velocity knows nothing of the old one, so each step begins from rest, as in
    sgd_step. Keep momentum times what was there: v = momentum * v - learning_rate * g.
    """
    for p, g, v in zip(params, grads, velocity):
        v[...] = -learning_rate * g
        p += v


@mistake
def multiplied_by_the_difference(params, grads, velocity, learning_rate, momentum):
    """`v *= momentum - learning_rate * g` multiplies v by all that stands behind
    `*=`, and a velocity that is 0 stays 0. Take two lines: first `*=`, then `-=`.
    """
    for p, g, v in zip(params, grads, velocity):
        v *= momentum - learning_rate * g
        p += v


@mistake
def added_to_itself(params, grads, velocity, learning_rate, momentum):
    """`v += momentum * v - …` keeps the old velocity whole and adds a part of it once more, so it
    grows and grows. Let it fade first, `v *= momentum`, and then push it, `v -= learning_rate * g`.
    """
    for p, g, v in zip(params, grads, velocity):
        v += momentum * v - learning_rate * g
        p += v


@mistake
def no_friction(params, grads, velocity, learning_rate, momentum):
    """The old velocity is kept whole, so it grows without end, like a ball without friction. Let it fade: momentum * v."""
    for p, g, v in zip(params, grads, velocity):
        v -= learning_rate * g
        p += v


@mistake
def brackets(params, grads, velocity, learning_rate, momentum):
    """You multiplied the new part by momentum too. Only the old velocity fades: v = momentum * v - learning_rate * g."""
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * (v - learning_rate * g)
        p += v


@mistake
def mixed_by_shares(params, grads, velocity, learning_rate, momentum):
    """You gave the new part only the share 1 - momentum. That is a mean of gradients.
    Here the gradient comes in whole: v = momentum * v - learning_rate * g.
    """
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v - (1 - momentum) * learning_rate * g
        p += v


@mistake
def old_velocity_used(params, grads, velocity, learning_rate, momentum):
    """The weights moved by the old velocity, before this gradient had a say. Change the velocity first, then the weights."""
    for p, g, v in zip(params, grads, velocity):
        p += v
        v[...] = momentum * v - learning_rate * g


@mistake
def first_array_only(params, grads, velocity, learning_rate, momentum):
    """Only the first arrays moved. Every array has to: weights and biases of all layers.
    Walk through the whole lists; a `return` inside the loop would end the walk early.
    """
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v - learning_rate * g
        p += v
        return


@mistake
def changes_gradients(params, grads, velocity, learning_rate, momentum):
    """The step is right, and the gradients are no longer what they were. Multiply in a new array: `learning_rate * g`."""
    for p, g, v in zip(params, grads, velocity):
        g *= learning_rate
        v *= momentum
        v -= g
        p += v
