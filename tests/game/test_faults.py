"""Faults caused on purpose, each in the middle of a visit that has to end well: with three grades, then *attract*."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.app import App, Window
from game.scenes.reveal import Reveal
from game.scenes.wait import Wait
from game.settings import Settings, load_settings
from game.statistics import Statistics
from game.studio import Studio
from models.files import write_atomically
from models.magenta import verified_file
from tests import workers
from tests.fakes import FakeStudio, fake_collection
from tests.game.test_studio import wait_for, wait_until
from tests.game.test_visit import Visitor
from tests.pictures import scene, stripes

ROOT = Path(__file__).parents[2]


@pytest.fixture
def make_visitor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[], Visitor]]:
    """Opens the game once the fault has been prepared."""
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setattr("game.studio.Studio", lambda _: FakeStudio(classic_polls=30))
    monkeypatch.setattr("game.collection.load_collection", lambda folder: fake_collection())
    before = signal.getsignal(signal.SIGTERM)
    opened: list[Visitor] = []

    def make() -> Visitor:
        opened.append(Visitor())
        opened[-1].app._statistics = Statistics()
        return opened[-1]

    yield make
    for visitor in opened:
        visitor.app.close()
    signal.signal(signal.SIGTERM, before)


def come_to_the_reveal(visitor: Visitor, fault: Callable[[], object] = lambda: None) -> None:
    """From *attract* on, with a fault while the visitor paints; where a machine fails the visitor has to go on."""
    visitor.tap((480, 270))
    visitor.wait_until(lambda: visitor.on() == "pick")
    visitor.tap(visitor.button("Draw").rect.center)
    visitor.wait_until(lambda: visitor.on() == "draw")
    for step in range(8):
        kind = pygame.FINGERDOWN if step == 0 else pygame.FINGERUP if step == 7 else pygame.FINGERMOTION
        visitor.finger(kind, 420 + 12 * step, 250)
        if step == 4:
            fault()
    visitor.tap(visitor.button("Done").rect.center)
    for _ in range(40_000):
        scene = visitor.app.director.scene
        if isinstance(scene, Reveal):
            return
        if isinstance(scene, Wait) and scene._onward.visible:
            visitor.tap(scene._onward.rect.center)
        visitor.frame()
    raise AssertionError(f"never revealed; on {visitor.on()}")


def visit(visitor: Visitor, fault: Callable[[], object] = lambda: None) -> None:
    """A whole visit, with a fault while the visitor paints, that ends well."""
    come_to_the_reveal(visitor, fault)
    visitor.wait_until(lambda: len(visitor.round.grades) == 3)
    visitor.wait_until(lambda: visitor.on() == "attract", 200)


def test_the_display_is_lost_and_comes_back(make_visitor: Callable[[], Visitor]) -> None:
    visitor = make_visitor()

    def lose() -> None:
        pygame.display.quit()
        visitor.frame()

    visit(visitor, lose)
    assert visitor.app.screen is pygame.display.get_surface()


def test_the_display_fails_for_a_while(make_visitor: Callable[[], Visitor], monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = make_visitor()
    fails = iter([True, True])
    flip, opened = pygame.display.flip, Window.open

    def broken_flip() -> None:
        if next(fails, False):
            raise pygame.error("no display")
        flip()

    def broken_open(self: Window) -> pygame.Surface:
        if next(fails, False):
            raise pygame.error("still no display")
        return opened(self)

    monkeypatch.setattr(time, "sleep", lambda seconds: None)

    def lose() -> None:
        monkeypatch.setattr(pygame.display, "flip", broken_flip)
        monkeypatch.setattr(Window, "open", broken_open)

    visit(visitor, lose)
    assert next(fails, "used up") == "used up"


def test_the_sound_device_is_lost(make_visitor: Callable[[], Visitor]) -> None:
    visitor = make_visitor()

    def lose() -> None:
        pygame.mixer.quit()
        pygame.event.post(pygame.event.Event(pygame.AUDIODEVICEREMOVED, which=0, iscapture=0))

    visit(visitor, lose)


def test_there_is_no_sound_device_at_all(make_visitor: Callable[[], Visitor], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "there is none")
    pygame.mixer.quit()
    visit(make_visitor())


def test_the_clock_is_set_back_by_a_day(make_visitor: Callable[[], Visitor], monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = make_visitor()
    now = time.time
    visit(visitor, lambda: monkeypatch.setattr(time, "time", lambda: now() - 24 * 3600))


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_the_disk_is_full(make_visitor: Callable[[], Visitor], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """On a real, tiny file system where the system lets us make one; else by a write that fails like a full disk."""
    mounted = tmp_path / "small"
    mounted.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(mounted)]
    try:
        small = os.geteuid() == 0 and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        small = False
    try:
        if small:
            for name in ("CACHE", "CONFIG", "DATA", "STATE"):
                monkeypatch.setenv(f"XDG_{name}_HOME", str(mounted / name))
            filler = os.open(mounted / "filler", os.O_WRONLY | os.O_CREAT)
            with pytest.raises(OSError, match="space"):
                while os.write(filler, b"x" * 4096):
                    pass
            os.close(filler)
        else:
            monkeypatch.setattr("models.pictures.save_picture", full)
            monkeypatch.setattr(Path, "mkdir", full)
        visitor = make_visitor()
        visit(visitor)
        with pytest.raises(OSError, match="space"):
            write_atomically((mounted if small else tmp_path) / "more", b"x" * 100_000) if small else full()
    finally:
        if small:
            subprocess.run(["umount", "-l", str(mounted)], check=True)


def test_the_home_is_read_only(make_visitor: Callable[[], Visitor], monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder in which nobody, not even root, can make anything."""
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", f"/proc/self/fdinfo/{name}")
    visitor = make_visitor()
    visit(visitor)


