"""Reveal: a premiere of the three pictures, the scoreboard that says how close they are, and pages to look closer."""

from typing import ClassVar

import pygame

from game import language
from game.backroom import Backroom
from game.language import N_, _
from game.pointer import Event, Key, Pointer
from game.round import DUELS, Duel, Round, compare_pictures, exhibits, forget_grades, pictures
from game.scene import Scene, SceneName, Stage
from game.scenes.agreement import veil
from game.scenes.compare import ComparePage
from game.scenes.how import HowPage, Story
from game.scenes.postcard_page import Postcard, PostcardPage, offered
from game.scenes.premiere import Home, Premiere
from game.scenes.reveal_places import DUEL_TITLES, NAMES, TITLES, places
from game.scenes.scoreboard import Counting, Score, ScoreCard, draw_score, earned, spoken
from game.scenes.strength import LiveStrength, StrengthPage
from game.speech import Voice
from game.ui import shapes
from game.ui.colour import mix
from game.ui.confetti import Confetti
from game.ui.corner import corner_buttons
from game.ui.frame import Framed, framed
from game.ui.page import Page, body_of
from game.ui.wall import wall
from game.ui.widgets import Button, Controls

ARRIVED = 0.4
"""Seconds until the scene before is gone; the pictures that are to be graded are copied after it."""


