"""The log of experiments and the line of progress."""

import io
import subprocess
import sys

import numpy as np
import pytest

from layerwise import nn
from layerwise.experiments import Log
from layerwise.progress import WIDTH, show_progress, with_progress


def a_history(training=(2.0, 0.456), validation=(2.1, 0.567), epochs=None):
    history = nn.History(len(training) if epochs is None else epochs)
    history.extend(training)
    history.validation.extend(validation)
    return history


# --- the log -----------------------------------------------------------------------------------------------------------------


def test_the_table_has_a_line_for_each_run_and_marks_the_best():
    log = Log()
    log.add(a_history(), 0.9512, width=8)
    log.add(a_history(validation=()), np.float64(0.974), width=128, learning_rate=0.003)
    assert repr(log).splitlines() == [
        "run  width  learning rate  training loss  validation loss  accuracy",
        "  1      8                         0.456            0.567    95.1 %",
        "  2    128          0.003          0.456                     97.4 %  highest accuracy",
    ]
    log.add(a_history(validation=(0.9, 0.5)), 0.974, width=64)
    assert repr(log).splitlines()[2].endswith("97.4 %  highest accuracy")
    assert repr(log).splitlines()[3].endswith("97.4 %  lowest validation loss, highest accuracy")


def test_the_table_in_a_notebook_has_heads_for_rows_and_columns_and_no_code_from_the_choices():
    log = Log()
    log.add(a_history(), 0.9, **{"width": "<b>8</b>"})
    html = log._repr_html_()
    assert html.count("<th scope='col'>") == 6 and html.count("<th scope='row'>") == 1
    assert "&lt;b&gt;8&lt;/b&gt;" in html and "<b>" not in html
    assert "highest" not in html, "one run has nobody to be compared with"


def test_losses_may_be_plain_lists_as_the_learners_own_loop_returns_them():
    log = Log()
    log.add([1.0, 0.25], 0.5, validation=[1.5, 0.75], epochs=2)
    assert log.runs[0].training_loss == 0.25 and log.runs[0].validation_loss == 0.75
    log.add([1.0, 0.25], 0.5004, epochs=3)
    assert log.runs[1].validation_loss is None
    assert "highest" not in repr(log) and "lowest" not in repr(log), "as they are shown, the runs are alike"


def test_the_picture_calls_runs_by_the_choices_in_which_they_differ():
    log = Log()
    for width, accuracy in ((8, 0.9), (16, 0.95)):
        log.add(a_history(), accuracy, width=width, learning_rate=0.1)
    assert log.picture("Widths").alt == ("Widths. Validation accuracy of 2 runs: width 8 90.0 %; width 16 95.0 %. Highest: width 16.")
    log.add(a_history(), 0.93, width=8, learning_rate=0.1)
    assert "1: width 8 90.0 %; 2: width 16 95.0 %; 3: width 8 93.0 %" in log.picture().alt
    log.add(a_history(), 0.94, width=8, learning_rate=0.01)
    assert "4: width 8, learning rate 0.01 94.0 %" in log.picture().alt


def test_an_empty_log_shows_the_head_alone_and_has_no_picture():
    assert repr(Log()) == "run  training loss  validation loss  accuracy"
    with pytest.raises(ValueError, match="at least one run"):
        Log().picture()


def test_a_run_without_choices_or_losses_is_refused_in_words():
    with pytest.raises(ValueError, match="what was chosen"):
        Log().add(a_history(), 0.9)
    with pytest.raises(ValueError, match="no losses"):
        Log().add(a_history((), ()), 0.9, width=8)


def test_the_log_loads_no_matplotlib_before_it_draws():
    program = "import sys; from layerwise.experiments import Log; import layerwise.progress; print('matplotlib' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"


# --- the line of progress ----------------------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    def isatty(self):
        return True


def train_a_little(**more):
    X = np.eye(4)
    network = nn.Network([nn.Dense(4, 2, rng=0)])
    return nn.train(network, nn.SoftmaxCrossEntropy(), nn.SGD(0.1), X, X[:, :2] + X[:, 2:], epochs=3, batch_size=2, rng=0, **more)


def test_in_a_terminal_one_line_is_written_over_and_says_that_stop_keeps_what_is_learnt(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    X = np.eye(4)
    train_a_little(validation=(X, X[:, :2] + X[:, 2:]), each_epoch=show_progress)
    *running, last = terminal.getvalue().split("\r")
    assert [line.split(" ")[:4] for line in running] == [["epoch", "1", "of", "3"], ["epoch", "2", "of", "3"]]
    assert all("stop keeps all of it" in line and "validation" in line for line in running)
    assert {len(line) for line in running} == {WIDTH} and len(last) == WIDTH + 1, "each line covers the one before"
    assert last.startswith("3 epochs: loss 0.") and last.endswith(" \n") and "stop" not in last


def test_in_a_file_only_the_last_line_is_printed(capsys):
    history = train_a_little(each_epoch=show_progress)
    assert capsys.readouterr().out.rstrip() == f"3 epochs: loss {history[-1]:.2f}"


def test_a_loop_says_which_of_its_rounds_is_at_work(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    assert list(with_progress([4, 16, 64], "network")) == [4, 16, 64]
    *running, last = terminal.getvalue().split("\r")
    assert [line.rstrip(" ┈━") for line in running] == [f"network {number} of 3" for number in (1, 2, 3)]
    assert last == "network 3 of 3 ━━━━━━━━━━".ljust(WIDTH) + "\n"


def test_what_a_loop_leaves_in_a_file_is_the_same_in_every_run(capsys):
    for _ in with_progress(range(100), "epoch"):
        assert capsys.readouterr().out == ""
    assert capsys.readouterr().out.rstrip() == "epoch 100 of 100 ━━━━━━━━━━"


def test_a_loop_over_nothing_ends_at_once(capsys):
    assert list(with_progress([], "network")) == []
    assert capsys.readouterr().out.rstrip() == "network 0 of 0 ━━━━━━━━━━"


def test_the_longest_line_fits_into_a_terminal(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    show_progress(a_history([12.345] * 98, [12.345] * 98, epochs=99))
    assert len(terminal.getvalue().rstrip()) <= WIDTH
