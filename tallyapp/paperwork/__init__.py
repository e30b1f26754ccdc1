"""The paper that goes with a count: what is handed out, what is printed, what was printed before.

`choice` says what is wanted, `gathering` makes the report of it from the count, `handing_out` says
which sheets go out with it. Qt-free: the window and the commands print the same.
"""
