"""An open count and whoever sits before it: acts, drafts, the worker, the printer, this machine."""
