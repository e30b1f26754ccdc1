"""What the stylesheet asks of a widget: its role, its state, whether it is of a practice count."""

from PySide6.QtWidgets import QWidget


def wear(widget: QWidget, name: str, value: str | bool) -> bool:
    """Give the widget this property, and the look that goes with it; gives whether that is another
    than before. A property that was never set is an empty one.
    """
    if (widget.property(name) or "") == (value or ""):
        return False
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    return True
