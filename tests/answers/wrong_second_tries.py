"""Wrong answers by readers who went through the lessons from the notebooks alone. What they were told was untrue, or led astray, and must
not be said again.
"""

from pathlib import Path

from answers.beginners import wrong_in

WRONG = wrong_in(Path(__file__).with_suffix(".txt"))
