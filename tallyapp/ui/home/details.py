"""The first step of a new count: what the lists of candidates and areas do not say."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.domain.vocabulary.phrases import day_of
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.election_rules import known_kinds, load_rules, refused_kinds
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import gap, px
from tallyapp.ui.widgets.button import CheckBox
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.text import label_of
from tallyapp.words.catalogue import say

_TEXTS = (
    "name",
    "election",
    "polling_day",
    "authority",
    "officer_name",
    "officer_title",
    "imprint",
)
_IN_ORDER = ("name", "election", "kind", *_TEXTS[2:])
_NEEDED = ("name", "election", "officer_name", "officer_title")
_BUNDLES = (10, 20, 25, 50, 100)
_WRITTEN = ("bundles", "total", "both")


class DetailsStep(QWidget):
    """A form; each refusal stands beneath its own field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = {
            name: Field(say("new-count", name), hint=say("new-count", f"{name}.hint"))
            for name in _TEXTS
        }
        self.fields["officer_title"].edit.setText(say("new-count", "officer_title.usual"))
        self.kind = QComboBox()
        self.bundle = QComboBox()
        self.written = QComboBox()
        for box in (self.kind, self.bundle, self.written):
            box.setMinimumHeight(px(36))
        self._refused_kinds = refused_kinds()
        # Nobody's kind is taken for granted: another law is another count.
        self.kind.addItem(say("new-count", "kind.choose"), "")
        for kind in known_kinds():
            self.kind.addItem(say("new-count", f"kind.{kind}"), kind)
        for kind in self._refused_kinds:
            words = say("new-count", f"kind.{kind}")
            self.kind.addItem(say("new-count", "kind.not-counted", kind=words), kind)
        self.kind_refused = State(Mark.DOES_NOT_ADD, "", wrap=True)
        self.kind_refused.hide()
        self.kind.currentIndexChanged.connect(lambda _: self._on_kind())
        for how in _WRITTEN:
            self.written.addItem(say("new-count", f"written.{how}"), how)
        for papers in _BUNDLES:
            self.bundle.addItem(str(papers), papers)
        self.bundle.setCurrentIndex(_BUNDLES.index(50))
        self.small_count = CheckBox(say("new-count", "small-count"))
        self.practice = CheckBox(say("new-count", "practice"))
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(gap(24))
        grid.setVerticalSpacing(gap(12))
        places: tuple[tuple[QWidget, int, int, int], ...] = (
            (self.fields["name"], 0, 0, 2),
            (self.fields["election"], 0, 2, 2),
            (_named(self.kind, "kind", self.kind_refused), 1, 0, 2),
            (self.fields["polling_day"], 1, 2, 2),
            (_named(self.written, "written"), 2, 0, 2),
            (_named(self.bundle, "bundle"), 2, 2, 2),
            (self.fields["officer_name"], 3, 0, 2),
            (self.fields["officer_title"], 3, 2, 2),
            (self.fields["authority"], 4, 0, 2),
            (self.fields["imprint"], 4, 2, 2),
        )
        for widget, row, column, span in places:
            grid.addWidget(widget, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(gap(12))
        column_.addLayout(grid)
        column_.addWidget(self.small_count)
        column_.addWidget(self.practice)
        column_.addStretch()

    def _on_kind(self) -> None:
        """Of a kind that is not counted it is said as soon as it is chosen, and why."""
        why = self._refused_kinds.get(self.kind.currentData(), "")
        self.kind_refused.show_state(Mark.DOES_NOT_ADD, why)
        self.kind_refused.setVisible(bool(why))

    def values(self) -> dict[str, object]:
        """What is keyed, by the names that new_count.Details has; the
        day is None where it is none.
        """
        texts = {name: field.text for name, field in self.fields.items() if name != "polling_day"}
        return texts | {
            "polling_day": day_of(self.fields["polling_day"].text),
            "kind": self.kind.currentData(),
            "bundle": self.bundle.currentData(),
            "written": self.written.currentData(),
            "small_count": self.small_count.isChecked(),
            "practice": self.practice.isChecked(),
        }

    def show_faults(self, faults: dict[str, str]) -> bool:
        """Say each beneath its field, with the focus in the first; True if there is any."""
        for name, field in self.fields.items():
            if name in faults:
                field.refuse(faults[name])
            else:
                field.accept()
        self.kind_refused.setVisible("kind" in faults)
        if "kind" in faults:
            self.kind_refused.show_state(Mark.DOES_NOT_ADD, faults["kind"])
        for name in (name for name in _IN_ORDER if name in faults):
            (self.kind if name == "kind" else self.fields[name]).setFocus()
            return True
        return False


def examine(values: dict[str, object]) -> dict[str, str]:
    """What stands against these details, by field; loads the typeface, so examine on a worker."""
    from tallyapp.documents.page.glyphs import missing_glyphs

    faults = {name: say("new-count", "needed") for name in _NEEDED if not values[name]}
    for name in _TEXTS:
        value = values[name]
        if isinstance(value, str) and (unseen := missing_glyphs(value)):
            faults[name] = say("new-count", "no-glyph", characters=" ".join(unseen))
    polling_day = values["polling_day"]
    kind = str(values["kind"])
    if not kind:
        faults["kind"] = say("new-count", "kind.needed")
    elif refused := refused_kinds().get(kind):
        faults["kind"] = refused
    if not isinstance(polling_day, date):
        faults["polling_day"] = say("new-count", "no-day")
    elif "kind" not in faults:
        try:
            load_rules(kind, polling_day)
        except EnvironmentFault as fault:
            faults["polling_day"] = str(fault)
    return faults


def _named(box: QComboBox, name: str, *beneath: QWidget) -> QWidget:
    words = say("new-count", name)
    widget = QWidget()
    row = QHBoxLayout()
    row.addWidget(box)
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap(4))
    column.addWidget(label_of(box, words))
    column.addLayout(row)
    for each in beneath:
        column.addWidget(each)
    column.addStretch()
    return widget
