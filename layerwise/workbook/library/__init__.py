"""my_network.py: a learner's own functions, kept as they pass.

pieces        what a function of a notebook needs in order to stand on its own
placing       where in the file it goes
keeping       whether it may: only what passes there too, and breaks nothing else
verification  the whole examination against the file
"""
