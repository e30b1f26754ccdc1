"""Which paper is keyed next: its number, or a batch."""
