"""Lesson 09: holding birds back, to test on them what was learnt from the others."""

# A beginner's mistake is often a name that is given and not used.
# ruff: noqa: F841

import ast
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from layerwise.examiner.exercise import Exercise
from layerwise.examiner.values import Unusable, settle


def split(X, y, validation_fraction, rng):
    """Return X_train, X_val, y_train, y_val: the rows of X and their labels,
    shuffled by rng, a fraction of them held back. X and y stay as they are.
    """
    order = rng.permutation(len(X))
    n_validation = round(validation_fraction * len(X))
    ### BEGIN SOLUTION
    validation, training = order[:n_validation], order[n_validation:]
    return X[training], X[validation], y[training], y[validation]
    ### END SOLUTION


def split_by_mask(X, y, validation_fraction, rng):
    """A row of True and False marks who is held back, and `~` turns it round. Within each part the rows keep their old order."""
    held_back = np.zeros(len(X), dtype=bool)
    held_back[rng.permutation(len(X))[: round(validation_fraction * len(X))]] = True
    return X[~held_back], X[held_back], y[~held_back], y[held_back]


def probes(rng):
    """Tables in which all numbers differ, so that each row can be found again; fractions that are exact or fall between two counts."""
    for m, n, fraction in ((9, 9, 0.3), (16, 1, 0.375), (20, 2, 0.25)):
        yield rng.permutation(m * n).reshape(m, n) - 10.5, rng.permutation(m) + 1, fraction, int(rng.integers(1000))
    yield rng.permutation(57).reshape(19, 3), rng.integers(3, size=19), 0.4, int(rng.integers(1000))


# How often a split is repeated with a generator that moves on: often enough that chance alone never looks like a mistake.
REPEATS = 12
# Tables of more rows than the example are split so often that each row is held back at some time, and far more than a few ways come up.
ROWS_OF_THE_EXAMPLE = 8
MANY_REPEATS = 60
FEW = 10


def observe(function, X, y, validation_fraction, seed):
    """Facts about splits of X and y: one from the seed, more from the generator as it moves on, and one from the seed again.

    Where four arrays do not come back, or have not the right shapes, none of the facts behind that holds.
    """
    rows, labels = X.copy(), y.copy()  # should the function change X, the facts are still about what it was given
    rng = np.random.default_rng(seed)
    results = [function(X, y, validation_fraction, rng)]
    repeats = REPEATS if len(X) == ROWS_OF_THE_EXAMPLE else MANY_REPEATS
    results += [function(rows.copy(), labels.copy(), validation_fraction, rng) for _ in range(repeats)]
    results.append(function(rows.copy(), labels.copy(), validation_fraction, np.random.default_rng(seed)))
    if results[0] is None:
        raise Unusable.instead(None)
    four = all(isinstance(result, tuple | list) and len(result) == 4 for result in results)
    facts = {"four arrays come back": four, **dict.fromkeys((*ABOUT_SHAPES, *SIGNS, *ABOUT_ROWS), False)}
    if four:
        splits = Splits([settle(result, (rows, rows, labels, labels)) for result in results], rows, labels, validation_fraction)
        facts.update({fact: holds(splits) for fact, holds in (ABOUT_SHAPES | SIGNS).items()})
        if all(facts[fact] for fact in ABOUT_SHAPES):
            facts.update({fact: holds(splits) for fact, holds in ABOUT_ROWS.items()})
    return facts


