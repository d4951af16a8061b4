"""What a process on Linux can do to itself so that the code it is about to run can do no harm. For good: nothing of it can be taken back.

kernel    plain calls to the kernel, since there is no well-kept library for these
landlock  no file, no folder, no TCP port, no signal to others, but for those that are named
seccomp   some of the kernel's services alone, or all but some
mounts    what lies in folders, as this process sees it: ways to what everybody needs through folders that are closed
attempts  what an isolated process must not be able to do, each tried in earnest

Each but the last raises OSError where the system has it not. Whether it really holds is tried by the rooms that use it: `grading`,
for what was handed in, and `hub`, for learners who share a machine.
"""
