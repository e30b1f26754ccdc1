"""What the window shows in its middle: the contract of a screen, and pages turned within one."""
