"""The live view of a class: who is where, which mistake is common right now, who has raised a hand.

people      what is known of the people in the room, out of the messages of their notebooks
picture     what the page shows of them
summary     what may be kept of a class: counts, and nobody's name
handed_in   the same people, from files of progress that were handed in; `afterwards` makes one page of them
session     the join code, the instructor's secret and the learners' tokens
limits      how often something may be tried
server      what the learners' notebooks and the instructor's page talk to
running     the command: start it, say where it is, end it, wipe it
page        the page, live or as one file; `browser` is what it is made of
"""
