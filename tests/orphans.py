"""Processes that end with the test run that started them, however that one ends."""

import ctypes
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def ends_with_parent(how: signal.Signals) -> Callable[[], None]:
    """For `preexec_fn`: an interrupted or killed run leaves no server behind. Linux only; elsewhere it does nothing."""
    library = ctypes.CDLL(None) if sys.platform == "linux" else None

    def arrange() -> None:
        if library is not None:
            library.prctl(PR_SET_PDEATHSIG, how)

    return arrange
