"""A newer course in the learner's notebooks, and the way back.

updating    brings newer lessons in; resetting and restoring go back, and backups is where to; catching_up fills in what was missed
changing    what these have in common; servers knows what is open in JupyterLab, interrupted what a killed one left
copies      a copy of a lesson and its base, changed and renamed together
taking_over brings into the workbook what was worked on in the course's own folder; strays names other copies of the lessons
merging     a newer version of a lesson in a copy, cell by cell; pairing says which cell is which, marks show what is not taken over
"""