@dataclass
class Splits:
    """What came of splitting X and y again and again, the last time with the seed of the first."""

    results: list
    X: np.ndarray
    y: np.ndarray
    validation_fraction: float

    def come_in_order(self):
        """Where two tables and two lists of labels come back, the tables come first."""
        dimensions = [[part.ndim for part in parts] for parts in self.results]
        return all(found == [2, 2, 1, 1] or sorted(found) != [1, 1, 2, 2] for found in dimensions)

    def have_flat_labels(self):
        return all(y_train.ndim == y_val.ndim == 1 for _, _, y_train, y_val in self.results)

    def have_all_columns(self):
        return all(X_part.shape[1:] == self.X.shape[1:] for X_train, X_val, _, _ in self.results for X_part in (X_train, X_val))

    def have_a_label_for_each_row(self):
        lengths = [[part.shape[:1] for part in parts] for parts in self.results]
        return all(found[:2] == found[2:] for found in lengths)

    def give_each_part_the_labels_of_the_other(self):
        lengths = [[part.shape[:1] for part in parts] for parts in self.results]
        return all(found[:2] == found[:1:-1] and found[0] != found[1] for found in lengths)

    def hold_row_numbers(self):
        """In place of the rows, their numbers."""
        parts = [(X_train, X_val) for X_train, X_val, _, _ in self.results]
        return all(X_train.ndim == X_val.ndim == 1 for X_train, X_val in parts) and all(
            {*X_train.tolist(), *X_val.tolist()} <= self.every_place for X_train, X_val in parts
        )

    def have_a_single_row(self):
        return any(part.ndim == 0 for _, _, *labels in self.results for part in labels)

    # What follows rests on where in X each row that came back stood.

    @cached_property
    def training(self):
        """The places of the rows to train on, a list for each split."""
        return places_in(self.X, [X_train for X_train, _, _, _ in self.results])

    @cached_property
    def held_back(self):
        """The places of the rows held back, a list for each split."""
        return places_in(self.X, [X_val for _, X_val, _, _ in self.results])

    @cached_property
    def places(self):
        """The places of all rows, those to train on first."""
        return [training + held_back for training, held_back in zip(self.training, self.held_back, strict=True)]

    @cached_property
    def labels(self):
        """The labels that came back, in the order of `places`."""
        return [y_train.tolist() + y_val.tolist() for _, _, y_train, y_val in self.results]

    @cached_property
    def groups(self):
        """The groups of rows that were held back at some time."""
        return {tuple(sorted(part)) for part in self.held_back}

    @cached_property
    def every_place(self):
        return set(range(len(self.X)))

    def contain_nothing_else(self):
        return all(self.every_place.issuperset(places) for places in self.places)

    def repeat_no_row(self):
        return all(len(set(part)) == len(part) for part in self.training + self.held_back)

    def keep_the_parts_apart(self):
        return all(set(training).isdisjoint(held_back) for training, held_back in zip(self.training, self.held_back, strict=True))

    def lose_no_row(self):
        return all(self.every_place.issubset(places) for places in self.places)

    def leave_rows_to_train_on(self):
        return all(self.training)

    def train_on_the_negative(self):
        """X[~validation] or X[-validation]: row numbers below 0 count from the end."""
        m = len(self.X)
        with_tilde = [[~place % m for place in held_back] for held_back in self.held_back]
        with_minus = [[-place % m for place in held_back] for held_back in self.held_back]
        return self.training in (with_tilde, with_minus)

    def have_the_labels_of_y(self):
        """Asked only of splits that lose no row."""
        wanted = sorted(self.y.tolist())
        return all(
            not self.every_place.issubset(places) or sorted(labels) == wanted
            for places, labels in zip(self.places, self.labels, strict=True)
        )

    def keep_labels_with_rows(self):
        labels = self.y.tolist()
        return self.labels == [[labels[place] for place in places] for places in self.places]

    def hold_back_equally_many(self):
        return len({len(part) for part in self.held_back}) == 1

    def hold_back_the_fraction(self):
        return {len(part) for part in self.held_back} <= self._rounded_fraction()

    def train_on_the_fraction(self):
        """All but the rows held back are as many as should be held back."""
        return {len(self.X) - len(part) for part in self.held_back} <= self._rounded_fraction()

    def _rounded_fraction(self):
        exact = self.validation_fraction * len(self.X)
        return {int(np.floor(exact)), int(np.ceil(exact))}

    def repeat_with_the_seed(self):
        return (self.training[0], self.held_back[0]) == (self.training[-1], self.held_back[-1])

    def shuffle_the_labels(self):
        """The labels came in another order than in y at least once, whichever part one puts first."""
        ends = [(y_train.tolist(), y_val.tolist()) for _, _, y_train, y_val in self.results]
        return any(self.y.tolist() not in (one + other, other + one) for one, other in ends)

    def differ(self):
        return any(places != self.places[0] for places in self.places)

    def leave_it_to_chance(self):
        return len(self.groups) > 1

    def part_in_many_ways(self):
        return self._too_few_to_tell() or len(self.groups) > FEW

    def hold_back_each_row(self):
        return self._too_few_to_tell() or self.every_place.issubset(set().union(*self.groups))

    def _too_few_to_tell(self):
        return len(self.X) == ROWS_OF_THE_EXAMPLE or len(self.groups) == 1

    def part_neighbours(self):
        return len({gaps(group, len(self.X)) for group in self.groups}) > 1


