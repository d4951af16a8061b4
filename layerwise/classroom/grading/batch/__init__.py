"""Many people's work, over several processes: each result is kept at once, so that a run that was interrupted goes on where it was."""
