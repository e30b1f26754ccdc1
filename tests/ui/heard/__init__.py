"""What is heard by whoever does not see the screen."""

from pathlib import Path

LISTENER = Path(__file__).parent / "listener.py"
SYSTEM_PYTHON = "/usr/bin/python3"
