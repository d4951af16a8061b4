"""What an instructor prepares a workshop with, made from the lessons.

markup     Markdown and formulas as HTML
material   a lesson as one teaches it: its parts, with their notes, questions, exercises and what the cells show
keypoints  what of a text is shown, and what is said
templates  what the pages are filled into
folders    writing what was made into a folder, and leaving alone what is not ours
slides     pages to show: one a lesson
handbook   pages to print: one set a lesson, timetables, and a handout
"""
