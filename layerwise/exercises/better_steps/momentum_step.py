"""A step that remembers: each weight rolls on with a velocity, which the slope pushes."""

# The answers are those of the lesson: a beginner writes a zip without more ado.
# ruff: noqa: B905

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.examiner.values import copy_arguments
from layerwise.exercises.better_steps._steps import SHAPES, after_two_steps, returns_in_a_loop, signs_behind, some_arrays


def momentum_step(params, grads, velocity, learning_rate, momentum):
    """Change each array of velocity, and then of params, in place.

    For each parameter p with its gradient g and its velocity v:
    v = momentum * v - learning_rate * g, then p = p + v.
    grads and velocity are lists of arrays that have the shapes of params, in
    the same order; grads stays as it is.
    """
    for p, g, v in zip(params, grads, velocity):
        ### BEGIN SOLUTION
        v *= momentum
        v -= learning_rate * g
        p += v
        ### END SOLUTION


def momentum_step_by_formula(params, grads, velocity, learning_rate, momentum):
    """One line for each formula. `[...]` writes the new numbers into the array that is there."""
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v - learning_rate * g
        p += v


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
    another_way=momentum_step_by_formula,
    minutes=5,
    hints=(
        "Two formulas, and in each round two arrays that change: v and p. Which has to change first, if the other moves by its new value?",
        "The velocity keeps a part of what it was, and the slope pushes it. "
        "To change the array that is there, use `*=`, `-=` or `+=`; `v = ...` would make a new one.",
        "First `v *= momentum`, which slows the ball down. Then take from v the step that sgd_step would take. Then move p by v.",
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


@mistake(when=lambda written: written.lost)
def lost_lines(params, grads, velocity, learning_rate, momentum):
    """Nothing has changed: what your lines work out is only compared, or kept nowhere. Change the
    arrays themselves: first `v *= momentum`, then `v -= learning_rate * g`, then `p += v`.
    """
    for p, g, v in zip(params, grads, velocity):
        momentum * v - learning_rate * g  # noqa: B018
        p + v  # noqa: B018


@mistake(when=signs_behind)
def signs_exchanged_with_equals(params, grads, velocity, learning_rate, momentum):
    """An `=` with a sign behind it gives the name a new value, and leaves the array
    as it was. To change the array itself, the sign comes first: `-=` and `+=`.
    """
    for p, g, v in zip(params, grads, velocity):
        v *= momentum
        v = -learning_rate * g
        p = +v  # noqa: F841


@mistake(like=signs_exchanged_with_equals, when=signs_behind)
def only_plus_exchanged_with_equals(params, grads, velocity, learning_rate, momentum):
    for p, g, v in zip(params, grads, velocity):
        v *= momentum
        v -= learning_rate * g
        p = +v  # noqa: F841


@mistake(like=signs_exchanged_with_equals, when=signs_behind)
def only_minus_exchanged_with_equals(params, grads, velocity, learning_rate, momentum):
    for p, g, v in zip(params, grads, velocity):
        v *= momentum
        v = -learning_rate * g
        p += v


@mistake(when=lambda written: written.has("v =") and written.has("p = p +"))
def new_arrays(params, grads, velocity, learning_rate, momentum):
    """Neither the weights nor the velocity have changed. `v = …` and `p = p + …` make new arrays
    that end with the loop. To change the arrays themselves: `v[...] = …` and `p[...] = …`, with the same behind the `=`.
    """
    for p, g, v in zip(params, grads, velocity):
        v = momentum * v - learning_rate * g
        p = p + v


@mistake
def nothing_changed(params, grads, velocity, learning_rate, momentum):
    """Neither the weights nor the velocity have changed. What you worked out has to go into the arrays
    that the lists hold: `v *= …` and `v -= …` change a velocity itself, and `p += v` a weight.
    """
    params, velocity = copy_arguments((params, velocity))
    momentum_step(params, grads, velocity, learning_rate, momentum)


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
    """You put new arrays into the list velocity. Change the arrays that are in it
    instead: `velocity[i][...] = …`, or `velocity[i] *= momentum` and then `velocity[i] -= …`.
    """
    for i in range(len(params)):
        velocity[i] = momentum * velocity[i] - learning_rate * grads[i]
        params[i] += velocity[i]


@mistake(when="v =")
def velocity_not_kept(params, grads, velocity, learning_rate, momentum):
    """The weights are right, and the velocity is what it was. Then no step knows of the one before, and nothing rolls.
    Change v itself: `v *= momentum`, then `v -= …`. The new array that `v = …` makes is lost after the step.
    """
    for p, g, v in zip(params, grads, velocity):
        v = momentum * v - learning_rate * g
        p += v


@mistake
def velocity_not_changed(params, grads, velocity, learning_rate, momentum):
    """The weights are right, and the velocity is what it was. Then no step knows of the one before, and nothing
    rolls. The new velocity belongs into v itself, before the weight moves by it: `v *= momentum`, then `v -= …`.
    """
    for p, g, v in zip(params, grads, velocity):
        p += momentum * v - learning_rate * g


@mistake
def weights_for_slopes(params, grads, velocity, learning_rate, momentum):
    """You pushed the velocity by the weights. It is the slope that pushes it: v = momentum * v - learning_rate * g."""
    for p, v in zip(params, velocity):
        v *= momentum
        v -= learning_rate * p
        p += v


@mistake
def rate_and_momentum_exchanged(params, grads, velocity, learning_rate, momentum):
    """You exchanged the two numbers: momentum says how much of the old velocity stays, and learning_rate how strongly the
    slope pushes. v = momentum * v - learning_rate * g.
    """
    for p, g, v in zip(params, grads, velocity):
        v *= learning_rate
        v -= momentum * g
        p += v


@mistake
def slopes_and_velocity_exchanged(params, grads, velocity, learning_rate, momentum):
    """You exchanged slopes and velocity: the arrays of grads were changed, and moved the weights. A loop hands its names out in
    the order of the lists: `for p, g, v in zip(params, grads, velocity):`.
    """
    for p, v, g in zip(params, grads, velocity):
        v *= momentum
        v -= learning_rate * g
        p += v


@mistake
def slope_once_more(params, grads, velocity, learning_rate, momentum):
    """The velocity is right, and the weights move by something else: the slope is in the velocity already, and there with a minus.
    So the last line is p = p + v, and no more.
    """
    for p, g, v in zip(params, grads, velocity):
        v *= momentum
        v -= learning_rate * g
        p -= learning_rate * g + v


@mistake
def multiplied_by_the_velocity(params, grads, velocity, learning_rate, momentum):
    """You multiplied the weights by the velocity. The velocity is the step, and a weight moves by it: p = p + v."""
    for p, g, v in zip(params, grads, velocity):
        v *= momentum
        v -= learning_rate * g
        p *= v


@mistake
def momentum_twice(params, grads, velocity, learning_rate, momentum):
    """You multiplied by momentum twice: in the velocity, where it belongs, and once more on the way to the weights.
    There it is p = p + v.
    """
    for p, g, v in zip(params, grads, velocity):
        v *= momentum
        v -= learning_rate * g
        p += momentum * v


@mistake
def old_velocity_subtracted(params, grads, velocity, learning_rate, momentum):
    """The velocity is what it was, so no step knows of the one before; and you subtracted it from the weight. It belongs with a plus:
    first `v *= momentum` and `v -= …`, then `p += v`.
    """
    for p, g, v in zip(params, grads, velocity):
        p -= learning_rate * g + momentum * v


@mistake(when="p = p + v")
def weights_not_moved(params, grads, velocity, learning_rate, momentum):
    """The velocity is right, and the weights have not moved. `p = p + v` makes a new array and calls
    it p, while the network still holds the old one. To change the array itself: `p += v`.
    """
    for p, g, v in zip(params, grads, velocity):
        v *= momentum
        v -= learning_rate * g
        p = p + v


@mistake
def no_line_moves_the_weights(params, grads, velocity, learning_rate, momentum):
    """The velocity is right, and the weights have not moved. Is there a line that moves them, for every
    array? In place, that is `p += v`, as the last line of the loop.
    """
    for g, v in zip(grads, velocity):
        v *= momentum
        v -= learning_rate * g


@mistake
def last_weights_only(params, grads, velocity, learning_rate, momentum):
    """Every velocity is right, and of the weights only the last ones moved. Does the line that moves them stand
    below the loop? Every array has its turn: `p += v` belongs inside it, indented as far as the lines above.
    """
    for g, v in zip(grads, velocity):
        v *= momentum
        v -= learning_rate * g
    params[-1] += velocity[-1]


@mistake
def returns_new_arrays(params, grads, velocity, learning_rate, momentum):
    """The arrays are what they were, and nobody looks at what is returned: change the arrays themselves."""
    return [p + momentum * v - learning_rate * g for p, g, v in zip(params, grads, velocity)]


@mistake
def no_velocity(params, grads, velocity, learning_rate, momentum):
    """You moved the weights by the plain step of sgd_step, and the velocity is what it was. Here v moves the weights:
    v = momentum * v - learning_rate * g in place first, and then p = p + v.
    """
    for p, g in zip(params, grads):
        p -= learning_rate * g


@mistake
def slope_subtracted_twice(params, grads, velocity, learning_rate, momentum):
    """The weights are moved by the velocity and once more by the slope. The slope's push is in the
    velocity already, so the second line is only p += v.
    """
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v - learning_rate * g
        p += v - learning_rate * g


@mistake
def uphill(params, grads, velocity, learning_rate, momentum):
    """You added the slope to the velocity. The slope points to where the loss grows, so
    the velocity has to turn against it: v = momentum * v - learning_rate * g.
    """
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v + learning_rate * g
        p += v


@mistake
def velocity_subtracted(params, grads, velocity, learning_rate, momentum):
    """You subtracted the velocity from the weight. The velocity already points
    downhill, because the slope was subtracted in it. So now it is added: `p += v`.
    """
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v - learning_rate * g
        p -= v


@mistake
def signs_exchanged(params, grads, velocity, learning_rate, momentum):
    """You add the slope to the velocity and subtract the velocity from the weight. The weights go the same
    way, but here v is the step itself: v = momentum * v - learning_rate * g, then p = p + v.
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


@mistake(when=lambda written: written.has("v *= momentum") and written.has("v ="))
def velocity_half_kept(params, grads, velocity, learning_rate, momentum):
    """The weights are right, but v has only faded: `v *= momentum` changes the array, and a `v = …`
    behind it makes a new one that is lost after the step. Write `v -= learning_rate * g`.
    """
    for p, g, v in zip(params, grads, velocity):
        v *= momentum
        v = v - learning_rate * g
        p += v


@mistake
def velocity_only_fades(params, grads, velocity, learning_rate, momentum):
    """The weights are right, but v only fades: the push by the slope never gets into it, so nothing gathers
    speed. Push v first, `v -= learning_rate * g`, and then move the weight by v alone: `p += v`.
    """
    for p, g, v in zip(params, grads, velocity):
        v *= momentum
        p -= learning_rate * g
        p += v


@mistake
def velocity_of_gradients(params, grads, velocity, learning_rate, momentum):
    """You gathered the slopes in v and brought the learning rate in at the end, as PyTorch does. It rolls just as well,
    but here v is the step itself: the learning rate goes in first, v = momentum * v - learning_rate * g, then p = p + v.
    """
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v + g
        p -= learning_rate * v


@mistake(like=velocity_of_gradients)
def velocity_of_gradients_turned_round(params, grads, velocity, learning_rate, momentum):
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v - g
        p += learning_rate * v


@mistake
def sum_of_gradients(params, grads, velocity, learning_rate, momentum):
    """The old velocity is kept whole, so it grows without end: let it fade, momentum * v. And the
    learning rate goes into v, not into the weight's step: v = momentum * v - learning_rate * g, then p = p + v.
    """
    for p, g, v in zip(params, grads, velocity):
        v -= g
        p += learning_rate * v


@mistake
def nesterov(params, grads, velocity, learning_rate, momentum):
    """Your weights run ahead of v: they move by momentum times the new velocity, and by the slope once more. That is the
    step of Nesterov, a relative of this one. Here the weights move by the new velocity itself: p = p + v.
    """
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v - learning_rate * g
        p += momentum * v - learning_rate * g


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
    """The learning rate is missing: the whole slope goes into the velocity. v = momentum * v - learning_rate * g."""
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v - g
        p += v


@mistake
def old_velocity_lost(params, grads, velocity, learning_rate, momentum):
    """Your new velocity knows nothing of the old one, so each step begins from rest, as in
    sgd_step. Keep momentum times what was there: v = momentum * v - learning_rate * g.
    """
    for p, g, v in zip(params, grads, velocity):
        v[...] = -learning_rate * g
        p += v


@mistake(when="v *= momentum - learning_rate * g")
def multiplied_by_the_difference(params, grads, velocity, learning_rate, momentum):
    """`v *= momentum - learning_rate * g` multiplies v by everything behind the
    sign, and a velocity that is 0 stays 0. Take two lines: first `*=`, then `-=`.
    """
    for p, g, v in zip(params, grads, velocity):
        v *= momentum - learning_rate * g
        p += v


@mistake(when="v *= momentum * v -")
def multiplied_by_the_formula(params, grads, velocity, learning_rate, momentum):
    """`v *= momentum * v - …` multiplies v by everything behind the sign, and a
    velocity that is 0 stays 0. Take two lines: first `v *= momentum`, then `v -= learning_rate * g`.
    """
    for p, g, v in zip(params, grads, velocity):
        v *= momentum * v - learning_rate * g
        p += v


@mistake(when="v -= momentum * v -")
def subtracted_from_itself(params, grads, velocity, learning_rate, momentum):
    """`v -= momentum * v - …` takes all of that away from v: most of the old velocity is gone, and the slope comes in with a plus.
    Take two lines: first `v *= momentum`, then `v -= learning_rate * g`.
    """
    for p, g, v in zip(params, grads, velocity):
        v -= momentum * v - learning_rate * g
        p += v


@mistake(when="v += momentum * v -")
def added_to_itself(params, grads, velocity, learning_rate, momentum):
    """`v += momentum * v - …` keeps the old velocity whole and adds a part of it once more, so it
    grows and grows. Let it fade first, `v *= momentum`, and then push it, `v -= learning_rate * g`.
    """
    for p, g, v in zip(params, grads, velocity):
        v += momentum * v - learning_rate * g
        p += v


@mistake
def grows_by_itself(params, grads, velocity, learning_rate, momentum):
    """Your velocity keeps the old one whole and a part of it once more, so it grows and grows. Only momentum
    times the old one stays: `v *= momentum`, and then `v -= learning_rate * g`.
    """
    for p, g, v in zip(params, grads, velocity):
        v[...] = (1 + momentum) * v - learning_rate * g
        p += v


@mistake
def fades_on_the_way(params, grads, velocity, learning_rate, momentum):
    """The old velocity is kept whole, and momentum comes in only on the way to the weights. It is v itself that fades,
    before the slope pushes it: v = momentum * v - learning_rate * g, then p = p + v.
    """
    for p, g, v in zip(params, grads, velocity):
        v -= learning_rate * g
        p += momentum * v


@mistake
def no_slope(params, grads, velocity, learning_rate, momentum):
    """You subtract the learning rate alone from the velocity, the same for every weight. It is
    the slope that pushes, times the learning rate: v = momentum * v - learning_rate * g.
    """
    for p, v in zip(params, velocity):
        v *= momentum
        v -= learning_rate
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
def weight_for_velocity(params, grads, velocity, learning_rate, momentum):
    """You multiplied the weight by momentum, where the old velocity belongs: v = momentum * v - learning_rate * g."""
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * p - learning_rate * g
        p += v


@mistake
def weights_become_velocity(params, grads, velocity, learning_rate, momentum):
    """You put the velocity in the place of the weight. The weight moves by the velocity from where it is: p += v."""
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v - learning_rate * g
        p[...] = v


@mistake
def numbers_of_the_example(params, grads, velocity, learning_rate, momentum):
    """Your step is that of a momentum of 0.9 and a learning rate of 0.1, whatever is given. Those were
    the lesson's numbers; here they come in as `momentum` and `learning_rate`.
    """
    for p, g, v in zip(params, grads, velocity):
        v[...] = 0.9 * v - 0.1 * g
        p += v


@mistake
def old_velocity_used(params, grads, velocity, learning_rate, momentum):
    """The weights moved by the old velocity, before this slope had a say. Change the velocity first, then the weights."""
    for p, g, v in zip(params, grads, velocity):
        p += v
        v[...] = momentum * v - learning_rate * g


@mistake
def slope_comes_late(params, grads, velocity, learning_rate, momentum):
    """The velocity is right, and the weights moved by it before this slope had pushed it. First
    the whole velocity, with the slope in it, and then p = p + v.
    """
    for p, g, v in zip(params, grads, velocity):
        v *= momentum
        p += v
        v -= learning_rate * g


@mistake(when="params +=")
def list_in_place_of_the_array(params, grads, velocity, learning_rate, momentum):
    """Your last line adds to `params`, the whole list, and one array is meant: the one that goes with this velocity.
    Add to `p`, or whatever your loop calls the single array.
    """
    for _, g, v in zip(params, grads, velocity):
        v *= momentum
        v -= learning_rate * g
        params += v


@mistake(when=returns_in_a_loop)
def return_in_the_loop(params, grads, velocity, learning_rate, momentum):
    """Only the first arrays moved: a `return` inside the loop ends it in the first round. Nothing is to be returned: delete that line."""
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v - learning_rate * g
        p += v
        return


@mistake
def first_array_only(params, grads, velocity, learning_rate, momentum):
    """Only the first arrays moved. Every array has to: weights and biases of all layers.
    Walk through the whole lists, from the first array to the last.
    """
    for p, g, v in zip(params, grads, velocity):
        v[...] = momentum * v - learning_rate * g
        p += v
        break


@mistake
def last_array_left_out(params, grads, velocity, learning_rate, momentum):
    """The last arrays were left out: every array has to move, weights and biases of all layers.
    Does a range stop one too early? It leaves out its own end already.
    """
    for i in range(len(params) - 1):
        velocity[i] *= momentum
        velocity[i] -= learning_rate * grads[i]
        params[i] += velocity[i]


@mistake
def changes_gradients(params, grads, velocity, learning_rate, momentum):
    """The step is right, and the gradients are no longer what they were. Multiply in a new array: `learning_rate * g`."""
    for p, g, v in zip(params, grads, velocity):
        g *= learning_rate
        v *= momentum
        v -= g
        p += v
