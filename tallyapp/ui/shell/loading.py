"""Loading the window without what would only make it wait."""

import builtins
import gc


def begin() -> None:
    """Load Qt, and what follows without delay; raises ImportError where Qt cannot be loaded."""
    # What is loaded stays: looking for what does not takes a tenth of the way to the first paint.
    gc.disable()
    import PySide6.QtCore  # noqa: F401  # puts its import in the place of Python's

    # Qt's import reads and keeps the source of every module that it loads, 5 MB of them, to see
    # whether that could ask for names in snake case. None of ours does.
    if plain := getattr(builtins, "__orig_import__", None):
        builtins.__import__ = plain


def end() -> None:
    """Everything is loaded: from now on, collect what nobody needs any more."""
    # What is loaded stays: no collection needs to look through it while somebody keys.
    gc.freeze()
    gc.enable()
