"""Drills: each does to a count what a bad night may do to it, and says whether anything was lost.

`python3 dev.py drill` names them. What they promise is in docs/promises.md.
"""
