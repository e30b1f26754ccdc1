"""F1 finds what is asked for, by words or by a code, with the keyboard alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tallyapp.domain.vocabulary.findings import Code
from tallyapp.ui.shell.front import Front
from tallyapp.ui.shell.help import browse
from tallyapp.ui.shell.help.contents import sections
from tallyapp.ui.shell.help.pages import contents, page_text, whole_manual
from tallyapp.ui.shell.help.panel import excerpt
from tallyapp.ui.shell.help.passages import Manual, passages
from tests.ui.keys import focused

CTRL = Qt.KeyboardModifier.ControlModifier


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)


def type_(words: str) -> None:
    for letter in words:
        QTest.keyClicks(focused(), letter)


@pytest.fixture
def reading(front: Front) -> Front:
    """F1 was pressed on the home."""
    QTest.keyClick(front.window, Qt.Key.Key_F1)
    return front


def shown(front: Front) -> list[str]:
    model = front.help.found.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def top_line(front: Front) -> str:
    """What stands at the top of the page as it is read."""
    browser = front.help.browser
    return browser.textCursor().block().text()


def test_a_code_is_typed_where_one_reads_and_enter_opens_its_place(reading: Front) -> None:
    type_("e305")
    assert reading.help.field.text() == "e305"
    assert shown(reading)[0] == "Codes E: figures and what is missing: E305"
    press(Qt.Key.Key_Return)
    assert reading.help.page == "codes-e"
    assert top_line(reading) == "E305"
    assert reading.help.browser.hasFocus()
    assert "draws the lot by hand" in reading.help.browser.toPlainText()


@pytest.mark.parametrize("code", Code)
def test_every_code_is_the_first_that_its_name_finds(code: Code) -> None:
    first = whole_manual().find(code.lower())[0]
    assert (first.heading, first.page) == (code, f"codes-{code[0].lower()}")


def test_every_word_must_be_there_and_those_in_a_heading_come_first(reading: Front) -> None:
    press(Qt.Key.Key_Slash)
    assert reading.help.field.text() == ""
    type_("second keying")
    assert shown(reading)[0] == "Key a sheet: The second keying"
    type_(" xylophone")
    assert shown(reading) == []
    assert "second keying xylophone" in reading.help._none.text()
    press(Qt.Key.Key_Return)
    assert reading.help.is_looking, "there is nothing to open"


def test_words_that_the_screen_says_are_found_with_their_code() -> None:
    found = whole_manual().find("the two keyings differ. Key this field once more")
    assert found[0].heading == "E202"


def test_esc_goes_back_to_the_page_and_then_to_the_screen(reading: Front) -> None:
    before = reading.help.page
    type_("printer")
    press(Qt.Key.Key_Escape)
    assert reading.help.isVisible()
    assert (reading.help.page, reading.help.is_looking) == (before, False)
    assert reading.help.browser.hasFocus()
    assert reading.help.field.text() == ""
    press(Qt.Key.Key_Escape)
    assert not reading.help.isVisible()


def test_the_contents_have_every_page_in_its_section(reading: Front) -> None:
    press(Qt.Key.Key_Slash)
    entries = [entry for section in contents() for entry in section.entries]
    assert shown(reading)[: len(entries)] == [entry.title for entry in entries]
    for _ in range(3):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert reading.help.page == entries[2].page


def test_backspace_goes_back_to_the_page_that_was_read_before(reading: Front) -> None:
    assert "Backspace" not in str(reading.help.key_hints())
    reading.help.browser.anchorClicked.emit(QUrl("lists.md"))
    assert "Backspace" in str(reading.help.key_hints())
    press(Qt.Key.Key_Backspace)
    assert reading.help.page == "home"
    press(Qt.Key.Key_Backspace)
    assert reading.help.page == "home"


def test_a_link_to_a_heading_leads_to_it(reading: Front) -> None:
    reading.help.browser.anchorClicked.emit(QUrl("codes-a.md#a105"))
    assert reading.help.page == "codes-a"
    assert top_line(reading) == "A105"
    reading.help.browser.anchorClicked.emit(QUrl("#a121"))
    assert (reading.help.page, top_line(reading)) == ("codes-a", "A121")


def test_the_strip_of_keys_says_what_the_keys_do_now(reading: Front) -> None:
    def caps() -> list[tuple[str, ...]]:
        return [hint.caps for hint in reading.help.key_hints()]

    assert ("/",) in caps()
    type_("printer")
    assert ("Enter",) in caps()
    assert [hint.caps for hint in reading.window.keys._hints] == caps()
    type_("zzz")
    assert ("Enter",) not in caps()


def test_ctrl_k_finds_codes_and_pages_with_nobody_signed_in(front: Front) -> None:
    press(Qt.Key.Key_K, CTRL)
    type_("w405")
    assert [each.words for each in front.palette.found] == ["Codes W: to look at again: W405"]
    press(Qt.Key.Key_Return)
    assert not front.palette.isVisible()
    assert front.help.isVisible()
    assert (front.help.page, top_line(front)) == ("codes-w", "W405")


def test_a_passage_is_found_by_words_in_any_order_and_without_accents() -> None:
    manual = Manual(passages("a", "# Keys\n\nÔne.\n\n## The lot\n\n[It](b.md) is `drawn` *once*."))
    assert [each.heading for each in manual.find("drawn lot")] == ["The lot"]
    assert [each.heading for each in manual.find("one")] == ["Keys"]
    assert [each.heading for each in manual.find("on")] == ["The lot", "Keys"][::-1]
    assert manual.find("b") == []
    (found,) = manual.find("drawn")
    assert found.text == "It is drawn once."


def test_what_stands_beneath_a_heading_is_shown_round_the_word() -> None:
    text = "Nothing of that. " * 20 + "The printer is out of paper."
    (found,) = Manual(passages("a", f"# Paper\n\n{text}")).find("printer")
    assert "The printer is out of paper." in excerpt(found, "printer")
    assert excerpt(found, "printer").startswith("… ")
    assert excerpt(found, "paper").startswith("Nothing of that.") is False


def test_the_index_is_read_section_by_section() -> None:
    found = list(
        sections(
            "# All\n\n## One\n\n- [A](a.md), `F2`\n- [B](b.md): of b\n\n## Two\n\n- [C](c.md)\n"
        )
    )
    assert [(each.title, [e.page for e in each.entries]) for each in found] == [
        ("One", ["a", "b"]),
        ("Two", ["c"]),
    ]
    assert [entry.detail for entry in found[0].entries] == ["F2", "of b"]
    assert "# " in page_text("index")


class Opened(QObject):
    """What the system would have been asked to show."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.urls.append(url)


