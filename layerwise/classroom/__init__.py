"""The instructor's rooms.

grading   what a class has handed in: from a folder of submissions to marks and reports
commands  the command line
"""
