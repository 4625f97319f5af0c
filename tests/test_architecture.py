"""The walls of the house: core knows no Qt, imports run downward and in no circle, nothing grows into a monster."""

import ast
import graphlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sizes import ROOT, function_sizes, module_sizes, name_of, sources

FLOORS = (
    ("core.numbers", "core.radicals", "core.folding", "core.dates", "core.forms", "core.document", "core.files", "core.progress"),
    ("core.report",),
    ("core.findings",),
    ("core.naming", "core.organs", "core.past", "core.cards", "core.layout", "core.edits", "core.same"),
    ("core.records", "core.sessions", "core.stores"),
    ("core.loaded", "core.library", "core.entries", "core.journal", "core.keeper"),
    ("core.search",),
    ("core.repair", "core.narrative"),
    ("core.readers", "core.recognise", "core.checks", "core.export", "core.glimpse"),
    ("core.project",),
    ("core.pipeline", "core.telling", "core.pasting", "core.rewording", "core.retitling"),
    ("core.linked",),
    ("core.tasks",),
    ("core.serving",),
    ("core.isolation",),
    ("core.batch",),
    ("core.commands",),
    ("gui",),
    ("main",),
)
"""From the ground up: a module imports its own floor and those before it, never one after it."""

QT = {"PySide6", "shiboken6"}
HEAVY = {"pandas", "numpy", "openpyxl", "xlsxwriter", "cn2an", "lxml"}
LONGEST_MODULE = 500
LONGEST_FUNCTION = 60

MODULES = {name_of(path): path for path in sources()}
CORE = [name for name in MODULES if name.partition(".")[0] == "core"]


def imports(path: Path) -> set[str]:
    """The modules that a module names in its imports, wherever in it they stand."""
    return {name for node in ast.walk(ast.parse(path.read_text("utf-8"))) for name in _named(node)}


def _named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are absolute"
        deeper = (f"{node.module}.{alias.name}" for alias in node.names)
        yield from (name if name in MODULES else node.module for name in deeper)


def own(path: Path) -> set[str]:
    """The modules of ours among the imports."""
    return imports(path) & MODULES.keys()


def floor(module: str) -> int:
    """The floor a module lives on."""
    found = [level for level, rooms in enumerate(FLOORS) for room in rooms if module == room or module.startswith(f"{room}.")]
    assert found, f"{module} has no floor yet: give it one in FLOORS"
    return found[0]


def run(code: str, *arguments: str) -> str:
    """What a fresh interpreter prints for some lines of code."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_there_is_something_to_judge():
    assert {"core.numbers", "core.checks"} <= set(CORE)


@pytest.mark.parametrize("module", CORE)
def test_core_names_neither_qt_nor_the_window(module):
    assert {name.partition(".")[0] for name in imports(MODULES[module])}.isdisjoint({*QT, "gui", "main"})


def test_core_loads_where_qt_is_not_installed():
    code = (
        "import importlib, sys\nsys.modules.update(PySide6=None, shiboken6=None)\nfor n in sys.argv[1:]: importlib.import_module(n)"
    )
    run(code, *CORE)


@pytest.mark.parametrize("module", [name for name in MODULES if name not in {"core", "gui"}])
def test_imports_run_downward(module):
    above = {name for name in own(MODULES[module]) - {"core", "gui"} if floor(name) > floor(module)}
    assert not above


def test_no_module_imports_itself_in_a_circle():
    graphlib.TopologicalSorter({name: own(path) - {name} for name, path in MODULES.items()}).prepare()


@pytest.mark.parametrize("module", [name for name in ("core.pipeline", "core.commands", "gui.app", "main") if name in MODULES])
def test_heavy_libraries_are_not_loaded_at_the_start(module):
    loaded = run("import importlib, sys\nimportlib.import_module(sys.argv[1])\nprint(*sys.modules)", module).split()
    assert HEAVY.isdisjoint(loaded)


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is_for(module):
    assert ast.get_docstring(ast.parse(MODULES[module].read_text("utf-8")))


def test_no_module_is_a_monster():
    assert [size for size in module_sizes() if size[0] > LONGEST_MODULE] == []


def test_no_function_is_a_monster():
    assert [size for size in function_sizes() if size[0] > LONGEST_FUNCTION] == []
