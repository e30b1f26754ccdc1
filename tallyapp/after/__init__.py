"""After the night: the return, the postal statement, keeping and disposing of documents."""
