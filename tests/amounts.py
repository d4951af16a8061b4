"""How much of a proof that is long by nature is run: a sample of it, or with `--long` the whole."""

whole = False


def amount(of_sample: int, of_whole: int) -> int:
    return of_whole if whole else of_sample