@pytest.fixture
def opened() -> Iterator[Opened]:
    taken = Opened()
    # The stubs say bytes; the call takes text alone.
    QDesktopServices.setUrlHandler("file", taken, "show")  # type: ignore[arg-type]
    yield taken
    QDesktopServices.unsetUrlHandler("file")


def test_the_whole_manual_is_opened_as_a_file_of_this_computer(
    reading: Front, opened: Opened, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browse, "site", lambda: page_of_this_test(tmp_path))
    press(Qt.Key.Key_Slash)
    assert shown(reading)[-1] == "The whole manual in the browser"
    for _ in range(len(shown(reading))):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    (url,) = opened.urls
    assert url.isLocalFile()
    assert not reading.help.is_looking
    QApplication.processEvents()


def page_of_this_test(folder: object) -> object:
    from pathlib import Path

    page = Path(str(folder)) / "index.html"
    page.touch()
    return page


def test_where_no_site_was_made_it_is_not_offered(
    reading: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browse, "site", lambda: None)
    press(Qt.Key.Key_Slash)
    assert "The whole manual in the browser" not in shown(reading)
    assert not browse.browse()


def test_the_browser_is_not_given_this_programs_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.setenv("LD_LIBRARY_PATH", "/usr/lib/tallyapp/_internal")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/opt/lib")
    with browse._own_libraries_of_others():
        assert os.environ["LD_LIBRARY_PATH"] == "/opt/lib"
    assert os.environ["LD_LIBRARY_PATH"] == "/usr/lib/tallyapp/_internal"
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG")
    with browse._own_libraries_of_others():
        assert "LD_LIBRARY_PATH" not in os.environ
