"""Lesson 08: the first weights, better steps, and dropout."""

# The answers are those of the lesson: a beginner writes a zip without more ado.
# ruff: noqa: B905

import numpy as np

from layerwise.exercises.exercise import Exercise, Mistake
from layerwise.examiner.facts import in_turn
from layerwise.examiner.values import copy_arguments, settle

LESSON = "08 digits"

# What chance may do to a share or a mean of many numbers: seven times its own deviation. More happens once in 10 ** 11 times.
CHANCE = 7


def _generator(rng):
    return np.random.default_rng(int(rng.integers(2**32)))


def _other(answer):
    """The same answer with a random generator of its own in place of the one that is given: another one in each call."""
    return lambda *arguments: answer(*arguments[:-1], np.random.default_rng())


def _own_seed(answer):
    return lambda *arguments: answer(*arguments[:-1], np.random.default_rng(0))


_OWN_SEED = (
    "Every call gives the same numbers, whatever `rng` says, as with a random generator of your own that has a fixed seed. "
    "Use the `rng` that is given."
)
_IGNORES_RNG = (
    "The same seed does not give the same numbers: you draw from another source of chance, such as np.random. "
    "Use the `rng` that is given; then a training run can be repeated exactly."
)


# --- he_init -------------------------------------------------------------------------------------------------------------


def he_init(n_in, n_out, rng):
    """Return first weights, (n_in, n_out): drawn by the Generator rng, normal, mean 0, standard deviation sqrt(2 / n_in)."""
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))


def he_init_scaled(n_in, n_out, rng):
    """Numbers of standard deviation 1, then stretched: doubling every number doubles the deviation."""
    return rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_in)


def _he_init_probes(rng):
    """Thousands of weights, so that their mean and deviation tell how they were drawn, for few inputs too; and layers of a few neurons."""
    for n_in, n_out in ((40, 125), (100, 50), (2, 2500), (3, 4), (1, 2)):
        yield n_in, n_out, _generator(rng)


# What beginners take for the standard deviation.
_DEVIATIONS = {
    "1": lambda n_in, n_out: 1,
    "2 / n_in": lambda n_in, n_out: 2 / n_in,
    "sqrt(2) / n_in": lambda n_in, n_out: np.sqrt(2) / n_in,
    "sqrt(1 / n_in)": lambda n_in, n_out: np.sqrt(1 / n_in),
    "sqrt(2 / n_out)": lambda n_in, n_out: np.sqrt(2 / n_out),
    "sqrt(2 / (n_in + n_out))": lambda n_in, n_out: np.sqrt(2 / (n_in + n_out)),
    "sqrt(n_in / 2)": lambda n_in, n_out: np.sqrt(n_in / 2),
}


def _observe_he_init(function, n_in, n_out, rng):
    """What holds for the weights, since they are drawn by chance."""
    rng_at_first = copy_arguments(rng)
    given = function(n_in, n_out, rng)
    W = settle(given, like=np.zeros((n_in, n_out))).astype(float)
    m, many = W.size, W.size >= 5_000
    right = np.sqrt(2 / n_in)

    def near(deviation):
        return bool(abs(W.std() / deviation - 1) < CHANCE / np.sqrt(2 * m))

    def as_a_multiple():
        return 1.0 if not many or near(right) else round(float(W.std() / right), 3)

    def mistaken(formula):
        deviation = formula(n_in, n_out)
        return many and not 0.85 < deviation / right < 1.15 and near(deviation)

    def normal():
        within = np.mean(np.abs(W - W.mean()) < W.std())
        return not many or bool(abs(within - 0.6827) < CHANCE * 0.466 / np.sqrt(m))

    return {
        "the shape": np.array(W.shape),
        **in_turn(
            [
                ("every number is finite", True, lambda: bool(np.isfinite(W).all())),
                ("all numbers are equal", False, lambda: bool(np.ptp(W) == 0)),
                ("all rows are equal", False, lambda: n_in > 1 and not np.ptp(W, axis=0).any()),
                ("all columns are equal", False, lambda: n_out > 1 and not np.ptp(W, axis=1).any()),
                ("some numbers are exactly 0", False, lambda: bool((W == 0).any())),
                ("there are negative numbers among them", True, lambda: not many or bool((W < 0).any())),
                ("their mean is about 0", True, lambda: not many or bool(abs(W.mean()) < CHANCE * W.std() / np.sqrt(m))),
                ("they are normally distributed", True, normal),
                *((f"their standard deviation is {name}", False, lambda f=f: mistaken(f)) for name, f in _DEVIATIONS.items()),
                ("their standard deviation divided by sqrt(2 / n_in)", 1.0, as_a_multiple),
                ("the same seed gives the same weights", True, lambda: np.array_equal(function(n_in, n_out, rng_at_first), given)),
                ("the next layer, with the same rng, has others", True, lambda: not np.array_equal(function(n_in, n_out, rng), given)),
            ],
            failed=W.shape != (n_in, n_out),
        ),
    }


def _one_column_left(n_in, n_out, rng):
    W = np.zeros((n_in, n_out))
    W[:, :-1] = he_init(n_in, n_out - 1, rng)
    return W


def _drawn(deviation):
    return lambda n_in, n_out, rng: rng.normal(0, deviation(n_in, n_out), (n_in, n_out))


def _uniform(n_in, n_out, rng):
    limit = np.sqrt(2 / n_in)
    return rng.uniform(-limit, limit, (n_in, n_out))


