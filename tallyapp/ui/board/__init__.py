"""The manager's board: a window of its own in which every contest and area is seen, and no vote."""
