"""Practice: whole counts made from past results, played through the same desk as a real one."""