class Reveal(Scene):
    """The end of the visit: what the visitor made, what the machines made, and how close they came."""

    name: ClassVar[SceneName] = "reveal"
    patience = 2.0

    def __init__(self, stage: Stage) -> None:
        """Paint the walls and place the buttons."""
        super().__init__(stage)
        theme = stage.theme
        self._places = at = places(theme)
        self._hall = wall(stage.size, list(at.pictures), theme.access.high_contrast)
        area = theme.screen.inflate(-2 * theme.margin, -theme.px(60))
        self._stage_wall = wall(stage.size, [body_of(theme)], theme.access.high_contrast)
        self._premiere = Premiere(theme, stage.sounds, area, self._stage_wall)
        self._layer = pygame.Surface(stage.size, depth=32)
        self._frames: Backroom[Framed] = Backroom()
        self._veils: Backroom[pygame.Surface] = Backroom()
        self._back = Button(at.back, "", self._go_back, icon="back", shortcut="escape")
        self._again = Button(at.again, N_("Play again"), self._go_on, icon="again", kind="primary")
        self._compare = Button(at.pages[0], "", self._open_compare, icon="compare")
        self._strength = Button(at.pages[1], "", self._open_strength, icon="strength")
        self._how = Button(at.pages[2], "", self._open_how, icon="how")
        self._cards = [
            ScoreCard(place, lambda duel=duel: self._show_map(duel))  # type: ignore[misc]
            for duel, place in zip(DUELS, at.scores, strict=True)
        ]
        self._take_home = Button(at.pages[3], "", self._open_postcard, icon="postcard")
        self._postcard: Postcard | None = None
        self._voice = Voice()
        pages = [self._compare, self._strength, self._how, self._take_home]
        self._controls = Controls([*self._cards, self._back, *corner_buttons(stage, at.corner), *pages, self._again])
        self._reset(Round())

    def _reset(self, round: Round) -> None:
        self._round = round
        self._seconds = 0.0
        self.theme = self.stage.theme
        self._next: SceneName | None = None
        self._counting = Counting(self.stage.sounds)
        self._celebrated = False
        self._confetti: Confetti | None = None
        self._page: Page | None = None
        self._mapped: Duel | None = None
        self._premiere.reset()
        self._frames.keep(set())
        self._veils.keep(set())
        self._controls.focus_on(self._how)

    def enter(self, round: Round) -> None:
        """Prepare the premiere, and have the pictures graded."""
        self._reset(round)
        assert round.style is not None, "a pair was picked before"
        self.theme = theme = self.theme.with_accent(pictures(round)[1])
        made = exhibits(round)
        strokes = None if round.uploaded or round.painter is None else round.painter.drawing
        self._premiere.begin(theme, made, strokes, self.stage.access.reduced_motion)
        for name, picture in made.items():
            area = self._places.pictures[NAMES.index(name)].size
            self._frames.ask(
                name,
                lambda picture=picture, area=area: framed(shapes.surface_of(picture), area, theme),  # type: ignore[misc]
            )

    def exit(self) -> None:
        """Let go of the visit."""
        self._close_page()
        if self._postcard is not None:
            self._postcard.close()
            self._postcard = None
        self._voice.hush()
        self._controls.release()
        self._reset(Round())

    def handle(self, event: Event) -> None:
        """A touch or key ends the act that is on; then buttons and pages, and a touch anywhere ends the counting."""
        # Tab only moves the focus: it comes by itself while one switch is used.
        key = isinstance(event, Key) and event.pressed and event.name != "tab"
        pressed = key or (isinstance(event, Pointer) and event.kind == "down")
        if self._page is not None:
            self._page.handle(event)
        elif not self._premiere.done and pressed and not self._leads_back(event):
            self._premiere.skip()
        elif not self._counting.done and isinstance(event, Key) and event.name in ("space", "return", "enter"):
            # Who skips the counting presses nothing by it.
            self._counting.finish()
        elif not self._controls.handle(event) and pressed:
            self._counting.finish()

    def _leads_back(self, event: Event) -> bool:
        if isinstance(event, Pointer):
            return self._back.rect.collidepoint(event.x, event.y)
        return isinstance(event, Key) and event.name == self._back.shortcut

    def update(self, dt: float) -> SceneName | None:
        """Play the premiere, then count the grades up as they come."""
        if self._next is not None:
            return self._next
        self._frames.poll()
        self._veils.poll()
        self._seconds += dt
        if self._seconds > ARRIVED:
            compare_pictures(self._round, self.stage.studio)
        self._premiere.update(dt)
        hung = self._premiere.done
        if hung:
            self._counting.update(self._round.grades, dt, self.stage.access.reduced_motion)
            self._celebrate(dt)
        self._show_buttons(hung)
        if self._page is not None:
            self._page.update(dt)
        return self._next

    def _show_buttons(self, hung: bool) -> None:
        made = exhibits(self._round)
        for card, duel in zip(self._cards, DUELS, strict=True):
            card.visible = hung and duel in self._round.grades
            card.chosen = self._mapped == duel
        self._again.visible = self._how.visible = hung
        self._compare.visible = hung and len(made) >= 2
        self._strength.visible = hung and "fast" in made
        self._take_home.visible = hung and bool(made) and offered(self.stage.settings)

    def _celebrate(self, dt: float) -> None:
        """Once all is counted: a fanfare and confetti where they are earned, else a warm chord."""
        if self._confetti is not None:
            self._confetti.advance(dt)
        if self._celebrated or not self._round.grades or not self.finished:
            return
        self._celebrated = True
        if self._controls.focus is None:
            self._controls.focus_on(self._again)
        won = earned(self._round.grades)
        self.stage.sounds.play("fanfare" if won else "chord")
        if self.stage.settings.speech and not self.stage.access.mute:
            self._voice.say(spoken(self._round.grades), language.current())
        if won and not self.stage.access.reduced_motion:
            accent, ink = self.theme.accent, self.theme.ink
            self._confetti = Confetti(
                self.stage.size, (accent, mix(accent, ink, 0.5), ink, mix(accent, (0, 0, 0), 0.3))
            )

    @property
    def finished(self) -> bool:
        """Whether everything has been shown: every grade that can come has been counted up."""
        jobs = self._round.grade_jobs
        waiting = any(not job.finished for job in jobs.values())
        return self._premiere.done and not waiting and self._counting.done

    def _show_map(self, duel: Duel) -> None:
        """Show where the two pictures of a duel agree, or take the map away again."""
        self._mapped = None if self._mapped == duel or duel not in self._round.grades else duel
        self._veils.keep(set())
        if self._mapped is None:
            return
        agreement = self._round.grades[duel].agreement
        for name in duel.split("-"):
            hung = self._frames.ready.get(name)
            if hung is not None:
                size = hung.picture.size
                self._veils.ask((duel, name), lambda size=size: veil(agreement, size))  # type: ignore[misc]

    def _open(self, page: Page) -> None:
        self._page = page
        if self._controls.focus is not None:
            page.show_focus()

    def _open_compare(self) -> None:
        content, style = pictures(self._round)
        shown = {**exhibits(self._round), "content": content, "style": style}
        self._open(ComparePage(self.theme, self._stage_wall, self._layer, shown, self._close_page))

    def _open_strength(self) -> None:
        content, style = pictures(self._round)
        fast = exhibits(self._round)["fast"]
        live = LiveStrength(self.stage.studio, content, style, self.stage.settings.fast_size)
        made = (content, style, fast)
        self._open(StrengthPage(self.theme, self._stage_wall, self._layer, live, made, self._close_page))

    def _open_how(self) -> None:
        content, style = pictures(self._round)
        classic, grade = self._round.classic_job, self._round.grades.get("drawing-fast")
        story = Story(
            {"content": content, "style": style, **exhibits(self._round)},
            {} if classic is None else classic.details,
            None if grade is None else grade.agreement,
        )
        self._open(HowPage(self.theme, self._stage_wall, self._layer, story, self._close_page))

    def _open_postcard(self) -> None:
        self._postcard = self._postcard or Postcard(self._round, self.theme, self.stage.settings)
        self._open(PostcardPage(self.theme, self._stage_wall, self._layer, self._postcard, self._close_page))

    def _close_page(self) -> None:
        if self._page is not None:
            self._page.close()
        self._page = None

    def _go_on(self) -> None:
        self._next = "attract"

    def _go_back(self) -> None:
        forget_grades(self._round, self.stage.studio)
        self._next = "pick" if self._round.uploaded else "draw"

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the premiere, or the hall with its pictures and scores, or the page that lies over it."""
        if self._page is not None and self._page.covers:
            self._page.draw(surface)
            return
        if self._premiere.done:
            self._draw_hall(surface)
        else:
            self._premiere.draw(surface, self._hall, self._homes())
        self._controls.draw(surface, self.theme)
        if self._confetti is not None and not self._confetti.done:
            self._confetti.draw(surface)
        if self._page is not None:
            self._page.draw(surface)

    def _homes(self) -> dict[str, Home]:
        """Each picture as it hangs in the hall, with the place of its middle."""
        return {
            name: (self._frames.ready[name], place.center)
            for name, place in zip(NAMES, self._places.pictures, strict=True)
            if name in self._frames.ready
        }

    def _draw_hall(self, surface: pygame.Surface) -> None:
        surface.blit(self._hall, (0, 0))
        for name, place, plate in zip(NAMES, self._places.pictures, self._places.plates, strict=True):
            self._draw_picture(surface, name, place, plate)
        for duel, place in zip(DUELS, self._places.scores, strict=True):
            draw_score(surface, self.theme, place, self._score(duel), self._counting.amount(duel))

    def _draw_picture(self, surface: pygame.Surface, name: str, place: pygame.Rect, plate: pygame.Rect) -> None:
        hung, theme = self._frames.ready.get(name), self.theme
        below = plate.top
        if hung is None:
            words = theme.paragraph(self._missing(name), "body", place.width - theme.px(60), theme.quiet, 5, "centre")
            surface.blit(words, words.get_rect(center=place.center))
        else:
            hung.draw(surface, place.center)
            map_of_it = self._veils.ready.get((self._mapped, name))
            if map_of_it is not None:
                surface.blit(map_of_it, hung.picture.move(hung.at(place.center)))
            below = place.centery + hung.frame.height // 2 + theme.px(10)
        title = theme.fitted(_(TITLES[name]), "heading", plate.width)
        surface.blit(title, title.get_rect(midtop=(plate.centerx, below)))

    def _missing(self, name: str) -> str:
        if name in exhibits(self._round):
            return ""
        job = {"fast": self._round.fast_job, "classic": self._round.classic_job}.get(name)
        return _(job.reason) if job is not None and job.reason else _("No picture this time")

    def _score(self, duel: Duel) -> Score:
        job = self._round.grade_jobs.get(duel)
        if job is None:
            return Score(DUEL_TITLES[duel], None, _("No grade without both pictures"))
        return Score(DUEL_TITLES[duel], self._round.grades.get(duel), job.reason)
