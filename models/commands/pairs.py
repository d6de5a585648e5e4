"""Files of pairs: one job a line, fields separated by tabs."""

from pathlib import Path

from models.errors import InputError


def read_pairs(file: Path, fields: int) -> list[list[Path]]:
    """The lines of a pairs file as paths. Raises `InputError` that names the first wrong line."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not a text file"
        raise InputError(f"{file} cannot be read ({why}).") from None
    lines = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        parts = line.split("\t")
        if len(parts) != fields or not all(part.strip() for part in parts):
            raise InputError(f"{file}, line {number}: {fields} paths separated by tabs are needed.")
        lines.append([Path(part.strip()) for part in parts])
    if not lines:
        raise InputError(f"{file} has no lines; {fields} paths separated by a tab are needed on each.")
    return lines
