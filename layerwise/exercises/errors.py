"""What to tell a learner whose function stopped with an exception: what was raised, in which of their lines, what to look at."""

import linecache
import re
import traceback

from layerwise.exercises.unattempted import code_of

# The first that fits is told: the kind of exception, a part of its text, and where to look.
_ADVICE = (
    (UnboundLocalError, "", "A name is used before it has a value. A total that a loop adds to needs a first value above the loop."),
    (NameError, "", "Is the name spelled as in the line that begins with `def`, and was every cell above run?"),
    (
        IndexError,
        "only integers",
        "An index has to be a whole number. `for i in x` hands out the entries of x themselves; `for i in range(len(x))` counts.",
    ),
    (IndexError, "too many indices", "There are more numbers in the square brackets than the array has dimensions. Print its shape."),
    (IndexError, "^axis", "The array has fewer dimensions than this axis needs: axis=0 is the first. Print its shape."),
    (IndexError, "", "Python counts from 0, so the last index is the length less one."),
    (
        ValueError,
        "truth value of an array",
        "`if` decides once, and here is a whole array of answers. Let np.where decide entry by entry. (A row of a table is an array too.)",
    ),
    (TypeError, "0-dimensional arrays|length-1 arrays", "math.exp, int, float and their like take one number; np.exp takes a whole array."),
    (TypeError, "integer scalar arrays|as an integer", "A whole number is needed here. To count through an array: range(len(x))."),
    (
        TypeError,
        "Cannot cast ufunc",
        "The array holds whole numbers and cannot take fractions in place. Make a new one: x * w, not x *= w.",
    ),
    (TypeError, "subscriptable", "The square brackets stand behind something that has no entries, such as a single number."),
    (
        ValueError,
        "matmul|not aligned",
        "Print the shapes: for `@`, the last number of the left one has to be the first of the right one.",
    ),
    (ValueError, "broadcast", "Print the two shapes. Entry by entry, they have to be equal, or one of them 1, counted from the end."),
    (OverflowError, "", "A number grows beyond the largest that the computer can hold. (The largest that math.exp takes is about 709.)"),
    (ZeroDivisionError, "", "What stands below the fraction line is 0."),
    (RecursionError, "", "The function calls itself without an end."),
    (MemoryError, "", "The result would need more memory than there is. Look at the shapes you ask for."),
    (SystemExit, "", "A function that calls `exit()` would end the whole program: return a value instead."),
    (KeyboardInterrupt, "", "The function itself raised this."),
)


def error_sentence(error: BaseException, function) -> str:
    """Tell of an exception that `function` raised."""
    try:
        details = (str(error).splitlines() or [""])[0][:300]
    except BaseException:  # an exception of the learner's own making may not even print
        details = ""
    details = re.sub(r", with gufunc signature \S+", "", details)
    text = f"{type(error).__name__}: {details}" if details else type(error).__name__
    advice = next((f" {words}" for kind, part, words in _ADVICE if isinstance(error, kind) and re.search(part, details)), "")
    line = _learners_line(error, function)
    return f"it stopped{f' in the line `{line}`' if line else ''} with {text.rstrip('.')}.{advice}"


def _learners_line(error, function) -> str:
    code = code_of(function)
    if code is None:
        return ""
    lines = [number for frame, number in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == code.co_filename]
    return linecache.getline(code.co_filename, lines[-1]).strip() if lines else ""
