"""Where the files shipped beside the code are: fonts, rules, messages, samples, the manual."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(*parts: str) -> Path:
    """The path of a shipped file, in an installed package or in a source tree."""
    installed = _PACKAGE / "resources"
    root = installed if installed.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def manual() -> Path:
    """The folder of the manual's pages, in an installed package or in a source tree."""
    installed = _PACKAGE / "manual"
    return installed if installed.is_dir() else _PACKAGE.parent / "docs" / "manual"


def site() -> Path | None:
    """The first page of the whole documentation for a browser: in an installed package, or where
    a source tree has had it made; else None.
    """
    installed = _PACKAGE / "site" / "index.html"
    made = _PACKAGE.parent / "dist" / "site" / "index.html"
    return next((page for page in (installed, made) if page.is_file()), None)
