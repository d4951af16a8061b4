"""Lesson 07: what stands around a network: holding data back, standardising, counting what was taken for what."""

import numpy as np

from layerwise.examiner.values import Unusable, settle
from layerwise.exercises.exercise import Exercise, Mistake

LESSON = "07 penguins"


# --- split ---------------------------------------------------------------------------------------------------------------


def split(X, y, validation_fraction, rng):
    """Return X_train, X_val, y_train, y_val: the rows of X with their labels y, shuffled by rng, a fraction of them held back."""
    order = rng.permutation(len(X))
    n_validation = round(validation_fraction * len(X))
    validation, training = order[:n_validation], order[n_validation:]
    return X[training], X[validation], y[training], y[validation]


def split_probes(rng):
    """Tables in which all numbers differ, so that each row can be found again; fractions that are exact or fall between two counts."""
    for m, n, fraction in ((9, 9, 0.3), (16, 1, 0.375), (20, 2, 0.25)):
        yield rng.permutation(m * n).reshape(m, n) - 10.5, rng.permutation(m) + 1, fraction, int(rng.integers(1000))
    yield rng.permutation(57).reshape(19, 3), rng.integers(3, size=19), 0.4, int(rng.integers(1000))


# How often a split is repeated with a generator that moves on: often enough that chance alone never looks like a mistake.
_REPEATS = 12
# Tables of more rows than the example are split so often that each row is held back at some time, and far more than a few ways come up.
_ROWS_OF_THE_EXAMPLE = 8
_MANY_REPEATS = 60
_FEW = 10


def observe_split(function, X, y, validation_fraction, seed):
    """Facts about splits of X and y: one from the seed, more from the generator as it moves on, and one from the seed again."""
    rows, labels = X.copy(), y.copy()  # should the function change X, the facts are still about what it was given
    rng = np.random.default_rng(seed)
    results = [function(X, y, validation_fraction, rng)]
    repeats = _REPEATS if len(X) == _ROWS_OF_THE_EXAMPLE else _MANY_REPEATS
    results += [function(rows.copy(), labels.copy(), validation_fraction, rng) for _ in range(repeats)]
    results.append(function(rows.copy(), labels.copy(), validation_fraction, np.random.default_rng(seed)))
    if results[0] is None:
        raise Unusable("nothing (None)")
    facts = dict.fromkeys(_SPLIT_FACTS, False)
    facts["four arrays come back"] = all(isinstance(result, tuple | list) and len(result) == 4 for result in results)
    if facts["four arrays come back"]:
        results = [settle(result, (rows, rows, labels, labels)) for result in results]
        shapes = _shape_facts(results, rows)
        facts.update(shapes)
        if all(shapes.values()):
            facts.update(_row_facts(results, rows, labels, validation_fraction))
    return facts


_SOME_TO_TRAIN_ON = "some rows are left to train on"
_NEGATIVE = "the rows to train on are those with the row numbers held back, made negative"
_SPLIT_FACTS = (
    "four arrays come back",
    "they come in the order X_train, X_val, y_train, y_val",
    "y_train and y_val are one-dimensional, as y is",
    "X_train and X_val have the columns of X",
    "there are as many labels as rows, in both parts",
    "every row that comes back is a row of X",
    "no row comes twice in one part",
    "no row is both trained on and held back",
    "no row is lost",
    _SOME_TO_TRAIN_ON,
    _NEGATIVE,
    "the labels that come back are those of y",
    "each label stays with its row",
    "the same number of rows is held back every time",
    "the fraction of rows held back is validation_fraction",
    "the fraction of rows to train on is validation_fraction",
    "the same seed gives the same split",
    "the labels are shuffled with their rows",
    "a generator that has moved on gives another result",
    "chance decides which rows are held back",
    "there are many ways in which the rows may be parted",
    "every row is held back at some time",
    "neighbouring rows may be parted",
)


def _shape_facts(results, X):
    dimensions = [[part.ndim for part in parts] for parts in results]
    lengths = [[part.shape[:1] for part in parts] for parts in results]
    return {
        "they come in the order X_train, X_val, y_train, y_val": all(
            found == [2, 2, 1, 1] or sorted(found) != [1, 1, 2, 2] for found in dimensions
        ),
        "y_train and y_val are one-dimensional, as y is": all(found[2:] == [1, 1] for found in dimensions),
        "X_train and X_val have the columns of X": all(part.shape[1:] == X.shape[1:] for parts in results for part in parts[:2]),
        "there are as many labels as rows, in both parts": all(found[:2] == found[2:] for found in lengths),
    }


