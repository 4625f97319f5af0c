"""The command line and its JSON, as contract.md has them."""

import json
import os
import signal
import subprocess
import sys
import zipfile
from functools import partial
from pathlib import Path

import psutil
import pytest

from core.batch import cores
from main import main
from tests.bench.batch import check_all, mixed_files
from tests.sizes import ROOT

SAMPLES = ROOT / "resources" / "samples"
CLEAN, WRONG = SAMPLES / "示例-无错误.html", SAMPLES / "示例-有错误.html"


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_status_says_what_was_found(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["check", str(CLEAN)]) == 0
    assert "没有发现问题" in capsys.readouterr().out
    assert main(["check", str(CLEAN), str(WRONG)]) == 1
    told = capsys.readouterr().out
    assert told.index(CLEAN.name) < told.index(WRONG.name)
    assert "【错误】表三" in told
    assert main(["check", str(tmp_path / "没有.txt"), str(WRONG)]) == 2
    caught = capsys.readouterr()
    assert "没有.txt" in caught.err
    assert "【错误】表三" in caught.out


def test_one_json_object_a_report_with_the_keys_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json", str(CLEAN), str(WRONG)]) == 1
    clean, wrong = lines(capsys)
    keys = {"schema", "source", "report", "sections", "grids", "notes", "equations", "prefill", "findings"}
    assert keys <= set(clean)
    assert clean["schema"] == 1
    assert clean["source"]["path"] == str(CLEAN)
    assert set(clean["source"]) == {"path", "kind", "encoding", "sha256"}
    assert set(clean["report"]) == {"title", "organ", "year", "format", "published", "index_number", "period"}
    assert clean["equations"] == {"passed": 42, "failed": 0, "unchecked": 0}
    assert [section["number"] for section in clean["sections"]] == [1, 2, 3, 4, 5, 6]
    assert wrong["equations"]["failed"] > 0
    finding = next(finding for finding in wrong["findings"] if finding["code"].startswith("sum"))
    assert {"code", "severity", "message", "cells", "spans", "left", "right", "difference", "doubtful", "suggestions"} <= set(
        finding
    )
    assert int(finding["difference"]) == abs(int(finding["left"]) - int(finding["right"]))


def test_a_file_that_cannot_be_read_has_its_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    broken = tmp_path / "空的.txt"
    broken.touch()
    assert main(["check", "--json", str(broken), str(CLEAN)]) == 2
    caught = capsys.readouterr()
    failed, fine = map(json.loads, caught.out.splitlines())
    assert failed["schema"] == 1
    assert failed["source"]["path"] == str(broken)
    assert failed["error"]["code"] == "empty"
    assert failed["error"]["message"] in caught.err
    assert fine["equations"]["failed"] == 0


