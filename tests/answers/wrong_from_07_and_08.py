"""Wrong answers that a fresh reader of lessons 07 and 08 wrote, with the words that were untrue of them, or led astray."""

from pathlib import Path

from answers.beginners import wrong_in

WRONG = wrong_in(Path(__file__).with_suffix(".txt"))
