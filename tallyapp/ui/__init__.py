"""The window: the same acts by keyboard. The only room that knows Qt."""