def test_spans_count_code_points_of_the_section(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--json", str(WRONG)])
    [report] = lines(capsys)
    texts = {section["number"]: section["text"] for section in report["sections"]}
    spans = [span for finding in report["findings"] for span in finding["spans"]]
    assert spans
    assert all(texts[span["section"]][span["start"] : span["end"]] == span["text"] for span in spans)


def test_a_folder_is_searched(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "乡镇 一").mkdir()
    (tmp_path / "年报_files").mkdir()
    for name in ("乡镇 一/年报.html", "年报.html", "乡镇 一/~$年报.html", "图片.png", "年报_files/框.html"):
        (tmp_path / name).write_bytes(CLEAN.read_bytes())
    assert main(["check", "--json", str(tmp_path)]) == 0
    assert [Path(report["source"]["path"]).relative_to(tmp_path).as_posix() for report in lines(capsys)] == [
        "年报.html",
        "乡镇 一/年报.html",
    ]


def test_export_writes_a_workbook_and_never_the_source(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "校核结果.xlsx"
    assert main(["export", str(WRONG), "-o", str(target)]) == 1
    assert target.read_bytes()[:2] == b"PK"
    before = target.read_bytes()
    assert main(["export", str(target), "-o", str(target)]) == 2
    assert target.read_bytes() == before
    assert "原文件" in capsys.readouterr().err


def test_the_files_in_an_archive_are_lines_in_its_place(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "下发.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("甲.html", WRONG.read_bytes())
        file.writestr("乙/空.txt", b"")
        file.write(CLEAN, "乙/丙.html")
    assert main(["check", "--json", str(CLEAN), str(path), str(WRONG)]) == 2
    caught = capsys.readouterr()
    found = [json.loads(line) for line in caught.out.splitlines()]
    sources = [(line["source"]["path"], line["source"].get("member")) for line in found]
    inside = [(str(path), name) for name in ("甲.html", "乙/丙.html", "乙/空.txt")]
    assert sources == [(str(CLEAN), None), *inside, (str(WRONG), None)]
    assert [line.get("error", {}).get("code") for line in found] == [None, None, None, "empty", None]
    assert f"{path} › 乙/空.txt：" in caught.err
    assert main(["check", str(path)]) == 2
    assert f"{path} › 甲.html\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("data", "code"), [(b"PK\x03\x04" + bytes(50), "archive_damaged"), (b"PK\x05\x06" + bytes(18), "archive_empty")]
)
def test_an_archive_that_cannot_be_opened_is_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, data: bytes, code: str
) -> None:
    path = tmp_path / "下发.zip"
    path.write_bytes(data)
    assert main(["check", "--json", str(path)]) == 2
    [line] = lines(capsys)
    assert (line["source"]["path"], line["error"]["code"]) == (str(path), code)
    assert "member" not in line["source"]


def test_reports_out_of_an_archive_are_exported(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path, target = tmp_path / "下发.zip", tmp_path / "结果.xlsx"
    with zipfile.ZipFile(path, "w") as file:
        file.write(CLEAN, "甲.html")
        file.write(CLEAN, "乙.html")
    assert main(["export", str(path), "-o", str(target)]) == 0
    assert "已导出 2 份年报" in capsys.readouterr().out
    assert main(["export", str(path), "-o", str(path)]) == 2
    assert zipfile.is_zipfile(path)


def last_year(path: Path, organ: str = "青溪县人民政府") -> Path:
    """The sound sample as the report of 2022."""
    path.write_text(CLEAN.read_text("utf-8").replace("2023年", "2022年").replace("青溪县人民政府", organ), "utf-8")
    return path


@pytest.mark.parametrize("in_folder", [False, True])
def test_last_years_report_is_laid_beside(capsys: pytest.CaptureFixture[str], tmp_path: Path, in_folder: bool) -> None:
    past = last_year(tmp_path / "2022.html")
    last_year(tmp_path / "另一县.html", "白石县人民政府")
    assert main(["check", "--json", str(CLEAN), "--previous", str(tmp_path if in_folder else past)]) == 0
    caught = capsys.readouterr()
    [report] = map(json.loads, caught.out.splitlines())
    found = {finding["code"]: finding for finding in report["findings"]}
    assert set(found) == {"continuity.carried", "continuity.in_force"}
    assert found["continuity.carried"]["cells"] == ["requests.carried_in.person", "requests.carried_in.business"]
    assert (found["continuity.in_force"]["left"], found["continuity.in_force"]["right"]) == ("44", "41")
    assert caught.err == ""


def test_without_last_years_report_of_the_organ_a_remark_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    other = last_year(tmp_path / "2022.html", "白石县人民政府")
    assert main(["check", "--json", str(CLEAN), "--previous", str(other)]) == 0
    caught = capsys.readouterr()
    [report] = map(json.loads, caught.out.splitlines())
    assert report["findings"] == []
    assert caught.err == f"{CLEAN}：没有找到同一机关上一年的年报，没有与上年比对。\n"


def test_last_years_report_that_cannot_be_read_is_a_failure_and_the_rest_is_done(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["check", str(CLEAN), "--previous", str(tmp_path / "没有.html")]) == 2
    caught = capsys.readouterr()
    assert "没有.html" in caught.err
    assert "没有发现问题" in caught.out


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pipe of Unix")
def test_a_reader_of_the_output_may_leave_early(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "check", "--json", *[str(WRONG)] * 2, str(CLEAN)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 2


@pytest.mark.slow
def test_many_files_keep_their_order_all_cores_and_little_memory(tmp_path: Path) -> None:
    paths = mixed_files(tmp_path, 64)
    done = check_all(paths)
    assert done.paths == tuple(map(str, paths))
    assert len(done.errors) >= 8
    assert done.workers == min(cores(), 4)
    assert done.growth < 2_000_000


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_ctrl_c_ends_it_with_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / f"{number:04}.html").write_bytes(WRONG.read_bytes())
    command = [sys.executable, str(ROOT / "main.py"), "check", "--json", str(tmp_path)]
    hears = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # what a shell starts in the background does not
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=hears)
    with run:
        assert run.stdout is not None
        run.stdout.readline()
        left = psutil.Process(run.pid).children(recursive=True)
        os.killpg(run.pid, signal.SIGINT)
        _, told = run.communicate(timeout=20)
    assert run.returncode == 130
    assert told.decode("utf-8") == "已中断，后面的文件没有处理。\n"
    _, alive = psutil.wait_procs(left, timeout=5)
    assert left
    assert not alive


def test_wrong_arguments_have_status_two() -> None:
    for arguments in (["check"], ["export", str(CLEAN)], ["check", "--colour", str(CLEAN)]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2


def test_it_speaks_utf8_whatever_the_console(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "check", str(CLEAN)]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}, check=False)
    assert done.returncode == 0
    assert "没有发现问题" in done.stdout.decode("utf-8")
