"""Sentences for the clerk that readers of several kinds of file have in common."""

CUT_OFF = "这个文件不完整，后面的内容可能缺失，请对照原件核对。"


def of_damage(text: str) -> tuple[str, ...]:
    """That characters were lost, if some were; how many stand in the text as U+FFFD."""
    lost = text.count("\ufffd")
    return (f"文件有 {lost} 处字符已经损坏，显示为“\ufffd”，请对照原件核对。",) if lost else ()


def of_word(revisions: int, hidden: int) -> tuple[str, ...]:
    """How many revisions were accepted, and how many stretches of hidden text were left out, if any."""
    revised = (f"文档里有 {revisions} 处修订，已按全部接受读入。",) if revisions else ()
    return revised + ((f"文档里有 {hidden} 处隐藏文字，没有读入。",) if hidden else ())
