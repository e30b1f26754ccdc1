"""What stands beside the figures: the crosscast, what is refused, what was said."""
