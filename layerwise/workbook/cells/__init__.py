"""What watches the cells of a notebook: it says, below a cell that has run, what a learner has to know about their names."""
