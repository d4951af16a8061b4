"""The one sender of this process: of the notebook that it is the kernel of."""

from layerwise.workbook.cells.after_cells import attend
from layerwise.workbook.folder import Workbook
from layerwise.workbook.sharing.sender import Sender

_sender: Sender | None = None


def is_telling() -> bool:
    """Has this process told a class anything, and not left it?"""
    return _sender is not None


def tell_class_of(workbook: Workbook) -> None:
    """Have the class that the workbook is in told how things stand, now and from now on."""
    global _sender
    if _sender is None or _sender.workbook != workbook:
        stop_telling()
        _sender = Sender(workbook)
    attend(sentences)
    _sender.start()
    _sender.wake()


def stop_telling() -> None:
    """Tell nothing more."""
    global _sender
    if _sender is not None:
        _sender.stop()
        _sender = None


def sentences() -> list[str]:
    """What there is to say to the learner since the last time."""
    return _sender.sentences() if _sender is not None else []
