"""Take it home: what the operator allows, and nothing of it once the visit has ended."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pygame
import pytest

from game.scenes.postcard_page import Postcard, PostcardPage, offered
from game.settings import Settings
from game.ui.theme import Theme
from game.ui.widgets import Button
from tests.game.test_take_home import played

SIZE = (960, 540)


class Visit:
    def __init__(self, settings: Settings) -> None:
        theme = Theme(SIZE)
        self.card = Postcard(played(), theme, settings, host=lambda: "127.0.0.1")
        surface = pygame.Surface(SIZE, depth=32)
        self.page = PostcardPage(theme, surface, surface.copy(), self.card, lambda: None)

    def wait_until(self, what: Callable[[], object]) -> None:
        for _ in range(500):
            self.page.update(0.05)
            if what():
                return
            time.sleep(0.01)
        raise AssertionError("never happened")

    def labels(self) -> list[str]:
        return [w.label for w in self.page._controls.widgets if isinstance(w, Button) and w.label]

    def press(self, label: str) -> None:
        next(w for w in self.page._controls.widgets if isinstance(w, Button) and w.label == label).press()


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Visit]:
    visit = Visit(Settings(share_postcards=True, print_postcards=True, postcard_folder=str(tmp_path)))
    yield visit
    visit.card.close()


def test_a_visitor_saves_the_card_only_by_asking(visit: Visit, tmp_path: Path) -> None:
    visit.wait_until(lambda: visit.card.picture)
    assert not list(tmp_path.iterdir())
    visit.press("Save")
    visit.wait_until(lambda: visit.card.word)
    assert visit.card.word == "Saved"
    assert [path.suffix for path in tmp_path.iterdir()] == [".png"]


def test_what_cannot_be_saved_or_printed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PATH", "")
    visit = Visit(Settings(print_postcards=True, postcard_folder=str(tmp_path / "file")))
    visit.wait_until(lambda: visit.card.picture)
    visit.press("Save")
    visit.wait_until(lambda: visit.card.word)
    assert visit.card.word == "It could not be saved"
    visit.press("Print")
    visit.wait_until(lambda: visit.card.word)
    assert visit.card.word == "The printer does not answer"


def test_a_code_leads_to_the_card_until_the_visit_ends(visit: Visit) -> None:
    visit.wait_until(lambda: visit.card.handout)
    assert visit.card.handout is not None
    url = visit.card.handout.url
    assert httpx.get(url).content == visit.card._png
    surface = pygame.Surface(SIZE, depth=32)
    visit.page.update(1.0)
    visit.page.draw(surface)
    code = pygame.transform.average_color(surface, visit.page._code)[0]
    assert 90 < code < 200, "black on white"
    visit.card.close()
    with pytest.raises(httpx.TransportError):
        httpx.get(url, timeout=2)
    assert visit.card.picture is None and not visit.card._png


def test_only_what_the_operator_allows_is_offered() -> None:
    off = Settings(save_postcards=False, gallery_drawings=False)
    assert not offered(off)
    assert offered(Settings(save_postcards=False, print_postcards=True))
    visit = Visit(Settings(save_postcards=False, print_postcards=True, gallery_drawings=False))
    assert visit.labels() == ["Print"]
    visit.wait_until(lambda: visit.card.picture)
    assert visit.card.handout is None
    visit.card.close()
