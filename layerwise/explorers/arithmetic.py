"""What several explorers calculate with."""

TINY = 1e-9  # a sum of decimal numbers that should be 0 may miss it by a hair
