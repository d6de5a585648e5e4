"""The pointer reader: whatever pygame reports, what comes out is well-formed."""

import pygame
from hypothesis import given
from hypothesis import strategies as st

from game.pointer import MOST_FINGERS, Drop, Event, Key, Pointer, PointerReader, Wheel

SIZE = (1000, 500)


def finger(kind: int, number: int, x: float, y: float, device: int = 1) -> pygame.event.Event:
    return pygame.event.Event(kind, touch_id=device, finger_id=number, x=x, y=y, dx=0.0, dy=0.7, pressure=0.7)


def mouse(kind: int, x: int, y: int, touch: bool = False, button: int = 1) -> pygame.event.Event:
    return pygame.event.Event(kind, pos=(x, y), button=button, buttons=(1, 0, 0), rel=(0, 0), touch=touch)


def pointers(events: list[Event]) -> list[tuple[str, int, float, float]]:
    return [(event.kind, event.id, event.x, event.y) for event in events if isinstance(event, Pointer)]


def test_a_finger_comes_in_pixels_of_the_window_and_without_pressure() -> None:
    reader = PointerReader(SIZE)
    (down,) = reader.read([finger(pygame.FINGERDOWN, 7, 0.5, 0.2)], 1.5)
    assert down == Pointer("down", 0, 500, 100, 1.5, pressure=None, device="touch")


def test_the_mouse_that_repeats_a_finger_is_dropped() -> None:
    reader = PointerReader(SIZE)
    events = [
        mouse(pygame.MOUSEBUTTONDOWN, 500, 100, touch=True),
        finger(pygame.FINGERDOWN, 7, 0.5, 0.2),
        mouse(pygame.MOUSEBUTTONUP, 500, 100, touch=True),
        finger(pygame.FINGERUP, 7, 0.5, 0.2),
    ]
    assert pointers(reader.read(events, 0)) == [("down", 0, 500, 100), ("up", 0, 500, 100)]


def test_one_touch_that_two_devices_report_is_one_pointer() -> None:
    reader = PointerReader(SIZE)
    first = reader.read([finger(pygame.FINGERDOWN, 7, 0.5, 0.2), finger(pygame.FINGERUP, 7, 0.5, 0.2)], 1.0)
    second = reader.read([mouse(pygame.MOUSEBUTTONDOWN, 503, 101), mouse(pygame.MOUSEBUTTONUP, 503, 101)], 1.02)
    later = reader.read([mouse(pygame.MOUSEBUTTONDOWN, 503, 101)], 2.0)
    assert [kind for kind, *_ in pointers(first)] == ["down", "up"]
    assert second == []
    assert [kind for kind, *_ in pointers(later)] == ["down"]


def test_two_fingers_that_touch_close_together_at_once_are_two() -> None:
    reader = PointerReader(SIZE)
    events = [finger(pygame.FINGERDOWN, 1, 0.5, 0.5), finger(pygame.FINGERDOWN, 2, 0.505, 0.5)]
    assert len(pointers(reader.read(events, 0))) == 2


def test_fingers_beyond_the_tenth_wait_until_one_is_lifted() -> None:
    reader = PointerReader(SIZE)
    down = [finger(pygame.FINGERDOWN, n, n / 20, 0.5) for n in range(12)]
    assert len(reader.read(down, 0)) == MOST_FINGERS
    assert reader.read([finger(pygame.FINGERMOTION, 11, 0.9, 0.9), finger(pygame.FINGERUP, 11, 0.9, 0.9)], 1) == []
    reader.read([finger(pygame.FINGERUP, 3, 0.1, 0.5)], 2)
    assert pointers(reader.read([finger(pygame.FINGERDOWN, 30, 0.9, 0.1)], 3)) == [("down", 3, 900, 50)]


def test_release_cancels_all_and_nothing_more_is_heard_of_them() -> None:
    reader = PointerReader(SIZE)
    reader.read([finger(pygame.FINGERDOWN, 1, 0.1, 0.5), mouse(pygame.MOUSEBUTTONDOWN, 900, 400)], 0)
    cancels = reader.read([pygame.event.Event(pygame.WINDOWFOCUSLOST)], 1)
    assert [kind for kind, *_ in pointers(cancels)] == ["cancel", "cancel"]
    rest = [finger(pygame.FINGERMOTION, 1, 0.2, 0.5), finger(pygame.FINGERUP, 1, 0.2, 0.5)]
    assert reader.read([*rest, mouse(pygame.MOUSEBUTTONUP, 900, 400)], 2) == []


def test_only_the_left_button_points_and_the_wheel_knows_its_place() -> None:
    reader = PointerReader(SIZE)
    events = [
        mouse(pygame.MOUSEBUTTONDOWN, 10, 10, button=3),
        mouse(pygame.MOUSEMOTION, 40, 60),
        pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=1, precise_y=1.5),
    ]
    assert reader.read(events, 0) == [Wheel(40, 60, 1.5)]


def test_keys_carry_their_names_and_tell_repeats() -> None:
    reader = PointerReader(SIZE)
    down = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_q, mod=pygame.KMOD_LCTRL)
    up = pygame.event.Event(pygame.KEYUP, key=pygame.K_q, mod=0)
    assert reader.read([down, down, up], 0) == [
        Key("q", control=True),
        Key("q", control=True, repeated=True),
        Key("q", pressed=False),
    ]


def test_a_dropped_file_comes_with_its_path() -> None:
    reader = PointerReader(SIZE)
    assert reader.read([pygame.event.Event(pygame.DROPFILE, file="/a/b.jpg")], 0) == [Drop("/a/b.jpg")]


unit = st.floats(-0.5, 1.5)
wild_finger = st.builds(
    finger,
    st.sampled_from([pygame.FINGERDOWN, pygame.FINGERMOTION, pygame.FINGERUP]),
    st.integers(0, 14),
    unit,
    unit,
    st.integers(1, 2),
)
wild_mouse = st.builds(
    mouse,
    st.sampled_from([pygame.MOUSEBUTTONDOWN, pygame.MOUSEMOTION, pygame.MOUSEBUTTONUP]),
    st.integers(0, 999),
    st.integers(0, 499),
    st.booleans(),
    st.integers(1, 3),
)
lost = st.just(pygame.event.Event(pygame.WINDOWFOCUSLOST))


@given(st.lists(st.tuples(st.one_of(wild_finger, wild_mouse, lost), st.floats(0, 0.1)), max_size=80))
def test_every_stream_is_well_formed(stream: list[tuple[pygame.event.Event, float]]) -> None:
    reader = PointerReader(SIZE)
    down: set[int] = set()
    now = 0.0
    for raw, pause in stream:
        now += pause
        for event in reader.read([raw], now):
            assert isinstance(event, Pointer)
            assert 0 <= event.x <= SIZE[0] and 0 <= event.y <= SIZE[1]
            if event.kind == "down":
                assert event.id not in down
                down.add(event.id)
            else:
                assert event.id in down
                if event.kind != "move":
                    down.remove(event.id)
            assert len(down) <= MOST_FINGERS
