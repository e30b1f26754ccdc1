"""Two files of one count, with the same beginning and two ends: where they part, what each has that
the other has not, and what was keyed in both.
"""
