"""`python -m tallyapp` does what the command `tallyapp` does."""

from tallyapp.cli import main

main(prog_name="tallyapp")
