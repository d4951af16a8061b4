"""What an instructor hands out: a course that nbgrader takes as it is.

course_folder  the folder: the lessons with their solutions, as nbgrader wants its sources, and its settings
students       the package for students where the answers are kept back
cells          a lesson's notebook with nbgrader's marks: which cells are answers, which count points
in_nbgrader    what nbgrader loads to grade: the examination of `layerwise grade` in place of a kernel that runs everything
"""
