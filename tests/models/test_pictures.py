"""Reading and writing picture files: each kind comes out right, and what cannot be used gets one plain sentence."""

import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from models.messages import Picture
from models.pictures import PictureError, check_picture, load_picture, resize_picture, save_picture, size_within
from tests.pictures import scene

ROOT_USER = hasattr(os, "geteuid") and os.geteuid() == 0

PICTURE = scene(96, 64)
IMAGE = Image.fromarray(PICTURE)
HOLE = Image.fromarray(np.where(np.arange(96) < 48, 0, 255).astype(np.uint8)[None].repeat(64, 0))
"""Transparent on the left, opaque on the right."""


def on_white(picture: Picture) -> Picture:
    """What is seen of a picture through `HOLE`."""
    shown = picture.copy()
    shown[:, :48] = 255
    return shown


def grey(picture: Picture) -> Picture:
    return np.asarray(Image.fromarray(picture).convert("L").convert("RGB"))


def png(width: int, height: int, depth: int, colour: int, rows: bytes, text: bytes = b"") -> bytes:
    """A PNG file by hand, for what Pillow does not write. `colour` 0 is grey, 2 is RGB."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def deep_rgb(file: Path) -> None:
    deep = PICTURE.astype(">u2") * 257
    rows = b"".join(b"\0" + row.tobytes() for row in deep)
    file.write_bytes(png(96, 64, 16, 2, rows))


def animated(format: str) -> Callable[[Path], None]:
    def write(file: Path) -> None:
        second = Image.new("RGB", IMAGE.size, "black")
        IMAGE.save(file, format=format, save_all=True, append_images=[second], duration=100, lossless=True)

    return write


def paletted_with_hole(file: Path) -> None:
    paletted = IMAGE.quantize(255, dither=Image.Dither.NONE)
    indices = np.asarray(paletted).copy()
    indices[:, :48] = 255
    holed = Image.fromarray(indices, mode="P")
    holed.putpalette([*(paletted.getpalette() or [])[: 255 * 3], 255, 0, 255])
    holed.save(file, transparency=255)


RIGHT: dict[str, tuple[Callable[[Path], None], Picture, float]] = {
    "rgb.png": (lambda f: IMAGE.save(f), PICTURE, 0),
    "rgb.bmp": (lambda f: IMAGE.save(f), PICTURE, 0),
    "rgb.tif": (lambda f: IMAGE.save(f, compression="tiff_lzw"), PICTURE, 0),
    "rgb.webp": (lambda f: IMAGE.save(f, lossless=True), PICTURE, 0),
    "rgb.jpg": (lambda f: IMAGE.save(f, quality=95, subsampling=0), PICTURE, 3),
    "jpeg named.png": (lambda f: IMAGE.save(f, format="JPEG", quality=95, subsampling=0), PICTURE, 3),
    "progressive.jpg": (lambda f: IMAGE.save(f, quality=95, subsampling=0, progressive=True), PICTURE, 3),
    "grey.png": (lambda f: IMAGE.convert("L").save(f), grey(PICTURE), 0),
    "cmyk.jpg": (lambda f: IMAGE.convert("CMYK").save(f, quality=95), PICTURE, 6),
    "cmyk.tif": (lambda f: IMAGE.convert("CMYK").save(f), PICTURE, 1),
    "palette.png": (lambda f: IMAGE.quantize(256).save(f), PICTURE, 12),
    "palette with transparency.png": (paletted_with_hole, on_white(PICTURE), 12),
    "rgba.png": (lambda f: Image.merge("RGBA", [*IMAGE.split(), HOLE]).save(f), on_white(PICTURE), 0),
    "la.png": (lambda f: Image.merge("LA", [IMAGE.convert("L"), HOLE]).save(f), on_white(grey(PICTURE)), 0),
    "bilevel.png": (lambda f: IMAGE.convert("1").save(f), grey(np.asarray(IMAGE.convert("1").convert("RGB"))), 0),
    "deep rgb.png": (deep_rgb, PICTURE, 0),
    "deep grey.png": (
        lambda f: Image.fromarray(np.asarray(IMAGE.convert("L")).astype(np.uint16) * 257).save(f),
        grey(PICTURE),
        0,
    ),
    "deep grey.tif": (
        lambda f: Image.fromarray(np.asarray(IMAGE.convert("L")).astype(np.uint16) * 257).save(f),
        grey(PICTURE),
        0,
    ),
    "fractions.tif": (
        lambda f: Image.fromarray(np.asarray(IMAGE.convert("L")).astype(np.float32) / 255).save(f),
        grey(PICTURE),
        0,
    ),
    "animated.gif": (animated("GIF"), PICTURE, 12),
    "animated.webp": (animated("WEBP"), PICTURE, 1),
    "animated.png": (animated("PNG"), PICTURE, 0),
    "Größe & ünïcode 画.png": (lambda f: IMAGE.save(f), PICTURE, 0),
    "torn exif.jpg": (lambda f: IMAGE.save(f, quality=95, subsampling=0, exif=b"Exif\0\0MM\0*rubbish"), PICTURE, 3),
    "torn profile.png": (lambda f: IMAGE.save(f, icc_profile=b"no profile at all" * 20), PICTURE, 0),
}


@pytest.mark.parametrize("name", RIGHT)
def test_each_kind_of_picture_comes_out_right(name: str, tmp_path: Path) -> None:
    write, expected, tolerance = RIGHT[name]
    write(tmp_path / name)
    picture = load_picture(tmp_path / name)
    assert picture.dtype == np.uint8
    assert picture.shape == expected.shape
    assert np.abs(picture.astype(int) - expected).mean() <= tolerance


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photograph_is_upright(orientation: int, tmp_path: Path) -> None:
    # How the stored picture has to be turned for each value: the table of the EXIF standard.
    stored = {
        1: PICTURE,
        2: PICTURE[:, ::-1],
        3: PICTURE[::-1, ::-1],
        4: PICTURE[::-1],
        5: PICTURE.transpose(1, 0, 2),
        6: np.rot90(PICTURE, 1),
        7: PICTURE[::-1, ::-1].transpose(1, 0, 2),
        8: np.rot90(PICTURE, -1),
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(np.ascontiguousarray(stored)).save(tmp_path / "photo.png", exif=exif)
    assert np.array_equal(load_picture(tmp_path / "photo.png"), PICTURE)


def test_an_embedded_profile_is_followed(tmp_path: Path) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # A space whose red is sRGB's blue and the other way round.
    swapped = srgb.replace(b"rXYZ", b"____").replace(b"bXYZ", b"rXYZ").replace(b"____", b"bXYZ")
    swapped = swapped.replace("sRGB".encode("utf-16-be"), "sBGR".encode("utf-16-be"))
    for name, profile in (("srgb.png", srgb), ("swapped.png", swapped)):
        Image.new("RGB", (32, 32), (200, 30, 60)).save(tmp_path / name, icc_profile=profile)
    assert load_picture(tmp_path / "srgb.png")[0, 0].tolist() == [200, 30, 60]
    assert np.abs(load_picture(tmp_path / "swapped.png")[0, 0].astype(int) - (60, 30, 200)).max() <= 2


def test_values_that_are_no_numbers_are_black(tmp_path: Path) -> None:
    values = np.full((32, 32), 0.5, np.float32)
    values[0, 0], values[0, 1] = np.nan, np.inf
    Image.fromarray(values).save(tmp_path / "nan.tif")
    assert load_picture(tmp_path / "nan.tif")[0, :3, 0].tolist() == [0, 0, 128]


def broken(name: str, tmp_path: Path) -> Path:
    """Make the wrong file of that name; some names stand for what cannot even be made."""
    file = tmp_path / name
    if name == "folder.jpg":
        file.mkdir()
    elif name == "pipe.jpg":
        os.mkfifo(file)
    elif name == "empty.jpg":
        file.touch()
    elif name == "text.jpg":
        file.write_text("This is a letter and no picture.\n" * 20)
    elif name == "truncated.jpg":
        IMAGE.save(file, quality=95)
        file.write_bytes(file.read_bytes()[:900])
    elif name in ("truncated.png", "truncated.gif", "truncated.webp", "truncated.tif"):
        Image.fromarray(scene(200, 200)).save(file)
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    elif name == "one pixel.png":
        Image.new("RGB", (1, 1)).save(file)
    elif name == "declared huge.png":
        file.write_bytes(png(30_000, 30_000, 8, 2, b""))
    elif name == "really huge.png":
        file.write_bytes(png(30_000, 30_000, 1, 0, bytes(3751) * 30_000))
    elif name == "postscript.eps":
        IMAGE.save(file)
    return file


WRONG = {
    "missing.jpg": "does not exist",
    "folder.jpg": "is a folder",
    "pipe.jpg": "is no file",
    "empty.jpg": "is empty",
    "text.jpg": "is not a picture",
    "postscript.eps": "is not a picture",
    "truncated.jpg": "is broken",
    "truncated.png": "is broken",
    "truncated.gif": "is broken",
    "truncated.webp": "cannot be read|is not a picture",
    "truncated.tif": "is broken|is not a picture",
    "one pixel.png": r"is too small \(1 x 1 pixels\)",
    "declared huge.png": "is too large",
    "really huge.png": "is too large",
    "x" * 300: "cannot be read",
}
"""Files that cannot be used, and what is said of them."""


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_used_gets_one_plain_line(name: str, tmp_path: Path) -> None:
    file = broken(name, tmp_path)
    with pytest.raises(PictureError, match=WRONG[name]) as caught:
        load_picture(file)
    message = str(caught.value)
    assert message.startswith(str(file))
    assert "\n" not in message
    assert message.endswith(".")


@pytest.mark.skipif(ROOT_USER, reason="the superuser may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    IMAGE.save(tmp_path / "secret.png")
    (tmp_path / "secret.png").chmod(0)
    with pytest.raises(PictureError, match="may not be read"):
        load_picture(tmp_path / "secret.png")


@settings(max_examples=150)
@given(
    st.sampled_from(["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP"]),
    st.floats(0, 1),
    st.binary(max_size=40),
    st.floats(0, 1),
)
def test_no_damage_to_a_file_gets_past_as_anything_but_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, format: str, place: float, rubbish: bytes, kept: float
) -> None:
    file = tmp_path_factory.mktemp("damaged") / "picture"
    exif = Image.Exif()
    exif[0x0112] = 6
    IMAGE.save(file, format=format, **({"exif": exif} if format not in ("GIF", "BMP") else {}))
    content = bytearray(file.read_bytes())
    start = int(place * len(content))
    content[start : start + len(rubbish)] = rubbish
    file.write_bytes(content[: 1 + int(kept * len(content))])
    try:
        picture = load_picture(file, 64)
    except PictureError as error:
        assert "\n" not in str(error)
    else:
        assert picture.ndim == 3
        assert max(picture.shape[:2]) <= 64


def test_the_header_alone_tells_a_picture_from_a_text(tmp_path: Path) -> None:
    IMAGE.save(tmp_path / "good.png")
    check_picture(tmp_path / "good.png")
    with pytest.raises(PictureError):
        check_picture(broken("text.jpg", tmp_path))


def test_a_long_side_is_reduced_and_never_enlarged(tmp_path: Path) -> None:
    IMAGE.save(tmp_path / "a.png")
    assert load_picture(tmp_path / "a.png", 48).shape == (32, 48, 3)
    assert load_picture(tmp_path / "a.png", 500).shape == (64, 96, 3)


def test_sizes_keep_the_shape_of_the_picture() -> None:
    assert size_within(PICTURE, 48) == (48, 32)
    assert size_within(PICTURE, 960) == (960, 640)
    assert size_within(np.zeros((2000, 16, 3), np.uint8), 100) == (1, 100)
    assert resize_picture(PICTURE, 10, 20).shape == (20, 10, 3)


@pytest.mark.parametrize("name", ["out.png", "out.tiff", "OUT.PNG", "ünï code.webp", "out.jpg"])
def test_what_is_saved_can_be_read_again(name: str, tmp_path: Path) -> None:
    save_picture(PICTURE, tmp_path / name)
    again = load_picture(tmp_path / name).astype(int)
    assert np.abs(again - PICTURE).mean() < 6
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("out.txt", "use .png or .jpg"),
        ("out", "use .png or .jpg"),
        ("out.psd", "use .png or .jpg"),
        ("no/such/folder/out.png", "there is no folder"),
        ("folder.png", "is a folder"),
        ("x" * 300 + ".png", "cannot be written"),
    ],
)
def test_where_nothing_can_be_written_is_told_and_nothing_is_left(name: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(PictureError, match=words):
        save_picture(PICTURE, tmp_path / name)
    assert [file.name for file in tmp_path.iterdir()] == ["folder.png"]


def test_an_old_picture_stays_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_picture(PICTURE, tmp_path / "out.png")
    before = (tmp_path / "out.png").read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Image.Image, "save", full)
    with pytest.raises(PictureError, match="No space left on device"):
        save_picture(PICTURE[::2], tmp_path / "out.png")
    assert (tmp_path / "out.png").read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1