# In the order in which they are told. All hold for a right answer but some, which are there to recognise a mistake by: those of
# SIGNS, train_on_the_negative and train_on_the_fraction.
ABOUT_SHAPES = {
    "they come in the order X_train, X_val, y_train, y_val": Splits.come_in_order,
    "y_train and y_val are one-dimensional, as y is": Splits.have_flat_labels,
    "X_train and X_val have the columns of X": Splits.have_all_columns,
    "there are as many labels as rows, in both parts": Splits.have_a_label_for_each_row,
}
SIGNS = {
    "each part comes with as many labels as the other has rows": Splits.give_each_part_the_labels_of_the_other,
    "row numbers come back in place of rows": Splits.hold_row_numbers,
    "a part is a single row": Splits.have_a_single_row,
}
ABOUT_ROWS = {
    "every row that comes back is a row of X": Splits.contain_nothing_else,
    "no row comes twice in one part": Splits.repeat_no_row,
    "no row is both trained on and held back": Splits.keep_the_parts_apart,
    "no row is lost": Splits.lose_no_row,
    "some rows are left to train on": Splits.leave_rows_to_train_on,
    "the rows to train on are those with the row numbers held back, made negative": Splits.train_on_the_negative,
    "the labels that come back are those of y": Splits.have_the_labels_of_y,
    "each label stays with its row": Splits.keep_labels_with_rows,
    "the same number of rows is held back every time": Splits.hold_back_equally_many,
    "the fraction of rows held back is validation_fraction": Splits.hold_back_the_fraction,
    "the fraction of rows to train on is validation_fraction": Splits.train_on_the_fraction,
    "the same seed gives the same split": Splits.repeat_with_the_seed,
    "the labels are shuffled with their rows": Splits.shuffle_the_labels,
    "a generator that has moved on gives another result": Splits.differ,
    "chance decides which rows are held back": Splits.leave_it_to_chance,
    "there are many ways in which the rows may be parted": Splits.part_in_many_ways,
    "every row is held back at some time": Splits.hold_back_each_row,
    "neighbouring rows may be parted": Splits.part_neighbours,
}


def places_in(X, parts):
    """For each of several tables, the place in X of each of its rows; -1 for a row that is not there. X has no number twice."""
    rows = np.concatenate(parts).astype(float)
    places = np.argmin(np.abs(rows[:, :1] - X[:, 0]), axis=1)
    places = np.where(np.all(np.abs(rows - X[places]) < 1e-3, axis=1), places, -1).tolist()
    ends = np.cumsum([len(part) for part in parts]).tolist()
    return [places[end - len(part) : end] for part, end in zip(parts, ends, strict=True)]


def gaps(places, m):
    """How far apart the places stand, going around in a circle of m; the same for a block of neighbours wherever it begins."""
    steps = [(after - before) % m for before, after in zip(places, places[1:] + places[:1], strict=True)]
    return min((tuple(steps[k:] + steps[:k]) for k in range(len(steps))), default=())


