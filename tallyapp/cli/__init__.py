"""The commands: the window, and the job without one."""
