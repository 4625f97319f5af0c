"""The typefaces of official documents (GB/T 9704), and what stands in for those that a machine has not."""

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication


class Face(enum.Enum):
    """What a typeface is for."""

    TITLE = enum.auto()
    TEXT = enum.auto()
    HEADING = enum.auto()
    SUBHEADING = enum.auto()
    PLAIN = enum.auto()


_SONG = (
    "宋体", "SimSun", "NSimSun", "方正书宋_GBK", "方正书宋简体", "华文宋体", "STSong",
    "Noto Serif CJK SC", "Source Han Serif SC", "思源宋体", "AR PL UMing CN",
)  # fmt: skip
_WANTED: Mapping[Face, tuple[str, ...]] = {
    Face.TITLE: ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
    Face.TEXT: ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "方正仿宋简体", "华文仿宋", "STFangsong"),
    Face.HEADING: ("黑体", "SimHei", "方正黑体_GBK", "方正黑体简体", "Noto Sans CJK SC", "Source Han Sans SC", "文泉驿微米黑"),
    Face.SUBHEADING: ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "方正楷体简体", "华文楷体", "STKaiti"),
    Face.PLAIN: _SONG,
}
_BOLD = frozenset({Face.TITLE, Face.HEADING})
"""Those that a Song typeface stands in for in bold."""


@dataclass(frozen=True, slots=True)
class Faces:
    """The family for each face, and whether it has to be made bold."""

    families: Mapping[Face, tuple[str, bool]]

    def font(self, face: Face, size: int) -> QFont:
        """The font of a face, `size` in tenths of a point (the units of a page)."""
        family, bold = self.families[face]
        font = QFont(family)
        font.setPixelSize(size)
        font.setBold(bold)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


def installed_faces() -> Faces:
    """The best that this machine has for each face; to be asked on the window's thread."""
    return chosen(frozenset(QFontDatabase.families()), QGuiApplication.font().family())


def chosen(installed: Collection[str], otherwise: str) -> Faces:
    """The first wanted family that is installed, else a Song typeface (bold for titles), else `otherwise`."""
    song = next((family for family in _SONG if family in installed), otherwise)
    found = {face: next((family for family in wanted if family in installed), None) for face, wanted in _WANTED.items()}
    return Faces({face: (family or song, family is None and face in _BOLD) for face, family in found.items()})
