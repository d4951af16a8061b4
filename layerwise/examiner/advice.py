"""Advice for each kind of exception: what a beginner has most likely done who meets it.

The advisers, who look at the learner's own line, are heard before. What stands here has to be true of every line that can raise it,
or to have a condition, `when`.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from layerwise.examiner.raised import Raised
from layerwise.examiner.written import Written

_NOTHING = (
    "Something here is None, nothing: that is what a function without a `return` gives, and print, .append, .sort and rng.shuffle too. "
    "They do their work on what they are given, so keep that, and not their result."
)
_BRACKETS = "Are brackets missing? Without () behind its name you have the function itself and not what it returns."
_DECIDES_ONCE = "`if`, `and`, `or` and `not` decide once, and here is a whole array of answers."
NO_LIST = "A list does not calculate entry by entry, as an array does: begin with np.array(...), or go through the list in a loop."


def _has(*codes: str) -> Callable[[Raised, Written], bool]:
    """Does one of these stand in the answer?"""
    return lambda raised, written: any(map(written.has, codes))


class Advice(NamedTuple):
    """What is told of an exception of this kind, or one of these kinds, whose text has `part` (a regular expression) in it.

    when  what else has to hold: a function of the exception and of what was written
    """

    kind: type[BaseException] | tuple[type[BaseException], ...]
    part: str
    words: str
    when: Callable[[Raised, Written], bool] | None = None


# The first that fits is told.
_ENTRIES = (
    (NameError, "'(numpy|np)'", "NumPy goes by the name np here. Run the first code cell of the notebook, which imports it."),
    (NameError, "'(true|false|none)'", "Python writes True, False and None with a capital letter."),
    (
        NameError,
        "'[mnk]'",
        "The lesson writes it for a size, and your function does not know it yet. Take it from an argument, inside the function: "
        "len(...) gives the number of entries; for a table, the number of rows.",
    ),
    (
        NameError,
        "'n_(in|out|classes)'",
        "The lesson writes it for a size, and your function does not know it. An array knows its own: len(...) gives the number of its "
        "rows, and .shape[1] the number of its columns. Which of the two is meant?",
    ),
    (
        IndexError,
        "only integers",
        "An index has to be a whole number. Print what stands in the square brackets. (A division with `/` gives a fraction, one with `//` "
        "a whole number.)",
    ),
    (
        IndexError,
        "must be of integer",
        "What picks rows has to hold whole numbers, or True and False. rng.permutation(len(X)) shuffles the row numbers; "
        "rng.permutation(X) shuffles the rows.",
        lambda raised, written: any("len(" not in written.text_of(call) for call in written.calls_of("rng.permutation", "rng.shuffle")),
    ),
    (
        IndexError,
        "must be of integer",
        "What picks entries has to be whole numbers, or True and False for each. Print what stands in the square brackets.",
    ),
    (
        IndexError,
        "^shape mismatch",
        "In X[a, b] the first picks rows and the second columns. To pick two lots of rows write it twice: X[a], X[b].",
    ),
    (IndexError, "too many indices", "There are more numbers in the square brackets than the array has dimensions. Print its shape."),
    (IndexError, "^axis", "The array has no such axis: axis=0 is the first. Print its shape."),
    (IndexError, "assignment", "A list has no place yet for what was never put there. Use .append, or begin with np.zeros(...)."),
    (
        ValueError,
        "truth value of an array",
        f"{_DECIDES_ONCE} To decide entry by entry, write np.where(condition, yes, no); to count where it holds, np.sum(condition).",
        lambda raised, written: written.counts,
    ),
    (ValueError, "truth value of an array", f"{_DECIDES_ONCE} To decide entry by entry, write np.where(condition, yes, no)."),
    (
        ValueError,
        "boolean array indexing assignment",
        "On the left stand only the places where the condition holds, and on the right all entries. Pick the same ones on both sides: "
        "`result[condition] = z[condition]`.",
    ),
    (
        ValueError,
        "unpack",
        "More names stand side by side than values are handed out, or fewer: to the left of a `=`, or between `for` and `in`. "
        "Print what is handed out.",
    ),
    (
        TypeError,
        "cannot unpack non-iterable",
        "Several names stand side by side, to the left of a `=` or between `for` and `in`, and what is handed out is a single thing.",
    ),
    (
        ValueError,
        "both or neither",
        "np.where needs three things: the condition, what stands where it holds, and what stands elsewhere.",
    ),
    (
        ValueError,
        "inhomogeneous",
        "np.array makes a table of it, and here the parts have unlike shapes. Go through the list in a loop, one part after the other.",
    ),
    (
        ValueError,
        "element with a sequence",
        "One place of an array takes one number, and here it is given a list or an array. Print what stands there.",
    ),
    (ValueError, "math domain|positive input", "This function of `math` knows no answer for such a number: log needs more than 0."),
    (ValueError, "zero-size|empty", "There is nothing in this array. Print its shape, and look at where it loses its entries."),
    (
        TypeError,
        "'NoneType' object is not callable",
        "Before the round brackets stands None, nothing, and only a function can be called. Where a name may be None, ask first: "
        "`if ... is not None:`.",
    ),
    ((TypeError, AttributeError), "NoneType", _NOTHING),
    (
        TypeError,
        "can only concatenate list",
        "After a list, `+` expects another list. To add a number to every entry, make an array of it first, with np.array(...). "
        "To put one more at the end: .append.",
    ),
    (
        TypeError,
        "0-dimensional arrays|length-1 arrays",
        "One number is needed here, and there is a whole array. NumPy's functions take arrays.",
    ),
    (
        TypeError,
        "slice indices",
        "A slice such as x[:n] counts, so n has to be a whole number: round(...) makes one. A fraction is multiplied by len(x) first.",
    ),
    (
        TypeError,
        "integer scalar arrays|as an integer",
        "A whole number is needed here, and something else was given. Print it.",
    ),
    (
        TypeError,
        "as a data type",
        "One of the arguments is taken for a kind of number, as float is one. A shape stands in brackets of its own: np.zeros((m, n)).",
    ),
    (
        TypeError,
        "Cannot cast ufunc .* to dtype\\('u?int",
        "The array holds whole numbers and cannot take fractions in place. Let a new one be made, under the same name if you like.",
    ),
    (
        TypeError,
        "numpy.ufunc",
        "np.exp is the power already, and takes what is raised between brackets: np.exp(-z) is e to the power of -z.",
        _has("np.exp **", "np.exp ^"),
    ),
    (TypeError, "'(builtin_function_or_)?method'|'function'|'type'|'numpy.ufunc'|'numpy._ArrayFunctionDispatcher'", _BRACKETS),
    (TypeError, "for @:", "`@` stands between two arrays. Two single numbers are multiplied with `*`."),
    (TypeError, "'list'|multiply sequence", NO_LIST),
    (
        TypeError,
        "^list indices",
        "A list takes one whole number between its square brackets. For x[i, j] it has to be an array: begin with np.zeros((m, n)).",
    ),
    (TypeError, "'str'|concatenate str|dtype\\('<U|StrDType", "A text stands where a number is needed. Look for quotation marks."),
    (
        (TypeError, IndexError),
        "subscriptable|scalar variable",
        "The square brackets stand behind something that has no entries, such as a single number.",
    ),
    (
        IndexError,
        "^tuple index",
        "A shape has one number for each dimension, counted from 0: shape[0] is the rows, and shape[1] the columns, if there are any.",
        _has(".shape["),
    ),
    (
        IndexError,
        "out of (bounds|range)",
        "That number is too large: the first of n entries has the number 0, and the last n - 1. Print both.",
    ),
    (
        TypeError,
        "'(Network|SGD|Loss|SoftmaxCrossEntropy|MeanSquaredError)' object is not callable",
        "Say what it is to do: network.forward(...), loss.forward(...), optimizer.step(...).",
    ),
    (
        TypeError,
        "'(Dense|ReLU|Sigmoid|Dropout)' object is not callable",
        "A layer says with .forward(...) what it passes on. (Yours is to be worked out by itself, with NumPy.)",
    ),
    (
        TypeError,
        "Generator' object is not callable",
        "Say what the generator is to draw: rng.random(...), rng.normal(...), rng.permutation(...).",
    ),
    (
        TypeError,
        r"'generator'|\(generator\)",
        "A loop in round brackets has not been gone through yet, and NumPy does not do it. In square brackets it makes a list: "
        "[... for x in X].",
    ),
    (TypeError, "has no len", "A single number has no length; an array or a list has."),
    (
        TypeError,
        "not callable",
        "Round brackets call a function, and before them stands something else. An entry of an array has square ones, x[i]; "
        "to multiply, write the `*`.",
    ),
    (TypeError, "not iterable", "Something with entries is needed here, and a single number has none. A loop counts with range(n)."),
    (TypeError, "argument", "There are more arguments between the brackets of this call, or fewer, than the function takes."),
    (TypeError, "__round__", "Python's round takes one number. NumPy's own, np.round, takes a whole array."),
    (AttributeError, "ndarray.*'index'", "Only a list has `.index`. The place of the largest entry of an array is np.argmax(...)."),
    (
        AttributeError,
        "ndarray.*'append'",
        "An array cannot grow. Where it has its places already, fill them one by one: `result[i] = ...`. Or begin with a list, [], and "
        "make np.array(...) of it at the end.",
    ),
    (
        AttributeError,
        r"'(numpy\.)?(float|int)\d*' object has no attribute",
        "A single number stands before the dot. Look at the line that gave it this name.",
    ),
    (
        TypeError,
        "'tuple' object does not support item assignment",
        "A tuple, values side by side in round brackets, keeps what it was made with. Give the part that is to change a name of its own, "
        "or begin with a list, in square brackets.",
    ),
    (
        AttributeError,
        "'list' object has no attribute 'add'",
        "A list takes one more at its end with .append.",
    ),
    (ModuleNotFoundError, "", "Nothing more than NumPy is needed here, and it is imported already."),
    (
        ValueError,
        "larger sample than population",
        "The third argument of rng.choice says whether a number may be drawn again. Chances are given by name: p=[rate, 1 - rate].",
    ),
    (ValueError, "matmul.*enough dimensions", "`@` stands between two arrays. To multiply by a single number write `*`."),
    (
        ValueError,
        "matmul|not aligned",
        "Print the shapes: for `@`, the last number of the left one has to be the first of the right one.",
    ),
    (
        ValueError,
        "broadcast",
        "Print the two shapes, and compare them from the last number backwards: the two have to be equal, or one of them must be 1.",
    ),
    (ValueError, "cannot reshape", "The new shape has to hold as many numbers as there are: its numbers multiplied give the size."),
    (OverflowError, "", "A number grows beyond the largest that the computer can hold. (The largest that math.exp takes is about 709.)"),
    (ZeroDivisionError, "", "What stands below the fraction line is 0."),
    (RecursionError, "", "The function calls itself endlessly."),
    (MemoryError, "", "The result would need more memory than there is. Look at the shapes you ask for."),
    (SystemExit, "", "A function that calls `exit()` would end the whole program: return a value instead."),
    (EOFError, "nobody answers", "All that it needs comes in as its arguments: take `input()` out."),
    (KeyboardInterrupt, "", "The function itself raised this."),
)
ADVICE = tuple(Advice(*entry) for entry in _ENTRIES)


def advice_on(raised: Raised, written: Written) -> str:
    """The words of the first advice that fits, or none."""
    for advice in ADVICE:
        fits = issubclass(raised.kind, advice.kind) and re.search(advice.part, raised.details)
        if fits and (advice.when is None or advice.when(raised, written)):
            return advice.words
    return ""
