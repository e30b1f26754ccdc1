"""Where the files shipped beside the code are: fonts, rules, messages, samples."""

from pathlib import Path


def resource(*parts: str) -> Path:
    """The path of a shipped file, in an installed package or in a source tree."""
    package = Path(__file__).parent
    installed = package / "resources"
    root = installed if installed.is_dir() else package.parent / "resources"
    return root.joinpath(*parts)