HE_INIT = Exercise(
    lesson=LESSON,
    answer=he_init,
    second_way=he_init_scaled,
    examples=((4, 3, np.random.default_rng(7)),),
    probes=_he_init_probes,
    observe=_observe_he_init,
    describe=lambda n_in, n_out, rng: f"n_in = {n_in} and n_out = {n_out}",
    minutes=4,
    hints=(
        "`rng.normal(mean, deviation, shape)` draws a whole table at once. Which mean, which deviation and which shape are asked for?",
        "The deviation is the root of 2 / n_in: the more inputs a neuron adds up, the smaller each weight. `np.sqrt` takes the root.",
        "`rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))`: the shape is the third argument, in round brackets of its own.",
    ),
    mistakes=(
        Mistake(
            "all-equal",
            "All your weights are the same number. Then all neurons of a layer compute the same and get the same gradient, so they stay "
            "alike for ever. Chance has to make them different: `rng.normal`.",
            lambda n_in, n_out, rng: np.zeros((n_in, n_out)),
        ),
        Mistake(
            "exchanged-shape",
            "Your table has n_out rows and n_in columns. `X @ W` needs a row for each input and a column for each neuron: (n_in, n_out).",
            lambda n_in, n_out, rng: rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in)),
        ),
        Mistake(
            "flat",
            "You return one long row of numbers. `X @ W` needs a row for each input and a column for each neuron: the shape (n_in, n_out).",
            lambda n_in, n_out, rng: rng.normal(0, np.sqrt(2 / n_in), n_in * n_out),
        ),
        Mistake(
            "shape-as-deviation",
            "You return two numbers. `rng.normal` takes the mean first, then the deviation, then the shape; yours took the shape for the "
            "deviation. Write `rng.normal(0, deviation, (n_in, n_out))`.",
            lambda n_in, n_out, rng: rng.normal(np.sqrt(2 / n_in), (n_in, n_out)),
        ),
        Mistake(
            "equal-rows",
            "All your rows are equal: one row was drawn and then repeated. Every neuron then treats all its inputs alike, like a blurred "
            "lens. Draw the whole table at once, with the shape (n_in, n_out).",
            lambda n_in, n_out, rng: np.tile(rng.normal(0, np.sqrt(2 / n_in), n_out), (n_in, 1)),
        ),
        Mistake(
            "equal-columns",
            "All your columns are equal: one column was drawn and then repeated. Then all neurons of the layer compute the same and get "
            "the same gradient, so they stay alike for ever. Draw the whole table at once, with the shape (n_in, n_out).",
            lambda n_in, n_out, rng: np.tile(rng.normal(0, np.sqrt(2 / n_in), (n_in, 1)), (1, n_out)),
        ),
        Mistake(
            "some-left-0",
            "Some of your weights are exactly 0, which a random draw hardly ever gives. Does a loop leave out a row or a column, as with "
            "`range(n_out - 1)`? Or does something cut numbers off, as `np.maximum` does? Draw the whole table at once.",
            _one_column_left,
        ),
        Mistake(
            "only-positive",
            "None of your weights is negative. A neuron needs weights that speak against something too. `rng.normal` with the mean 0 gives "
            "both signs; `rng.random` draws between 0 and 1, and `np.abs` takes the signs away.",
            lambda n_in, n_out, rng: rng.random((n_in, n_out)) * np.sqrt(2 / n_in),
        ),
        Mistake(
            "deviation-as-mean",
            "The mean of your weights is not 0. `rng.normal` takes the mean first and the deviation second, and a single number is taken "
            "for the mean. Write `rng.normal(0, deviation, shape)`.",
            lambda n_in, n_out, rng: rng.normal(np.sqrt(2 / n_in), size=(n_in, n_out)),
        ),
        Mistake(
            "uniform",
            "Your weights do not follow the bell of `rng.normal`, where small weights are the most common. `rng.uniform`, for one, spreads "
            "them evenly between two limits: another usual way, with limits of its own.",
            _uniform,
        ),
        Mistake(
            "not-scaled",
            "Your weights have the standard deviation 1, whatever n_in is. A neuron with many inputs then gets an enormous sum, and layer "
            "after layer the numbers grow. The deviation has to be sqrt(2 / n_in).",
            _drawn(_DEVIATIONS["1"]),
        ),
        Mistake(
            "variance",
            "The standard deviation of your weights is 2 / n_in, and the root is missing. 2 / n_in is the variance, the deviation squared; "
            "`rng.normal` wants the deviation: `np.sqrt(2 / n_in)`.",
            _drawn(_DEVIATIONS["2 / n_in"]),
        ),
        Mistake(
            "root-of-2-only",
            "You took the root of 2 and divided by n_in afterwards, so the weights are too small. The root goes over the whole fraction: "
            "`np.sqrt(2 / n_in)`.",
            _drawn(_DEVIATIONS["sqrt(2) / n_in"]),
        ),
        Mistake(
            "one-instead-of-two",
            "The standard deviation of your weights is sqrt(1 / n_in). ReLU silences about half of what comes in; the 2 makes up for that. "
            "Without it the signals fade from layer to layer: sqrt(2 / n_in).",
            _drawn(_DEVIATIONS["sqrt(1 / n_in)"]),
        ),
        Mistake(
            "n-out",
            "You divided by n_out. What makes a neuron's sum large is how many inputs it adds up, and not how many neighbours it has: "
            "sqrt(2 / n_in).",
            _drawn(_DEVIATIONS["sqrt(2 / n_out)"]),
        ),
        Mistake(
            "both-sizes",
            "You divided by n_in + n_out. That is the rule of Glorot and Bengio, made for tanh and sigmoid. The rule of He, made for ReLU, "
            "knows n_in alone: sqrt(2 / n_in).",
            _drawn(_DEVIATIONS["sqrt(2 / (n_in + n_out))"]),
        ),
        Mistake(
            "upside-down",
            "Your fraction stands on its head: the more inputs, the larger your weights. It has to be the other way round: sqrt(2 / n_in).",
            _drawn(_DEVIATIONS["sqrt(n_in / 2)"]),
        ),
        Mistake("own-seed", _OWN_SEED, _own_seed(he_init)),
        Mistake("ignores-rng", _IGNORES_RNG, _other(he_init)),
    ),
)


# --- steps that remember -------------------------------------------------------------------------------------------------

_SHAPES = (((3, 2), (2,)), ((2, 4), (4,), (4, 3), (3,), (3, 2), (2,)), ((3, 3), (3, 3)), ((5,),), ((1, 1), (1,)))


def _some(rng, shapes, scale=1.0):
    return [rng.normal(scale=scale, size=shape) for shape in shapes]


def _observe_lists(names):
    """Observe two steps: the arrays that each of these lists held before, as they are after each; and where else a result may be."""

    def look(function, arguments, second_arguments):
        lists = {name: arguments[place] for place, name in names}
        arrays = {name: list(entries) for name, entries in lists.items()}
        before = copy_arguments(list(arrays.values()))
        returned = function(*arguments)
        kept = all(
            len(lists[name]) == len(entries) and all(now is then for now, then in zip(lists[name], entries, strict=True))
            for name, entries in arrays.items()
        )
        untouched = all(
            np.array_equal(now, then)
            for entries, earlier in zip(arrays.values(), before, strict=True)
            for now, then in zip(entries, earlier, strict=True)
        )
        facts = {
            f"{' and '.join(arrays)} still hold the same arrays": kept,
            "the result is in the arrays themselves, not in what is returned": not (kept and untouched and returned is not None),
            **{f"{name}[{i}]": array.copy() for name, entries in arrays.items() for i, array in enumerate(entries)},
        }
        function(*second_arguments)
        after = {f"{name}[{i}] after a second step": array for name, entries in arrays.items() for i, array in enumerate(entries)}
        return {**facts, **after}

    return look


_look_at_momentum = _observe_lists(((0, "params"), (2, "velocity")))
_look_at_adam = _observe_lists(((0, "params"), (2, "m"), (3, "v")))


# --- momentum_step -------------------------------------------------------------------------------------------------------


def momentum_step(params, grads, velocity, learning_rate, momentum):
    """Change each array of the lists velocity and params in place: v = momentum * v - learning_rate * g, then p = p + v.

    grads and velocity have the shapes of params, in the same order; grads stays as it is.
    """
    for p, g, v in zip(params, grads, velocity):
        v *= momentum
        v -= learning_rate * g
        p += v


