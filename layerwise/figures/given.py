"""Reading what a lesson hands over, and refusing what does not fit in words that name the shapes."""

import numpy as np


def numbers(name, value, shape):
    """`value` as a new float array of `shape`, where `None` stands for any size; an empty array is refused."""
    try:
        array = np.array(value, dtype=float)
    except (TypeError, ValueError) as problem:
        raise ValueError(f"{name} is not an array of numbers: {problem}") from None
    fits = array.ndim == len(shape) and all(want in (None, got) for got, want in zip(array.shape, shape, strict=True))
    if not fits or array.size == 0:
        wanted = "(" + ", ".join("any" if want is None else str(want) for want in shape) + ("," if len(shape) == 1 else "") + ")"
        raise ValueError(f"{name} has shape {array.shape}; shape {wanted} is needed.")
    return array


def finite(name, value, shape):
    """As `numbers`, and every entry is a finite number."""
    array = numbers(name, value, shape)
    bad = np.argwhere(~np.isfinite(array))
    if len(bad):
        place = ", ".join(str(int(k)) for k in bad[0])
        where = f"{name}[{place}]" if place else name
        raise ValueError(f"{where} is {array[tuple(bad[0])]}; only finite numbers can be drawn here.")
    return array


def number(name, value):
    """`value` as one finite number."""
    return float(finite(name, value, ()))


def interval(name, value):
    """`value` as `(low, high)`."""
    low, high = finite(name, value, (2,))
    if low >= high:
        raise ValueError(f"{name} is ({low:g}, {high:g}); its first number must be smaller than its second.")
    return float(low), float(high)


def within(name, array, range_name, low, high):
    """Refuse numbers that would fall outside the picture."""
    if array.min() < low or array.max() > high:
        raise ValueError(f"{name} goes from {array.min():g} to {array.max():g}, outside {range_name} ({low:g}, {high:g}); widen the range.")


def row(name, value, array_name, array):
    """`value` as the number of a row."""
    rows = f"{array_name} has shape {array.shape}: its rows are 0 to {len(array) - 1}."
    if isinstance(value, bool) or not isinstance(value, int | np.integer):
        raise ValueError(f"{name} is the number of a row, and this is {type(value).__name__}. {rows}")
    if not 0 <= value < len(array):
        raise ValueError(f"{name} is {value}, but {rows}")
    return int(value)


def same_length(one, one_array, other, other_array):
    """Refuse two arrays of which one has more rows than the other."""
    if len(one_array) != len(other_array):
        shapes = f"{one} has shape {one_array.shape} and {other} has shape {other_array.shape}"
        raise ValueError(f"{shapes}; they need the same number of rows.")


def classes(name, value):
    """`value` as whole-number class labels `(m,)`."""
    array = numbers(name, value, (None,))
    whole = np.isfinite(array) & (array == np.round(array)) & (array >= 0)
    if not whole.all():
        place = int(np.argmin(whole))
        raise ValueError(f"{name}[{place}] is {array[place]:g}; labels are whole numbers from 0.")
    return array.astype(int)


def names(name, value, default, needed):
    """At least `needed` names as a list of strings; `None` gives `class 0`, `class 1` and so on for the `default` `class`."""
    if value is None:
        return [f"{default} {k}" for k in range(needed)]
    value = [str(item) for item in value]
    if len(value) < needed:
        raise ValueError(f"{name} has {len(value)} entries ({', '.join(value)}); {needed} are needed.")
    return value
