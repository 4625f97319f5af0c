"""What a clerk should know about a PDF: pages that are pictures, recognised scans, characters without a meaning."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from core.readers.pdf.leaf import Leaf
from core.readers.refusals import refuse

_PICTURE = 0.4
_DRAWN = 80
_FEW_LETTERS = 12
_STAND_IN = 200
_RECOGNISED = 0.5
_GARBLED = 0.2
_MANY_PAGES = 60
_SHOWN = 8

_NO_TEXT = "{pages}只有图片，没有文字，其中的内容读不出来，请对照原件补录。"
_SCAN = "{pages}是扫描件，文字由识别软件生成，可能认错字和数字，请逐格对照原件核对。"
_UNMAPPED = "{pages}有 {count} 个字符没有文字编码，显示为“\ufffd”，请对照原件核对。"
_OUTSIDE = "{pages}的纸张边缘以外还有看不见的文字，没有读取。"
_CUT = "{pages}的内容超出了纸张边缘，数字可能被截掉一部分，请对照原件核对。"
_SLANTED = "{pages}有斜排的文字（如水印），没有算作正文：“{words}”。"
_CROWDED = "{pages}的图形太多，没有全部读取，其中的表格可能不完整，请对照原件核对。"
_HEADS = "每页重复的文字（页眉、页脚、菜单）没有算作正文：{words}。"
_MANY = "文件共 {count} 页，比一份年报长得多，请确认里面只有一份年报。"
_BROKEN = "{pages}已经损坏，没有读取，请对照原件核对。"


def is_picture(leaf: Leaf) -> bool:
    """Whether a page shows something, a scan or letters drawn as outlines, and hardly a character of text."""
    return leaf.letters <= _FEW_LETTERS and (leaf.covered >= _PICTURE or leaf.drawings >= _DRAWN)


def is_recognised(leaf: Leaf) -> bool:
    """Whether the text of a page lies invisible over a picture of it."""
    return leaf.letters > _FEW_LETTERS and leaf.covered >= _PICTURE and leaf.invisible > _RECOGNISED * leaf.letters


def is_shell(leaves: Sequence[Leaf]) -> bool:
    """Whether there is so little text that it only stands in for something else."""
    return sum(leaf.letters for leaf in leaves) < _STAND_IN


def refuse_unreadable(leaves: Sequence[Leaf], path: Path) -> None:
    """Raise Unreadable for a scan without text, or for text whose characters have no meaning."""
    shown = [leaf for leaf in leaves if leaf.letters or is_picture(leaf)]
    if shown and all(map(is_picture, shown)):
        raise refuse("scan", path, f"{len(shown)} pages", pages=len(shown))
    letters = sum(leaf.letters for leaf in leaves)
    unmapped = sum(leaf.unmapped for leaf in leaves)
    if unmapped > _GARBLED * letters:
        raise refuse("garbled", path, f"{unmapped} of {letters} characters")


def notices(leaves: Sequence[Leaf], heads: Sequence[str], pages: int) -> tuple[str, ...]:
    """The sentences about a file of so many pages, those that are damaged among them.

    `heads` are words that come again on each page.
    """
    broken = sorted(set(range(1, pages + 1)) - {leaf.number for leaf in leaves})
    sentences = [
        _MANY.format(count=pages) if pages > _MANY_PAGES else "",
        _about(_BROKEN, broken),
        _about(_NO_TEXT, _numbers(leaf for leaf in leaves if is_picture(leaf))),
        _about(_SCAN, _numbers(leaf for leaf in leaves if is_recognised(leaf))),
        _about(_UNMAPPED, _numbers(leaf for leaf in leaves if leaf.unmapped), count=sum(leaf.unmapped for leaf in leaves)),
        _about(_OUTSIDE, _numbers(leaf for leaf in leaves if leaf.outside)),
        _about(_CUT, _numbers(leaf for leaf in leaves if leaf.cut)),
        _about(_CROWDED, _numbers(leaf for leaf in leaves if leaf.crowded)),
    ]
    words = dict.fromkeys(leaf.slanted for leaf in leaves if leaf.slanted)
    sentences.append(_about(_SLANTED, _numbers(leaf for leaf in leaves if leaf.slanted), words=next(iter(words), "")[:30]))
    if heads:
        more = "等" if len(heads) > _SHOWN else ""
        sentences.append(_HEADS.format(words="、".join(f"“{head[:40]}”" for head in heads[:_SHOWN]) + more))
    return tuple(filter(None, sentences))


def _numbers(leaves: Iterable[Leaf]) -> list[int]:
    return [leaf.number for leaf in leaves]


def _about(sentence: str, pages: Sequence[int], **facts: object) -> str:
    return sentence.format(pages=_named(pages), **facts) if pages else ""


def _named(pages: Sequence[int]) -> str:
    """Pages in words, runs of them together: 第1、3—5页."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    named = [str(run[0]) if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs]
    more = "等" if len(named) > _SHOWN else ""
    return f"第{'、'.join(named[:_SHOWN])}{more}页"