def remark(function):
    """What to tell someone who cuts from the end: right wherever at least one row is held back."""
    if len(function(np.arange(8.0).reshape(4, 2), np.arange(4), 0.1, np.random.default_rng(0))[0]) > 0:
        return ""
    return (
        "One remark: where the fraction comes to no row at all, you hold back every row and train on none. -0 is 0, so `order[-0:]` is "
        "everything and `order[:-0]` nothing. Cut from the front, `order[:n]` and `order[n:]`, both are right there too."
    )


EXERCISE = Exercise(
    place=1,
    answer=split,
    another_way=split_by_mask,
    minutes=7,
    hints=(
        "`order` is a shuffled pack of row numbers, and `n_validation` says how many to lay aside. How do you cut the pack in two?",
        "`order[:3]` are its first three numbers, and `order[3:]` all the others. Cut at n_validation, and give each part a name.",
        "The first part is held back, the second is for training. Each picks its rows of X and its "
        "labels of y: `X[numbers]`, `y[numbers]`. Return X for training, X held back, then the same for y.",
    ),
    examples=((np.arange(16).reshape(8, 2) * 1.0, np.arange(8), 0.375, 7),),
    probes=probes,
    observe=observe,
    remark=remark,
    reasons={
        "there are as many labels as rows, in both parts": "Pick rows and labels with the same row numbers: those of X_train and y_train "
        "with the one part of `order`, those of X_val and y_val with the other. First come both tables, then both lists of labels.",
        "no row is both trained on and held back": "This is the mistake that spoils most results: a network knows by heart the birds that "
        "it was trained on, so a test on them says nothing about new ones. Each row number goes into one part only.",
        "no row is lost": "Every bird that goes into neither part is one that the network could have learnt from, or been tested on. "
        "Where the one part of `order` ends, the other begins.",
    },
)
mistake = EXERCISE.mistake


@mistake(when=lambda written: written.has("order = rng.permutation(...)") and not written.reads("order"))
def order_not_used(X, y, validation_fraction, rng):
    """You cut the table where it stands: `order` is drawn, but not used. The penguins are sorted by species, so the birds that you
    hold back would be mostly of one species. Cut `order` in two, and pick the rows of X and the labels of y with its parts.
    """
    order = rng.permutation(len(X))
    n = round(validation_fraction * len(X))
    return X[n:], X[:n], y[n:], y[:n]


@mistake
def not_shuffled(X, y, validation_fraction, rng):
    """You cut the table where it stands, in its old order. The penguins are sorted by species: most of those that you hold back would
    be of one species, and training would see too little of it. Cut the shuffled row numbers in two, `order`, and pick with their parts.
    """
    n = round(validation_fraction * len(X))
    return X[n:], X[:n], y[n:], y[:n]


@mistake
def shuffled_apart(X, y, validation_fraction, rng):
    """X and y are shuffled separately, each in an order of its own, so birds got the
    labels of other birds. Shuffle one list of row numbers, and pick from both with it.
    """
    return not_shuffled(rng.permutation(X), rng.permutation(y), validation_fraction, rng)


@mistake
def shuffled_in_place(X, y, validation_fraction, rng):
    """You shuffled X and y themselves, and each in an order of its own: birds got the labels of other birds, and
    whoever called split has lost the old order. Pick from both with one list of shuffled row numbers, `order`.
    """
    rng.shuffle(X)
    rng.shuffle(y)
    return not_shuffled(X, y, validation_fraction, rng)


@mistake
def only_rows_shuffled(X, y, validation_fraction, rng):
    """The rows of X are shuffled and y is in its old order, so birds got the
    labels of other birds. Pick from both with the same shuffled row numbers.
    """
    return not_shuffled(rng.permutation(X), y, validation_fraction, rng)


@mistake
def only_labels_shuffled(X, y, validation_fraction, rng):
    """The labels are shuffled and X is in its old order, so birds got the
    labels of other birds. Pick from both with the same shuffled row numbers.
    """
    return not_shuffled(X, rng.permutation(y), validation_fraction, rng)


