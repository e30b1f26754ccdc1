"""What stands beside the steps: the checklist, and the notice as it would be."""
