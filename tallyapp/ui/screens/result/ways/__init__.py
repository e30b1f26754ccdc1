"""Ways beside the steps: a re-count, a declaration made outside, corrections."""
