"""F1: the manual's page for what is on the screen."""
