"""What momentum_step and adam_step share: weights of many shapes, and a look at two steps in a row."""

import ast

import numpy as np

# The shapes of the arrays in a list of parameters: of networks with one layer and with three, and of what no network has.
SHAPES = (((3, 2), (2,)), ((2, 4), (4,), (4, 3), (3,), (3, 2), (2,)), ((3, 3), (3, 3)), ((5,),), ((1, 1), (1,)))


def some_arrays(rng, shapes, scale=1.0):
    """Return an array of each shape, with numbers of about this size."""
    return [rng.normal(scale=scale, size=shape) for shape in shapes]


def after_two_steps(first_step, second_step, **lists):
    """Take two steps, and return what the arrays that these lists hold now are after each; and where else a result may be."""
    arrays = _by_place(lists)
    before = {place: array.copy() for place, array in arrays.items()}
    returned = first_step()
    held = _by_place(lists)
    kept = held.keys() == arrays.keys() and all(held[place] is array for place, array in arrays.items())
    untouched = all(np.array_equal(array, before[place]) for place, array in arrays.items())
    facts = {
        f"{' and '.join(lists)} still hold the same arrays": kept,
        "the result is in the arrays themselves, not in what is returned": not (kept and untouched and returned is not None),
        **{place: array.copy() for place, array in arrays.items()},
    }
    second_step()
    return {**facts, **{f"{place} after a second step": array for place, array in arrays.items()}}


def _by_place(lists):
    return {f"{name}[{i}]": array for name, arrays in lists.items() for i, array in enumerate(arrays)}


def returns_in_a_loop(written):
    """Does a `return` stand inside a loop?"""
    loops = [node for node in ast.walk(written.tree or ast.Module([], [])) if isinstance(node, ast.For | ast.While)]
    return any(isinstance(node, ast.Return) for loop in loops for node in ast.walk(loop))


def signs_behind(written):
    """Does a `-` or `+` stand behind an `=`, where `-=` or `+=` may be meant?"""
    return written.has("= -") or written.has("= +")