@mistake(when=lambda written: written.has("order > n_validation") or written.has("order < n_validation"))
def order_compared(X, y, validation_fraction, rng):
    """You asked which row numbers of `order` are small, and that gives True and False. The first n_validation of them are
    held back, however large they are: `order[:n_validation]`.
    """
    order = rng.permutation(len(X))
    n_validation = round(validation_fraction * len(X))
    training = order > n_validation
    return X[training], X[~training], y[training], y[~training]


@mistake
def shuffled_after_the_cut(X, y, validation_fraction, rng):
    """The same rows are held back whatever rng says, as when you cut the table where it stands, or ask of each row number
    whether it is below n_validation. Cut `order`: the row numbers that come first in it are held back, however large they are.
    """
    X_train, X_val, y_train, y_val = not_shuffled(X, y, validation_fraction, rng)
    order = rng.permutation(len(X_train))
    return X_train[order], X_val, y_train[order], y_val


@mistake
def block_of_neighbours(X, y, validation_fraction, rng):
    """You hold back rows that stand next to each other in the table, from a random place on.
    Neighbours are alike: one species, one island. Let rng.permutation mix all row numbers.
    """
    start = rng.integers(len(X))
    return not_shuffled(np.roll(X, start, axis=0), np.roll(y, start), validation_fraction, rng)


@mistake
def chance_of_its_own(X, y, validation_fraction, rng):
    """The same seed gives another split each time, so nobody could repeat your result: the chance comes from
    somewhere else than rng, such as np.random or a generator without a seed. Call rng.permutation.
    """
    return split(X, y, validation_fraction, np.random.default_rng())


@mistake
def always_one_seed(X, y, validation_fraction, rng):
    """Every call gives the same split, whatever rng says, as with a generator of your own that
    has a fixed seed. Use the rng that you are given: whoever calls decides on the seed.
    """
    return split(X, y, validation_fraction, np.random.default_rng(0))


@mistake(when="0::2")
def two_equal_piles(X, y, validation_fraction, rng):
    """You deal the rows into two piles of the same size, every second one to each. But validation_fraction says how
    large they are: the first n_validation numbers of `order` are held back, and all others are for training.
    """
    order = rng.permutation(len(X))
    return X[order[0::2]], X[order[1::2]], y[order[0::2]], y[order[1::2]]


@mistake(like=two_equal_piles, when="0::2")
def two_equal_piles_unshuffled(X, y, validation_fraction, rng):
    return X[0::2], X[1::2], y[0::2], y[1::2]


@mistake(when="order[:2]")
def two_rows(X, y, validation_fraction, rng):
    """You hold back two rows, as the lesson's example does. How many it is here, n_validation says: `order[:n_validation]`."""
    order = rng.permutation(len(X))
    return X[order[2:]], X[order[:2]], y[order[2:]], y[order[:2]]


@mistake(when=lambda written: written.has("// 2") or written.has("/ 2") or written.has("order, 2"))
def halves(X, y, validation_fraction, rng):
    """You cut the rows into two halves, whatever validation_fraction is. It says how many rows are held back:
    the first n_validation numbers of `order`, and all others are for training.
    """
    order, half = rng.permutation(len(X)), len(X) // 2
    return X[order[half:]], X[order[:half]], y[order[half:]], y[order[:half]]


@mistake(when=lambda written: any(map(written.has, ("// 4", "/ 4", "0.25"))))
def a_quarter(X, y, validation_fraction, rng):
    """You hold back a quarter, whatever validation_fraction is. How many rows it means
    is counted already: the first n_validation numbers of `order`.
    """
    return split(X, y, 0.25, rng)


@mistake
def another_number_of_rows(X, y, validation_fraction, rng):
    """The number of rows that you hold back is another than validation_fraction says. It is
    n_validation: the first n_validation numbers of `order` are held back, and all others are for training.
    """
    order, n = rng.permutation(len(X)), 2
    return X[order[n:]], X[order[:n]], y[order[n:]], y[order[:n]]


