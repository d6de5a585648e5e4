"""Every setting once: its default, its range and what it means. The file, `--help` and the docs come from here."""

from pydantic import BaseModel, ConfigDict, Field


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