def momentum_step_by_number(params, grads, velocity, learning_rate, momentum):
    """One line for each formula. `[...]` writes the new numbers into the array that is there."""
    for i in range(len(params)):
        velocity[i][...] = momentum * velocity[i] - learning_rate * grads[i]
        params[i] += velocity[i]


def _momentum_probes(rng):
    """A velocity that is already there, and one at rest; friction of every kind; steep gradients."""
    for shapes, learning_rate, momentum in zip(_SHAPES, (0.1, 0.5, 0.02, 0.25, 0.3), (0.9, 0.5, 0.99, 0.8, 0.6), strict=True):
        yield _some(rng, shapes), _some(rng, shapes, 3), _some(rng, shapes), learning_rate, momentum
    shapes = ((2, 2), (2,))
    yield _some(rng, shapes), _some(rng, shapes), [np.zeros(shape) for shape in shapes], 0.1, float(rng.uniform(0.3, 0.95))


def _observe_momentum(function, params, grads, velocity, learning_rate, momentum):
    new_grads, rest = copy_arguments(grads), (velocity, learning_rate, momentum)
    return _look_at_momentum(function, (params, grads, *rest), (params, new_grads, *rest))


def _rolling(new_velocity, new_weight):
    """momentum_step with other formulas: new_velocity(v, g, rate, momentum), then new_weight(p, old v, v, rate)."""

    def step(params, grads, velocity, learning_rate, momentum):
        for p, g, v in zip(params, grads, velocity):
            old = v.copy()
            v[...] = new_velocity(v, g, learning_rate, momentum)
            p[...] = new_weight(p, old, v, learning_rate)

    return step


def _add(p, old, v, learning_rate):
    return p + v


def _right_velocity(v, g, learning_rate, momentum):
    return momentum * v - learning_rate * g


def _momentum_new_arrays(params, grads, velocity, learning_rate, momentum):
    for p, g, v in zip(params, grads, velocity):
        v = momentum * v - learning_rate * g
        p = p + v


def _momentum_rebinds(params, grads, velocity, learning_rate, momentum):
    for i in range(len(params)):
        velocity[i] = momentum * velocity[i] - learning_rate * grads[i]
        params[i] = params[i] + velocity[i]


def _rebinds_velocity_only(params, grads, velocity, learning_rate, momentum):
    for i in range(len(params)):
        velocity[i] = momentum * velocity[i] - learning_rate * grads[i]
        params[i] += velocity[i]


def _velocity_forgotten(params, grads, velocity, learning_rate, momentum):
    for p, g, v in zip(params, grads, velocity):
        v = momentum * v - learning_rate * g
        p += v


def _velocity_half_kept(params, grads, velocity, learning_rate, momentum):
    for p, g, v in zip(params, grads, velocity):
        v *= momentum
        v = v - learning_rate * g
        p += v


def _weights_forgotten(params, grads, velocity, learning_rate, momentum):
    for p, g, v in zip(params, grads, velocity):
        v *= momentum
        v -= learning_rate * g
        p = p + v


def _momentum_changes_gradients(params, grads, velocity, learning_rate, momentum):
    for p, g, v in zip(params, grads, velocity):
        g *= learning_rate
        v *= momentum
        v -= g
        p += v


