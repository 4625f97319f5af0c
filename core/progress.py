"""What long work is given to tell where it is, and to be stopped by."""

from collections.abc import Callable

Progress = Callable[[str], None]
"""Called with a few words before each step, and with "" now and then while there is nothing new; it may raise to cancel."""


def silent(_step: str) -> None:
    """The progress of nobody in particular."""