@mistake(when="permutation(6)")
def six_row_numbers(X, y, validation_fraction, rng):
    """You shuffle the numbers of six rows, as the lesson's example does. A table has
    len(X) rows, and the generator is given: `order = rng.permutation(len(X))`.
    """
    order = np.random.default_rng(0).permutation(6)
    return X[order[2:]], X[order[:2]], y[order[2:]], y[order[:2]]


@mistake
def halves_exchanged(X, y, validation_fraction, rng):
    """The part for validation and the part for training have swapped places. validation_fraction is what is held
    back, 0.25 for a quarter; the large rest is for training. Look at which part of the row numbers goes where.
    """
    return split(X, y, 1 - validation_fraction, rng)


@mistake
def a_coin_for_each_row(X, y, validation_fraction, rng):
    """You decide for each row by a random number of its own, so how many rows are held back changes from call to
    call. Count first how many rows validation_fraction means, then take that many of the shuffled row numbers.
    """
    validation = rng.random(len(X)) < validation_fraction
    return X[~validation], X[validation], y[~validation], y[validation]


@mistake
def drawn_twice(X, y, validation_fraction, rng):
    """Your random row numbers repeat themselves, so a row can be held back twice: what rng.integers
    and rng.choice have drawn may come again. With rng.permutation each row number comes once.
    """
    validation = rng.integers(len(X), size=round(validation_fraction * len(X)))
    training = np.setdiff1d(np.arange(len(X)), validation)
    return X[training], X[validation], y[training], y[validation]


@mistake(like=drawn_twice)
def drawn_twice_beside_the_order(X, y, validation_fraction, rng):
    order = rng.permutation(len(X))
    n = round(validation_fraction * len(X))
    validation, training = rng.integers(len(X), size=n), order[n:]
    return X[training], X[validation], y[training], y[validation]


@mistake
def negative_row_numbers(X, y, validation_fraction, rng):
    """Some rows are in both parts and some in none. A `~` or a `-` before row numbers does not
    give all the others: it makes negative numbers, and those count from the end, as `~0`, which
    is -1, the last row. The others are the rest of the order: `order[n_validation:]`.
    """
    validation = rng.permutation(len(X))[: round(validation_fraction * len(X))]
    return X[~validation], X[validation], y[~validation], y[validation]


@mistake(when=lambda written: len([call for call in written.calls if ast.unparse(call.func) in ("rng.permutation", "rng.choice")]) > 1)
def two_draws(X, y, validation_fraction, rng):
    """Some rows are in both parts and some in none: you shuffled twice, once for each part. A network
    would be tested on birds that it has learnt by heart. Shuffle once, and cut that one order in two.
    """
    n = round(validation_fraction * len(X))
    training = rng.permutation(len(X))[n:]
    validation = rng.permutation(len(X))[:n]
    return X[training], X[validation], y[training], y[validation]


@mistake
def overlapping_parts(X, y, validation_fraction, rng):
    """Some rows are in both parts and some in none. A network would be tested on birds that it has learnt by heart.
    Where the one part of `order` ends, the other begins: `order[:n_validation]` and `order[n_validation:]`.
    """
    order = rng.permutation(len(X))
    n = round(validation_fraction * len(X))
    return X[order[:n]], X[order[:n]], y[order[:n]], y[order[:n]]


@mistake
def trains_on_all(X, y, validation_fraction, rng):
    """You train on all rows, also on those that you hold back. Then the network is tested on
    birds that it has learnt by heart, and passes however badly it does with new ones. Training
    gets only the rest of the row numbers, from n_validation on: `order[n_validation:]`.
    """
    _, X_val, _, y_val = split(X, y, validation_fraction, rng)
    return X, X_val, y, y_val


@mistake
def loses_a_row(X, y, validation_fraction, rng):
    """Not every row comes back: between the two parts some are lost. Where one
    slice ends the other begins, with the same number: `order[:n]`, `order[n:]`.
    """
    X_train, X_val, y_train, y_val = split(X, y, validation_fraction, rng)
    return X_train[1:], X_val, y_train[1:], y_val


