"""How this visitor needs the exhibit: begun as the operator set it, changed by the visitor, gone after the visit."""

from dataclasses import dataclass, fields

from game.settings import Settings


@dataclass(frozen=True)
class Access:
    """What changes how everything looks and where it lies; each is an operator's setting of the same name."""

    large_text: bool = False
    high_contrast: bool = False
    low_reach: bool = False
    left_handed: bool = False
    reduced_motion: bool = False
    mute: bool = False

    def moving(self, seconds: float) -> float:
        """The seconds that a movement takes for this visitor: none where nothing is to move."""
        return 0.0 if self.reduced_motion else seconds

    @classmethod
    def of(cls, settings: Settings) -> "Access":
        """What a visit begins with."""
        return cls(**{field.name: getattr(settings, field.name) for field in fields(cls)})
