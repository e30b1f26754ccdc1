"""The hall's screen as the window opens it: where, after what was said, and until when."""
