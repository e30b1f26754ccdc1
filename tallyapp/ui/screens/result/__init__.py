"""F10: from what stands open to the signed declaration."""
