"""`python main.py collection import`: pictures from a museum's IIIF manifest or collection into a folder."""

import argparse
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from game import language
from game.iiif.image import addresses
from game.iiif.manifest import Work, kind_of, links, works
from game.iiif.shelf import Shelf
from game.iiif.texts import Texts, best, table
from game.iiif.web import RefusedError, UnreachableError, Web
from game.round import LONGEST
from models.errors import InputError
from models.pictures import PictureError

MOST_DOCUMENTS = 1000
"""Manifests and collections that are read at most: some collections list a whole library."""

PATIENCE = 3
"""So many pictures in a row may not be reached before the import stops."""


def bring(options: argparse.Namespace) -> int:
    """Fetch what may be used and is not there yet; status 1 if something could not be had."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("Reading", total=None)

        def say(words: str) -> None:
            progress.update(task, description=words)

        with closing(Web(options.url, say=say)) as web, closing(Shelf(options.output, options.kind)) as shelf:
            visit = Import(web, shelf, options.any_licence, options.limit)
            for number, work in enumerate(visit.choose(options.url), 1):
                say(best(work.title)[:50] or "A picture")
                progress.update(task, total=max(number, visit.known), completed=number - 1)
                visit.bring(work)
    for line in visit.problems:
        # Addresses in it are the server's own and may hold anything, such as orders for a terminal.
        print("Left out: " + "".join(letter if letter.isprintable() else "?" for letter in line))
    print(visit.summary())
    if not visit.brought and not visit.there:
        raise InputError(f"{options.url} brought no picture.")
    return 1 if visit.failed else 0


@dataclass
class Import:
    """One import: what came, what was there, and one plain sentence in `problems` for each thing left out."""

    web: Web
    shelf: Shelf
    any_licence: bool
    limit: int
    brought: int = 0
    there: int = 0
    failed: int = 0
    known: int = 0
    problems: list[str] = field(default_factory=list)
    _out_of_reach: int = 0

    def choose(self, url: str) -> Iterator[Work]:
        """The pictures that may be taken, at most `limit`, each once. Raises `InputError` if `url` has none to give."""
        seen: set[str] = set()
        for manifest in self._manifests(url):
            found = list(works(manifest))
            self.known += len(found)
            for work in found:
                if work.image.mark in seen:
                    continue
                seen.add(work.image.mark)
                if not (work.rights.allowed or self.any_licence):
                    self.problems.append(_not_allowed(work))
                    continue
                yield work
                if self.brought + self.there >= self.limit or self._out_of_reach >= PATIENCE:
                    return

    def _manifests(self, url: str) -> Iterator[dict[str, object]]:
        """The manifest at an address, or all those that a collection lists, and its collections, and so on."""
        waiting, seen = [url], {url}
        for _ in range(MOST_DOCUMENTS):
            if not waiting:
                return
            address = waiting.pop(0)
            try:
                document = table(self.web.document(address))
            except (RefusedError, UnreachableError) as error:
                if address == url:
                    raise
                self.failed += 1
                self.problems.append(str(error))
                continue
            if kind_of(document) == "Manifest":
                yield document
            elif kind_of(document) in ("Collection", "CollectionPage"):
                new = [link for link in links(document, address) if link not in seen]
                seen.update(new)
                waiting[:0] = dict.fromkeys(new)
            elif address == url:
                raise InputError(f"{url} is no IIIF manifest or collection; look for the IIIF sign beside a picture.")
        self.problems.append(f"The collection lists more than {MOST_DOCUMENTS} documents; the rest is not read.")

    def bring(self, work: Work) -> None:
        """Fetch one picture, unless it is there, and write its caption."""
        name = self.shelf.find(work.image.mark)
        if name is not None:
            self.there += 1
        else:
            name = self._fetched(work)
            if name is None:
                return
            self.brought += 1
        self.shelf.caption(name, caption_of(work))

    def _fetched(self, work: Work) -> str | None:
        """The name of the new file; None if there is no way to get it."""
        why = "it has no address"
        try:
            for address in addresses(work.image, LONGEST, self.web.document):
                try:
                    data = self.web.picture(address)
                    name = self.shelf.take(data, work.image.mark, best(work.title), LONGEST)
                except PictureError:
                    why = f"{address} is no picture that can be read."
                except RefusedError as error:
                    why = str(error)
                else:
                    self._out_of_reach = 0
                    return name
        except RefusedError as error:
            why = str(error)
        except UnreachableError as error:
            why = str(error)
            self._out_of_reach += 1
        self.failed += 1
        self.problems.append(f"“{best(work.title)}” ({why})")
        return None

    def summary(self) -> str:
        """One line for the end."""
        words = f"{self.brought} pictures came, {self.there} were there already, {len(self.problems)} left out."
        if self._out_of_reach >= PATIENCE:
            words += " The server cannot be reached: start again later, it goes on from here."
        return words


def _not_allowed(work: Work) -> str:
    said = f"its rights statement is “{work.rights.words}”" if work.rights.words else "nothing is said of its rights"
    return f"“{best(work.title)}” ({said}; --any-licence takes it all the same)."


def caption_of(work: Work) -> dict[str, object]:
    """The caption as it stands in `collection.toml`, languages with what they say otherwise in tables of their own."""
    said: dict[str, Texts] = {"title": work.title, "artist": work.artist, "year": work.date, "credit": work.credit}
    said["licence"] = {"": work.rights.words}
    caption: dict[str, object] = {line: best(texts) for line, texts in said.items() if best(texts)}
    for code in language.NAMES:
        other = {line: texts[code] for line, texts in said.items() if texts.get(code, best(texts)) != best(texts)}
        if other:
            caption[code] = other
    return caption
