"""What to tell a learner whose function stopped with an exception: what was raised, in which of their lines, what to look at."""

import builtins
import linecache
import re
import traceback
from types import ModuleType

import numpy as np

from layerwise.exercises.unattempted import code_of

_NOTHING = (
    "Something here is None, nothing: that is what a function without a `return` gives, and print, .append, .sort and rng.shuffle too. "
    "They do their work on what they are given, so keep that, and not their result."
)
_BRACKETS = "Are brackets missing? Without () behind its name you have the function itself and not what it returns."
_NO_LIST = "A list does not calculate entry by entry, as an array does: begin with np.array(...), or go through the list in a loop."
_NO_VALUE = "No line here gives `{name}` a value: write `{name} = ...` above the line that uses it. (Or {other}.)"
_NO_FUNCTION = "Python knows no function `{name}` yet. Is it spelled right, and was the cell run that defines it?"
# One of them, in the words of the lessons. Of another name that ends in s it is what stands before.
_SINGULAR = {"params": "parameter", "grads": "gradient"}
_NUMPY_HAS_IT = "NumPy has it: write `np.{name}`."

# The first that fits is told: the kind of exception, or several, a part of its text, and where to look.
_ADVICE = (
    (UnboundLocalError, "", "A name is used before it has a value. A total that a loop adds to needs a first value above the loop."),
    (NameError, "'(numpy|np)'", "NumPy goes by the name np here. Run the first code cell of the notebook, which imports it."),
    (NameError, "'(true|false|none)'", "Python writes True, False and None with a capital letter."),
    (
        NameError,
        "'[mnk]'",
        "The lesson writes it for a size, and your function does not know it yet. Take it from an argument, inside the function: "
        "len(...) is the number of rows.",
    ),
    (
        IndexError,
        "only integers",
        "An index has to be a whole number. `for i in x` hands out the entries of x themselves; `for i in range(len(x))` counts.",
    ),
    (
        IndexError,
        "must be of integer",
        "What picks rows has to hold whole numbers, or True and False. rng.permutation(len(X)) shuffles the row numbers; "
        "rng.permutation(X) shuffles the rows.",
    ),
    (
        IndexError,
        "^shape mismatch",
        "In X[a, b] the first picks rows and the second columns. To pick two lots of rows write it twice: X[a], X[b].",
    ),
    (IndexError, "too many indices", "There are more numbers in the square brackets than the array has dimensions. Print its shape."),
    (IndexError, "^axis", "The array has fewer dimensions than this axis needs: axis=0 is the first. Print its shape."),
    (IndexError, "assignment", "A list has no place yet for what was never put there. Use .append, or begin with np.zeros(...)."),
    (
        ValueError,
        "truth value of an array",
        "`if`, `and`, `or`, `not`, max and min decide once, and here is a whole array of answers. Let np.where or np.maximum decide entry "
        "by entry. (A row of a table is an array too.)",
    ),
    (
        ValueError,
        "unpack",
        "More names stand side by side than values are handed out, or fewer: to the left of a `=`, or between `for` and `in`. "
        "Print what is handed out.",
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
        "One place of an array takes one number, and here it is given a list or an array. Are there square brackets too many on the "
        "right of the `=`, or is an index missing? Print what stands there.",
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
        "Behind a list, `+` joins another list to it. To add a number to every entry, make an array first: `np.array(scores) + b`. "
        "To put one more at the end: .append.",
    ),
    (TypeError, "0-dimensional arrays|length-1 arrays", "math.exp, int, float and their like take one number; np.exp takes a whole array."),
    (
        TypeError,
        "slice indices",
        "A slice such as x[:n] counts, so n has to be a whole number: round(...) makes one. A fraction is multiplied by len(x) first.",
    ),
    (
        TypeError,
        "integer scalar arrays|as an integer",
        "A whole number is needed here. To count through an array: range(len(x)). (And np.max takes what comes second for an axis: "
        "np.maximum compares two.)",
    ),
    (
        TypeError,
        "as a data type",
        "The shape stands in brackets of its own: np.zeros((m, n)). Without them n is taken for a kind of number.",
    ),
    (TypeError, "bitwise_xor|for \\^", "`^` is no power in Python. A square is written x ** 2."),
    (
        TypeError,
        "Cannot cast ufunc .* to dtype\\('u?int",
        "The array holds whole numbers and cannot take fractions in place. Make a new one: x * w, not x *= w.",
    ),
    (TypeError, "'(builtin_function_or_)?method'|'function'|'type'|'numpy.ufunc'", _BRACKETS),
    (TypeError, "'list'|multiply sequence", _NO_LIST),
    (
        TypeError,
        "^list indices",
        "A list takes one whole number between its square brackets. For x[i, j] it has to be an array: begin with np.zeros((m, n)).",
    ),
    (TypeError, "'str'|dtype\\('<U", "A text stands where a number is needed. Look for quotation marks."),
    (
        (TypeError, IndexError),
        "subscriptable|scalar variable",
        "The square brackets stand behind something that has no entries, such as a single number.",
    ),
    (IndexError, "", "Python counts from 0, so the last index is the length less one."),
    (
        TypeError,
        "'(Network|SGD|Loss|SoftmaxCrossEntropy|MeanSquaredError)' object is not callable",
        "Say what it is to do: network.forward(...), loss.forward(...), optimizer.step(...).",
    ),
    (
        TypeError,
        "not callable",
        "Round brackets call a function, and before them stands something else. An entry of an array has square ones, x[i]; "
        "to multiply, write the `*`.",
    ),
    (TypeError, "not iterable", "A loop goes through something with entries, and a single number has none. To count: range(n)."),
    (TypeError, "argument", "There are more arguments between the brackets of this call, or fewer, than the function takes."),
    (
        AttributeError,
        "ndarray.*'append'",
        "An array cannot grow. Where it has its places already, fill them one by one: `result[i] = ...`. Or begin with a list, [], and "
        "make np.array(...) of it at the end.",
    ),
    (
        AttributeError,
        r"'(numpy\.)?(float|int)\d*' object has no attribute",
        "A single number stands before the dot. Look at the line that gave it this name. To collect, begin with a list, `[]`; "
        "where it says `loss = loss.forward(...)`, take another name on the left.",
    ),
    (
        AttributeError,
        "'list' object has no attribute 'add'",
        "A list takes one more at its end with .append.",
    ),
    (ModuleNotFoundError, "", "Nothing more than NumPy is needed here, and it is imported already."),
    (ValueError, "matmul.*enough dimensions", "`@` stands between two arrays. To multiply by a single number write `*`."),
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
    details = re.sub(r"[\w.]+\.<locals>\.", "", details)  # the function inside which another was made is no news
    text = f"{type(error).__name__}: {details}" if details else type(error).__name__
    line = _learners_line(error, function)
    advice = next((words for kind, part, words in _ADVICE if isinstance(error, kind) and re.search(part, details)), "")
    advice = _about_two_lists(error, function, line, advice) or _about_two_comparisons(details, line) or advice
    if not advice and type(error) is NameError and type(error.name) is str:
        advice = _about_a_name(error.name, function, line)
    else:
        advice = " ".join(filter(None, (_spelling(error, function), advice)))
    return f"it stopped{f' in the line `{line}`' if line else ''} with {text.rstrip('.')}. {advice}".rstrip()


def _about_a_name(name, function, line) -> str:
    """What to do about a name that Python does not know."""
    called = re.search(rf"\b{re.escape(name)}\s*\(", line)
    missing = (_NO_FUNCTION if called else _NO_VALUE).format(name=name, other="run the cell above that does")
    if name == "e":
        return "For a power of e use np.exp: `np.exp(-z)` is e to the power of -z."
    if name in dir(np) and (called or not callable(getattr(np, name))):
        return _NUMPY_HAS_IT.format(name=name)
    code = code_of(function)
    own = _nearest(name, [*(code.co_varnames if code else ()), *dir(builtins)])
    if own and not called and not _is_misspelt(name, own):
        return _NO_VALUE.format(name=name, other=f"`{own}` is meant")
    if own:
        return f"Did you mean `{own}`?"
    outside = _nearest(name, getattr(function, "__globals__", {}))
    return f"Did you mean `{outside}`? {missing}" if outside else missing


def _is_misspelt(name, near) -> bool:
    """Is it `near` with a slip, and no name of its own, as `losses` is beside `loss` and `y_train` beside `X_train`?"""
    import difflib

    name, near = name.lower(), near.lower()
    shorter, longer = sorted((name, near), key=len)
    plural = longer in (f"{shorter}s", f"{shorter}es")
    return not plural and (sorted(name) == sorted(near) or difflib.SequenceMatcher(None, name, near).ratio() > 0.88)


def _spelling(error, function) -> str:
    """The nearest name to one that there is not."""
    name = getattr(error, "name", None)
    if type(error) is NameError:
        code = code_of(function)
        near = _nearest(name, [*(code.co_varnames if code else ()), *getattr(function, "__globals__", {}), *dir(builtins)])
    elif type(error) is AttributeError and type(error.obj) in (np.ndarray, list) and name in dir(np) and name not in ("append", "add"):
        kind = "list" if type(error.obj) is list else "array"
        return f"It is a function of NumPy, which takes the {kind} between its brackets: np.{name}(...)."
    elif type(error) is AttributeError and type(error.obj) in (ModuleType, np.ndarray, list):
        near = _nearest(name, dir(error.obj))
    else:
        return ""
    return f"Did you mean `{near}`?" if near else ""


def _nearest(name, names) -> str | None:
    import difflib  # here, since few need it and `import layerwise` is to be quick

    names = [other for other in names if not other.startswith("_")]
    near = [other for other in names if other.lower() == str(name).lower()] or difflib.get_close_matches(str(name), names, cutoff=0.75)
    return near[0] if near else None


def _about_two_lists(error, function, line, advice) -> str:
    """The loop to write, in their own names, where lists of arrays were taken for arrays, or two were gone through without zip."""
    if isinstance(error, ValueError) and "unpack" in str(error):
        return _about_unpacking(line)
    if advice is not _NO_LIST:
        return ""
    frames = _learners_frames(error, function)
    values = dict(frames[-1][0].f_locals) if frames else {}
    names = [name for name in dict.fromkeys(re.findall(r"\w+", line)) if _is_list_of_arrays(values.get(name))]
    if not names:
        return ""
    ones = [_one_of(name) for name in names]
    told = " and ".join(f"`{name}`" for name in names)
    several = len(names) > 1
    source = f"zip({', '.join(names)})" if several else names[0]
    goal = f"change `{ones[0]}`" if re.match(rf"{names[0]}\s*\S?=", line) else f"calculate with {' and '.join(f'`{one}`' for one in ones)}"
    return (
        f"{told} {'are lists' if several else 'is a list'} of arrays, and this needs {'single arrays' if several else 'an array'}. "
        f"Go through the {'lists' if several else 'list'} with a loop, `for {', '.join(ones)} in {source}:`, and {goal}; "
        "if there is such a loop, use its names."
    )


def _one_of(name) -> str:
    """A name for one entry of a list."""
    return _SINGULAR.get(name) or (name[:-1] if re.search(r"\w[^aisu]s$", name) else f"one_{name}")


def _about_unpacking(line) -> str:
    """What is wrong with a line that hands out values to several names, and not as many as there are names."""
    line = line.partition("#")[0].rstrip()
    loop = re.match(r"for ([\w, ()]+) in (.+):", line)
    if not loop:
        pairs = re.match(r"(\w+, \w+) = (minibatches\(.*\))$", line)
        return f"The pairs come one after the other: go through them with a loop, `for {pairs[1]} in {pairs[2]}:`." if pairs else ""
    names, things = loop[1].strip(), loop[2].strip()
    lists = re.fullmatch(r"[(\[]?([\w, ]+)[)\]]?", things)
    if not lists:
        return f"Each round of `{things}` hands out fewer values than there are names between `for` and `in`, or more."
    if "," in lists[1]:
        brackets = "Brackets alone pair nothing. " if lists[1].strip() != things else ""
        return f"{brackets}To go through them together, a loop needs zip: `for {names} in zip({lists[1].strip()}):`."
    return f"Each round hands out one entry of `{things}`, and it has not as many parts as there are names. Print one."


def _about_two_comparisons(details, line) -> str:
    """Where two arrays of answers were to be joined entry by entry."""
    if "truth value of an array" not in details or not re.search(r"[<>=].*(&|\||\band\b|\bor\b).*[<>=]", line):
        return ""
    if re.match(r"(if|elif|while)\b", line):
        return ""  # these decide once, however the comparisons are joined
    sign = "&" if re.search(r"&|\band\b", line) else "|"
    if sign in line:
        return f"`{sign}` comes before a comparison, as `*` comes before `+`. Put each comparison in brackets: `(a == i) {sign} (b == j)`."
    word = "and" if sign == "&" else "or"
    return (
        f"`{word}` decides once, and here is a whole array of answers. Entry by entry it is written `{sign}`, with each comparison in "
        f"brackets: `(a == i) {sign} (b == j)`."
    )


def _is_list_of_arrays(value) -> bool:
    # By the type and not with isinstance, which asks the object: the learner's own may answer anything.
    return type(value) is list and len(value) > 0 and all(issubclass(type(part), np.ndarray) for part in value)


def _learners_frames(error, function) -> list:
    """The frames, each with its line, that the error went through in the file of the learner's function."""
    code = code_of(function)
    if code is None:
        return []
    return [(frame, number) for frame, number in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == code.co_filename]


def _learners_line(error, function) -> str:
    frames = _learners_frames(error, function)
    return linecache.getline(frames[-1][0].f_code.co_filename, frames[-1][1]).strip() if frames else ""
