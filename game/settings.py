"""Every setting once: its default, its range and what it means. The file, `--help` and the docs come from here."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo

from game.language import N_
from models.choices import DEFAULT_WEIGHTS, FastWeights
from models.errors import InputError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


Language = Literal["en", "de", "fr", "es", "it", "pt", "pl", "uk", "ja"]


class Settings(BaseModel):
    """What an operator may change. Times are in seconds, sizes in pixels on the long side."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    weights: FastWeights = Field(
        default=DEFAULT_WEIGHTS,
        title=N_("Fast networks"),
        description=N_("whose networks the fast method has; from the next start on"),
    )
    fast_size: int = Field(
        default=512, ge=128, le=2048, title=N_("Fast picture"), description=N_("size of the fast method's picture")
    )
    classic_size: int = Field(
        default=512,
        ge=128,
        le=2048,
        title=N_("Classic picture"),
        description=N_("size of the classic method's picture"),
    )
    idle_seconds: float = Field(
        default=60,
        ge=5,
        le=3600,
        title=N_("Idle time"),
        description=N_("seconds without a touch before a visit ends; twice as many in draw and reveal, thrice in wait"),
    )
    warning_seconds: float = Field(
        default=15, ge=3, le=60, title=N_("Warning"), description=N_("seconds of countdown before an idle visit ends")
    )
    draw_seconds: float = Field(
        default=0,
        ge=0,
        le=3600,
        title=N_("Drawing time"),
        description=N_("seconds in which a bar beside the canvas fills, gently: nothing is taken away; 0: no bar"),
    )
    rest_minutes: float = Field(
        default=10,
        ge=1,
        le=1440,
        title=N_("Rest"),
        description=N_("minutes without a visit before the machines' memory is freed"),
    )
    opening_hours: str = Field(
        default="",
        pattern=r"^$|^([01]?\d|2[0-3]):[0-5]\d-([01]?\d|2[0-3]):[0-5]\d$",
        title=N_("Opening hours"),
        description=N_("such as 9:30-18:00; the screen is dim at other times; empty: always open"),
    )
    volume: float = Field(default=0.6, ge=0, le=1, title=N_("Volume"), description=N_("loudness of all sounds"))
    mute: bool = Field(default=False, title=N_("Mute"), description=N_("no sound at all"))
    mono: bool = Field(default=False, title=N_("Mono"), description=N_("the same sound from both sides"))
    upload_folder: str = Field(
        default="",
        title=N_("Upload folder"),
        description=N_("folder with visitors' own pictures; empty: the user's pictures"),
    )
    language: Language = Field(
        default="en", title=N_("Language"), description=N_("language that a visit begins in; every visitor may switch")
    )
    large_text: bool = Field(default=False, title=N_("Large text"), description=N_("a visit begins with larger text"))
    high_contrast: bool = Field(
        default=False, title=N_("High contrast"), description=N_("a visit begins on a black wall with brighter words")
    )
    low_reach: bool = Field(
        default=False, title=N_("Low reach"), description=N_("a visit begins with all controls in the lower half")
    )
    left_handed: bool = Field(
        default=False, title=N_("Left-handed"), description=N_("a visit begins mirrored for left hands")
    )
    reduced_motion: bool = Field(
        default=False, title=N_("Less motion"), description=N_("a visit begins without pictures that move")
    )
    one_switch: float = Field(
        default=0,
        ge=0,
        le=10,
        title=N_("One switch"),
        description=N_("seconds after which the focus steps on by itself, any key or touch choosing; 0: off"),
    )
    speech: bool = Field(
        default=False, title=N_("Speech"), description=N_("grades and colours are spoken, where the system has a voice")
    )
    gallery_drawings: bool = Field(
        default=True,
        title=N_("Drawings for the gallery"),
        description=N_("a visitor may offer the drawing for the gallery, where it is shown once staff has approved it"),
    )
    save_postcards: bool = Field(
        default=True,
        title=N_("Save postcards"),
        description=N_("a visitor may save a postcard of the visit on this computer"),
    )
    postcard_folder: str = Field(
        default="",
        title=N_("Postcard folder"),
        description=N_("where postcards are saved; empty: the folder Style Duel in the user's pictures"),
    )
    share_postcards: bool = Field(
        default=False,
        title=N_("Share postcards"),
        description=N_("a QR code hands a postcard out over the local network for ten minutes"),
    )
    print_postcards: bool = Field(
        default=False,
        title=N_("Print postcards"),
        description=N_("a visitor may print a postcard on the system's printer"),
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


_KINDS: dict[object, str] = {float: "a number", int: "a whole number", str: "a text"}


def _plain(fault: "ErrorDetails") -> str:
    """One fault that pydantic found, in the words of somebody who wrote the file."""
    name = str(fault["loc"][0])
    if name not in Settings.model_fields:
        return f"{name} is no setting"
    field = Settings.model_fields[name]
    if name == "opening_hours":
        return f"{name} must be hours such as 9:30-18:00"
    if choices(field):
        return f"{name} must be {' or '.join(choices(field))}"
    least, most = limits(field)
    wanted = _KINDS[field.annotation]
    between = "" if least is None else f" from {least} to {most}"
    return f"{name} must be {wanted}{between}"


def choices(field: FieldInfo) -> tuple[str, ...]:
    """What a setting may be, as written in the file, where there is a choice of a few; else nothing."""
    if field.annotation is bool:
        return "true", "false"
    return tuple(f'"{choice}"' for choice in get_args(field.annotation))


def limits(field: FieldInfo) -> tuple[float | None, float | None]:
    """The least and the greatest value of a setting; None where there is none."""
    least, most = (next((getattr(m, key) for m in field.metadata if hasattr(m, key)), None) for key in ("ge", "le"))
    return least, most


def _rows() -> Iterator[tuple[str, str, str, str]]:
    """Name, default, range and meaning of every setting."""
    for name, field in Settings.model_fields.items():
        least, most = limits(field)
        allowed = ", ".join(choices(field)) if least is None else f"{least} to {most}"
        default = f'"{field.default}"' if isinstance(field.default, str) else f"{field.default}"
        if isinstance(field.default, bool):
            default = default.lower()
        yield name, default, allowed, field.description or ""


def lines() -> Iterator[str]:
    """All settings, one line each, for `--help`."""
    for name, default, allowed, meaning in _rows():
        yield f"{name:16} {meaning} ({allowed + ', ' if allowed else ''}default {default})"


def table() -> str:
    """All settings as a Markdown table, for the documentation."""
    rows = [f"| `{name}` | {default} | {allowed} | {meaning} |" for name, default, allowed, meaning in _rows()]
    return "\n".join(["| setting | default | range | meaning |", "|---|---|---|---|", *rows]) + "\n"
