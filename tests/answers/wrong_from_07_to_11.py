"""Wrong answers that fresh readers of lessons 07 to 11 wrote, with the words that were untrue of them, or led astray."""

from pathlib import Path

from answers.beginners import wrong_in

WRONG = wrong_in(Path(__file__).with_suffix(".txt"))
