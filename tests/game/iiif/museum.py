"""A museum's server on this machine: it serves what a test lays out, keeps count, and misbehaves as it is told."""

import io
import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from PIL import Image

from tests.pictures import scene

Answer = Callable[[BaseHTTPRequestHandler], None]


def jpeg(width: int = 96, height: int = 64, seed: int = 0) -> bytes:
    """A picture as a server would send it."""
    buffer = io.BytesIO()
    Image.fromarray(scene(width, height, seed)).save(buffer, "JPEG")
    return buffer.getvalue()


def answer(body: bytes, status: int = 200, **headers: str) -> Answer:
    """A plain answer; `Retry_After` in `headers` is sent as Retry-After."""

    def give(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return give


def in_turn(*answers: Answer) -> Answer:
    """The first request gets the first answer, and so on; the last one stays."""
    left = list(answers)
    return lambda request: (left.pop(0) if len(left) > 1 else left[0])(request)


def cut_off(body: bytes) -> Answer:
    """Promises all and sends half."""

    def give(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body[: len(body) // 2])
        request.close_connection = True

    return give


def endless(request: BaseHTTPRequestHandler) -> None:
    """Never stops sending."""
    request.send_response(200)
    request.end_headers()
    try:
        while True:
            request.wfile.write(b"\0" * 65536)
    except OSError:
        request.close_connection = True


def drop_by_drop(request: BaseHTTPRequestHandler) -> None:
    """Sends a byte now and then."""
    request.send_response(200)
    request.end_headers()
    try:
        for _ in range(200):
            request.wfile.write(b"\xff")
            request.wfile.flush()
            time.sleep(0.05)
    except OSError:
        request.close_connection = True


class Museum:
    """Serves `pages`, by path; `asked` counts the requests, `pause` is waited before each."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: Counter[str] = Counter()
        self.pause = 0.0
        museum = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                museum.asked[self.path] += 1
                time.sleep(museum.pause)
                museum.pages.get(self.path, answer(b"Nothing here.", 404))(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        self.root = f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def serve(self, path: str, document: Any) -> str:
        """Serve a JSON document; its address comes back."""
        self.pages[path] = answer(json.dumps(document).encode())
        return self.root + path

    @property
    def pictures_asked(self) -> Counter[str]:
        """How often each picture was asked for."""
        return Counter({path: count for path, count in self.asked.items() if path.endswith(".jpg")})


CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"


def manifest3(root: str, count: int = 1, rights: str | None = CC0) -> Any:
    """A manifest of version 3 whose pictures have a service of level 2 and 3000 x 2000 pixels."""
    canvases = []
    for number in range(count):
        body = {
            "id": f"{root}/image/{number}/full/max/0/default.jpg",
            "type": "Image",
            "width": 3000,
            "height": 2000,
            "service": [{"id": f"{root}/image/{number}", "type": "ImageService3", "profile": "level2"}],
        }
        annotation = {"type": "Annotation", "motivation": "painting", "body": body}
        page = {"type": "AnnotationPage", "items": [annotation]}
        canvases.append({"type": "Canvas", "label": {"none": [f"Sheet {number + 1}"]}, "items": [page]})
    manifest: dict[str, Any] = {
        "@context": "http://iiif.io/api/presentation/3/context.json",
        "id": f"{root}/manifest.json",
        "type": "Manifest",
        "label": {"en": ["The Great Wave"], "de": ["Die große Welle"]},
        "metadata": [
            {"label": {"en": ["Artist"], "de": ["Künstler"]}, "value": {"none": ["Katsushika <b>Hokusai</b>"]}},
            {"label": {"en": ["Date"]}, "value": {"en": ["about 1831"], "de": ["um 1831"]}},
        ],
        "requiredStatement": {"label": {"en": ["Attribution"]}, "value": {"en": ["<p>Given by a friend</p>"]}},
        "items": canvases,
    }
    return {**manifest, "rights": rights} if rights else manifest


def manifest2(root: str, licence: str | None = "https://creativecommons.org/licenses/by/4.0/") -> Any:
    """A manifest of version 2 with one picture, level 1, 2000 x 3000 pixels."""
    resource = {
        "@id": f"{root}/old/full/full/0/default.jpg",
        "@type": "dctypes:Image",
        "width": 2000,
        "height": 3000,
        "service": {
            "@context": "http://iiif.io/api/image/2/context.json",
            "@id": f"{root}/old",
            "profile": "http://iiif.io/api/image/2/level1.json",
        },
    }
    manifest: dict[str, Any] = {
        "@context": "http://iiif.io/api/presentation/2/context.json",
        "@id": f"{root}/manifest.json",
        "@type": "sc:Manifest",
        "label": [{"@value": "Self-portrait", "@language": "en"}, {"@value": "Autoportrait", "@language": "fr"}],
        "attribution": "The Museum",
        "metadata": [
            {"label": "Creator(s):", "value": ["A. Painter", "B. Painter"]},
            {"label": "Year", "value": "1889"},
        ],
        "sequences": [
            {
                "@type": "sc:Sequence",
                "canvases": [
                    {
                        "@type": "sc:Canvas",
                        "label": "recto",
                        "images": [{"@type": "oa:Annotation", "motivation": "sc:painting", "resource": resource}],
                    }
                ],
            }
        ],
    }
    return {**manifest, "license": licence} if licence else manifest
