"""The IIIF Presentation API, versions 2 and 3: what pictures a manifest holds and what a collection lists.

Museums' documents keep to the specification more or less; what does not is passed over, never a reason to stop.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from game.iiif.image import Image, number, service_of
from game.iiif.rights import Rights, names_rights, rights_of
from game.iiif.texts import Texts, best, items, joined, string, table, texts_of

ARTIST = re.compile(
    "artists?|creators?|author|maker|painter|photographer|engraver|designer"
    "|künstler|künstlerin|urheber|schöpfer|artiste|auteur|créateur|artista|autora?|autore|creador|criador"
    "|twórca|artysta|автор|художник|митець|作者|作家"
)
DATE = re.compile(
    "dates?|year|dated|created|date created|creation date|date made|date of creation"
    "|datum|datierung|jahr|entstehungsjahr|année|date de création|fecha|año|data|anno|ano|rok|дата|рік|年|年代|制作年"
)
RIGHTS = re.compile(
    "rights|rights statement|licen[cs]e|copyright|copyright status|usage rights|reuse"
    "|lizenz|nutzungsrechte|rechte|licence d'utilisation|droits|licencia|derechos|licenza|diritti|licença|direitos"
    "|licencja|prawa|ліцензія|права|ライセンス|権利"
)
"""How museums label what we look for, in the languages that are spoken here."""


@dataclass(frozen=True)
class Work:
    """One picture of a manifest and what is said of it."""

    image: Image
    title: Texts
    artist: Texts
    date: Texts
    credit: Texts
    rights: Rights


def identity(document: dict[str, object]) -> str:
    """The address that a document or a part of one goes by."""
    return string(document.get("id") or document.get("@id"))


def kind_of(document: dict[str, object]) -> str:
    """ "Manifest", "Collection", "Canvas" and so on; the same for both versions."""
    return string(document.get("type") or document.get("@type")).rpartition(":")[2]


def links(document: dict[str, object], base: str) -> Iterator[str]:
    """The addresses of what a collection lists, and of its next page; `base` is its own address."""
    listed = [entry for key in ("items", "members", "manifests", "collections") for entry in items(document.get(key))]
    pages = [page for key in ("first", "next") for page in items(document.get(key))]
    for entry in [*listed, *pages]:
        address = string(entry) or identity(table(entry))
        if address:
            yield urljoin(base, address)


def works(manifest: dict[str, object]) -> Iterator[Work]:
    """The pictures of a manifest, one for each canvas that has one."""
    canvases = [table(canvas) for canvas in _canvases(manifest)]
    found = [(canvas, image, resource) for canvas in canvases for image, resource in _images(canvas)]
    name = texts_of(manifest.get("label"))
    for canvas, image, resource in found:
        label = texts_of(canvas.get("label"))
        alone = len(found) == 1 or not label or label == name
        said = (resource, canvas, manifest)
        yield Work(
            image,
            name if alone and name else joined((name, label), ", "),
            _metadata(ARTIST, canvas, manifest),
            _metadata(DATE, canvas, manifest) or _date(canvas) or _date(manifest),
            next(filter(None, map(_credit, said)), {}),
            rights_of(_statements(*said)),
        )


def _canvases(manifest: dict[str, object]) -> list[object]:
    """In version 3 the manifest's items, in version 2 those of its first sequence."""
    sequences = items(manifest.get("sequences"))
    return items(table(sequences[0]).get("canvases")) if sequences else items(manifest.get("items"))


def _images(canvas: dict[str, object]) -> list[tuple[Image, dict[str, object]]]:
    """The picture of a canvas with its resource: the first one, if there are several; none where there is none."""
    for resource in _painted(canvas):
        # A choice offers the same picture in several ways; a specific resource is a part of the one that it names.
        chosen = next(map(table, items(resource.get("default")) + items(resource.get("items"))), resource)
        chosen = table(chosen.get("source")) or chosen
        chosen = table(chosen.get("full")) or chosen
        if kind_of(chosen) not in ("Image", "") or not identity(chosen):
            continue
        service = service_of(chosen.get("service"))
        size = number(chosen.get("width")), number(chosen.get("height"))
        return [(Image(identity(chosen), *(size if all(size) else (0, 0)), service), chosen)]
    return []


def _painted(canvas: dict[str, object]) -> Iterator[dict[str, object]]:
    """What is painted on a canvas."""
    for annotation in map(table, items(canvas.get("images"))):
        yield table(annotation.get("resource"))
    for page in map(table, items(canvas.get("items"))):
        for annotation in map(table, items(page.get("items"))):
            if annotation.get("motivation") in ("painting", ["painting"]):
                yield from map(table, items(annotation.get("body")))


def _metadata(label: re.Pattern[str], *places: dict[str, object]) -> Texts:
    """The value that one of these labels names, in the first place that has one."""
    for place in places:
        for entry in map(table, items(place.get("metadata"))):
            value = texts_of(entry.get("value"))
            if value and _named(entry, label):
                return value
    return {}


def _named(entry: dict[str, object], label: re.Pattern[str]) -> bool:
    """Whether an entry of metadata goes by such a name; "Artist(s) / Maker" goes by two."""
    labels = [name.lower().replace("(s)", "") for name in texts_of(entry.get("label")).values()]
    return any(label.fullmatch(part.strip(" :")) for name in labels for part in name.split("/"))


def _date(place: dict[str, object]) -> Texts:
    """The year of the date for navigation."""
    year = string(place.get("navDate"))[:4]
    return {"": year} if year.isdigit() else {}


def _credit(place: dict[str, object]) -> Texts:
    """Whom to name: what must be shown in either version, or who provides it."""
    required = texts_of(table(place.get("requiredStatement")).get("value")) or texts_of(place.get("attribution"))
    return required or next((texts_of(table(one).get("label")) for one in items(place.get("provider"))), {})


def _statements(*places: dict[str, object]) -> list[str]:
    """The rights statements, all of those that are given; only if none is, what metadata or credits say."""
    stated = [string(said) for place in places for key in ("rights", "license") for said in items(place.get(key))]
    if any(stated):
        return [said for said in stated if said]
    return [told for place in places for told in _told(place)]


def _told(place: dict[str, object]) -> Iterator[str]:
    """What metadata say on rights, in words or by a link; and credits, where they link to a rights statement."""
    values = [entry.get("value") for entry in map(table, items(place.get("metadata"))) if _named(entry, RIGHTS)]
    for value in values:
        # A link stands in the HTML, which plain words have lost.
        yield str(value) if names_rights(str(value)) else best(texts_of(value))
    for value in (table(place.get("requiredStatement")).get("value"), place.get("attribution")):
        if names_rights(str(value)):
            yield str(value)
