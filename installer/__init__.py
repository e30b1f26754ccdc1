"""What a council's IT installs: one folder of the program, and packages made from it."""
