"""From a person's notebooks to verdicts, and from verdicts to points."""
