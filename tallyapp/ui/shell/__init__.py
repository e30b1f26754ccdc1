"""The window itself: its frame, front, rail, header, scanner, and the crash dialog."""
