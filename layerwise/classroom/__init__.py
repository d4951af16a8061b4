"""The instructor's rooms. grading: what a class has handed in, examined where it can do no harm."""
