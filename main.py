"""Start 年报校核台: the window, or a command for scripts and machines without a screen."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

COMMANDS = ("check", "export")
SELF_TEST = "--self-test"
_SELF_TEST_HELP = "用自带的示例检查程序是否完好，不打开窗口；须单独使用，写成 --self-test=文件名 时结果也写进文件"
NOT_YET = {"rollup": "汇总多个单位的命令 rollup 还没有做好。"}
"""Commands that are promised and not there, with what to say."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words and words[0] in NOT_YET:
        _speak_utf8()
        print(NOT_YET[words[0]], file=sys.stderr)
        return 2
    if words and words[0] in COMMANDS:
        _speak_utf8()
        return _command(words)
    if any(word.partition("=")[0] == SELF_TEST for word in words):
        _speak_utf8()
        return _self_test(words)
    options = _window_parser().parse_args(words)
    from gui.app import run  # deferred: commands run where Qt is not installed

    return run(options.files)


def _self_test(words: Sequence[str]) -> int:
    """Only what stands behind “=” is taken for the file to write, never the name of a report that follows."""
    if len(words) > 1:
        print(f"{SELF_TEST} 须单独使用；要把结果也写进文件，请用 {SELF_TEST}=文件名", file=sys.stderr)
        return 2
    record = words[0].partition("=")[2]
    from gui.self_test import run  # deferred: only this needs it

    return run(Path(record) if record else None)


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py",
        description="年报校核台：打开窗口；也可以不开窗口，用命令 check（核对）和 export（导出工作簿）。",
        epilog="命令的用法：main.py check --help，main.py export --help",
        allow_abbrev=False,
    )
    parser.add_argument(SELF_TEST, action="store_true", help=_SELF_TEST_HELP)
    parser.add_argument("files", metavar="文件", nargs="*", type=Path, help="要打开的年报")
    return parser


def _command(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="main.py")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="核对年报，列出发现的问题")
    check.add_argument("paths", metavar="路径", nargs="+", type=Path, help="文件或文件夹")
    check.add_argument("--previous", metavar="上年年报", type=Path, help="上年的年报，或放上年年报的文件夹，按机关对应比对")
    check.add_argument("--json", action="store_true", help="每份年报输出一行 JSON")
    export = commands.add_parser("export", help="导出清理后的工作簿")
    export.add_argument("paths", metavar="路径", nargs="+", type=Path, help="文件或文件夹")
    export.add_argument("-o", "--output", metavar="工作簿", required=True, type=Path, help="要写的 .xlsx 文件")
    options = parser.parse_args(words)
    from core.commands import check_files, export_files, interrupted  # deferred: the window starts without them

    try:
        if options.command == "check":
            return check_files(options.paths, as_json=options.json, previous=options.previous)
        return export_files(options.paths, options.output)
    except KeyboardInterrupt:
        return interrupted()
    except BrokenPipeError:  # whoever reads the output has seen enough: let the end of the program not complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2


def _speak_utf8() -> None:
    """Print Chinese whatever the console's code page is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # a packed program is its own interpreter: it begins again as a reader of files
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