def test_without_a_log_the_game_plays(tmp_path: Path) -> None:
    script = "from models.logs import keep_logs; import logging; keep_logs('game'); logging.info('x'); print('plays')"
    environment = {**os.environ, "XDG_STATE_HOME": "/proc/self/fdinfo"}
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.stdout == "plays\n" and "Traceback" not in done.stderr


def test_broken_settings_and_a_broken_collection_stop_nothing(tmp_path: Path) -> None:
    file = tmp_path / "show.toml"
    file.write_text('idle_seconds = "soon"\n')
    settings, problem = load_settings(file)
    assert settings == Settings() and "idle_seconds" in problem
    assert file.read_text() == 'idle_seconds = "soon"\n'
    folder = tmp_path / "pictures"
    for kind in ("content", "style"):
        (folder / kind).mkdir(parents=True)
        pygame.image.save(pygame.Surface((60, 40)), folder / kind / "good.png")
        (folder / kind / "bad.png").write_bytes(b"\x89PNG rubbish")
    (folder / "collection.toml").write_text("[[[")
    app = App(settings, Window((640, 480), windowed=True), folder)
    app.open()
    try:
        assert app.frame() and len(app.stage.collection.problems) >= 3
    finally:
        app.close()


@pytest.fixture(scope="module")
def studio() -> Iterator[Studio]:
    one = Studio()
    one.start()
    yield one
    one.close()


