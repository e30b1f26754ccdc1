"""The ledger as a timeline, the codes given out, and any document checked point by point."""
