"""What a class has handed in, graded.

isolation    a submission's functions, examined where they can do no harm
submissions  what was handed in, and by whom
marking      what is taken from a notebook, what came of it, and how many points that is
batch        a whole class, over several processes
reports      tables and pages
grade        all of it, from a folder of submissions to a report
"""
