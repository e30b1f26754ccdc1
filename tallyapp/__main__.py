"""`python -m tallyapp` does what the command `tallyapp` does."""

from tallyapp.cli.commands import main

main(prog_name="tallyapp")
