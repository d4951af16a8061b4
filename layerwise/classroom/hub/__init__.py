"""A workshop on one machine: a JupyterHub on which each learner has a workbook of their own.

people       who has signed up, with which password, and what is theirs: a folder, ports, a user
ports        of this machine
tries        how often somebody may try to sign in
desk         where learners sign up and in; sign_up is its page
memory       how much memory a learner's notebooks may have together
enclosure    what a learner's server puts on before it starts, so that it can reach what is theirs and nothing else
trying       what an enclosed process must not be able to do, tried in one
separation   the strongest way to keep learners apart that has been tried on this machine
kernels      a learner's notebooks, on ports of their own
leftovers    what a learner's server leaves behind when it ends
compiling    what learners' servers and notebooks import, compiled once for all
spawning     a learner's server, from the moment they sign in
workshop     the folder of a workshop, and what has to be there before it starts
running      the Hub itself, until it is stopped

sign_up, spawning and running need JupyterHub, an extra; kernels runs in a learner's server. The others need Python alone.
"""