def _row_facts(results, X, y, validation_fraction):
    """Facts that follow from where in X each returned row stood."""
    training = _places([parts[0] for parts in results], X)
    held_back = _places([parts[1] for parts in results], X)
    places = [a + b for a, b in zip(training, held_back, strict=True)]
    labels = [(parts[2].tolist(), parts[3].tolist()) for parts in results]
    all_labels, every_place = y.tolist(), set(range(len(X)))
    members = {tuple(sorted(part)) for part in held_back}
    undecided = len(X) == _ROWS_OF_THE_EXAMPLE or len(members) == 1
    counts = {len(part) for part in held_back}
    exact = validation_fraction * len(X)
    wanted = {int(np.floor(exact)), int(np.ceil(exact))}
    return {
        "every row that comes back is a row of X": all(every_place.issuperset(found) for found in places),
        "no row comes twice in one part": all(len(set(part)) == len(part) for part in training + held_back),
        "no row is both trained on and held back": all(set(a).isdisjoint(b) for a, b in zip(training, held_back, strict=True)),
        "no row is lost": all(every_place.issubset(found) for found in places),
        _SOME_TO_TRAIN_ON: all(training),
        _NEGATIVE: any(
            all([(sign - place) % len(X) for place in found] == rest for found, rest in zip(held_back, training, strict=True))
            for sign in (-1, 0)
        ),
        "the labels that come back are those of y": all(
            not every_place.issubset(found) or sorted(a + b) == sorted(all_labels) for found, (a, b) in zip(places, labels, strict=True)
        ),
        "each label stays with its row": all(
            [all_labels[place] for place in found] == a + b for found, (a, b) in zip(places, labels, strict=True)
        ),
        "the same number of rows is held back every time": len(counts) == 1,
        "the fraction of rows held back is validation_fraction": counts <= wanted,
        "the fraction of rows to train on is validation_fraction": {len(X) - count for count in counts} <= wanted,
        "the same seed gives the same split": (training[0], held_back[0]) == (training[-1], held_back[-1]),
        "the labels are shuffled with their rows": any(all_labels not in (a + b, b + a) for a, b in labels),
        "a generator that has moved on gives another result": any(found != places[0] for found in places),
        "chance decides which rows are held back": len(members) > 1,
        "there are many ways in which the rows may be parted": undecided or len(members) > _FEW,
        "every row is held back at some time": undecided or every_place.issubset(set().union(*members)),
        "neighbouring rows may be parted": len({_gaps(part, len(X)) for part in members}) > 1,
    }


def _places(parts, X):
    """For each of several tables, the place in X of each of its rows; -1 for a row that is not there. X has no number twice."""
    rows = np.concatenate(parts).astype(float)
    places = np.argmin(np.abs(rows[:, :1] - X[:, 0]), axis=1)
    places = np.where(np.all(np.abs(rows - X[places]) < 1e-3, axis=1), places, -1).tolist()
    ends = np.cumsum([len(part) for part in parts]).tolist()
    return [places[end - len(part) : end] for part, end in zip(parts, ends, strict=True)]


def _gaps(places, m):
    """How far apart the places stand, going around in a circle of m; the same for a block of neighbours wherever it begins."""
    steps = [(after - before) % m for before, after in zip(places, places[1:] + places[:1], strict=True)]
    return min((tuple(steps[k:] + steps[:k]) for k in range(len(steps))), default=())


def _cut(X, y, order, validation_fraction):
    n = round(validation_fraction * len(X))
    return X[order[n:]], X[order[:n]], y[order[n:]], y[order[:n]]


def _shuffled_apart(X, y, validation_fraction, rng):
    return _cut(rng.permutation(X), rng.permutation(y), np.arange(len(X)), validation_fraction)


def _shuffled_in_place(X, y, validation_fraction, rng):
    rng.shuffle(X)
    rng.shuffle(y)
    return _cut(X, y, np.arange(len(X)), validation_fraction)


def _only_rows_shuffled(X, y, validation_fraction, rng):
    return _cut(rng.permutation(X), y, np.arange(len(X)), validation_fraction)


def _shuffled_after_the_cut(X, y, validation_fraction, rng):
    X_train, X_val, y_train, y_val = _cut(X, y, np.arange(len(X)), validation_fraction)
    order = rng.permutation(len(X_train))
    return X_train[order], X_val, y_train[order], y_val


def _coin_flips(X, y, validation_fraction, rng):
    validation = rng.random(len(X)) < validation_fraction
    return X[~validation], X[validation], y[~validation], y[validation]


def _drawn_twice(X, y, validation_fraction, rng):
    validation = rng.integers(len(X), size=round(validation_fraction * len(X)))
    training = np.setdiff1d(np.arange(len(X)), validation)
    return X[training], X[validation], y[training], y[validation]


def _two_draws(X, y, validation_fraction, rng):
    n = round(validation_fraction * len(X))
    training = rng.permutation(len(X))[n:]
    validation = rng.permutation(len(X))[:n]
    return X[training], X[validation], y[training], y[validation]


def _negative_row_numbers(X, y, validation_fraction, rng):
    validation = rng.permutation(len(X))[: round(validation_fraction * len(X))]
    return X[~validation], X[validation], y[~validation], y[validation]


def _trains_on_all(X, y, validation_fraction, rng):
    _, X_val, _, y_val = split(X, y, validation_fraction, rng)
    return X, X_val, y, y_val


def _loses_a_row(X, y, validation_fraction, rng):
    X_train, X_val, y_train, y_val = split(X, y, validation_fraction, rng)
    return X_train[1:], X_val, y_train[1:], y_val


def _row_numbers(X, y, validation_fraction, rng):
    return _cut(np.arange(len(X)), np.arange(len(X)), rng.permutation(len(X)), validation_fraction)


def _other_order(X, y, validation_fraction, rng):
    X_train, X_val, y_train, y_val = split(X, y, validation_fraction, rng)
    return X_train, y_train, X_val, y_val


