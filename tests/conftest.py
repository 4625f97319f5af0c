"""What every test has: Qt without a screen, settings of its own, steady random examples, and the shared reports."""

import os
from pathlib import Path

import hypothesis
import pytest

from tests.corpus import shares
from tests.sizes import ROOT, summary

os.environ["QT_QPA_PLATFORM"] = "offscreen"

hypothesis.settings.register_profile("steady", derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile("nightly", max_examples=2000, deadline=None, print_blob=True)
hypothesis.settings.load_profile("steady")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the project with real reports and what is expected of them."""
    folder = ROOT.parent / "shared"
    if not (folder / "seeds").is_dir():
        pytest.skip("the real reports of ../shared are not on this machine")
    return folder


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory):
    """Settings, recent files and the archive of the tests never meet those of the person who runs them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what is fast first: a plain mistake shows within seconds."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Report how large the modules and functions are, and how many tables of the matrix were read with doubt."""
    terminalreporter.section("sizes", sep="-")
    for line in (*summary(), *shares.summary(terminalreporter.getreports("passed"))):
        terminalreporter.line(line)
