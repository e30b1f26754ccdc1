"""The order of the night: what is still to be done before the count begins, and where."""
