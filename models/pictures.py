"""Reading and writing picture files, with limits, for every part of the program."""

import io
import os
import stat
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from models.errors import InputError
from models.files import UNFINISHED
from models.messages import Picture

SMALLEST = 16
"""A picture with a shorter side than this many pixels has nothing to show."""

MOST_PIXELS = 120_000_000
"""Larger pictures are refused before they are decoded: 120 megapixels take 360 MB."""

READ = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP")
"""The formats that are read. Pillow knows more, some of which run other programs on what a visitor brings."""

WRITTEN = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".tif": "TIFF", ".tiff": "TIFF"}
"""The formats that are written, by the ending of the name."""


class PictureError(InputError):
    """A file that is no usable picture; the message is one plain sentence with the file's name."""


def load_picture(path: Path | str, longest: int | None = None) -> Picture:
    """Read a picture file as it is meant to be seen: turned as EXIF says, first frame, in sRGB, transparency on white.

    With `longest`, a picture whose long side is longer is reduced to that many pixels. Raises `PictureError` for
    what is missing, broken, no picture, too small or too large.
    """
    path = Path(path)
    with _opened(path) as image:
        return _decode(image, longest)


def check_picture(path: Path | str) -> None:
    """Read only the header of a picture file. Raises `PictureError` as `load_picture` would for what it shows."""
    with _opened(Path(path)):
        pass


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """Open a picture file; whatever goes wrong until it is closed becomes one plain sentence."""
    _check_file(path)
    try:
        with warnings.catch_warnings():
            # Pillow warns of torn metadata and of 89 megapixels; what counts here is whether a picture comes out.
            warnings.simplefilter("ignore")
            with Image.open(path, formats=READ) as image:
                _check_size(image, path)
                yield image
    except PictureError:
        raise
    except UnidentifiedImageError:
        raise PictureError(f"{path} is not a picture; JPEG, PNG, WebP, TIFF, GIF and BMP can be read.") from None
    except Image.DecompressionBombError:
        raise PictureError(_too_large(path)) from None
    except PermissionError:
        raise PictureError(f"{path} may not be read; check its permissions.") from None
    except MemoryError:
        raise PictureError(f"{path} needs too much memory; reduce it first.") from None
    except Exception as error:
        # Pillow's decoders let through whatever a torn file makes them stumble over, from struct.error to IndexError.
        why = " ".join(str(error).split()) or "no data"
        raise PictureError(f"{path} is broken and cannot be read ({why}).") from None


def _check_file(path: Path) -> None:
    """Raise `PictureError` for what is no file with something in it; a pipe would be waited for without end."""
    try:
        state = path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise PictureError(f"{path} does not exist; check the name.") from None
    except OSError as error:
        raise PictureError(f"{path} cannot be read ({error.strerror}).") from None
    if stat.S_ISDIR(state.st_mode):
        raise PictureError(f"{path} is a folder; give the name of a picture file.")
    if not stat.S_ISREG(state.st_mode):
        raise PictureError(f"{path} is no file; give the name of a picture file.")
    if state.st_size == 0:
        raise PictureError(f"{path} is empty; copy it again.")


def _too_large(path: Path) -> str:
    return f"{path} is too large; at most {MOST_PIXELS // 1_000_000} megapixels can be read. Reduce it first."


def _check_size(image: Image.Image, path: Path) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise PictureError(_too_large(path))
    if min(image.size) < SMALLEST:
        raise PictureError(
            f"{path} is too small ({image.width} x {image.height} pixels); each side needs at least {SMALLEST} pixels."
        )


def _decode(image: Image.Image, longest: int | None) -> Picture:
    if longest is not None and image.format == "JPEG":
        # JPEG can be decoded at a half, a quarter or an eighth for a fraction of the time and memory.
        image.draft(None, (2 * longest, 2 * longest))
    image.load()
    _turn_upright(image)
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK") and "transparency" not in image.info:
        # Each step after this one copies the picture, so it had better be small by then.
        image = _reduced(image, longest)
    rgb = _reduced(_to_rgb(image), longest)
    return np.asarray(rgb, dtype=np.uint8).copy()


def _turn_upright(image: Image.Image) -> None:
    # Torn metadata is no reason to refuse a picture that can be seen.
    with suppress(Exception):
        ImageOps.exif_transpose(image, in_place=True)


def _to_rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith(("I", "F")):
        return _deep_grey(image)
    if image.has_transparency_data:
        rgba = image.convert("RGBA")
        paper = Image.new("RGBA", rgba.size, "white")
        return Image.alpha_composite(paper, rgba).convert("RGB")
    return _in_srgb(image)


def _in_srgb(image: Image.Image) -> Image.Image:
    """The colours that the embedded profile means; without a profile, or with one that is torn, those that stand."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if "sRGB" not in ImageCms.getProfileDescription(source):
                converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
                return converted or image.convert("RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return image.convert("RGB")


def _deep_grey(image: Image.Image) -> Image.Image:
    """Grey of 16 bits or more, or of fractions: its upper eight bits; Pillow's own conversion would clip at 255."""
    values = np.nan_to_num(np.asarray(image, dtype=np.float32), posinf=0.0, neginf=0.0)
    top = 65535.0 if image.mode.startswith("I") else max(1.0, float(values.max(initial=0.0)))
    return Image.fromarray((np.clip(values / top, 0, 1) * 255).round().astype(np.uint8)).convert("RGB")


def _reduced(image: Image.Image, longest: int | None) -> Image.Image:
    """The picture with a long side of at most `longest` pixels."""
    if longest is None or max(image.size) <= longest:
        return image
    scale = longest / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def resize_picture(picture: Picture, width: int, height: int) -> Picture:
    """Scale a picture to exactly `width` x `height` pixels."""
    if picture.shape[:2] == (height, width):
        return picture
    resized = Image.fromarray(picture).resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return np.asarray(resized, dtype=np.uint8).copy()


def size_within(picture: Picture, longest: int) -> tuple[int, int]:
    """Width and height of a picture when its long side is brought to `longest` pixels, larger or smaller."""
    height, width = picture.shape[:2]
    scale = longest / max(height, width)
    return max(1, round(width * scale)), max(1, round(height * scale))


def check_writable(path: Path) -> None:
    """Raise `PictureError` if `save_picture` could not write there: better known before an hour's work than after."""
    if path.suffix.lower() not in WRITTEN:
        raise PictureError(f"{path} does not end like a picture; use .png or .jpg.")
    try:
        if path.is_dir():
            raise PictureError(f"{path} is a folder; give the name of the picture to write.")
        if not path.parent.is_dir():
            raise PictureError(f"{path} cannot be written (there is no folder {path.parent}); make it first.")
    except OSError as error:
        raise PictureError(f"{path} cannot be written ({error.strerror}).") from None
    if not os.access(path.parent, os.W_OK):
        raise PictureError(f"{path} cannot be written (no permission); choose another folder.")


def save_picture(picture: Picture, path: Path | str) -> None:
    """Write a picture, whole or not at all; the ending chooses the format. Raises `PictureError` if it cannot be."""
    path = Path(path)
    check_writable(path)
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent,
            prefix=UNFINISHED,
            suffix=path.suffix,
            delete=False,
        ) as file:
            temporary = Path(file.name)
            Image.fromarray(picture).save(file, format=WRITTEN[path.suffix.lower()], quality=95)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except (OSError, ValueError) as error:
        raise PictureError(f"{path} cannot be written ({getattr(error, 'strerror', None) or error}).") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
