"""The fault of the surroundings: a disk, a file, a token;
its message is for the person who meets it.
"""


class EnvironmentFault(Exception):
    """Something outside the count failed;
    the message says what happened, where, and what to do next.
    """
