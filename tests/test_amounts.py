"""What is in the sample: something of each test, and with `--long` everything."""

from types import SimpleNamespace

import amounts
import pytest


def made_of(name: str, parameters: int, one_in: int) -> list:
    marker = SimpleNamespace(args=(one_in, one_in // 2)) if one_in > 1 else None
    return [SimpleNamespace(nodeid=f"{name}[{number}]", get_closest_marker=lambda _: marker) for number in range(parameters)]


@pytest.mark.parametrize(("parameters", "one_in", "taken"), [(12, 1, {12}), (12, 4, {3}), (10, 4, {2, 3}), (3, 8, {1}), (1, 5, {1})])
def test_one_in_so_many_is_taken_and_something_of_each_test(parameters, one_in, taken, monkeypatch):
    monkeypatch.setattr(amounts, "long", False)
    monkeypatch.setattr(amounts, "whole", False)
    for name in ("a.py::test_this", "a.py::test_that", "b.py::test_this"):
        tests = made_of(name, parameters, one_in)
        sample, left = amounts.sample(tests)
        assert len(sample) in taken
        assert sorted(one.nodeid for one in [*sample, *left]) == sorted(one.nodeid for one in tests)


def test_different_tests_begin_at_different_parameters(monkeypatch):
    monkeypatch.setattr(amounts, "long", False)
    monkeypatch.setattr(amounts, "whole", False)
    first = {amounts.sample(made_of(f"a.py::test_{number}", 10, 5))[0][0].nodeid.partition("[")[2] for number in range(20)}
    assert len(first) > 2


def test_long_takes_more_and_the_whole_leaves_nothing_out(monkeypatch):
    monkeypatch.setattr(amounts, "long", True)
    tests = made_of("a.py::test_this", 12, 4)
    assert len(amounts.sample(tests)[0]) == 6
    monkeypatch.setattr(amounts, "whole", True)
    assert amounts.sample(tests) == (tests, [])
