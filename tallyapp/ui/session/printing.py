"""Pages on paper: through the system's default printer, or as a file where there is none.

On a worker of its own, so that no printer holds up what is being saved. Nothing opens a window.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPainter

from tallyapp.errors import EnvironmentFault
from tallyapp.ui.session.worker import Worker
from tallyapp.ui.theme.marks import Mark
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

FindPrinter = Callable[[], "QPrinter | None"]
"""Asked on the printing worker, for a print server may take its time to answer."""
_MOST_DOTS = 600
"""To the inch; more is not seen, and takes a hundred megabytes a page."""


class PrintOut(NamedTuple):
    """What is to be printed: what it is (`slip`, `blank` or `papers`),
    of what, its folder and name, its pages.
    """

    what: str
    of: str
    folder: str
    name: str
    draw: Callable[[], bytes]


class Outcome(NamedTuple):
    """What became of a print-out (`slip`, `blank` or `papers`), in a sentence with its mark."""

    what: str
    mark: Mark
    words: str


def no_printer() -> None:
    """There is no printer: everything goes into a file."""


def default_printer() -> "QPrinter | None":
    """The system's default printer, or None."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    info = QPrinterInfo.defaultPrinter()
    return None if info.isNull() else QPrinter(info, QPrinter.PrinterMode.HighResolution)


class Printing(QObject):
    """Prints one thing after the other."""

    told = Signal(object)
    """What became of a print-out (Outcome)."""

    def __init__(
        self,
        work: Callable[..., None],
        folder: Path,
        find: FindPrinter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._folder = folder
        self._find = find
        self._worker = Worker(self)

    def send(self, out: PrintOut) -> None:
        """Draw it where all documents are drawn, then print it,
        or keep it in a file; `told` says which.
        """
        self._work(out.draw, partial(self._print, out), partial(self._tell_failed, out))

    def keep(self, out: PrintOut) -> None:
        """Draw it and keep it in a file, for a printer somewhere else; `told` says where."""
        self._work(out.draw, partial(self._keep, out), partial(self._tell_failed, out))

    def _keep(self, out: PrintOut, pdf: bytes) -> None:
        path = self._folder / out.folder / f"{out.name}.pdf"
        call = partial(put_in_file, out, pdf, path)
        self._worker.run(call, self.told.emit, partial(self._on_stopped, out))

    def _print(self, out: PrintOut, pdf: bytes) -> None:
        path = self._folder / out.folder / f"{out.name}.pdf"
        call = partial(put_on_paper, out, pdf, path, self._find)
        self._worker.run(call, self.told.emit, partial(self._on_stopped, out))

    def _on_stopped(self, out: PrintOut, error: Exception) -> None:
        if not isinstance(error, EnvironmentFault):
            raise error
        self._tell_failed(out, str(error))

    def _tell_failed(self, out: PrintOut, why: str) -> None:
        self.told.emit(_outcome(out, Mark.DOES_NOT_ADD, "failed", why=why))

    def stop(self) -> None:
        """Begin nothing more; a printer that does not answer keeps nobody waiting."""
        self._worker.stop(wait=False)


def _outcome(out: PrintOut, mark: Mark, what: str, **values: object) -> Outcome:
    return Outcome(out.what, mark, say("printing", f"{out.what}.{what}", of=out.of, **values))


def put_on_paper(out: PrintOut, pdf: bytes, path: Path, find: FindPrinter) -> Outcome:
    """Print a PDF; where there is no printer, or it does not take it, write it to `path`.

    Slow: for a worker. Raises EnvironmentFault if it can neither be printed nor written.
    """
    printer = find()
    if printer is None:
        _write(path, pdf)
        return _outcome(out, Mark.DIFFERS, "no-printer", folder=out.folder, file=path.name)
    name = printer.printerName() or printer.outputFileName()
    printer.setDocName(out.name)
    if _printed(pdf, printer):
        return _outcome(out, Mark.AGREES, "printed", printer=name)
    _write(path, pdf)
    return _outcome(
        out, Mark.DOES_NOT_ADD, "refused", printer=name, folder=out.folder, file=path.name
    )


def put_in_file(out: PrintOut, pdf: bytes, path: Path) -> Outcome:
    """Write a PDF to `path`; EnvironmentFault if it cannot be written."""
    _write(path, pdf)
    return _outcome(out, Mark.AGREES, "kept", folder=out.folder, file=path.name)


def _write(path: Path, pdf: bytes) -> None:
    from tallyapp.files import write_atomically

    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        words = say("printing", "no-folder", folder=path.parent, why=error.strerror)
        raise EnvironmentFault(words) from error
    write_atomically(path, pdf)


def _printed(pdf: bytes, printer: "QPrinter") -> bool:
    """Whether the printer took all pages, each as large as its paper."""
    from PySide6.QtPrintSupport import QPrinter

    from tallyapp.documents.reading import page_count, printed_page

    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    whole = True
    for index in range(page_count(pdf)):
        if index and not printer.newPage():
            whole = False
            break
        picture = printed_page(pdf, index, min(printer.resolution(), _MOST_DOTS))
        image = QImage(
            picture.tobytes(),
            picture.width,
            picture.height,
            picture.width,
            QImage.Format.Format_Grayscale8,
        )
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        scale = min(paper.width() / picture.width, paper.height() / picture.height)
        wide = picture.width * scale
        high = picture.height * scale
        painter.drawImage(
            QRectF((paper.width() - wide) / 2, (paper.height() - high) / 2, wide, high), image
        )
    ended = painter.end()
    return whole and ended and printer.printerState() is not QPrinter.PrinterState.Error