def split_by_mask(X, y, validation_fraction, rng):
    """A row of True and False marks who is held back, and `~` turns it round. Within each part the rows keep their old order."""
    held_back = np.zeros(len(X), dtype=bool)
    held_back[rng.permutation(len(X))[: round(validation_fraction * len(X))]] = True
    return X[~held_back], X[held_back], y[~held_back], y[held_back]


def remark_on_split(function):
    """What to tell someone who cuts from the end: right wherever at least one row is held back."""
    if len(function(np.arange(8.0).reshape(4, 2), np.arange(4), 0.1, np.random.default_rng(0))[0]) > 0:
        return ""
    return (
        "One remark: where the fraction comes to no row at all, you hold back every row and train on none. -0 is 0, so `order[-0:]` is "
        "everything and `order[:-0]` nothing. Cut from the front, `order[:n]` and `order[n:]`, both are right there too."
    )


SPLIT = Exercise(
    lesson=LESSON,
    answer=split,
    remark=remark_on_split,
    second_way=split_by_mask,
    examples=((np.arange(16).reshape(8, 2) * 1.0, np.arange(8), 0.375, 7),),
    probes=split_probes,
    observe=observe_split,
    minutes=10,
    hints=(
        "`order` is a shuffled pack of row numbers, and `n_validation` says how many to lay aside. How do you cut the pack in two?",
        "`order[:3]` are its first three numbers, and `order[3:]` all the others. Cut at n_validation, and give each part a name.",
        "The first part is held back, the second is for training. Each picks its rows of X and its labels of y, as in the worked "
        "example. Return X for training, X held back, then the same for y.",
    ),
    given=2,
    reasons={
        "y_train and y_val are one-dimensional, as y is": "Labels are picked from y, with many row numbers at once. `order[n]` without a "
        "colon is one row number, and picks one row and one label; a slice, such as `order[n:]`, picks many.",
        "there are as many labels as rows, in both parts": "Pick rows and labels with the same row numbers: those of X_train and y_train "
        "with the one part of `order`, those of X_val and y_val with the other. First come both tables, then both lists of labels.",
        "no row is both trained on and held back": "This is the mistake that spoils most results: a network knows by heart the birds that "
        "it was trained on, so a test on them tells nothing of how it does with new ones. Each row number goes into one part only.",
        "no row is lost": "Every bird that goes into neither part is one that the network could have learnt from, or been tested on. "
        "Where the one part of `order` ends, the other begins.",
    },
    mistakes=(
        Mistake(
            "not-shuffled",
            "You cut the table where it stands, without shuffling. The penguins are sorted by species: the part that you hold back "
            "would hold one species only, and training would see too little of it. Use rng to shuffle the row numbers first.",
            lambda X, y, validation_fraction, rng: _cut(X, y, np.arange(len(X)), validation_fraction),
        ),
        Mistake(
            "shuffled-apart",
            "You shuffled X and y separately, each in an order of its own, so birds got the labels of other birds. "
            "Shuffle one list of row numbers, and pick from both with it.",
            _shuffled_apart,
        ),
        Mistake(
            "shuffled-in-place",
            "You shuffled X and y themselves, and each in an order of its own: birds got the labels of other birds, and whoever called "
            "split lost the old order. Shuffle a list of row numbers, and pick from both with it.",
            _shuffled_in_place,
        ),
        Mistake(
            "only-rows-shuffled",
            "You shuffled the rows of X and left y in its old order, so birds got the labels of other birds. Pick from both with the "
            "same "
            "shuffled row numbers.",
            _only_rows_shuffled,
        ),
        Mistake(
            "shuffled-after-the-cut",
            "The same rows are held back whatever rng says: you cut the table where it stands, or ask of each row number whether it is "
            "below n_validation, and only then is anything shuffled. Cut `order`: its first n_validation row numbers are held back.",
            _shuffled_after_the_cut,
        ),
        Mistake(
            "block-of-neighbours",
            "You hold back rows that stand next to each other in the table, from a random place on. Neighbours are alike: one species, "
            "one island. Let rng.permutation mix all row numbers.",
            lambda X, y, validation_fraction, rng: _cut(X, y, np.roll(np.arange(len(X)), rng.integers(len(X))), validation_fraction),
        ),
        Mistake(
            "chance-of-its-own",
            "You took random numbers from somewhere else than rng (`np.random.…`, or a generator without a seed). Then the same seed "
            "gives "
            "another split each time, and nobody can repeat your result. Call rng.permutation.",
            lambda X, y, validation_fraction, rng: split(X, y, validation_fraction, np.random.default_rng()),
        ),
        Mistake(
            "always-one-seed",
            "Every call gives the same split, whatever rng says, as with a generator of your own that has a fixed seed. Use the rng "
            "that "
            "you are given: whoever calls decides on the seed.",
            lambda X, y, validation_fraction, rng: split(X, y, validation_fraction, np.random.default_rng(0)),
        ),
        Mistake(
            "halves-exchanged",
            "The part for validation and the part for training are exchanged. validation_fraction is what is held back, 0.25 for a "
            "quarter; the large rest is for training. Look at which part of the row numbers goes where.",
            lambda X, y, validation_fraction, rng: _cut(X, y, rng.permutation(len(X)), 1 - validation_fraction),
        ),
        Mistake(
            "a-coin-for-each-row",
            "You decide for each row by a random number of its own, so how many rows are held back changes from call to call. "
            "Count first how many rows validation_fraction means, then take that many of the shuffled row numbers.",
            _coin_flips,
        ),
        Mistake(
            "drawn-twice",
            "Your random row numbers repeat themselves, so a row can be held back twice (`rng.integers` and `rng.choice` do that). "
            "rng.permutation gives each row number once.",
            _drawn_twice,
        ),
        Mistake(
            "negative-row-numbers",
            "Some rows are in both parts and some in none. `~` and `-` before row numbers do not give all the others: they make negative "
            "numbers, and those count from the end, as `~0`, which is -1, the last row. The others are the rest of the order: "
            "`order[n_validation:]`.",
            _negative_row_numbers,
        ),
        Mistake(
            "two-draws",
            "Some rows are in both parts and some in none: you shuffled twice, once for each part, or the one part of `order` does not "
            "begin where the other ends, as `order[:n]` and `order[n:]` do. A network would be tested on birds that it has learnt by "
            "heart. Shuffle once, and cut that one order in two.",
            _two_draws,
        ),
        Mistake(
            "trains-on-all",
            "You train on all rows, also on those that you hold back. Then the network is tested on birds that it has learnt by heart, and "
            "passes however badly it does with new ones: the number that should warn you would praise it. Training gets only the rest of "
            "the row numbers, from n_validation on: `order[n_validation:]`.",
            _trains_on_all,
        ),
        Mistake(
            "loses-a-row",
            "A row is lost between the two parts. Where one slice ends the other begins, with the same number: `order[:n]`, `order[n:]`.",
            _loses_a_row,
        ),
        Mistake(
            "other-order",
            "The four arrays come back in another order. It is X_train, X_val, y_train, y_val: both tables, then both lists of labels.",
            _other_order,
        ),
        Mistake(
            "not-four",
            "Four arrays are asked for, one after the other and not in pairs: `return X_train, X_val, y_train, y_val`.",
            lambda X, y, validation_fraction, rng: split(X, y, validation_fraction, rng)[:2],
        ),
        Mistake(
            "holds-back-everything",
            "All rows are held back, and none is left to train on: your number of rows is as large as the table, or larger. A quarter of "
            "it is `0.25 * len(X)`, so the number is `round(validation_fraction * len(X))`. Dividing by a fraction makes it larger.",
            lambda X, y, validation_fraction, rng: _cut(X, y, rng.permutation(len(X)), 1),
        ),
        Mistake(
            "holds-back-nothing",
            "No row is held back, so there is nothing to test on. int(0.25) is 0: multiply by len(X) first and make a whole number "
            "of that, round(validation_fraction * len(X)).",
            lambda X, y, validation_fraction, rng: _cut(X, y, rng.permutation(len(X)), 0),
        ),
        Mistake(
            "row-numbers",
            "You returned the row numbers themselves. They say which rows: pick these rows of X and these labels of y, `X[order[n:]]`.",
            _row_numbers,
        ),
        Mistake(
            "counts-columns",
            "You counted the columns of X instead of its rows. X.shape is (rows, columns): the number of birds is len(X), or X.shape[0].",
            lambda X, y, validation_fraction, rng: _cut(X, y, rng.permutation(len(X)), validation_fraction * X.shape[1] / len(X)),
        ),
    ),
)


