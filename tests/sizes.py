"""How long the modules and functions are, for the report at the end of a test run and for the caps."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent

Size = tuple[int, str]


def sources() -> list[Path]:
    """Every module of the product."""
    return sorted([*ROOT.glob("core/**/*.py"), *ROOT.glob("gui/**/*.py"), *ROOT.glob("main.py")])


def name_of(path: Path) -> str:
    """The dotted name of a module."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def module_sizes() -> list[Size]:
    """The lines of every module, longest first."""
    return sorted(((len(path.read_text("utf-8").splitlines()), name_of(path)) for path in sources()), reverse=True)


def function_sizes() -> list[Size]:
    """The lines of every function, its signature and docstring included, longest first."""
    return sorted((size for path in sources() for size in _functions(path)), reverse=True)


def _functions(path: Path) -> Iterator[Size]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1, f"{name_of(path)}.{node.name}"


def summary(longest: int = 5) -> list[str]:
    """A few lines that say how long things are and which are the longest."""
    return [_line(kind, sizes, longest) for kind, sizes in (("modules", module_sizes()), ("functions", function_sizes())) if sizes]


def _line(kind: str, sizes: list[Size], longest: int) -> str:
    median = statistics.median(lines for lines, _ in sizes)
    named = ", ".join(f"{name} {lines}" for lines, name in sizes[:longest])
    return f"{len(sizes)} {kind}, median {median:g} lines; longest: {named}"
