"""The one door for slow work: two answers, one of them, once, on the window's thread."""

import threading
import time

import pytest

from gui.background import Background, Cancelled
from gui.strips import PATIENCE, ProgressStrip


class Answers:
    """Collects what comes back, and on which thread."""

    def __init__(self):
        self.all = []

    def done(self, result):
        self.all.append(("done", result, threading.current_thread()))

    def failed(self, error):
        self.all.append(("failed", error, threading.current_thread()))

    @property
    def kinds(self):
        return [kind for kind, _, _ in self.all]


@pytest.fixture
def background(qtbot):
    made = Background()
    yield made
    made.finish()


@pytest.fixture
def answers():
    return Answers()


def test_work_is_done_elsewhere_and_answered_here(background, answers, qtbot):
    where = []
    background.submit("算", lambda _progress: where.append(threading.current_thread()) or 7, answers.done, answers.failed)
    qtbot.waitUntil(lambda: not background.busy)
    assert answers.all == [("done", 7, threading.main_thread())]
    assert where[0] is not threading.main_thread()


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), type("Panic", (BaseException,), {})()])
def test_every_trouble_is_an_answer(background, answers, qtbot, error):
    def work(_progress):
        raise error

    background.submit("坏", work, answers.done, answers.failed)
    qtbot.waitUntil(lambda: not background.busy)
    assert answers.all == [("failed", error, threading.main_thread())]


def test_work_is_done_in_the_order_given_one_at_a_time(background, qtbot):
    running, seen = [], []

    def work(number):
        def slow(_progress):
            running.append(number)
            time.sleep(0.01)
            assert running == [number]
            running.remove(number)
            return number

        return slow

    for number in range(5):
        background.submit(str(number), work(number), seen.append, seen.append)
    qtbot.waitUntil(lambda: not background.busy)
    assert seen == [0, 1, 2, 3, 4]


def test_cancelling_fails_the_work_at_its_next_step(background, answers, qtbot):
    started = threading.Event()

    def work(progress):
        started.set()
        while True:
            progress("一步")
            time.sleep(0.002)

    background.submit("久", work, answers.done, answers.failed)
    background.submit("后", lambda _progress: "never", answers.done, answers.failed)
    assert started.wait(2)
    background.cancel_all()
    qtbot.waitUntil(lambda: not background.busy)
    assert answers.kinds == ["failed", "failed"]
    assert all(isinstance(error, Cancelled) for _, error, _ in answers.all)


def test_work_that_ends_before_it_notices_is_done(background, answers, qtbot):
    go = threading.Event()
    task = background.submit("算", lambda _progress: go.wait(2), answers.done, answers.failed)
    qtbot.wait(20)
    task.cancel()
    go.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert answers.kinds == ["done"]


def test_new_work_may_be_given_by_an_answer(background, answers, qtbot):
    background.submit("一", lambda _progress: 1, lambda _: background.submit("二", lambda _: 2, answers.done, print), print)
    qtbot.waitUntil(lambda: answers.kinds == ["done"])


def test_the_step_is_told_beside_the_title(background, qtbot):
    go = threading.Event()

    def work(progress):
        progress("识别内容")
        go.wait(2)

    background.submit("正在打开：甲.html", work, print, print)
    qtbot.waitUntil(lambda: background.describe == "正在打开：甲.html（识别内容）")
    go.set()
    qtbot.waitUntil(lambda: background.describe == "")


def test_the_strip_waits_a_moment_and_goes_when_the_work_is_done(background, qtbot):
    strip = ProgressStrip(background)
    qtbot.addWidget(strip)
    go = threading.Event()
    background.submit("快", lambda _progress: None, print, print)
    qtbot.waitUntil(lambda: not background.busy)
    qtbot.wait(PATIENCE + 50)
    assert strip.isHidden()
    background.submit("慢", lambda _progress: go.wait(5), print, print)
    assert strip.isHidden()
    qtbot.waitUntil(strip.isVisible)
    go.set()
    qtbot.waitUntil(strip.isHidden)


def test_the_button_of_the_strip_cancels(background, answers, qtbot):
    strip = ProgressStrip(background)
    qtbot.addWidget(strip)

    def work(progress):
        while True:
            progress("")
            time.sleep(0.002)

    background.submit("慢", work, answers.done, answers.failed)
    qtbot.waitUntil(strip.isVisible)
    strip.cancel.click()
    assert not strip.cancel.isEnabled()
    qtbot.waitUntil(lambda: answers.kinds == ["failed"])
    assert strip.isHidden()
    assert strip.cancel.isEnabled()


def test_after_the_end_no_answer_comes(background, answers, qtbot):
    go = threading.Event()
    background.submit("慢", lambda _progress: go.wait(2), answers.done, answers.failed)
    threading.Timer(0.05, go.set).start()
    background.finish()
    qtbot.wait(50)
    assert answers.all == []


def test_the_window_goes_on_while_work_is_done(background, qtbot):
    ticks = []

    def busy(progress):
        for number in range(60):
            sum(range(20_000))
            progress(str(number))

    background.submit("忙", busy, print, print)
    while background.busy:
        started = time.monotonic()
        qtbot.wait(1)
        ticks.append(time.monotonic() - started)
    assert max(ticks) < 0.5
