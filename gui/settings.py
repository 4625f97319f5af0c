"""The few choices that a clerk can make: how large and in which colours everything is shown, and what is open at the start."""

import enum
from typing import TypeVar

from PySide6.QtCore import QSettings

_TEXT_SIZE, _COLOURS, _REOPEN = "text_size", "colours", "reopen"


class TextSize(enum.StrEnum):
    """How large the words of the whole window are."""

    SYSTEM = "system"
    LARGE = "large"
    LARGER = "larger"

    @property
    def label(self) -> str:
        return {"system": "跟随系统", "large": "大", "larger": "特大"}[self]

    @property
    def percent(self) -> int:
        """Of the size of the system's font."""
        return {"system": 100, "large": 125, "larger": 150}[self]


class Colours(enum.StrEnum):
    """Whether the window is light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"

    @property
    def label(self) -> str:
        return {"system": "跟随系统", "light": "浅色", "dark": "深色"}[self]


Choice = TypeVar("Choice", TextSize, Colours)


class Preferences:
    """The choices, kept in the settings of the program; what is not understood there counts as not chosen."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def text_size(self) -> TextSize:
        return self._read(_TEXT_SIZE, TextSize.SYSTEM)

    @text_size.setter
    def text_size(self, chosen: TextSize) -> None:
        self._settings.setValue(_TEXT_SIZE, chosen.value)

    @property
    def colours(self) -> Colours:
        return self._read(_COLOURS, Colours.SYSTEM)

    @colours.setter
    def colours(self, chosen: Colours) -> None:
        self._settings.setValue(_COLOURS, chosen.value)

    @property
    def reopen(self) -> bool:
        """Whether the start opens what was open at the end."""
        return self._settings.value(_REOPEN, "") == "yes"

    @reopen.setter
    def reopen(self, wanted: bool) -> None:
        self._settings.setValue(_REOPEN, "yes" if wanted else "")

    def _read(self, key: str, otherwise: Choice) -> Choice:
        kept = self._settings.value(key)
        return next((choice for choice in type(otherwise) if choice.value == kept), otherwise)
