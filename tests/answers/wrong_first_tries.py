"""Wrong answers that were written without a look at what the checks know, in three rounds: the share of them that was recognised at
first sight was 94, 79 and 70 %. What they showed to be untrue must not be said again.
"""

from pathlib import Path

from answers.beginners import wrong_in

WRONG = wrong_in(Path(__file__).with_suffix(".txt"))
