"""F1: the page of the manual for what is on the screen."""