# --- standardize ---------------------------------------------------------------------------------------------------------


def standardize(X_train, X_other):
    """Return X_train and X_other, each column less its mean and divided by its standard deviation, both those of X_train alone."""
    mean = X_train.mean(axis=0)
    deviation = X_train.std(axis=0)
    return (X_train - mean) / deviation, (X_other - mean) / deviation


_OVERWRITTEN = (
    "You overwrote X_train, with `-=` or `/=`, before its mean and deviation were taken for X_other: by then they are 0 and 1, and "
    "X_other comes back as it was. And whoever called the function has lost the table. Compute both once, at the start, and make new "
    "tables."
)


def _standardize_sample(X_train, X_other):
    """The other usual standard deviation, which divides by the number of rows less one."""
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0, ddof=1)
    return (X_train - mean) / deviation, (X_other - mean) / deviation


def standardize_probes(rng):
    """Columns of unlike size and spread, none of them narrow: a small number added to the deviation makes no difference."""
    for m, n, others in ((9, 3, 5), (5, 5, 5), (20, 4, 1), (3, 1, 8), (12, 2, 12), (4, 4, 1)):
        centre, spread = rng.normal(scale=500, size=n), rng.uniform(50, 500, size=n)
        X_train = centre + spread * (rng.normal(size=(m, n)) + np.linspace(-1, 1, m)[:, None])
        yield X_train, centre + spread * rng.normal(loc=0.5, scale=2, size=(others, n))
    whole = rng.permutation(40).reshape(10, 4) * 100
    yield whole[:6], whole[6:]


def _by_rows(X_train, X_other):
    mean, deviation = X_train.mean(axis=1), X_train.std(axis=1)
    return (X_train - mean) / deviation, (X_other - mean) / deviation


def _each(formula):
    """A standardisation that treats both tables by the same formula(X, X_train)."""
    return lambda X_train, X_other: (formula(X_train, X_train), formula(X_other, X_train))


