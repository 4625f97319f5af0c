"""Puts the right figure into the text, and the right words into a heading: from a menu, or from the list of findings."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from core.checks.structure import NUMERALS
from core.findings import Finding
from core.report import Report
from core.retitling import Retitling, retitle, retitling
from core.rewording import Rewording, reword, rewordings
from gui import theme
from gui.document import OpenReport
from gui.text_menu import offer_text

OFFICIAL = "格式规定的标题"
"""Why a heading is offered, for the change log."""


def words_for(report: Report, finding: Finding) -> tuple[Rewording, ...]:
    """What the text could say instead, for a finding that no change of a table would settle."""
    return () if finding.suggestions else rewordings(report, finding)


def words_advice(offers: Sequence[Rewording]) -> str:
    """The best of some corrections of the text in words, and that there are others; "" where there is none."""
    if not offers:
        return ""
    others = f"另有 {len(offers) - 1} 种可能，点“接受建议…”选择。" if len(offers) > 1 else ""
    return f"建议：正文的 {offers[0].span.text} {offer_text(offers[0])}。{others}"


def take_words(document: OpenReport, change: Rewording) -> None:
    """Put a figure into the text as one step."""
    label = f"正文的 {change.span.text} 改为 {change.text}"
    document.push(reword(document.report, label, [change]), change.why)


def title_text(offer: Retitling) -> str:
    """A heading that is offered, in words."""
    return f"标题改为“{offer.title}”"


def take_title(document: OpenReport, change: Retitling, why: str = "") -> None:
    """Write a heading as one step; nothing happens where it stands so already."""
    if change.title != change.section.title:
        document.push(retitle(document.report, f"改第{NUMERALS[change.section.number - 1]}部分标题", change), why)


def offer_words(document: OpenReport, finding: Finding, parent: QWidget, place: QPoint) -> None:
    """Take the correction of a heading or the text that a finding offers; of several, let the clerk choose at a place."""
    if title := retitling(document.report, finding):
        take_title(document, title, OFFICIAL)
        return
    offers = words_for(document.report, finding)
    if len(offers) == 1:
        take_words(document, offers[0])
    elif offers:
        menu = QMenu(parent)
        for offer in offers:
            action = menu.addAction(theme.icon("bulb"), f"正文的 {offer.span.text} {offer_text(offer)}")
            action.triggered.connect(lambda _=False, offer=offer: take_words(document, offer))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