@mistake(like=loses_a_row)
def loses_a_row_held_back(X, y, validation_fraction, rng):
    X_train, X_val, y_train, y_val = split(X, y, validation_fraction, rng)
    return X_train, X_val[:-1], y_train, y_val[:-1]


@mistake
def other_order(X, y, validation_fraction, rng):
    """The four arrays come back in another order. It is X_train, X_val, y_train, y_val: both tables, then both lists of labels."""
    X_train, X_val, y_train, y_val = split(X, y, validation_fraction, rng)
    return X_train, y_train, X_val, y_val


@mistake
def labels_exchanged(X, y, validation_fraction, rng):
    """For one of the two, tables or labels, the training part comes first, and for the other the part held back. The order is
    X_train, X_val, y_train, y_val. Look at your return, and at which part of the shuffled row numbers each name gets.
    """
    X_train, X_val, y_train, y_val = split(X, y, validation_fraction, rng)
    return X_train, X_val, y_val, y_train


@mistake
def one_row_number(X, y, validation_fraction, rng):
    """One of your parts is a single row. An index without a colon, as in `order[n]`,
    picks one row and one label; a slice, such as `order[n:]`, picks many.
    """
    order = rng.permutation(len(X))
    n = round(validation_fraction * len(X))
    return X[order[n:]], X[order[n]], y[order[n:]], y[order[n]]


@mistake
def not_four(X, y, validation_fraction, rng):
    """What you return is not four arrays. All four are asked for, one after the other and
    without brackets around two of them: `return X_train, X_val, y_train, y_val`.
    """
    return split(X, y, validation_fraction, rng)[:2]


def cuts_at_a_number_of_its_own(written):
    """Does a slice of `order` begin or end at a number that is written out?"""
    slices = [node for node in written.nodes(ast.Subscript) if isinstance(node.slice, ast.Slice) and written.text_of(node.value) == "order"]
    ends = [end for node in slices for end in (node.slice.lower, node.slice.upper) if isinstance(end, ast.Constant)]
    return any(end.value for end in ends)


@mistake(when=cuts_at_a_number_of_its_own)
def as_many_as_in_the_lesson(X, y, validation_fraction, rng):
    """You wrote down yourself how many rows are held back, and this table has no more than that, so none is left to train on.
    How many it is here, n_validation says: `order[:n_validation]`.
    """
    order = rng.permutation(len(X))
    return X[order[1000:]], X[order[:1000]], y[order[1000:]], y[order[:1000]]


@mistake
def holds_back_everything(X, y, validation_fraction, rng):
    """All rows are held back, and none is left to train on: your number of rows is as large as the table, or larger. A quarter of
    it is `0.25 * len(X)`, so the number is `round(validation_fraction * len(X))`. Dividing by a fraction makes it larger.
    """
    return split(X, y, 1, rng)


@mistake
def holds_back_nothing(X, y, validation_fraction, rng):
    """No row is held back, so there is nothing to test on. A fraction by itself becomes 0 as a whole number:
    multiply by len(X) first, and then make a whole number of it, round(validation_fraction * len(X)).
    """
    return split(X, y, int(validation_fraction), rng)


@mistake
def row_numbers(X, y, validation_fraction, rng):
    """You returned the row numbers themselves. They say which rows: pick these rows of X and these labels of y, `X[order[n:]]`."""
    order = rng.permutation(len(X))
    n = round(validation_fraction * len(X))
    return order[n:], order[:n], order[n:], order[:n]


@mistake
def counts_columns(X, y, validation_fraction, rng):
    """You counted the columns of X instead of its rows. X.shape is (rows, columns): the number of birds is len(X), or X.shape[0]."""
    order = rng.permutation(len(X))
    n = round(validation_fraction * X.shape[1])
    return X[order[n:]], X[order[:n]], y[order[n:]], y[order[:n]]
