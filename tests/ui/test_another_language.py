"""Days, times and figures are said in plain English whatever language the system speaks:
QApplication sets the locale, and with it the names of months and the decimal point.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = Path("/usr/share/i18n/locales")
NAMED = re.compile(r"%-?[aAbBhcxXprEO]")
"""Directives whose words the system's language chooses."""


def told(folder: Path, language: str) -> dict[str, Any]:
    """What is said under this locale."""
    folder.mkdir()
    env = {**os.environ, "LOCPATH": str(folder.parent / "locales"), "LC_ALL": language}
    script = [sys.executable, "-m", "tests.ui.in_another_language", str(folder)]
    done = subprocess.run(script, env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.skipif(
    shutil.which("localedef") is None or not (SOURCES / "cy_GB").exists(),
    reason="no locale can be made here: localedef and its sources are missing",
)
@pytest.mark.parametrize(
    ("language", "month", "point"), [("cy_GB", "Gorffennaf", "."), ("de_DE", "Juli", ",")]
)
def test_the_system_speaks_another_language_and_the_count_does_not(
    tmp_path: Path, language: str, month: str, point: str
) -> None:
    made = tmp_path / "locales" / f"{language}.UTF-8"
    made.parent.mkdir()
    subprocess.run(["localedef", "-i", language, "-f", "UTF-8", str(made)], check=True)
    there = told(tmp_path / "there", f"{language}.UTF-8")
    here = told(tmp_path / "here", "C.UTF-8")
    assert (there.pop("month"), there.pop("point")) == (month, point)
    assert (here.pop("month"), here.pop("point")) == ("July", ".")
    assert "4 July 2024" in there["header"]
    assert "39,731" in "".join(there["screens"])
    assert there["read"] == ["2024-07-04", here["read"][1]]
    assert there == here


def test_no_words_of_a_day_are_taken_from_the_system() -> None:
    asked = re.compile(r"str[fp]time\(|\{[^{}\"':]*:%")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for part in ("tallyapp", "installer")
        for path in sorted((ROOT / part).rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if asked.search(line) and NAMED.search(line)
    ]
    assert found == []
