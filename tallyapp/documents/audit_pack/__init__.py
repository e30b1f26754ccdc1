"""The audit pack: reconciliation, lists and result, as pages."""
