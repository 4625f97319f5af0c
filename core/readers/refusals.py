"""The sentences for files that cannot be opened: what the file is, and what the clerk can do now."""

from pathlib import Path

from core.document import Unreadable

_COPY = "或者在里面全选、复制，再到本程序里粘贴文字。"
_SENTENCES = {
    "missing": "找不到文件“{name}”。它可能已被移动、改名或删除，请重新选择。",
    "directory": "“{name}”是一个文件夹，不是文件。请选择里面的年报文件。",
    "special": "“{name}”不是普通文件，无法打开。请选择年报文件。",
    "locked": "没有权限读取“{name}”，或者它正被别的程序占用。请关闭占用它的程序，或另存一份副本再打开。",
    "io": "读取“{name}”时出错，可能是磁盘或网络盘断开了。请把文件复制到本机再打开。",
    "empty": "“{name}”是空文件，里面没有任何内容。请确认文件已经保存或下载完整。",
    "too_large": "文件有 {size}，远超一份年报的大小，没有打开。请确认选对了文件。",
    "binary": "“{name}”不是文字文件，也不是能认出的文档，无法打开。请选择网页、.xlsx、.csv 或文本文件。",
    "damaged": "“{name}”已损坏或不完整，无法打开。请重新下载，或用 Excel、WPS 打开后另存一份。",
    "bomb": "“{name}”解开后大得不正常，为安全起见没有打开。请确认文件来源，或用 Excel、WPS 打开后另存一份。",
    "encrypted": "“{name}”设有打开密码。请先用 Excel 或 WPS 输入密码打开，去掉密码后另存，再打开那一份。",
    "encrypted_by_office": "“{name}”的内容不是任何一种文档，多半被单位的加密软件（透明加密、防泄密系统）加了密。"
    "请在装有该软件、有权限的电脑上打开它，解密或另存为不加密的一份，再打开那一份。",
    "zeroed": "“{name}”里全是空字节，没有内容，多半是下载或拷贝没有完成。请重新下载或重新拷贝，再打开。",
    "encrypted_member": "“{name}”在压缩包里设有密码。请先用解压软件输入密码解压，再打开里面的年报文件。",
    "archive_empty": "“{name}”是压缩包，里面没有能打开的年报文件。请确认选对了文件；里面如果还有别的压缩包，请先解压。",
    "archive_many": "“{name}”是压缩包，里面的文件太多，没有打开。请解压后只选要核对的年报，或者分成几个压缩包。",
    "archive_damaged": "“{name}”解不开，压缩包已损坏或没有下载完整。请重新下载，或重新压缩后再打开。",
    "odd_compression": "“{name}”在压缩包里的压缩方式不常见，无法解开。请先用解压软件解压，再打开里面的年报文件。",
    "crashed": "读“{name}”时读取程序意外退出，这个文件没有打开。请再打开一次；如果还是这样，请用 Word、WPS 或 Excel 另存一份再试。",
    "timeout": "读“{name}”花的时间远超一份年报，已经停下，没有打开。请用 Word、WPS 或 Excel 打开它，只留下年报部分，另存后再试。",
    "memory": "读“{name}”要用的内存远超一份年报，已经停下，没有打开。请用 Word、WPS 或 Excel 打开它，只留下年报部分，另存后再试。",
    "fault": "读“{name}”时本程序出了错，没有打开。请换一种格式另存后再试，并把这个文件发给维护人员。",
    "encrypted_pdf": "“{name}”设有打开密码。请先用 PDF 阅读器或 WPS 输入密码打开，去掉密码后另存，再打开那一份。",
    "damaged_pdf": "“{name}”已损坏或不完整，无法打开。请重新下载，或用 PDF 阅读器、WPS 打开后另存（打印）为新的 PDF。",
    "scan": "“{name}”共 {pages} 页，全是扫描图片，没有文字可读。请找 Word 等文字版，或用 WPS 的“PDF 转换”识别成文字后再打开。",
    "garbled": "“{name}”的文字层是乱码（字体没有文字编码），读出来不可信，没有打开。请找 Word 等文字版，或打印后识别成文字再打开。",
    "pdf_too_long": "“{name}”共 {pages} 页，远超一份年报，没有打开。请用 PDF 阅读器只把年报那几页另存出来，再打开。",
    "pdf_without_pages": "“{name}”里没有能读的页面，无法打开。请用 PDF 阅读器打开看看，再另存（打印）为新的 PDF。",
    "pdf_shell": "“{name}”只是一个外壳：内容是里面的表单或附件，不在页面上。请用 PDF 阅读器打开，把里面的年报另存出来再打开。",
    "framed": "“{name}”的正文在另一个文件里，没有找到。请把和网页同名的文件夹放在一起再打开，或在浏览器里另存为单个文件再打开。",
    "blank": "“{name}”里没有任何文字。请确认选对了文件；如果内容是图片，请找文字版再打开。",
    "too_many": "“{name}”里的内容太多，远超一份年报，没有打开。请只留下年报那部分（工作簿只留年报所在的工作表），另存后再打开。",
    "unsupported_ofd": "“{name}”是 OFD 版式文件，目前还不能直接打开。请打开发布年报的网页另存为 .html 再打开，" + _COPY,
    "unsupported_xlsb": "“{name}”是二进制 Excel 工作簿（.xlsb），目前还不能直接打开。请在 Excel 中另存为 .xlsx 再打开。",
    "unsupported_xml": "“{name}”是 Office 的 XML 文档，目前还不能直接打开。请用 Office 或 WPS 另存为 .xlsx 或网页再打开。",
    "unsupported_presentation": "“{name}”是演示文稿，不是年报文档，无法打开。请选择年报的网页、.xlsx 或文本文件。",
    "unsupported_image": "“{name}”是图片，目前还不能识别其中的文字。请把图片里的数字录入表格，或找到文字版再打开。",
    "unsupported_archive": "“{name}”是压缩包，不能直接打开（能直接打开的压缩包只有 .zip）。请先解压，再打开里面的年报文件。",
    "unsupported_ole": "“{name}”是旧版 Office 文档，目前还不能直接打开。请用 Office 或 WPS 打开后另存为 .xlsx 或网页再打开。",
}  # fmt: skip
"""Code → sentence; the codes are stable."""


def refuse(code: str, path: Path | None, detail: str = "", *, size: int = 0, pages: int = 0) -> Unreadable:
    """The error to raise for a file that cannot be opened; `size` is in bytes."""
    name = path.name or str(path) if path else "粘贴的文字"
    return Unreadable(code, _SENTENCES[code].format(name=name, size=_megabytes(size), pages=pages), detail)


def codes() -> tuple[str, ...]:
    """Every code with which a file can be refused."""
    return tuple(_SENTENCES)


def _megabytes(size: int) -> str:
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size} 字节"
