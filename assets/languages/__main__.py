"""Renew the catalogues: take the words out of the source, bring every language up to date, compile.

What a translator still has to write is printed and stays English on the screen until then.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from game.language import DOMAIN, NAMES

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

_IDLE = (b'"POT-', b'"PO-', b'"Report-', b'"Last-', b'"Language-Team', b'"Project-', b'"Generated')


def source() -> Catalog:
    """Every text of the source, with the files that it stands in."""
    found = Catalog(project="Style Duel", charset="utf-8")
    words = extract_from_dir(
        str(ROOT / "game"), [("**.py", "python")], keywords={"_": None, "N_": None, "ngettext": (1, 2)}
    )
    for file, _line, message, _comments, context in sorted(words, key=lambda word: (word[0], word[1])):
        # Files without lines: the catalogues change only where words do.
        found.add(message, locations=[(f"game/{file}", 0)], context=context)
    return found


def file_of(code: str) -> Path:
    """Where a language's texts stand."""
    return HERE / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(code: str) -> Catalog:
    """A language's catalogue as it is; an empty one where there is none."""
    file = file_of(code)
    if not file.exists():
        return Catalog(locale=code, domain=DOMAIN)
    with file.open("rb") as stream:
        return read_po(stream, locale=code, domain=DOMAIN)


def missing(catalogue: Catalog) -> list[str]:
    """What is not translated, or not in every form."""
    return [str(message.id) for message in catalogue if message.id and not all(forms(message.string))]


def forms(texts: str | Sequence[str] | None) -> list[str]:
    """A text as a list of one, or all forms of one that depends on a number."""
    return [texts or ""] if isinstance(texts, str | None) else list(texts)


def written(catalogue: Catalog) -> bytes:
    """A catalogue as a file, without the lines of its head that would change every day or name nobody."""
    catalogue.header_comment = f"# Style Duel: {NAMES[str(catalogue.locale)]}"
    catalogue.fuzzy = False
    stream = BytesIO()
    write_po(stream, catalogue, width=120, include_lineno=False)
    lines = stream.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_IDLE))


def renew(code: str) -> list[str]:
    """Bring one language up to date and compile it; what is missing."""
    catalogue = read(code)
    catalogue.update(source(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    file = file_of(code)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(written(catalogue))
    with file.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, catalogue)
    return missing(catalogue)


if __name__ == "__main__":
    for language in NAMES:
        if language != "en":
            lacking = renew(language)
            print(f"{NAMES[language]}: {len(lacking)} missing", *lacking, sep="\n  ")
