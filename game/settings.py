"""Every setting once: its default, its range and what it means. The file, `--help` and the docs come from here."""

import tomllib
from pathlib import Path

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.errors import InputError


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
        return Settings.model_validate(tomllib.loads(file.read_text(encoding="utf-8"))), ""
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        why = f"{where}: {first['msg']}"
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = str(error)
    return Settings(), f"{file} is not used, the defaults serve for this run ({why})."


def table() -> str:
    """All settings as a Markdown table, for the documentation."""
    lines = ["| setting | default | range | meaning |", "|---|---|---|---|"]
    for name, field in Settings.model_fields.items():
        least, most = (next((getattr(m, k) for m in field.metadata if hasattr(m, k)), None) for k in ("ge", "le"))
        allowed = "" if least is None else f"{least} to {most}"
        default = f'"{field.default}"' if isinstance(field.default, str) else field.default
        lines.append(f"| `{name}` | {default} | {allowed} | {field.description} |")
    return "\n".join(lines) + "\n"
