"""Is examining quick enough not to be noticed? Three ratios, each measured in one run.

    python benchmarks/examination.py

- examining the right answers to all exercises, against starting one Jupyter kernel and having its first reply: below 1;
- `import layerwise` against `import numpy`, each in a fresh process: at most 1.3;
- `from layerwise import check`, which loads all exercises, against `import numpy`: no limit, for information.
"""

import os
import statistics
import subprocess
import sys
import time

from jupyter_client.manager import start_new_kernel

from layerwise.exercises import catalogue, examine

REPEATS = 15


def seconds_to_examine_all() -> float:
    start = time.perf_counter()
    for exercise in catalogue():
        assert examine(exercise.name, exercise.answer).passed
    return time.perf_counter() - start


def seconds_to_start_a_kernel() -> float:
    start = time.perf_counter()
    manager, client = start_new_kernel(kernel_name="python3", stderr=subprocess.DEVNULL)
    client.execute_interactive("1 + 1", timeout=60, output_hook=lambda message: None)
    seconds = time.perf_counter() - start
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    return seconds


def seconds_to_run(statement: str) -> float:
    """From inside a fresh process: the start of the interpreter, equal for both, would make the ratio look better than it is.

    With compiled files, as everyone has them from the second start on.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    code = f"import time; start = time.perf_counter(); {statement}; print(time.perf_counter() - start)"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8", env=environment).stdout)


def compare(what, measure, to_what, measure_other, repeats, limit=None):
    """Measure both in turn, so that a busy machine slows both, and print the medians and their ratio."""
    measure(), measure_other()  # the first is slower: files are read and compiled
    pairs = [(measure(), measure_other()) for _ in range(repeats)]
    first, second = (statistics.median(values) for values in zip(*pairs, strict=True))
    print(f"{what:34} {first * 1000:8.0f} ms")
    print(f"{to_what:34} {second * 1000:8.0f} ms")
    print(f"{'ratio':34} {first / second:8.2f}     ({f'limit {limit}' if limit else 'no limit'})\n")


if __name__ == "__main__":
    compare(
        f"examine {len(catalogue())} right answers",
        seconds_to_examine_all,
        "start a kernel, to its first reply",
        seconds_to_start_a_kernel,
        repeats=5,
        limit=1,
    )
    for statement, limit in (("import layerwise", 1.3), ("from layerwise import check", None)):
        compare(
            statement,
            lambda statement=statement: seconds_to_run(statement),
            "import numpy",
            lambda: seconds_to_run("import numpy"),
            repeats=REPEATS,
            limit=limit,
        )
