"""What a learner tells their class while it lasts, once they have joined it: which exercises passed, and nothing they have written.

message      all that is ever sent, and how it is read at the other end
kept         what a workbook knows of the class that it is in
consent      showing what will be sent, and asking
post         one message to the instructor's machine, and what it answers
sender       the thread that sends, so that no check ever waits; `own` is that of this process
joining      joining, leaving, and a raised hand
after_check  what happens after a check
"""
