"""The Image API: the right size at the first try where the manifest tells enough, and no more questions than needed."""

from typing import Any

import pytest

from game.iiif.image import Image, Service, addresses, service_of

ID = "https://museum.example/iiif/1"


def ask(image: Image, info: Any = None) -> tuple[list[str], int]:
    """All addresses for 1024 pixels, without the common parts, and how often an info.json was asked for first."""
    asked = []

    def look_up(address: str) -> object:
        assert address == f"{ID}/info.json"
        asked.append(address)
        return info

    found = addresses(image, 1024, look_up)
    first = next(found)
    before = len(asked)
    return [address.removeprefix(f"{ID}/full/") for address in (first, *found)], before


def test_a_picture_without_a_service_comes_as_it_is() -> None:
    assert ask(Image("https://museum.example/a.jpg")) == (["https://museum.example/a.jpg"], 0)


@pytest.mark.parametrize(
    ("service", "size", "first"),
    [
        (Service(ID, 2, 1), (3000, 2000), "1024,/0/default.jpg"),
        (Service(ID, 3, 2), (2000, 4000), "512,/0/default.jpg"),
        (Service(ID, 1, 1), (3000, 2000), "1024,/0/native.jpg"),
        (Service(ID, 3, 1), (1024, 700), "max/0/default.jpg"),
        (Service(ID, 2, 1), (1024, 700), "full/0/default.jpg"),
    ],
)
def test_where_the_manifest_tells_enough_nothing_is_asked(service: Service, size: tuple[int, int], first: str) -> None:
    found, asked = ask(Image("", *size, service))
    assert (found[0], asked) == (first, 0)


INFO: dict[str, Any] = {"@id": ID, "@context": "http://iiif.io/api/image/2/context.json", "width": 6000, "height": 4000}
LEVEL = "http://iiif.io/api/image/2/level{}.json"
SIZES = [{"width": width, "height": width * 2 // 3} for width in (3000, 1500, 150)]


@pytest.mark.parametrize(
    ("info", "first"),
    [
        ({**INFO, "profile": [LEVEL.format(2), {"maxWidth": 600}]}, "600,/0/default.jpg"),
        ({**INFO, "profile": [LEVEL.format(1), {"maxArea": 240_000}]}, "600,/0/default.jpg"),
        (
            {**INFO, "profile": [LEVEL.format(1), {"maxWidth": 900, "maxHeight": 400}]},
            "600,/0/default.jpg",
        ),
        (
            {"id": ID, "type": "ImageService3", "profile": "level2", "width": 600, "height": 400, "maxWidth": 300},
            "300,/0/default.jpg",
        ),
        ({**INFO, "profile": LEVEL.format(0), "sizes": SIZES}, "1500,1000/0/default.jpg"),
        ({**INFO, "profile": LEVEL.format(0), "sizes": SIZES[2:]}, "150,100/0/default.jpg"),
        ({**INFO, "profile": LEVEL.format(0)}, "full/0/default.jpg"),
    ],
)
def test_where_it_does_not_the_service_is_asked_and_its_limits_kept(info: Any, first: str) -> None:
    found, asked = ask(Image("https://museum.example/own.jpg", 0, 0, Service(ID, 2)), info)
    assert (found[0], asked) == (first, 1)
    assert found[-1] == "https://museum.example/own.jpg" and len(set(found)) == len(found)


def test_what_was_refused_is_asked_for_within_the_service_s_limits() -> None:
    info = {**INFO, "profile": [LEVEL.format(2), {"maxWidth": 600}]}
    found, asked = ask(Image("", 6000, 4000, Service(ID, 2, 2)), info)
    assert asked == 0 and found[0] == "1024,/0/default.jpg" and "600,/0/default.jpg" in found[1:]


@pytest.mark.parametrize("value", [None, 3, "x", [], {}, {"@id": ID}, {"id": ID, "type": "SearchService1"}, [[{}]]])
def test_what_is_no_image_service_is_none(value: object) -> None:
    assert service_of(value) is None
