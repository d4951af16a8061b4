"""The instructor's handbook, to print.

timetable  workshops from 90 minutes to two days, computed from the notes
pages      the pages of lessons and of the workshop as a whole, and the handout; what nothing is derived from stands in texts/
pdf        pages as PDF
"""
