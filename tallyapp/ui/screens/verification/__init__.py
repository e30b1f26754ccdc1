"""The boxes' accounts and counting attempts, and the statement of the verification."""
