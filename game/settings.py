"""Every setting once: its default, its range and what it means. The file, `--help` and the docs come from here."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo

from models.errors import InputError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


class Settings(BaseModel):
    """What an operator may change. Times are in seconds, sizes in pixels on the long side."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fast_size: int = Field(
        default=512, ge=128, le=2048, title="Fast picture", description="size of the fast method's picture"
    )
    classic_size: int = Field(
        default=512, ge=128, le=2048, title="Classic picture", description="size of the classic method's picture"
    )
    idle_seconds: float = Field(
        default=60, ge=5, le=3600, title="Idle time", description="seconds without a touch before the visit ends"
    )
    warning_seconds: float = Field(
        default=15, ge=3, le=60, title="Warning", description="seconds of countdown before an idle visit ends"
    )
    upload_folder: str = Field(
        default="", title="Upload folder", description="folder with visitors' own pictures; empty: the user's pictures"
    )


def default_file() -> Path:
    """Where an operator's settings are looked for when `--settings` names no file."""
    return Path(platformdirs.user_config_dir("style-duel", appauthor=False)) / "settings.toml"


def load_settings(file: Path | None = None) -> tuple[Settings, str]:
    """The settings of a file, and one plain sentence on what is wrong with it ("" where nothing is).

    A broken file is left as it is and the defaults serve for this run: a show is never stopped by a typing error.
    Without `file` the operator's file is read where there is one. Raises `InputError` if a named file does not exist.
    """
    if file is None:
        file = default_file()
        if not file.exists():
            return Settings(), ""
    elif not file.exists():
        raise InputError(f"{file} does not exist; check the name of the settings file.")
    try:
        return Settings.model_validate(tomllib.loads(file.read_text(encoding="utf-8-sig"))), ""
    except ValidationError as error:
        why = "; ".join(_plain(fault) for fault in error.errors())
    except UnicodeDecodeError:
        why = "it is not a text file"
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        why = f"it cannot be understood: {error}"
    except OSError as error:
        why = error.strerror or str(error)
    return Settings(), f"{file} is not used, the defaults serve for this run ({why})."


def _plain(fault: "ErrorDetails") -> str:
    """One fault that pydantic found, in the words of somebody who wrote the file."""
    name = str(fault["loc"][0])
    if name not in Settings.model_fields:
        return f"{name} is no setting"
    field = Settings.model_fields[name]
    least, most = limits(field)
    wanted = "a text" if field.annotation is str else "a whole number" if field.annotation is int else "a number"
    between = "" if least is None else f" from {least} to {most}"
    return f"{name} must be {wanted}{between}"


def limits(field: FieldInfo) -> tuple[float | None, float | None]:
    """The least and the greatest value of a setting; None where there is none."""
    least, most = (next((getattr(m, key) for m in field.metadata if hasattr(m, key)), None) for key in ("ge", "le"))
    return least, most


def _rows() -> Iterator[tuple[str, str, str, str]]:
    """Name, default, range and meaning of every setting."""
    for name, field in Settings.model_fields.items():
        least, most = limits(field)
        allowed = "" if least is None else f"{least} to {most}"
        default = f'"{field.default}"' if isinstance(field.default, str) else f"{field.default}"
        yield name, default, allowed, field.description or ""


def lines() -> Iterator[str]:
    """All settings, one line each, for `--help`."""
    for name, default, allowed, meaning in _rows():
        yield f"{name:16} {meaning} ({allowed + ', ' if allowed else ''}default {default})"


def table() -> str:
    """All settings as a Markdown table, for the documentation."""
    rows = [f"| `{name}` | {default} | {allowed} | {meaning} |" for name, default, allowed, meaning in _rows()]
    return "\n".join(["| setting | default | range | meaning |", "|---|---|---|---|", *rows]) + "\n"
