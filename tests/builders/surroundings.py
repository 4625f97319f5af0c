"""What stands around the tables: mastheads, web furniture, tables of contents, and the ways of writing a heading."""

import random
from dataclasses import replace

from tests.builders.article import NBSP, NUMERALS, Article, Part

_WORDS = {
    1: ("概述",),
    4: ("因政府信息公开工作被申请行政复议、提起行政诉讼情况",),
    5: ("政府信息公开工作存在的主要问题及改进情况", "存在的主要问题及改进措施"),
    6: ("其他需要报告事项",),
}
HEADINGS = ("plain", "plain", "glued", "misnumbered", "bare", "dotted", "marked", "bold", "worded", "loose", "trailing")
AROUND = ("none", "line", "bullets", "labels", "catalogue", "paper", "contents", "furniture", "framed", "wrapped")


def head(rng: random.Random, article: Article, style: str) -> None:
    """Write the six headings in the given style; the words of a title stay those of `Part.heading`."""
    article.parts = [replace(part, heading=_heading(rng, part, style)) for part in article.parts]


def _heading(rng: random.Random, part: Part, style: str) -> str:
    numeral, title = NUMERALS[part.number - 1], part.heading[2:]
    if style == "misnumbered" and part.number >= 4:
        numeral = NUMERALS[part.number - 2]
    if style == "worded":
        title = rng.choice(_WORDS.get(part.number, (title,)))
    mark = {"bare": "", "dotted": rng.choice(".．"), "loose": " 、 "}.get(style, "、")
    return f"{numeral}{mark}{title}"


def heading_line(part: Part, style: str) -> str:
    """The line of a heading, with the decoration of markdown where the style has it."""
    return {"marked": f"## {part.heading}", "bold": f"**{part.heading}**"}.get(style, part.heading)


def opening(rng: random.Random, article: Article, style: str) -> list[str]:
    """The lines before the preamble; facts that the style does not state leave the article's header."""
    header = article.header
    if style in {"none", "paper"} or header.published is None:
        article.header = replace(header, index_number=None)
        if style == "paper" and header.published is not None:
            day = header.published
            return [article.title, f"（{day.year}年{day.month}月{day.day}日）"]
        article.header = replace(header, index_number=None, published=None)
        return [article.title]
    return _STYLES[style](rng, article)


def _line(rng: random.Random, article: Article) -> list[str]:
    clock = f"{article.header.published} {rng.randint(8, 17):02d}:{rng.randrange(60):02d}:{rng.randrange(60):02d}"
    gap = NBSP * 3
    index = article.header.index_number or ""
    return [article.title, f"发布时间：{clock}{gap}索引号：{index} {gap}文号： {gap}来源：{article.header.organ}{gap}"]


def _bullets(rng: random.Random, article: Article) -> list[str]:
    index = article.header.index_number or ""
    clock = f"{article.header.published} {rng.randint(8, 17):02d}:{rng.randrange(60):02d}"
    facts = [f"信息来源{article.header.organ}", "文\u3000\u3000号", f"索 引 号{index}", f"发布时间{clock}"]
    return ["无障碍浏览 长者专版", "", article.title, "", *(f"  • {fact}" for fact in facts)]


def _labels(_rng: random.Random, article: Article) -> list[str]:
    header = article.header
    index = [f"索引号：{header.index_number}"] if header.index_number else []
    facts = [f"发布机构：{header.organ}", f"发布日期：{header.published}", f"标题：{article.title}"]
    return [*index, *facts, "", article.title]


def _catalogue(_rng: random.Random, article: Article) -> list[str]:
    return [
        f"| 索 引 号 | {article.header.index_number or ''} | 分 类 | 政务公开 / 年度报告 |",
        f"| 发布机构 | {article.header.organ} | 发文日期 | {article.header.published} |",
        f"| 标 题 | {article.title} | ||",
        "| 文 号 | 无 | 主 题 词 | |",
        "| 时 效 | 有效 | ||",
        article.title,
        f"- 时间：{article.header.published} 来源：{article.header.organ} 阅读次数：",
    ]


def _contents(rng: random.Random, article: Article) -> list[str]:
    dots = rng.choice(("…………", "......", "\t"))
    rows = [f"{part.heading}{dots}{1 + 2 * index}" for index, part in enumerate(article.parts)]
    return [*_line(rng, article), rng.choice(("目录", "目\u3000录")), *rows, ""]


def _furniture(rng: random.Random, article: Article) -> list[str]:
    menu = ["首页", "政务公开", "政务服务", "互动交流", "当前位置：首页 > 政务公开 > 政府信息公开年报"]
    return [*menu, *_line(rng, article), "字号：[大 中 小]", "打印"]


def _framed(_rng: random.Random, article: Article) -> list[str]:
    """A page whose layout table was taken for a table: an empty row of many cells, the title in a row of its own."""
    article.header = replace(article.header, index_number=None, published=None)
    pipes = "|" * 60
    return ["|", pipes, f"| {article.title} | {pipes[2:]}", "|"]


def _wrapped(rng: random.Random, article: Article) -> list[str]:
    """The title of the page, the facts, and the title of the document over two lines."""
    at = article.title.index("政府信息") + 4
    return [*_line(rng, article), article.title[:at], article.title[at:], "", NBSP]


_STYLES = {
    "line": _line, "bullets": _bullets, "labels": _labels, "catalogue": _catalogue, "contents": _contents, "furniture": _furniture,
    "framed": _framed, "wrapped": _wrapped,
}  # fmt: skip


def closing(rng: random.Random, article: Article, style: str) -> list[str]:
    """The lines of a web page after the report."""
    if style == "framed":
        return ["|", "|" * 60]
    if style != "furniture" and style != "bullets":
        return []
    lines = [
        ["打印本页", "关闭窗口"],
        ["上一篇：没有了", "下一篇：没有了"],
        ["分享到："],
        [f"主办：{article.header.organ}", f"版权所有：{article.header.organ}", "网站标识码：5300000000", "滇ICP备05000000号-2"],
    ]
    return ["", *(line for group in lines if rng.random() < 0.7 for line in group)]
