"""How far a learner has come: what is recorded, what follows from it, and how it is shown.

recording   what happens when an exercise is checked
answers     what was answered to the lessons' questions
record      what is known; `file` reads and writes it
standings   how far that is in each lesson, and where to go on; `table` and `course_map` show it
"""
