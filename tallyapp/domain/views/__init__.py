"""What people want to see of a count, worked out from its state."""
