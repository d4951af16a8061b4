"""The instructor's rooms.

grading   what a class has handed in: from a folder of submissions to marks and reports
release   what is handed out: the course as nbgrader takes it
teaching  what a workshop is prepared with: slides and handbook
room      a class while it lasts: a live page of who is where, for those who have joined
commands  the command line
"""
