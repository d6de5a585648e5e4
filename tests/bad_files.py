"""Files that look like pictures by their names and are none that can be shown: one of each kind."""

import io
import os
import socket
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tests.pictures import scene

IMAGE = Image.fromarray(scene(200, 150))


def png(width: int, height: int, rows: bytes, depth: int = 8, colour: int = 2) -> bytes:
    """A PNG file by hand; `colour` 0 is grey, 2 is RGB."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def scan_bomb(side: int, scans: int) -> bytes:
    """A progressive JPEG whose last pass over the picture comes again and again."""
    buffer = io.BytesIO()
    Image.new("L", (side, side), 128).save(buffer, "JPEG", progressive=True, quality=50)
    whole = buffer.getvalue()
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * scans + b"\xff\xd9"


def _half(format: str) -> Callable[[Path], object]:
    def write(file: Path) -> None:
        buffer = io.BytesIO()
        IMAGE.save(buffer, format)
        file.write_bytes(buffer.getvalue()[: len(buffer.getvalue()) // 2])

    return write


def _socket(file: Path) -> None:
    # Bound by its name in its folder: the whole path may be longer than a socket's may be.
    here = Path.cwd()
    os.chdir(file.parent)
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(file.name)
    finally:
        os.chdir(here)


def _torn_rows(file: Path) -> None:
    whole = png(64, 64, (b"\0" + bytes(range(192))) * 64)
    middle = whole.index(b"IDAT") + 12
    file.write_bytes(whole[:middle] + bytes(8) + whole[middle + 8 :])


BAD: dict[str, Callable[[Path], object]] = {
    "folder.jpg": lambda f: f.mkdir(),
    "pipe.jpg": os.mkfifo,
    "socket.jpg": _socket,
    "endless.jpg": lambda f: f.symlink_to("/dev/zero"),
    "dangling.jpg": lambda f: f.symlink_to("nowhere.jpg"),
    "loop.jpg": lambda f: f.symlink_to("loop.jpg"),
    "empty.jpg": lambda f: f.touch(),
    "letter.jpg": lambda f: f.write_text("This is a letter and no picture.\n" * 20),
    "page.png": lambda f: f.write_text("<!doctype html><title>404</title>"),
    "drawing.svg": lambda f: f.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "paper.pdf": lambda f: IMAGE.save(f),
    "postscript.eps": lambda f: IMAGE.save(f),
    "noise.webp": lambda f: f.write_bytes(bytes(range(7, 256)) * 8),
    "head only.png": lambda f: f.write_bytes(png(64, 64, b"")[:33]),
    "torn rows.png": _torn_rows,
    "half.jpg": _half("JPEG"),
    "half.png": _half("PNG"),
    "half.gif": _half("GIF"),
    "half.tif": _half("TIFF"),
    "half.bmp": _half("BMP"),
    "half.webp": _half("WEBP"),
    "dot.png": lambda f: Image.new("RGB", (1, 1)).save(f),
    "thread.png": lambda f: Image.new("RGB", (900, 3)).save(f),
    "huge by its head.png": lambda f: f.write_bytes(png(30_000, 30_000, b"")),
    "huge.png": lambda f: f.write_bytes(png(30_000, 30_000, bytes(3751) * 30_000, depth=1, colour=0)),
}
"""How to make each, by its name."""
