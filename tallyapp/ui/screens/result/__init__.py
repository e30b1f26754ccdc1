"""From what stands open to the signed declaration."""
