"""How an answer is examined: written, run, compared, diagnosed, reported. No exercise is known here by its name."""
