"""The steps to a signed declaration, in their order."""
