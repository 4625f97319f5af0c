"""Why findings are set aside: some ready reasons, after those that the clerk wrote last."""

from typing import Any

from PySide6.QtCore import QSettings

READY = ("已向单位核实，数字无误", "统计口径不同，并非错误", "原文如此，按原文保留", "已在文字中作出说明")
_KEY = "findings/reasons"
_MOST = 4


class Reasons:
    """Remembers reasons from one day to the next."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def offered(self) -> tuple[str, ...]:
        return (*self._own(), *READY)

    def remember(self, reason: str) -> None:
        """Offer a reason of the clerk's own first next time."""
        if reason not in READY:
            own = [reason, *(other for other in self._own() if other != reason)]
            self._settings.setValue(_KEY, own[:_MOST])

    def _own(self) -> list[str]:
        held: Any = self._settings.value(_KEY, [])  # one reason comes back as a string, none as None
        return [held] if isinstance(held, str) else [str(reason) for reason in held or ()]
