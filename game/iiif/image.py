"""The IIIF Image API, versions 1 to 3: by which address a picture comes at the size that is needed."""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from game.iiif.texts import items, string, table


@dataclass(frozen=True)
class Service:
    """An image service. Figures are 0 where they are not known, `level` None; `sizes` are (width, height)."""

    id: str
    version: int = 2
    level: int | None = None
    width: int = 0
    height: int = 0
    max_width: int = 0
    max_height: int = 0
    max_area: int = 0
    sizes: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Image:
    """A picture in a manifest: its own address, its size as the manifest tells it, and its service."""

    url: str
    width: int = 0
    height: int = 0
    service: Service | None = None

    @property
    def mark(self) -> str:
        """What tells this picture from every other."""
        return self.service.id if self.service is not None else self.url


def service_of(value: object) -> Service | None:
    """The image service among the services of a resource, from a manifest or from an info.json."""
    for item in items(value):
        said = table(item)
        id = string(said.get("id") or said.get("@id"))
        kind = f"{said.get('type') or said.get('@type')} {said.get('@context')} {said.get('profile')}"
        version = re.search(r"ImageService(\d)|api/image/(\d)|image-api/(1)", kind)
        level = re.search(r"level(\d)", str(items(said.get("profile"))[:1]))
        if not id or (version is None and level is None):
            continue
        details = next((table(extra) for extra in items(said.get("profile"))[1:] if table(extra)), {})
        limits = {**details, **said}
        sizes = [
            (number(table(size).get("width")), number(table(size).get("height"))) for size in items(said.get("sizes"))
        ]
        return Service(
            id.removesuffix("/info.json").rstrip("/"),
            int(next(filter(None, version.groups()))) if version else 2,
            min(int(level[1]), 2) if level else None,
            number(said.get("width")),
            number(said.get("height")),
            number(limits.get("maxWidth")),
            number(limits.get("maxHeight")),
            number(limits.get("maxArea")),
            tuple(sorted(size for size in sizes if min(size) > 0)),
        )
    return None


def number(value: object) -> int:
    """A size in pixels; 0 for anything else."""
    usable = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1_000_000
    return int(value) if usable and isinstance(value, int | float) else 0


def addresses(image: Image, longest: int, look_up: Callable[[str], object]) -> Iterator[str]:
    """Where to ask for a picture of about `longest` pixels on the long side, the best address first.

    Ask in turn until one gives a picture. `look_up` fetches an info.json; it is called only where the manifest does
    not tell enough, or when what it promised was refused.
    """
    service = image.service
    if service is None:
        yield image.url
        return
    seen = set()
    told = Service(service.id, service.version, service.level, image.width, image.height, sizes=service.sizes)
    for stage in (_enough(told, longest), None):
        known = stage or service_of(look_up(f"{service.id}/info.json"))
        for address in () if known is None else _of_service(known, service.id, longest):
            if address not in seen:
                seen.add(address)
                yield address
    if image.url and image.url not in seen:
        yield image.url


def _enough(told: Service, longest: int) -> Service | None:
    """What the manifest tells, if a size can be asked for by it."""
    return told if (told.level or 0) >= 1 and max(told.width, told.height) >= longest else None


def _of_service(service: Service, id: str, longest: int) -> Iterator[str]:
    def address(size: str) -> str:
        return f"{id}/full/{size}/0/{'native' if service.version == 1 else 'default'}.jpg"

    whole = "max" if service.version == 3 else "full"
    width = _width(service, longest)
    if service.level and width:
        yield address(whole if width == service.width else f"{width},")
    large = [size for size in service.sizes if max(size) >= longest]
    for width, height in [*large[:1], *([] if large else service.sizes[-1:])]:
        yield address(f"{width},{height}")
        # How many a folder of files made beforehand is named.
        yield address(f"{width},")
    yield address(whole)


def _width(service: Service, longest: int) -> int:
    """The width to ask for so that the long side is `longest`, within the service's limits and never enlarged."""
    width, height = service.width, service.height
    if not (width and height):
        return 0
    scale = min(
        1.0,
        longest / max(width, height),
        (service.max_width or width) / width,
        (service.max_height or service.max_width or height) / height,
        math.sqrt((service.max_area or width * height) / (width * height)),
    )
    return max(1, math.floor(width * scale + 1e-6))
