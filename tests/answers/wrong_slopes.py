"""Wrong answers to the exercise of the lesson on slopes, as beginners write them."""

from answers.beginners import Wrong


def gap(*lines, indent=4, after="return gradient"):
    """The loop that the lesson gives, with these lines in its gap."""
    filled = "\n".join(" " * indent + line for line in lines)
    return f"gradient = np.zeros(w.shape)\nfor index in np.ndindex(w.shape):\n    up, down = w.copy(), w.copy()\n{filled}\n{after}"


SLOPE = "gradient[index] = (f(up) - f(down)) / (2 * h)"
NUDGES = ("up[index] += h", "down[index] -= h")

WRONG = [
    # The nudges.
    Wrong("numerical_gradient", gap("up[index] + h", "down[index] - h", SLOPE), mistake="nudge-lost", must_not=("w.copy()",)),
    Wrong(
        "numerical_gradient",
        gap("up[index] == up[index] + h", "down[index] == down[index] - h", SLOPE),
        mistake="nudge-lost",
        must_not=("w.copy()",),
    ),
    Wrong("numerical_gradient", gap(SLOPE), mistake="nothing-between"),
    Wrong("numerical_gradient", gap("up = up + h", "down = down - h", SLOPE), mistake="same-for-all"),
    Wrong("numerical_gradient", gap("up += h", "down -= h", SLOPE), mistake="same-for-all"),
    Wrong("numerical_gradient", gap("up[index] = h", "down[index] = -h", SLOPE), mistake="sets-instead-of-adding"),
    Wrong("numerical_gradient", gap("up[index] =+ h", "down[index] =- h", SLOPE), mistake="sign-behind"),
    Wrong("numerical_gradient", gap("up[index] += h", "down[index] += h", SLOPE), mistake="both-upwards", must_not=("w.copy()",)),
    Wrong("numerical_gradient", gap("up[index] -= h", "down[index] += h", SLOPE), mistake="wrong-sign", must_not=("w.copy()",)),
    Wrong(
        "numerical_gradient",
        gap("up[index] = up[index] * (1 + h)", "down[index] = down[index] * (1 - h)", SLOPE),
        mistake="nudged-by-a-share",
    ),
    Wrong("numerical_gradient", gap("up[index] = w + h", "down[index] = w - h", SLOPE), must=("in the line `",)),
    Wrong("numerical_gradient", gap("up = w[index] + h", "down = w[index] - h", SLOPE), mistake="entry-alone"),
    Wrong(
        "numerical_gradient",
        gap("up = w[index] + h", "down = w[index] - h", "gradient[index] = (up - down) / (2 * h)"),
        mistake="f-never-asked",
    ),
    Wrong("numerical_gradient", gap(*NUDGES, "gradient[index] = (up - down) / (2 * h)"), must=("in the line `",)),
    Wrong("numerical_gradient", gap(*NUDGES, "gradient[index] = (up[index] - down[index]) / (2 * h)"), mistake="f-never-asked"),
    Wrong(
        "numerical_gradient",
        gap("up[index] += 1e-5", "down[index] -= 1e-5", "gradient[index] = (f(up) - f(down)) / 2e-5"),
        mistake="ignores-h",
    ),
    Wrong("numerical_gradient", gap("up[index] += 1e-5", "down[index] -= 1e-5", SLOPE), mistake="nudges-by-another-width"),
    Wrong("numerical_gradient", gap("h = 1e-5", *NUDGES, SLOPE), mistake="ignores-h"),
    Wrong("numerical_gradient", gap("up[0] += h", "down[0] -= h", SLOPE), mistake="first-entry-for-all"),
    Wrong("numerical_gradient", gap("up[i] += h", "down[i] -= h", SLOPE), must=("in the line `",)),
    Wrong("numerical_gradient", gap("f(up[index] + h)", "f(down[index] - h)", SLOPE), must=("The line `",), must_not=("w.copy()",)),
    Wrong(
        "numerical_gradient",
        gap("up[index] = W1[index] + h", "down[index] = W1[index] - h", SLOPE),
        must=("Your function calculates with `W1` from another cell of the notebook",),
        must_not=("too many square brackets",),
        above="W1 = np.array([[-2.0, 2.0], [1.0, -1.0]])",
    ),
    # The slope.
    Wrong("numerical_gradient", gap(*NUDGES, "gradient[index] = (f(up) - f(down)) / 2 * h"), mistake="brackets"),
    Wrong("numerical_gradient", gap(*NUDGES, "gradient[index] = (f(up) - f(down)) / h"), mistake="divides-by-h"),
    Wrong("numerical_gradient", gap(*NUDGES, "gradient[index] = (f(up) - f(down)) / 2"), mistake="divides-by-2"),
    Wrong("numerical_gradient", gap(*NUDGES, "gradient[index] = (f(up) - f(down))"), mistake="not-divided"),
    Wrong("numerical_gradient", gap(*NUDGES, "gradient[index] = f(up) - f(down) / (2 * h)"), mistake="brackets-above"),
    Wrong("numerical_gradient", gap(*NUDGES, "gradient[index] = f(up) - f(down) / 2 * h"), mistake="no-brackets-at-all"),
    Wrong(
        "numerical_gradient",
        gap(*NUDGES, "gradient[index] = (f(up) - f(w)) / h"),
        mistake="forward-difference",
        must_not=("nudge upwards only",),
    ),
    Wrong("numerical_gradient", gap(*NUDGES, "gradient[index] = (f(up) + f(down)) / (2 * h)"), mistake="added"),
    Wrong("numerical_gradient", gap(*NUDGES, "gradient[index] = (f(up) - f(down)) / 0.2"), mistake="width-of-the-lesson"),
    Wrong("numerical_gradient", gap(*NUDGES, "gradient[index] = f(up - down) / (2 * h)"), mistake="difference-inside-f"),
    Wrong("numerical_gradient", gap(*NUDGES, "gradient[index] = (f(down) - f(up)) / (2 * h)"), mistake="wrong-sign"),
    Wrong(
        "numerical_gradient", gap(*NUDGES, "gradient[index] = (f(up[index]) - f(down[index])) / (2 * h)"), mistake="one-entry-of-the-copy"
    ),
    Wrong(
        "numerical_gradient",
        gap(*NUDGES, "gradient[index] = (f(up[index]) - f(down[index])) / h"),
        mistake="one-entry-of-the-copy-over-h",
    ),
    Wrong("numerical_gradient", gap(*NUDGES, "gradient[index] = (loss_with(up) - loss_with(down)) / (2 * h)"), must=("in the line `",)),
    Wrong("numerical_gradient", gap("gradient[index] = (f(w[index] + h) - f(w[index] - h)) / (2 * h)"), mistake="entry-alone"),
    Wrong("numerical_gradient", gap("gradient[index] = (f(w + h) - f(w - h)) / (2 * h)"), mistake="same-for-all"),
    Wrong("numerical_gradient", gap("gradient[index] = (f(1 + h) - f(1 - h)) / (2 * h)"), mistake="around-1"),
    Wrong("numerical_gradient", gap(*NUDGES, "gradient = (f(up) - f(down)) / (2 * h)"), mistake="replaces-what-it-collects"),
    Wrong("numerical_gradient", gap(*NUDGES, "gradient += (f(up) - f(down)) / (2 * h)"), mistake="sum-in-every-place"),
    Wrong("numerical_gradient", gap(*NUDGES, "gradient[index] == (f(up) - f(down)) / (2 * h)"), must=("The line `",)),
    Wrong("numerical_gradient", gap(*NUDGES, "slope = (f(up) - f(down)) / (2 * h)")),
    Wrong("numerical_gradient", gap(*NUDGES, "gradient.append((f(up) - f(down)) / (2 * h))"), must=("in the line `",)),
    Wrong("numerical_gradient", gap(*NUDGES, "gradient[index] = np.mean(f(up) - f(down))"), mistake="not-divided"),
    Wrong("numerical_gradient", gap(*NUDGES, "gradient[index] = (f(up) - f(down)) / (up - down)"), must=("in the line `",)),
    # The loop and what is returned.
    Wrong("numerical_gradient", gap(*NUDGES, SLOPE, after="    return gradient"), mistake="first-entry-only"),
    Wrong("numerical_gradient", gap(*NUDGES, SLOPE, after="print(gradient)"), must=("It returns nothing",)),
    Wrong("numerical_gradient", gap(*NUDGES, "return (f(up) - f(down)) / (2 * h)"), mistake="first-entry-alone"),
    Wrong(
        "numerical_gradient",
        "gradient = np.zeros(w.shape)\nfor index in np.ndindex(w.shape):\n    up, down = w.copy(), w.copy()\n"
        f"up[index] += h\ndown[index] -= h\n{SLOPE}\nreturn gradient",
        mistake="collects-below-the-loop",
    ),
    Wrong("numerical_gradient", "return (f(w + h) - f(w - h)) / (2 * h)", mistake="nudges-all-at-once"),
    Wrong(
        "numerical_gradient",
        "gradient = np.zeros(w.shape)\nfor i in range(len(w)):\n    up, down = w.copy(), w.copy()\n"
        "    up[i] += h\n    down[i] -= h\n    gradient[i] = (f(up) - f(down)) / (2 * h)\nreturn gradient",
        mistake="whole-rows",
    ),
    Wrong(
        "numerical_gradient",
        "gradient = np.zeros(w.shape)\nfor index in np.ndindex(w.shape):\n    up, down = w, w\n"
        "    up[index] += h\n    down[index] -= h\n    gradient[index] = (f(up) - f(down)) / (2 * h)\nreturn gradient",
        mistake="same-array-twice",
    ),
    Wrong(
        "numerical_gradient",
        "gradient = np.zeros(w.shape)\nfor index in np.ndindex(w.shape):\n    up = w\n    down = w\n"
        "    up[index] = w[index] + h\n    down[index] = w[index] - h\n    gradient[index] = (f(up) - f(down)) / (2 * h)\nreturn gradient",
        mistake="same-array-twice",
    ),
    Wrong(
        "numerical_gradient",
        "gradient = np.zeros(w.shape)\nup, down = w.copy(), w.copy()\nfor index in np.ndindex(w.shape):\n"
        "    up[index] += h\n    down[index] -= h\n    gradient[index] = (f(up) - f(down)) / (2 * h)\nreturn gradient",
        mistake="copies-made-once",
    ),
    Wrong(
        "numerical_gradient",
        "nudge = 0.5\none_sided = (f(1 + nudge) - f(1)) / nudge\ntwo_sided = (f(1 + nudge) - f(1 - nudge)) / (2 * nudge)\nreturn two_sided",
        mistake="cell-of-the-lesson",
    ),
]