@pytest.fixture
def quick_studio(monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    """A real worker process, whose networks take no time: here only its death counts."""
    monkeypatch.setattr("game.worker_process.run_worker", workers.quick)
    one = Studio()
    one.start()
    yield one
    one.close()


@pytest.mark.parametrize(
    "point",
    ["starts", "loads", "is ready", "makes a fast picture", 0.02, 0.2, 0.4, 0.6, 0.8, 0.95],
)
def test_the_worker_is_killed_at_ten_points_and_every_picture_comes(quick_studio: Studio, point: str | float) -> None:
    """While it starts, loads, waits, makes a fast picture, and at six points of the classic one."""
    studio = quick_studio
    if point not in ("starts", "loads"):
        wait_until(studio, lambda: studio.ready)
    if point == "is ready":
        kill(studio)
    fast = studio.stylise("fast", scene(), stripes(), size=64)
    classic = studio.stylise("classic", scene(), stripes(), size=64)
    if point == "starts":
        wait_until(studio, lambda: studio.worker_id is not None)
    elif point == "loads":
        wait_until(studio, lambda: not studio._worker.changing and studio.worker_id is not None)
        time.sleep(workers.LOADING_SECONDS)
    elif isinstance(point, float):
        wait_until(studio, lambda: classic.fraction >= point)
    if point != "is ready":
        kill(studio)
    wait_until(studio, lambda: fast.finished and classic.finished)
    assert (fast.state, classic.state) == ("done", "done"), fast.reason + classic.reason
    assert fast.picture is not None and classic.picture is not None


def kill(studio: Studio) -> None:
    assert studio.worker_id is not None
    os.kill(studio.worker_id, signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits another process")
def test_a_worker_without_memory_says_so_or_is_replaced(studio: Studio) -> None:
    import resource

    wait_until(studio, lambda: studio.ready)
    assert studio.worker_id is not None
    pages = int(Path(f"/proc/{studio.worker_id}/statm").read_text().split()[0]) * resource.getpagesize()
    resource.prlimit(studio.worker_id, resource.RLIMIT_AS, (pages + 2**20, pages + 2**20))
    large = np.zeros((768, 1024, 3), np.uint8)
    greedy = studio.stylise("fast", large, large, size=2048)
    wait_for(studio, greedy)
    assert greedy.state == "done" or ("memory" in greedy.reason or "machine" in greedy.reason.lower())
    os.kill(studio.worker_id, signal.SIGKILL)
    wait_until(studio, lambda: bool(studio.trouble) or studio.worker_id is None)
    after = studio.stylise("fast", scene(), stripes(), size=64)
    wait_for(studio, after)
    assert after.state == "done"


class PatientClock:
    """While the machines work time hardly passes: they are real, and the visitor's patience is not tested here."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    def tick(self, frames_per_second: int) -> int:
        if self._studio.ready and not self._studio._open:
            return 50
        time.sleep(0.01)
        return 1


@pytest.mark.parametrize(
    ("sign", "point"),
    [
        *(
            (signal.SIGKILL, point)
            for point in ("attract", "pick", 0.02, 0.2, 0.4, 0.6, 0.8, 0.95, "grading", "reveal")
        ),
        (signal.SIGSTOP, 0.4),
    ],
)
def test_a_visit_ends_well_wherever_the_worker_is_lost(
    monkeypatch: pytest.MonkeyPatch,
    make_visitor: Callable[[], Visitor],
    sign: signal.Signals,
    point: str | float,
) -> None:
    """In the scenes, at six points of the classic picture, and while a grade is computed."""
    monkeypatch.setattr("game.worker_process.run_worker", workers.quick)
    monkeypatch.setattr("game.worker_process.LONGEST_STOPPED", 0.1)
    monkeypatch.setattr("game.studio.Studio", Studio)
    visitor = make_visitor()
    studio = visitor.app.stage.studio
    stage = visitor.app.stage
    stage.settings = stage.settings.model_copy(update={"idle_seconds": 10, "warning_seconds": 3})
    visitor.app._clock = PatientClock(studio)  # type: ignore[assignment]
    wait_until(studio, lambda: studio.ready)
    lost: list[int] = []
    frame = visitor.frame

    def due() -> bool:
        if isinstance(point, float):
            classic = visitor.round.classic_job
            return classic is not None and classic.fraction >= point
        if point == "grading":
            return any(not job.finished for job in visitor.round.grade_jobs.values() if job is not None)
        return visitor.on() == point

    def watched_frame() -> None:
        frame()
        worker = studio.worker_id
        if not lost and worker is not None and due():
            os.kill(worker, sign)
            lost.append(worker)

    monkeypatch.setattr(visitor, "frame", watched_frame)
    visitor.frame()
    come_to_the_reveal(visitor)
    visitor.wait_until(lambda: len(visitor.round.grades) == 3, 600)
    if point == "reveal":
        visitor.wait_until(lambda: studio.worker_id not in (None, *lost) and studio.ready, 600)
    visitor.wait_until(lambda: visitor.on() == "attract", 200)
    assert lost and studio.worker_id not in (None, *lost) and not studio.trouble


@pytest.mark.parametrize("torn", ["classic", "grade", "all"])
def test_a_visit_ends_well_with_torn_weights(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, make_visitor: Callable[[], Visitor], torn: str
) -> None:
    """The real worker, in front of copies of which some or all are torn."""
    files = {part: verified_file(part) for part in ("predict", "transform")}
    for file in (*(ROOT / "models" / "weights").iterdir(), *(ROOT / "check1").iterdir()):
        if file.suffix in (".safetensors", ".json"):
            files[file.name] = file
    folder = tmp_path / "weights"
    folder.mkdir()
    for name, file in files.items():
        (folder / name).write_bytes(file.read_bytes())
    sums = [(ROOT / place / "SHA256SUMS").read_text() for place in ("models/weights", "check1")]
    (folder / "SHA256SUMS").write_text("".join(sums))
    broken = {"classic": ["compact_vgg19.safetensors"], "grade": ["autoencoder.safetensors"], "all": list(files)}[torn]
    for name in broken:
        (folder / name).write_bytes(files[name].read_bytes()[:-1000] if torn != "all" else b"rubbish")
    monkeypatch.setenv(workers.TORN, str(folder))
    monkeypatch.setattr("game.worker_process.run_worker", workers.with_torn_weights)
    monkeypatch.setattr("game.studio.Studio", Studio)
    visitor = make_visitor()
    stage, studio = visitor.app.stage, visitor.app.stage.studio
    stage.settings = stage.settings.model_copy(update={"fast_size": 128, "classic_size": 128})
    visitor.app._clock = PatientClock(studio)  # type: ignore[assignment]
    wait_until(studio, lambda: studio.ready)
    come_to_the_reveal(visitor)
    fast, classic = visitor.round.fast_job, visitor.round.classic_job
    assert fast is not None and classic is not None
    assert (fast.state == "failed", classic.state == "failed") == (torn == "all", torn != "grade")
    assert torn == "grade" or "is not the file" in classic.reason
    for _ in range(10):
        # Grades are asked for once the scene before is gone.
        visitor.frame()
    visitor.wait_until(lambda: studio.ready and not studio._open, 600)
    assert len(visitor.round.grades) == {"classic": 1, "grade": 0, "all": 0}[torn]
    visitor.wait_until(lambda: visitor.on() == "attract", 200)
    assert studio.worker_id is not None and not studio.trouble
