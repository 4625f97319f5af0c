"""Tell the text of a report from the furniture of the web page around it."""

import re
from collections.abc import Sequence

from core.document import Block, Paragraph
from core.folding import fold, key
from core.report import Leftover

_FOOTER = re.compile(
    r"copyright|版权所有|icp备|公网安备|网站标识码|技术支持\s*:|^\W*(?:主办|承办|协办|运维)(?:单位)?\s*:|^[^。,;:]{2,30}主办[\s|]+[^。,;:]{2,30}承办\s*$|网站地图|联系我们|^\W*(?:上|下)一[篇条]",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"(?:\W*(?:打印(?:本页|此页|页面|正文)?|关闭(?:窗口|本页|此页)?|返回(?:顶部|列表|上一页)?|收藏(?:本页)?|分享到?|扫一扫.*|字[体号]\W*大\W*中\W*小"
    r"|相关链接|无障碍.*|长者.*|附件下载|(?:责任)?编辑\s*:.*|(?:浏览|阅读|点击)(?:次数|量)\s*:?\s*\d*"
    r"|(?:您?(?:现在|当前)?(?:的|所在的?)?位置)\s*:.*))+\W*"
)
_MENU = re.compile(r"\W*(?:网站|返回|本站)?首\s?页(?:[\s|>›»/·-]+[^\s|>›»/·。,;:-]{2,14}){0,20}\W*")
_OPENING = 60
_PAGE = re.compile(
    r"\s*(?:-+\s*\d{1,3}\s*-+|第\s*\d{1,3}\s*页(?:\s*+[,/]?\s*共\s*\d{1,3}\s*页)?|page\s*\d{1,3}(?:\s*of\s*\d{1,3})?)\s*",
    re.IGNORECASE,
)


def without_page_numbers(blocks: Sequence[Block]) -> tuple[list[Block], list[Leftover]]:
    """The blocks without the page numbers that a printed report leaves between its lines, and those as leftovers."""
    numbers = {index for index, block in enumerate(blocks) if isinstance(block, Paragraph) and _PAGE.fullmatch(fold(block.text))}
    kept = [block for index, block in enumerate(blocks) if index not in numbers]
    return kept, [
        Leftover(block.text.strip(), block.place, "page")
        for index, block in enumerate(blocks)
        if index in numbers and isinstance(block, Paragraph)
    ]


def is_menu(line: str) -> bool:
    """Whether a line is the menu of a web page or the way to it: 首页 | 政务公开 | 政府信息公开年报."""
    return bool(_MENU.fullmatch(fold(line)))


def is_above_title(line: str) -> bool:
    """Whether a line that stands over the title is too short for the opening words, or no sentence."""
    return len(line) < _OPENING and not set(line) & set("。；;")


def is_button(line: str) -> bool:
    """Whether a line is but a button or link of the web page, or has no word in it."""
    return bool(line.strip()) and (not key(line) or (len(line) < 200 and bool(_BUTTON.fullmatch(fold(line)))))


def without_furniture(blocks: Sequence[Block]) -> tuple[list[Block], list[Leftover]]:
    """The blocks of the last section without the page's footer and buttons, and those as leftovers."""
    kept: list[Block] = []
    furniture: list[Leftover] = []
    footer = False
    for block in blocks:
        if not isinstance(block, Paragraph):
            kept.append(block)
            continue
        folded = fold(block.text)
        footer = footer or (len(folded) < 200 and bool(_FOOTER.search(folded)))
        if footer or is_button(block.text):
            furniture.append(Leftover(block.text.strip(), block.place, "furniture"))
        else:
            kept.append(block)
    return kept, [item for item in furniture if item.text]