def _all_together(X_train, X_other):
    both = np.concatenate([X_train, X_other])
    return (X_train - both.mean(axis=0)) / both.std(axis=0), (X_other - both.mean(axis=0)) / both.std(axis=0)


def standardize_by_one_function(X_train, X_other):
    """One inner function for both tables: no slip can treat the two differently."""

    def scaled(X):
        return (X - X_train.mean(axis=0)) / X_train.std(axis=0)

    return scaled(X_train), scaled(X_other)


def _overwritten(X_train, X_other):
    X_train -= X_train.mean(axis=0)
    X_train /= X_train.std(axis=0)
    return X_train, (X_other - X_train.mean(axis=0)) / X_train.std(axis=0)


def _both_overwritten(X_train, X_other):
    X_train -= X_train.mean(axis=0)
    X_train /= X_train.std(axis=0)
    X_other -= X_train.mean(axis=0)
    X_other /= X_train.std(axis=0)
    return X_train, X_other


def _second_divided_only(X_train, X_other):
    return standardize(X_train, X_other)[0], X_other / X_train.std(axis=0)


STANDARDIZE = Exercise(
    lesson=LESSON,
    answer=standardize,
    second_way=standardize_by_one_function,
    examples=((np.array([[40.0, 3500.0], [60.0, 4500.0]]), np.array([[70.0, 4000.0]])),),
    probes=standardize_probes,
    returns=("the first table", "the second table"),
    alternatives=(_standardize_sample,),
    tolerance=1e-5,
    minutes=8,
    hints=(
        "Each column is a measurement of its own, so each needs its own mean: `X_train.mean(axis=0)` walks down the rows.",
        "Compute two things once, from X_train: the mean and the standard deviation (`.std(axis=0)`) of each column.",
        "Both tables are then treated alike, with those two: `(X - mean) / deviation`. Mind the brackets.",
    ),
    mistakes=(
        Mistake(
            "each-by-its-own",
            "You standardised X_other by its own mean and deviation. Then the same bird gets other numbers in the other table, and the "
            "network would read them wrongly. Use the mean and the deviation of X_train for both.",
            _each(lambda X, X_train: (X - X.mean(axis=0)) / X.std(axis=0)),
        ),
        Mistake(
            "all-together",
            "You computed the mean and the deviation from both tables together, so the birds that are held back have a say in how the "
            "training birds are scaled. Held back means from everything: use X_train alone.",
            _all_together,
        ),
        Mistake(
            "second-table-unchanged",
            "The second table came back as it was. Either it was left out, or the mean and the deviation for it were taken of the first "
            "table when that was standardised already: by then they are 0 and 1. Compute both once, at the start, from X_train.",
            lambda X_train, X_other: (standardize(X_train, X_train)[0], X_other),
        ),
        Mistake("overwritten-first", _OVERWRITTEN, _overwritten),
        Mistake("both-overwritten", _OVERWRITTEN, _both_overwritten),
        Mistake(
            "second-divided-only",
            "X_other is divided, and no mean is subtracted from it. Either that was left out, or the mean was taken of X_train after its "
            "own mean was gone: by then it is 0. Compute the mean and the deviation once, at the start.",
            _second_divided_only,
        ),
        Mistake(
            "unchanged",
            "Both tables come back as they were. `(X - mean) / deviation` makes a new table and leaves X alone, and a name in a loop is "
            "not the table either: give the new ones names, or return them directly.",
            lambda X_train, X_other: (X_train, X_other),
        ),
        Mistake(
            "first-table-twice",
            "You return X_train twice: the second time, too, it is X_train that is standardised. The second has to be made from X_other, "
            "with the mean and the deviation of X_train.",
            lambda X_train, X_other: standardize(X_train, X_train),
        ),
        Mistake(
            "by-the-other",
            "You took the mean and the deviation of X_other for both tables. The birds that are held back have no say: take both numbers "
            "from X_train.",
            lambda X_train, X_other: standardize(X_other, X_train)[::-1],
        ),
        Mistake(
            "mean-and-deviation-exchanged",
            "You subtracted the deviation and divided by the mean. It is the other way round: subtract `.mean(axis=0)`, divide by "
            "`.std(axis=0)`.",
            _each(lambda X, X_train: (X - X_train.std(axis=0)) / X_train.mean(axis=0)),
        ),
        Mistake(
            "mean-and-deviation-returned",
            "You returned the mean and the deviation. They are the means to an end: return the two tables, each as "
            "`(X - mean) / deviation`.",
            lambda X_train, X_other: (X_train.mean(axis=0), X_train.std(axis=0)),
        ),
        Mistake(
            "root-of-the-deviation",
            "You divided by the square root of the standard deviation. `.std` has taken the root already: divide by it as it is. "
            "(It is the variance, `.var`, that needs a root.)",
            _each(lambda X, X_train: (X - X_train.mean(axis=0)) / np.sqrt(X_train.std(axis=0))),
        ),
        Mistake(
            "from-the-mean",
            "Each number has the wrong sign: you subtracted the table from the mean. A bird heavier than most should come out above 0: "
            "`X - mean`.",
            _each(lambda X, X_train: (X_train.mean(axis=0) - X) / X_train.std(axis=0)),
        ),
        Mistake(
            "whole-steps",
            "Your results are whole numbers. `//` divides and then drops what is behind the point: write `/`.",
            _each(lambda X, X_train: (X - X_train.mean(axis=0)) // X_train.std(axis=0)),
        ),
        Mistake(
            "one-mean-for-all",
            "You took one mean and one deviation of all numbers, millimetres and grams together. Each column needs its own: `axis=0`.",
            _each(lambda X, X_train: (X - X_train.mean()) / X_train.std()),
        ),
        Mistake(
            "rows-instead-of-columns",
            "You took the mean of each row (`axis=1`), which mixes the millimetres and grams of one bird. Each column needs its own "
            "mean: "
            "`axis=0` walks down the rows.",
            _by_rows,
        ),
        Mistake(
            "each-row-by-its-own",
            "You standardised each row by itself (`axis=1`), which mixes the millimetres and grams of one bird. Each column needs "
            "its own "
            "mean and deviation, from X_train: `axis=0` walks down the rows.",
            _each(lambda X, X_train: (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)),
        ),
        Mistake(
            "no-division",
            "You subtracted the mean and did not divide. The columns still differ in size, grams by the hundred and millimetres by the "
            "few: divide by the standard deviation of each column.",
            _each(lambda X, X_train: X - X_train.mean(axis=0)),
        ),
        Mistake(
            "no-mean",
            "You divided by the deviation and did not subtract the mean, so the columns do not lie around 0. Subtract first, then divide.",
            _each(lambda X, X_train: X / X_train.std(axis=0)),
        ),
        Mistake(
            "brackets-missing",
            "You wrote `X - mean / deviation`, and a division comes before a subtraction. Put the subtraction in brackets.",
            _each(lambda X, X_train: X - X_train.mean(axis=0) / X_train.std(axis=0)),
        ),
        Mistake(
            "variance",
            "You divided by the variance, the square of the standard deviation. Then the spread of a column is not 1. "
            "Use `.std(axis=0)`, or take the square root.",
            _each(lambda X, X_train: (X - X_train.mean(axis=0)) / X_train.var(axis=0)),
        ),
        Mistake(
            "from-0-to-1",
            "You squeezed each column between its smallest and its largest number. That is another way of scaling, useful elsewhere. "
            "Here: "
            "subtract the mean, divide by the standard deviation.",
            _each(lambda X, X_train: (X - X_train.min(axis=0)) / (X_train.max(axis=0) - X_train.min(axis=0))),
        ),
        Mistake(
            "exchanged",
            "The two tables come back in exchanged places. First X_train, then the other.",
            lambda X_train, X_other: standardize(X_train, X_other)[::-1],
        ),
        Mistake(
            "whole-numbers",
            "For whole numbers you return whole numbers, and the digits behind the point are lost. An array made with "
            "np.zeros_like(X) or "
            "np.empty_like(X) has the kind of numbers that X has: ask for dtype=float.",
            lambda X_train, X_other: tuple(Z.astype(X_train.dtype) for Z in standardize(X_train, X_other)),
        ),
        Mistake(
            "mean-absolute-distance",
            "You divided by the mean distance from the mean, without its sign. It is a measure of spread too, but not the standard "
            "deviation, which squares the distances: `.std(axis=0)`.",
            _each(lambda X, X_train: (X - X_train.mean(axis=0)) / np.abs(X_train - X_train.mean(axis=0)).mean(axis=0)),
        ),
        Mistake(
            "own-mean",
            "You subtracted from X_other its own mean. Then the same bird gets other numbers in the other table. Both tables use the "
            "mean of X_train.",
            _each(lambda X, X_train: (X - X.mean(axis=0)) / X_train.std(axis=0)),
        ),
        Mistake(
            "own-deviation",
            "You divided X_other by its own deviation. Then the same bird gets other numbers in the other table. Both tables use the "
            "deviation of X_train.",
            _each(lambda X, X_train: (X - X_train.mean(axis=0)) / X.std(axis=0)),
        ),
        Mistake(
            "one-deviation-for-all",
            "Each column has its own mean, and all share one deviation, so grams stay much larger than millimetres. `axis=0` belongs "
            "in .std too.",
            _each(lambda X, X_train: (X - X_train.mean(axis=0)) / X_train.std()),
        ),
        Mistake(
            "by-the-largest",
            "You divided each column by its largest number, so that none is above 1. Here: subtract the mean of X_train, divide by "
            "its standard deviation.",
            _each(lambda X, X_train: X / X_train.max(axis=0)),
        ),
        Mistake(
            "multiplied",
            "You multiplied by the standard deviation, so wide columns become wider still. Divide by it: then every column spreads "
            "by about 1.",
            _each(lambda X, X_train: (X - X_train.mean(axis=0)) * X_train.std(axis=0)),
        ),
        Mistake(
            "mean-added",
            "You added the mean instead of taking it away, so the columns lie twice as far from 0. Look at the sign before the mean.",
            _each(lambda X, X_train: (X + X_train.mean(axis=0)) / X_train.std(axis=0)),
        ),
        Mistake(
            "median",
            "You subtracted the median, the number in the middle. It is near the mean and not the same: use `.mean(axis=0)`.",
            _each(lambda X, X_train: (X - np.median(X_train, axis=0)) / X_train.std(axis=0)),
        ),
        Mistake(
            "first-table-only",
            "Only the first table comes back. Whoever calls standardize wants both, by the same two numbers: return the two with a "
            "comma between.",
            lambda X_train, X_other: standardize(X_train, X_other)[0],
        ),
    ),
)


# --- confusion_matrix ----------------------------------------------------------------------------------------------------


def confusion_matrix(labels, predicted, n_classes):
    """Return the counts, (n_classes, n_classes): how often a sample with label [row] was predicted as [column]."""
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for label, guess in zip(labels, predicted, strict=True):
        counts[label, guess] += 1
    return counts


def confusion_probes(rng):
    """Guesses that are mostly right, wrong in uneven ways, or miss some of the classes, the last among them."""
    for m, n_classes in ((40, 3), (25, 5), (60, 4), (1, 2), (30, 2), (80, 13)):
        labels, wrong = rng.integers(n_classes, size=m), rng.random(m) < 0.4
        yield labels, np.where(wrong, rng.integers(n_classes, size=m), labels), n_classes
    yield rng.integers(3, size=20), rng.integers(2, size=20), 6
    yield np.repeat(2, 7), rng.integers(2, size=7), 4
    yield np.array([3, 1, 3, 1]), np.array([1, 1, 3, 3]), 5


def _counted_once(labels, predicted, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    counts[labels, predicted] += 1
    return counts


def _only_classes_that_occur(labels, predicted, n_classes):
    classes = np.unique([labels, predicted]).tolist()
    return [[np.sum((labels == row) & (predicted == column)) for column in classes] for row in classes]


def _up_to_the_largest(labels, predicted, n_classes):
    return confusion_matrix(labels, predicted, np.max([labels, predicted]) + 1)


def _same_row_everywhere(labels, predicted, n_classes):
    return np.tile(np.bincount(predicted, minlength=n_classes), (n_classes, 1))


def _always_three(labels, predicted, n_classes):
    counts = np.zeros((3, 3), dtype=int)
    for label, guess in zip(labels, predicted, strict=True):
        counts[label, guess] += 1
    return counts


def _labels_as_row_numbers(labels, predicted, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for i in labels:
        counts[labels[i], predicted[i]] += 1
    return counts


def _as_many_as_classes(labels, predicted, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for i in range(n_classes):
        counts[labels[i], predicted[i]] += 1
    return counts


def _label_as_row_number(labels, predicted, n_classes):
    return confusion_matrix(labels, predicted[labels], n_classes)


def _every_pair(labels, predicted, n_classes):
    return np.outer(np.bincount(labels, minlength=n_classes), np.bincount(predicted, minlength=n_classes))


def _whole_rows(labels, predicted, n_classes):
    return np.tile(np.bincount(labels, minlength=n_classes)[:, None], n_classes)


def _either(labels, predicted, n_classes):
    return [[np.sum((labels == row) | (predicted == column)) for column in range(n_classes)] for row in range(n_classes)]


def _only_wrong(labels, predicted, n_classes):
    counts = confusion_matrix(labels, predicted, n_classes)
    np.fill_diagonal(counts, 0)
    return counts


def _share_of_row(labels, predicted, n_classes):
    counts = confusion_matrix(labels, predicted, n_classes)
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


def confusion_matrix_add_at(labels, predicted, n_classes):
    """Without a loop: np.add.at adds 1 each time that an entry is named, where `counts[labels, predicted] += 1` adds it once."""
    counts = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(counts, (labels, predicted), 1)
    return counts


CONFUSION_MATRIX = Exercise(
    lesson=LESSON,
    answer=confusion_matrix,
    second_way=confusion_matrix_add_at,
    examples=((np.array([0, 0, 1, 2, 2, 0]), np.array([0, 1, 1, 2, 0, 1]), 3), (np.array([0, 1, 1]), np.array([1, 1, 1]), 3)),
    probes=confusion_probes,
    minutes=8,
    hints=(
        "Begin with a table of zeros, n_classes by n_classes. Each sample adds 1 to one entry of it.",
        "`zip(labels, predicted)` walks through both lists side by side. The label says which row, the prediction which column.",
        "In the loop: `counts[label, guess] += 1`.",
    ),
    mistakes=(
        Mistake(
            "rows-and-columns-exchanged",
            "Your rows are the predictions and your columns the labels. Then birds taken for Gentoos would look like Gentoos "
            "overlooked. "
            "The label says which row: `counts[label, guess]`.",
            lambda labels, predicted, n_classes: confusion_matrix(predicted, labels, n_classes),
        ),
        Mistake(
            "counted-once",
            "Every count is 0 or 1. With whole arrays as indices, `counts[labels, predicted] += 1` changes each entry once, "
            "however often it is named; and `= 1` sets instead of adding. Go through the samples in a loop.",
            _counted_once,
        ),
        Mistake(
            "only-classes-that-occur",
            "Your table has rows and columns only for the classes that occur. A class that nobody has, or nobody was taken for, "
            "keeps its "
            "place with zeros: the table is always n_classes by n_classes.",
            _only_classes_that_occur,
        ),
        Mistake(
            "counts-the-classes",
            "Your table ends at the largest class that occurs. A class that nobody has, and nobody was taken for, keeps its place with "
            "zeros: the table is always n_classes by n_classes.",
            _up_to_the_largest,
        ),
        Mistake(
            "same-row-everywhere",
            "All your rows are equal. Either they are one: `[[0] * n] * n` makes one row and names it n times, where np.zeros((n_classes, "
            "n_classes), dtype=int) makes n. Or you add to all: a `:` before the comma means every row, and `counts[label, guess]` one "
            "entry.",
            _same_row_everywhere,
        ),
        Mistake(
            "always-three",
            "Your table has three rows and columns whatever n_classes says. Penguins come in three species, digits in ten kinds: "
            "use n_classes.",
            _always_three,
        ),
        Mistake(
            "only-right-ones",
            "You counted only the right predictions, on the diagonal. The other entries tell what was taken for what.",
            lambda labels, predicted, n_classes: np.diag(np.diag(confusion_matrix(labels, predicted, n_classes))),
        ),
        Mistake(
            "only-wrong-ones",
            "You counted only the wrong predictions. The right ones belong in the table too: they stand on the diagonal.",
            _only_wrong,
        ),
        Mistake(
            "from-1-on",
            "Each count stands one row and one column too early. Labels and places both count from 0: no `- 1` is needed.",
            lambda labels, predicted, n_classes: np.roll(confusion_matrix(labels, predicted, n_classes), -1, axis=(0, 1)),
        ),
        Mistake(
            "share-of-all",
            "You divided by the number of samples. Counts are asked for: whole birds, so that a row adds up to all birds of a species.",
            lambda labels, predicted, n_classes: confusion_matrix(labels, predicted, n_classes) / len(labels),
        ),
        Mistake(
            "share-of-row",
            "You divided each row by its sum. Counts are asked for: one bird of two is not the same as fifty of a hundred.",
            _share_of_row,
        ),
        Mistake(
            "all-zeros",
            "Every count is still 0: no line changes the table. `counts[label, guess] + 1` makes a number that nobody keeps, and `==` "
            "compares two and changes neither. To add 1 to an entry write `counts[label, guess] += 1`.",
            lambda labels, predicted, n_classes: np.zeros((n_classes, n_classes)),
        ),
        Mistake(
            "first-only",
            "Only the first sample is in your table. Is the `return` line inside the loop? Move it to the left, below the loop.",
            lambda labels, predicted, n_classes: confusion_matrix(labels[:1], predicted[:1], n_classes),
        ),
        Mistake(
            "labels-as-row-numbers",
            "You used each label as the number of a sample, so the same few samples are counted again and again. `for i in "
            "range(len(labels))` counts through the samples; zip(labels, predicted) hands out the pairs.",
            _labels_as_row_numbers,
        ),
        Mistake(
            "as-many-as-classes",
            "You went through as many samples as there are classes. The table has n_classes rows, and the samples are as many as "
            "labels has: range(len(labels)).",
            _as_many_as_classes,
        ),
        Mistake(
            "label-as-row-number",
            "You used each label as the number of a sample: `predicted[label]` is the prediction for that one sample, whatever sample the "
            "label came from. `for label, guess in zip(labels, predicted):` hands out what belongs together.",
            _label_as_row_number,
        ),
        Mistake(
            "label-as-row-number-exchanged",
            "You used each label as the number of a sample: `predicted[label]` is the prediction for that one sample, whatever sample the "
            "label came from. `for label, guess in zip(labels, predicted):` hands out what belongs together, and the label says which row.",
            lambda labels, predicted, n_classes: _label_as_row_number(labels, predicted, n_classes).T,
        ),
        Mistake(
            "every-pair",
            "You counted every label with every prediction, those of other samples too, as two loops do, one inside the other. "
            "Each sample counts once: `for label, guess in zip(labels, predicted):` walks through both side by side.",
            _every_pair,
        ),
        Mistake(
            "whole-rows",
            "Each sample adds 1 to a whole row: `counts[label]`, or `counts[label, :]`, is all of it. Name the column too: "
            "`counts[label, guess]`.",
            _whole_rows,
        ),
        Mistake(
            "every-entry",
            "Each sample adds 1 to every entry: `counts` is the whole table. Name the one that is meant: `counts[label, guess] += 1`.",
            lambda labels, predicted, n_classes: np.full((n_classes, n_classes), len(labels)),
        ),
        Mistake(
            "last-only",
            "Only the last sample is in your table. Is the table made inside the loop, so that each round begins with zeros? Move that "
            "line above the loop.",
            lambda labels, predicted, n_classes: confusion_matrix(labels[-1:], predicted[-1:], n_classes),
        ),
        Mistake(
            "last-left-out",
            "The last sample is not in your table. `range(len(labels))` already counts to the last, since it stops before its end: no "
            "`- 1` is needed.",
            lambda labels, predicted, n_classes: confusion_matrix(labels[:-1], predicted[:-1], n_classes),
        ),
        Mistake(
            "either",
            "You counted the samples that have this label or this prediction, as `|` does. Asked are those that have both: that is `&`, "
            "with each comparison in brackets.",
            _either,
        ),
        Mistake(
            "whole-arrays-in-each-round",
            "In each round of your loop you name all samples at once, `counts[labels, predicted]`. Take one sample in each round: "
            "`for label, guess in zip(labels, predicted):`, and then `counts[label, guess] += 1`.",
            lambda labels, predicted, n_classes: len(labels) * _counted_once(labels, predicted, n_classes),
        ),
    ),
)

EXERCISES = (SPLIT, STANDARDIZE, CONFUSION_MATRIX)