MOMENTUM_STEP = Exercise(
    lesson=LESSON,
    answer=momentum_step,
    second_way=momentum_step_by_number,
    examples=(
        ([np.array([1.0, -2.0])], [np.array([0.5, 1.0])], [np.array([0.0, 0.0])], 0.1, 0.9),
        ([np.array([1.0, -2.0])], [np.array([0.5, 1.0])], [np.array([-0.2, 0.4])], 0.1, 0.9),
    ),
    probes=_momentum_probes,
    observe=_observe_momentum,
    changes=("params", "velocity"),
    minutes=5,
    hints=(
        "Two formulas, and two arrays that change in each round: v and p. Which has to change first, if the other moves by its new value?",
        "The velocity keeps a part of what it was, and the slope pushes it. To change the array that is there, use `*=`, `-=` or `+=`; "
        "`v = ...` would make a new one.",
        "First `v *= momentum`, which slows the ball down. Then v loses the step that sgd_step would take. Then p moves by v.",
    ),
    given=1,
    mistakes=(
        Mistake(
            "new-arrays",
            "Neither the weights nor the velocity have changed. `v = …` and `p = p + …` make new arrays that end with the loop. "
            "`v *= …`, `p += …`, or `p[...] = …`, change the arrays themselves.",
            _momentum_new_arrays,
        ),
        Mistake(
            "rebinds-entries",
            "You put new arrays into the lists. The layers of the network still hold the old ones and never hear of it. "
            "Change the arrays themselves: `params[i] += …`, `velocity[i][...] = …`.",
            _momentum_rebinds,
        ),
        Mistake(
            "rebinds-velocity",
            "You put new arrays into the list velocity. Asked for is a change of the arrays that are in it: `velocity[i][...] = …`, "
            "or `velocity[i] *= momentum` and then `velocity[i] -= …`.",
            _rebinds_velocity_only,
        ),
        Mistake(
            "velocity-not-kept",
            "The weights are right, and the velocity is what it was. Then no step knows of the one before, and nothing rolls. Change v "
            "itself: `v *= momentum`, then `v -= …`. A new array, as `v = …` makes one, is lost after the step.",
            _velocity_forgotten,
        ),
        Mistake(
            "weights-not-moved",
            "The velocity is right, and the weights have not moved. Is there a line that moves them? `p += v` changes the array itself; "
            "`p = p + v` makes a new array and calls it p, while the network still holds the old one.",
            _weights_forgotten,
        ),
        Mistake(
            "returns-new-arrays",
            "You return a result, and the arrays are what they were. Nobody looks at what is returned: change the arrays themselves.",
            lambda params, grads, velocity, learning_rate, momentum: [
                p + momentum * v - learning_rate * g for p, g, v in zip(params, grads, velocity)
            ],
        ),
        Mistake(
            "uphill",
            "You added the gradient to the velocity. The gradient points to where the loss grows, so the velocity has to turn against it: "
            "v = momentum * v - learning_rate * g.",
            _rolling(lambda v, g, rate, momentum: momentum * v + rate * g, _add),
        ),
        Mistake(
            "velocity-subtracted",
            "You subtracted the velocity from the weight. The velocity already points downhill, because the gradient was subtracted in it. "
            "Now it is added: p = p + v.",
            _rolling(_right_velocity, lambda p, old, v, rate: p - v),
        ),
        Mistake(
            "signs-exchanged",
            "You add the gradient to the velocity and subtract the velocity from the weight. The weights go the same way, but here v is "
            "the step itself: v = momentum * v - learning_rate * g, then p = p + v.",
            _rolling(lambda v, g, rate, momentum: momentum * v + rate * g, lambda p, old, v, rate: p - v),
        ),
        Mistake(
            "mean-of-gradients",
            "You keep a mean of the gradients in v, with the share 1 - momentum for the new one, as Adam does. Here the gradient comes in "
            "whole, times the learning rate: v = momentum * v - learning_rate * g, then p = p + v.",
            _rolling(lambda v, g, rate, momentum: momentum * v + (1 - momentum) * g, lambda p, old, v, rate: p - rate * v),
        ),
        Mistake(
            "velocity-half-kept",
            "The weights are right, but v has only faded: `v *= momentum` changes the array, and `v = v - …` behind it makes a new one "
            "that is lost after the step. Write `v -= learning_rate * g`.",
            _velocity_half_kept,
        ),
        Mistake(
            "velocity-of-gradients",
            "You gathered the gradients in v and multiplied by the learning rate at the end, as PyTorch does. It rolls as well, but here v "
            "is the step itself: the learning rate goes in first, v = momentum * v - learning_rate * g, then p = p + v.",
            _rolling(lambda v, g, rate, momentum: momentum * v + g, lambda p, old, v, rate: p - rate * v),
        ),
        Mistake(
            "learning-rate-twice-and-subtracted",
            "You subtract the velocity, and multiply it by the learning rate once more. v is the whole step already, with its sign and "
            "with the learning rate in it: p = p + v.",
            _rolling(_right_velocity, lambda p, old, v, rate: p - rate * v),
        ),
        Mistake(
            "learning-rate-twice",
            "The learning rate comes in twice, in the velocity and again in the step, so the weights hardly move. Once is enough: p = p "
            "+ v.",
            _rolling(_right_velocity, lambda p, old, v, rate: p + rate * v),
        ),
        Mistake(
            "no-learning-rate",
            "The learning rate is missing: the whole gradient goes into the velocity. v = momentum * v - learning_rate * g.",
            _rolling(lambda v, g, rate, momentum: momentum * v - g, _add),
        ),
        Mistake(
            "old-velocity-lost",
            "The new velocity knows nothing of the old one, so each step begins from rest, as in sgd_step. Keep momentum times what was "
            "there: v = momentum * v - learning_rate * g.",
            _rolling(lambda v, g, rate, momentum: -rate * g, _add),
        ),
        Mistake(
            "multiplied-by-the-difference",
            "`v *= momentum - learning_rate * g` multiplies v by all that stands behind `*=`, and a velocity that is 0 stays 0. Take two "
            "lines: first `*=`, then `-=`.",
            _rolling(lambda v, g, rate, momentum: v * (momentum - rate * g), _add),
        ),
        Mistake(
            "added-to-itself",
            "`v += momentum * v - …` keeps the old velocity whole and adds a part of it once more, so it grows and grows. "
            "Let it fade first, `v *= momentum`, and then push it, `v -= learning_rate * g`.",
            _rolling(lambda v, g, rate, momentum: v + momentum * v - rate * g, _add),
        ),
        Mistake(
            "no-friction",
            "The old velocity is kept whole, so it grows without end, like a ball without friction. Let it fade: momentum * v.",
            _rolling(lambda v, g, rate, momentum: v - rate * g, _add),
        ),
        Mistake(
            "brackets",
            "You multiplied the new part by momentum too. Only the old velocity fades: v = momentum * v - learning_rate * g.",
            _rolling(lambda v, g, rate, momentum: momentum * (v - rate * g), _add),
        ),
        Mistake(
            "mixed-by-shares",
            "You gave the new part only the share 1 - momentum. That is a mean of gradients, as in Adam. Here the gradient comes in whole: "
            "v = momentum * v - learning_rate * g.",
            _rolling(lambda v, g, rate, momentum: momentum * v - (1 - momentum) * rate * g, _add),
        ),
        Mistake(
            "old-velocity-used",
            "The weights moved by the old velocity, before this gradient had a say. Change the velocity first, then the weights.",
            _rolling(_right_velocity, lambda p, old, v, rate: p + old),
        ),
        Mistake(
            "first-array-only",
            "Only the first arrays moved. Every array has to: weights and biases of all layers. Walk through the whole lists; a `return` "
            "inside the loop would end the walk early.",
            lambda params, grads, velocity, learning_rate, momentum: momentum_step(
                params[:1], grads[:1], velocity[:1], learning_rate, momentum
            ),
        ),
        Mistake(
            "changes-gradients",
            "The step is right, and the gradients are no longer what they were. Multiply in a new array: `learning_rate * g`.",
            _momentum_changes_gradients,
        ),
    ),
)


# --- adam_step -----------------------------------------------------------------------------------------------------------


