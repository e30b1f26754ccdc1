"""Where the program cannot run it says so in one plain sentence, before anything else."""

import pytest

from tallyapp.__main__ import start
from tallyapp.platforms import Computer, lacking, this_computer
from tallyapp.words.catalogue import catalogue

DEBIAN = Computer("linux", "x86_64", (3, 11), (2, 36))
MAC = Computer("darwin", "arm64", (3, 13), (15, 1))
WINDOWS = Computer("win32", "AMD64", (3, 13), ())


@pytest.mark.parametrize(
    "computer",
    [
        DEBIAN,
        DEBIAN._replace(python=(3, 14), release=(2, 34)),
        DEBIAN._replace(processor="aarch64", release=(2, 39)),
        MAC,
        MAC._replace(release=(15, 0)),
        WINDOWS,
    ],
)
def test_computers_that_the_program_is_made_for_lack_nothing(computer: Computer) -> None:
    assert lacking(computer) is None


@pytest.mark.parametrize(
    ("computer", "has", "needs"),
    [
        (DEBIAN._replace(python=(3, 10)), "Python 3.10", "Python 3.11 to 3.14"),
        (DEBIAN._replace(python=(3, 15)), "Python 3.15", "Python 3.11 to 3.14"),
        (WINDOWS._replace(python=(3, 9)), "Python 3.9", "Python 3.11 to 3.14"),
        (DEBIAN._replace(release=(2, 31)), "Linux with glibc 2.31", "glibc 2.34 or newer"),
        (DEBIAN._replace(release=()), "Linux with another C library", "glibc 2.34 or newer"),
        (DEBIAN._replace(processor="aarch64"), "glibc 2.36", "glibc 2.39 or newer"),
        (DEBIAN._replace(processor="riscv64"), "Linux on riscv64", "Linux on x86_64 or aarch64"),
        (MAC._replace(release=(14, 7)), "macOS 14.7", "macOS 15 or newer"),
        (MAC._replace(processor="x86_64"), "a Mac on Intel", "Apple's own processor"),
        (WINDOWS._replace(processor="ARM64"), "Windows on ARM64", "Windows on an x64 processor"),
        (DEBIAN._replace(system="freebsd14"), "freebsd14 on x86_64", "Linux, or macOS"),
    ],
)
def test_on_any_other_one_sentence_says_what_it_has_and_what_is_needed(
    computer: Computer, has: str, needs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        start(computer)
    said = capsys.readouterr()
    assert ended.value.code == 2
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert line.startswith("tallyapp ")
    assert has in line
    assert needs in line
    # Where no catalogue can be read the same two are said.
    assert has in str(lacking(computer))
    assert needs in str(lacking(computer))


def test_the_tests_themselves_run_where_the_program_does() -> None:
    assert lacking(this_computer()) is None


def test_each_reason_has_its_sentence_and_no_other_is_there() -> None:
    assert catalogue()["computer"].keys() == {
        *("old-python", "new-python", "old-system", "processor", "system")
    }