def adam_step(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    """Change each array of the lists m, v and params in place, as the t-th step of Adam does; t counts from 1.

    For each parameter p with its gradient g: m = beta1 * m + (1 - beta1) * g, v = beta2 * v + (1 - beta2) * g**2, and
    p = p - learning_rate * m_hat / (sqrt(v_hat) + epsilon) with m_hat = m / (1 - beta1**t) and v_hat = v / (1 - beta2**t).
    """
    for p, g, mean, square in zip(params, grads, m, v):
        mean[...] = beta1 * mean + (1 - beta1) * g
        square[...] = beta2 * square + (1 - beta2) * g**2
        mean_hat = mean / (1 - beta1**t)
        square_hat = square / (1 - beta2**t)
        p -= learning_rate * mean_hat / (np.sqrt(square_hat) + epsilon)


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


def _adam_probes(rng):
    """First steps and late ones, means at rest and on their way; an epsilon that shows; and weights that never got a gradient."""
    settings = (
        (1, 0.1, 0.9, 0.999, 1e-8),
        (2, 0.5, 0.5, 0.8, 0.1),
        (3, 0.01, 0.8, 0.95, 0.5),
        (10, 0.3, 0.9, 0.99, 1e-8),
        (250, 2.0, 0.9, 0.999, 0.01),
    )
    for shapes, (t, learning_rate, beta1, beta2, epsilon) in zip(_SHAPES, settings, strict=True):
        v = [square**2 for square in _some(rng, shapes)]
        yield _some(rng, shapes), _some(rng, shapes, 2), _some(rng, shapes), v, t, learning_rate, beta1, beta2, epsilon
    shapes = ((2, 2), (2,))
    at_rest = [np.zeros(shape) for shape in shapes]
    yield _some(rng, shapes), _some(rng, shapes), copy_arguments(at_rest), copy_arguments(at_rest), 1, 0.1, 0.9, 0.999, 0.2
    grads = [np.zeros(shapes[0]), rng.normal(size=shapes[1])]
    yield _some(rng, shapes), grads, copy_arguments(at_rest), copy_arguments(at_rest), 5, 0.1, 0.9, 0.999, 1e-8


def _observe_adam(function, params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    new_grads, rest = copy_arguments(grads), (learning_rate, beta1, beta2, epsilon)
    return _look_at_adam(function, (params, grads, m, v, t, *rest), (params, new_grads, m, v, t + 1, *rest))


def _adam_returns_in_the_loop(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    adam_step(params[:1], grads[:1], m[:1], v[:1], t, learning_rate, beta1, beta2, epsilon)
    return params


def _mean(m, g, beta1, beta2):
    return beta1 * m + (1 - beta1) * g


def _square(v, g, beta1, beta2):
    return beta2 * v + (1 - beta2) * g**2


def _correct(mean, square, t, beta1, beta2):
    return mean / (1 - beta1**t), square / (1 - beta2**t)


def _divide(p, mean_hat, square_hat, rate, epsilon):
    return p - rate * mean_hat / (np.sqrt(square_hat) + epsilon)


def _adam(mean=_mean, square=_square, correct=_correct, divide=_divide, keep_corrected=False):
    """adam_step with other formulas in some of its places."""

    def step(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
        for p, g, m_i, v_i in zip(params, grads, m, v):
            m_i[...] = mean(m_i, g, beta1, beta2)
            v_i[...] = square(v_i, g, beta1, beta2)
            m_hat, v_hat = correct(m_i, v_i, t, beta1, beta2)
            p[...] = divide(p, m_hat, v_hat, learning_rate, epsilon)
            if keep_corrected:
                m_i[...], v_i[...] = m_hat, v_hat

    return step


def _adam_new_arrays(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    for p, g, m_i, v_i in zip(params, grads, m, v):
        m_i = beta1 * m_i + (1 - beta1) * g
        v_i = beta2 * v_i + (1 - beta2) * g**2
        p = p - learning_rate * m_i / (1 - beta1**t) / (np.sqrt(v_i / (1 - beta2**t)) + epsilon)


def _adam_means_forgotten(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    adam_step(params, grads, copy_arguments(m), copy_arguments(v), t, learning_rate, beta1, beta2, epsilon)


def _adam_keeping(keeps_mean=True, keeps_square=True):
    """A right step that keeps only one of the two means."""

    def step(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
        means, squares = m if keeps_mean else copy_arguments(m), v if keeps_square else copy_arguments(v)
        adam_step(params, grads, means, squares, t, learning_rate, beta1, beta2, epsilon)

    return step


def _adam_weights_forgotten(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    adam_step(copy_arguments(params), grads, m, v, t, learning_rate, beta1, beta2, epsilon)


def _adam_rebinds(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    for i in range(len(params)):
        m[i] = beta1 * m[i] + (1 - beta1) * grads[i]
        v[i] = beta2 * v[i] + (1 - beta2) * grads[i] ** 2
        params[i] = params[i] - learning_rate * m[i] / (1 - beta1**t) / (np.sqrt(v[i] / (1 - beta2**t)) + epsilon)


def _adam_rebinds_means(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    for i in range(len(params)):
        m[i] = beta1 * m[i] + (1 - beta1) * grads[i]
        v[i] = beta2 * v[i] + (1 - beta2) * grads[i] ** 2
        params[i] -= learning_rate * m[i] / (1 - beta1**t) / (np.sqrt(v[i] / (1 - beta2**t)) + epsilon)


def _adam_returns(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    params, m, v = copy_arguments((params, m, v))
    adam_step(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon)
    return params, m, v


def _square_first(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    for p, g, m_i, v_i in zip(params, grads, m, v):
        m_hat, v_hat = _correct(m_i, v_i, t, beta1, beta2)
        p[...] = _divide(p, m_hat, v_hat, learning_rate, epsilon)
        m_i[...], v_i[...] = _mean(m_i, g, beta1, beta2), _square(v_i, g, beta1, beta2)


def _gradient_on_top(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    for p, g, m_i, v_i in zip(params, grads, m, v):
        m_i[...], v_i[...] = _mean(m_i, g, beta1, beta2), _square(v_i, g, beta1, beta2)
        p[...] = _divide(p, g, v_i / (1 - beta2**t), learning_rate, epsilon)


def _squared_mean(params, grads, m, v, t, learning_rate, beta1, beta2, epsilon):
    for p, g, m_i, v_i in zip(params, grads, m, v):
        m_i[...] = _mean(m_i, g, beta1, beta2)
        v_i[...] = _square(v_i, m_i, beta1, beta2)
        p[...] = _divide(p, *_correct(m_i, v_i, t, beta1, beta2), learning_rate, epsilon)


ADAM_STEP = Exercise(
    lesson=LESSON,
    answer=adam_step,
    second_way=adam_step_towards,
    alternatives=(adam_step_short,),
    examples=(
        ([np.array([1.0, -2.0])], [np.array([0.5, -4.0])], [np.array([0.0, 0.0])], [np.array([0.0, 0.0])], 1, 0.1, 0.9, 0.999, 1e-8),
        ([np.array([1.0, -2.0])], [np.array([0.5, -4.0])], [np.array([0.1, 0.2])], [np.array([0.3, 0.4])], 2, 0.1, 0.9, 0.999, 1e-8),
    ),
    probes=_adam_probes,
    observe=_observe_adam,
    changes=("params", "m", "v"),
    minutes=9,
    hints=(
        "Go through the formulas from top to bottom, once for each array. m and v are changed in place; m_hat and v_hat are only "
        "for this step.",
        "`for p, g, mean, square in zip(params, grads, m, v):` gives the four arrays that belong together. `mean[...] = …` writes into "
        "one.",
        "The last line is `p -= learning_rate * mean_hat / (np.sqrt(square_hat) + epsilon)`, with `mean_hat = mean / (1 - beta1**t)` and "
        "`square_hat = square / (1 - beta2**t)`.",
    ),
    mistakes=(
        Mistake(
            "new-arrays",
            "Nothing has changed: neither the weights nor the two means. `m = …` and `p = p - …` make new arrays that end with the loop. "
            "For an array a, `a[...] = …`, `a *= …` and `a -= …` change the array itself.",
            _adam_new_arrays,
        ),
        Mistake(
            "rebinds-entries",
            "You put new arrays into the lists. The layers of the network still hold the old ones and never hear of it. "
            "Change the arrays themselves: `params[i] -= …`, `m[i][...] = …`.",
            _adam_rebinds,
        ),
        Mistake(
            "rebinds-means",
            "You put new arrays into the lists m and v. Asked for is a change of the arrays that are in them: `m[i][...] = …`.",
            _adam_rebinds_means,
        ),
        Mistake(
            "means-not-kept",
            "The weights are right, and m and v are what they were: the new means were lost after the step. Then no step knows of the ones "
            "before. Write into the arrays themselves: with an array a of m or v, `a[...] = …`.",
            _adam_means_forgotten,
        ),
        Mistake(
            "mean-not-kept",
            "v is kept, and m is what it was: its new mean was lost after the step. Write into the array itself, `a[...] = …` for an "
            "array a of m, as you do for v.",
            _adam_keeping(keeps_mean=False),
        ),
        Mistake(
            "square-not-kept",
            "m is kept, and v is what it was: its new mean was lost after the step. Write into the array itself, `a[...] = …` for an "
            "array a of v, as you do for m.",
            _adam_keeping(keeps_square=False),
        ),
        Mistake(
            "weights-not-moved",
            "Both means are right, and the weights have not moved. Is there a line that moves them? `p -= …` changes the array itself; "
            "`p = p - …` makes a new array and calls it p, while the network still holds the old one.",
            _adam_weights_forgotten,
        ),
        Mistake(
            "returns-new-arrays",
            "You return a result, and the arrays are what they were. Nobody looks at what is returned: change the arrays themselves.",
            _adam_returns,
        ),
        Mistake(
            "return-in-the-loop",
            "Only the first arrays moved: a `return` inside the loop ends the walk early. Nothing has to be returned, so delete that line.",
            _adam_returns_in_the_loop,
        ),
        Mistake(
            "no-bias-correction",
            "The correction is missing. Both means begin at 0, and after a few steps they are still far too small, v most of all, so the "
            "first steps go much too far. Divide m by 1 - beta1**t and v by 1 - beta2**t.",
            _adam(correct=lambda mean, square, t, beta1, beta2: (mean, square)),
        ),
        Mistake(
            "t-not-used",
            "You divide by 1 - beta, whatever t is. That is right in the first step only: the means come closer to the truth with each "
            "step. The power brings t in: 1 - beta1**t.",
            _adam(correct=lambda mean, square, t, beta1, beta2: (mean / (1 - beta1), square / (1 - beta2))),
        ),
        Mistake(
            "power-of-the-bracket",
            "You raised 1 - beta to the power t. It is beta that fades with each step, so it alone gets the power: `1 - beta1**t`, "
            "with no brackets around 1 - beta1.",
            _adam(correct=lambda mean, square, t, beta1, beta2: (mean / (1 - beta1) ** t, square / (1 - beta2) ** t)),
        ),
        Mistake(
            "t-times-beta",
            "You multiplied beta by t. What fades by the factor beta in each step has the factor beta to the power t after t steps: "
            "1 - beta1**t.",
            _adam(correct=lambda mean, square, t, beta1, beta2: (mean / (1 - beta1 * t), square / (1 - beta2 * t))),
        ),
        Mistake(
            "t-one-too-large",
            "Your correction is that of the next step: you used t + 1. Here t already counts from 1, so it is 1 - beta1**t.",
            _adam(correct=lambda mean, square, t, beta1, beta2: _correct(mean, square, t + 1, beta1, beta2)),
        ),
        Mistake(
            "t-one-too-small",
            "Your correction is that of the step before: you used t - 1, and in the first step you divide by 0. Here t already counts "
            "from 1, so it is 1 - beta1**t.",
            _adam(correct=lambda mean, square, t, beta1, beta2: _correct(mean, square, t - 1, beta1, beta2)),
        ),
        Mistake(
            "only-m-corrected",
            "You corrected m and not v. Both begin at 0, so both are too small at first: divide v by 1 - beta2**t as well.",
            _adam(correct=lambda mean, square, t, beta1, beta2: (mean / (1 - beta1**t), square)),
        ),
        Mistake(
            "only-v-corrected",
            "You corrected v and not m. Both begin at 0, so both are too small at first: divide m by 1 - beta1**t as well.",
            _adam(correct=lambda mean, square, t, beta1, beta2: (mean, square / (1 - beta2**t))),
        ),
        Mistake(
            "correction-without-brackets",
            "In `m / 1 - beta1**t` Python divides by 1 first, and then subtracts. The root of what comes of that for v is often nan, for "
            "it is the root of a negative number. Put brackets around the divisor: `m / (1 - beta1**t)`.",
            _adam(correct=lambda mean, square, t, beta1, beta2: (mean / 1 - beta1**t, square / 1 - beta2**t)),
        ),
        Mistake(
            "multiplied-by-the-sum",
            "`m *= beta1 + (1 - beta1) * g` multiplies m by all that stands behind `*=`, and a mean that is 0 stays 0. Take two lines, "
            "first `*=`, then `+=`; or write the formula as it is: `m[...] = beta1 * m + …`.",
            _adam(
                mean=lambda m, g, beta1, beta2: m * (beta1 + (1 - beta1) * g),
                square=lambda v, g, beta1, beta2: v * (beta2 + (1 - beta2) * g**2),
            ),
        ),
        Mistake(
            "correction-multiplied",
            "You multiplied by the correction, which makes means that are too small even smaller. Divide: m / (1 - beta1**t).",
            _adam(correct=lambda mean, square, t, beta1, beta2: (mean * (1 - beta1**t), square * (1 - beta2**t))),
        ),
        Mistake(
            "correction-kept",
            "You wrote the corrected means into m and v. The next step goes on from there and corrects them a second time. m_hat and v_hat "
            "are for this step alone: give them names of their own.",
            _adam(keep_corrected=True),
        ),
        Mistake(
            "epsilon-inside-the-root",
            "You added epsilon under the root, where a small number becomes a much larger one. Take the root first: sqrt(v_hat) + epsilon.",
            _adam(divide=lambda p, mean, square, rate, epsilon: p - rate * mean / np.sqrt(square + epsilon)),
        ),
        Mistake(
            "no-epsilon",
            "Epsilon is missing. A weight that has never had a gradient has v = 0, and 0 / 0 is not a number. Add epsilon to the root.",
            _adam(divide=lambda p, mean, square, rate, epsilon: p - rate * mean / np.sqrt(square)),
        ),
        Mistake(
            "epsilon-after-the-division",
            "You added epsilon after dividing: a division comes before a sum. Put brackets around the divisor: (np.sqrt(v_hat) + epsilon).",
            _adam(divide=lambda p, mean, square, rate, epsilon: p - rate * (mean / np.sqrt(square) + epsilon)),
        ),
        Mistake(
            "epsilon-at-the-end",
            "You added epsilon at the very end: a division comes before a sum. It belongs to the divisor, so put brackets around that: "
            "`(np.sqrt(v_hat) + epsilon)`.",
            _adam(divide=lambda p, mean, square, rate, epsilon: p - (rate * mean / np.sqrt(square) + epsilon)),
        ),
        Mistake(
            "no-root",
            "You divided by the mean of the squares and not by its root. Only the root is of the size of a gradient: np.sqrt(v_hat).",
            _adam(divide=lambda p, mean, square, rate, epsilon: p - rate * mean / (square + epsilon)),
        ),
        Mistake(
            "no-square",
            "You took the mean of the gradients for v, where their squares are asked for. Plus and minus then cancel out, and the root of "
            "a negative number is none. Write g**2.",
            _adam(square=lambda v, g, beta1, beta2: beta2 * v + (1 - beta2) * g),
        ),
        Mistake(
            "square-of-the-mean",
            "You squared the mean m for v, where the gradient's own square is asked for: v = beta2 * v + (1 - beta2) * g**2.",
            _squared_mean,
        ),
        Mistake(
            "gradient-instead-of-mean",
            "The step goes by the gradient of this batch alone, and m is never used. Put the corrected mean in its place: m_hat.",
            _gradient_on_top,
        ),
        Mistake(
            "uphill",
            "You added the step. The gradient points to where the loss grows, so the weights have to move against it: subtract.",
            _adam(divide=lambda p, mean, square, rate, epsilon: p + rate * mean / (np.sqrt(square) + epsilon)),
        ),
        Mistake(
            "no-learning-rate",
            "The learning rate is missing. Without it every weight moves by about 1 in each step: multiply m_hat by it.",
            _adam(divide=lambda p, mean, square, rate, epsilon: p - mean / (np.sqrt(square) + epsilon)),
        ),
        Mistake(
            "shares-without-brackets",
            "In `1 - beta1 * g` Python multiplies first, and then subtracts from 1. Put brackets around the share: `(1 - beta1) * g`.",
            _adam(
                mean=lambda m, g, beta1, beta2: beta1 * m + 1 - beta1 * g,
                square=lambda v, g, beta1, beta2: beta2 * v + 1 - beta2 * g**2,
            ),
        ),
        Mistake(
            "shares-missing",
            "The new part comes in whole. A mean gives it a small share, 1 - beta1, and leaves the old one its share beta1: otherwise m "
            "and v grow without end.",
            _adam(mean=lambda m, g, beta1, beta2: beta1 * m + g, square=lambda v, g, beta1, beta2: beta2 * v + g**2),
        ),
        Mistake(
            "shares-exchanged",
            "You exchanged the two shares: most of the old mean is thrown away in each step. The old one keeps beta1, the new gradient "
            "comes in with 1 - beta1.",
            _adam(
                mean=lambda m, g, beta1, beta2: (1 - beta1) * m + beta1 * g,
                square=lambda v, g, beta1, beta2: (1 - beta2) * v + beta2 * g**2,
            ),
        ),
        Mistake(
            "betas-exchanged",
            "You exchanged beta1 and beta2. beta1 belongs to m, the mean of the gradients; beta2 belongs to v, the mean of their squares.",
            lambda params, grads, m, v, t, learning_rate, beta1, beta2, epsilon: adam_step(
                params, grads, m, v, t, learning_rate, beta2, beta1, epsilon
            ),
        ),
        Mistake(
            "old-means-used",
            "The weights moved by the old means, before this gradient had a say. Change m and v first, then the weights.",
            _square_first,
        ),
        Mistake(
            "first-array-only",
            "Only the first arrays moved. Every array has to: weights and biases of all layers. Walk through the whole lists; a `return` "
            "inside the loop would end the walk early.",
            lambda params, grads, m, v, t, learning_rate, beta1, beta2, epsilon: adam_step(
                params[:1], grads[:1], m[:1], v[:1], t, learning_rate, beta1, beta2, epsilon
            ),
        ),
    ),
)


# --- dropout -------------------------------------------------------------------------------------------------------------


def dropout(A, rate, rng):
    """Return A, (m, n), with each number set to 0 with the probability rate, by the Generator rng, and the others divided by 1 - rate."""
    kept = rng.random(A.shape) >= rate
    return A * kept / (1 - rate)


def dropout_where(A, rate, rng):
    """np.where says the rule aloud: 0 where chance drops the number, and otherwise the number, made larger."""
    return np.where(rng.random(A.shape) < rate, 0, A / (1 - rate))


def _dropout_probes(rng):
    """Some thousand numbers, none of them 0, so that it can be counted what was dropped; long rows and columns; and a rate of 0."""
    for m, n, rate in ((40, 60, 0.2), (60, 40, 0.9), (1, 3000, 0.4), (2000, 4, 0.25), (4, 800, 0.3), (3, 4, 0.0)):
        yield rng.choice([-1, 1], size=(m, n)) * rng.uniform(0.5, 2, size=(m, n)), rate, _generator(rng)


def _observe_dropout(function, A, rate, rng):
    """What holds for the result, since chance decides which numbers are dropped."""
    given, rng_at_first = A.copy(), copy_arguments(rng)
    returned = function(A, rate, rng)
    result = settle(returned, like=given).astype(float)
    fits = result.shape == given.shape
    drops, zero = rate > 0, result == 0

    def again(generator):
        return function(given.copy(), rate, generator)

    def kept_are(change):
        return drops and bool(np.allclose(result[~zero], change(given[~zero]), rtol=1e-5, atol=0, equal_nan=True))

    def whole(axis):
        """Is each column (axis 0) or each row (axis 1) 0 throughout or nowhere?"""
        return drops and given.shape[axis] > 1 and bool((zero == zero.take([0], axis=axis)).all())

    def even():
        """Does each long row and each long column lose about as much as all do together?"""
        lost = [zero.mean(axis=axis) for axis in (0, 1) if zero.shape[axis] >= 500]
        return all(bool((np.abs(shares - zero.mean()) < CHANCE * np.sqrt(0.25 / 500)).all()) for shares in lost)

    def share_is(share):
        return drops and bool(abs(zero.mean() - share) < CHANCE * np.sqrt(rate * (1 - rate) / zero.size))

    return {
        "the shape": np.array(result.shape),
        **in_turn(
            [
                ("with a rate of 0, all numbers come back as they are", True, lambda: drops or bool(np.allclose(result, given, rtol=1e-5))),
                ("what is dropped becomes -rate", False, lambda: drops and bool(np.mean(np.isclose(result, -rate)) > rate / 2)),
                ("some numbers become 0", True, lambda: not drops or bool(zero.any())),
                ("all numbers become 0", False, lambda: bool(zero.all())),
                ("it is a mask, without the numbers of A", False, lambda: drops and len(np.unique(result[~zero])) == 1),
                ("the numbers that are kept stay as they are", False, lambda: kept_are(lambda kept: kept)),
                ("the share rate is kept and divided by rate", False, lambda: kept_are(lambda kept: kept / rate) and share_is(1 - rate)),
                ("the numbers that are kept are divided by rate", False, lambda: kept_are(lambda kept: kept / rate)),
                ("the numbers that are kept are multiplied by 1 - rate", False, lambda: kept_are(lambda kept: kept * (1 - rate))),
                ("the numbers that are kept are divided by 1 - rate", True, lambda: not drops or kept_are(lambda kept: kept / (1 - rate))),
                ("each column is dropped or kept as a whole", False, lambda: whole(0)),
                ("each row is dropped or kept as a whole", False, lambda: whole(1)),
                ("each row and each column loses about the same share", True, lambda: not drops or even()),
                ("half of all is dropped, at a rate of 0.25", False, lambda: rate == 0.25 and share_is(0.5)),
                ("the share 1 - rate is dropped", False, lambda: share_is(1 - rate)),
                ("about the share rate is dropped", True, lambda: not drops or share_is(rate)),
                ("the same seed drops the same numbers", True, lambda: np.array_equal(again(rng_at_first), returned)),
                ("the next call, with the same rng, drops others", True, lambda: not drops or not np.array_equal(again(rng), returned)),
            ],
            failed=not fits,
        ),
    }


def _masked(kept, scale):
    """dropout with another mask, kept(A, rate, rng), and another scale(rate) for what is kept."""
    return lambda A, rate, rng: A * kept(A, rate, rng) * scale(rate)


def _right_mask(A, rate, rng):
    return rng.random(A.shape) >= rate


def _grow(rate):
    return 1 / (1 - rate)


def _first_column_kept(A, rate, rng):
    kept = _right_mask(A, rate, rng)
    kept[:, 0] = True
    return A * kept / (1 - rate)


def _dropout_in_place(A, rate, rng):
    A *= rng.random(A.shape) >= rate
    A /= 1 - rate
    return A


def _dropped_in_place(A, rate, rng):
    A[rng.random(A.shape) < rate] = 0
    return A


DROPOUT = Exercise(
    lesson=LESSON,
    answer=dropout,
    second_way=dropout_where,
    examples=((np.array([[4.0, 2.0, 6.0, 8.0], [1.0, -2.0, 3.0, 0.5], [-1.5, 7.0, 2.5, -6.0]]), 0.0, np.random.default_rng(7)),),
    probes=_dropout_probes,
    observe=_observe_dropout,
    describe=lambda A, rate, rng: f"A of shape {A.shape} and rate = {rate:g}",
    minutes=6,
    hints=(
        "Toss a coin for each number of A: draw as many random numbers between 0 and 1. With which of them does a number of A survive?",
        "`rng.random(A.shape) >= rate` is True with the probability 1 - rate. True counts as 1 and False as 0, so you can multiply by it.",
        "`kept = rng.random(A.shape) >= rate`, then `A * kept / (1 - rate)`.",
    ),
    mistakes=(
        Mistake(
            "returns-the-mask-too",
            "You return two arrays, the result and the mask. Asked for is the result alone: the numbers of A, some of them 0.",
            lambda A, rate, rng: (_masked(_right_mask, _grow)(A, rate, rng), np.ones(A.shape)),
        ),
        Mistake(
            "keeps-with-rate",
            "You keep the numbers that should be dropped: a rate of 0 has to leave all numbers as they are. "
            "Turn the comparison round: `rng.random(A.shape) >= rate`.",
            _masked(lambda A, rate, rng: rng.random(A.shape) < rate, _grow),
        ),
        Mistake(
            "keeps-with-rate-and-not-divided",
            "You keep the numbers that should be dropped: turn the comparison round, `rng.random(A.shape) >= rate`. "
            "And divide what is kept by 1 - rate, so that the sum stays about the same.",
            _masked(lambda A, rate, rng: rng.random(A.shape) < rate, lambda rate: 1),
        ),
        Mistake(
            "rate-taken-for-what-is-kept",
            "You took rate for the share that is kept, and divided by it. It is the share that is dropped, and a rate of 0 leaves "
            "everything as it is: keep with the probability 1 - rate, and divide by 1 - rate.",
            _masked(lambda A, rate, rng: rng.random(A.shape) < rate, lambda rate: np.float64(1) / rate),
        ),
        Mistake(
            "drops-nothing",
            "None of the numbers becomes 0. Dropping means that some are lost entirely and the others stay: multiply by a mask of 0 and 1.",
            lambda A, rate, rng: A * (1 - rate),
        ),
        Mistake(
            "divided-without-brackets",
            "In `A * kept / 1 - rate` Python divides by 1 first, and then subtracts rate from every number. Put brackets around the "
            "divisor: `A * kept / (1 - rate)`.",
            lambda A, rate, rng: A * _right_mask(A, rate, rng) / 1 - rate,
        ),
        Mistake(
            "uneven",
            "Some rows or columns lose more than others, or nothing at all. Does a loop begin too late or stop too early? Every number of "
            "A needs its own chance: `rng.random(A.shape)` draws them all.",
            _first_column_kept,
        ),
        Mistake(
            "returns-the-mask",
            "You return the mask. It only says who stays: multiply the numbers of A by it.",
            lambda A, rate, rng: _right_mask(A, rate, rng) / (1 - rate),
        ),
        Mistake(
            "not-divided",
            "The numbers that are kept stay as they are, so a neuron behind them gets less in training than it gets later, when nothing is "
            "dropped. Divide by 1 - rate: then the sum stays about the same.",
            _masked(_right_mask, lambda rate: 1),
        ),
        Mistake(
            "divided-by-rate",
            "You divided by rate. What is kept is the share 1 - rate of all numbers, so that is what you divide by.",
            _masked(_right_mask, lambda rate: np.float64(1) / rate),
        ),
        Mistake(
            "multiplied",
            "You multiplied by 1 - rate, which makes the sum smaller still. The kept numbers have to make up for the lost ones: divide.",
            _masked(_right_mask, lambda rate: 1 - rate),
        ),
        Mistake(
            "whole-columns",
            "You drew one row of chances for all samples, so the same neurons are dropped for each of them. Every number has a chance of "
            "its own: draw as many as A has, `rng.random(A.shape)`.",
            _masked(lambda A, rate, rng: rng.random(A.shape[1]) >= rate, _grow),
        ),
        Mistake(
            "whole-rows",
            "You drew one chance for each sample, so some samples are lost altogether and others keep everything. Every number has a "
            "chance of its own: draw as many as A has, `rng.random(A.shape)`.",
            _masked(lambda A, rate, rng: rng.random((len(A), 1)) >= rate, _grow),
        ),
        Mistake(
            "bell-instead-of-even",
            "You compared numbers from `rng.normal` with the rate. They follow the bell and reach far beyond 0 and 1, so the share of "
            "those below rate is not rate. `rng.random` spreads its numbers evenly from 0 to 1.",
            _masked(lambda A, rate, rng: rng.normal(size=A.shape) >= rate, _grow),
        ),
        Mistake(
            "one-draw-for-all",
            "You drew a single number for the whole table, so all of it is dropped or all of it kept. Every number has a chance of its "
            "own: `rng.random(A.shape)` draws as many as A has.",
            _masked(lambda A, rate, rng: rng.random() >= rate, _grow),
        ),
        Mistake(
            "half-and-half",
            "You drop one half, whatever rate says, like one who tosses a fair coin: `rng.integers(0, 2)` does that. Compare numbers "
            "between 0 and 1 with the rate: `rng.random(A.shape) >= rate`.",
            _masked(lambda A, rate, rng: rng.integers(0, 2, A.shape), _grow),
        ),
        Mistake(
            "in-place-and-not-divided",
            "You set numbers to 0 in A itself, which whoever called the function still needs, and the numbers that are kept stay as they "
            "are. Make a new array, `A * kept`, and divide it by 1 - rate.",
            _dropped_in_place,
        ),
        Mistake(
            "in-place",
            "The result is right, but A itself was changed: whoever called the function still needs it. Make a new array: `A * kept`.",
            _dropout_in_place,
        ),
        Mistake("own-seed", _OWN_SEED, _own_seed(dropout)),
        Mistake("ignores-rng", _IGNORES_RNG, _other(dropout)),
    ),
)

EXERCISES = (HE_INIT, MOMENTUM_STEP, ADAM_STEP, DROPOUT)
