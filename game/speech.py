"""A voice, where the system has one: it never waits for it, and never minds that there is none."""

import logging
import shutil
import subprocess

VOICES: dict[str, tuple[str, ...]] = {
    "spd-say": ("-l", "{language}"),
    "espeak-ng": ("-v", "{language}"),
    "say": (),
}
"""The programs that can speak, in the order in which they are looked for, with what they want to know."""

_log = logging.getLogger(__name__)


class Voice:
    """Says one thing at a time."""

    def __init__(self) -> None:
        """Say nothing yet."""
        self._speaking: subprocess.Popen[bytes] | None = None

    def say(self, words: str, language: str) -> bool:
        """Begin to say something in a language, instead of what is being said; whether there is a voice for it."""
        self.hush()
        for program, wants in VOICES.items():
            command = shutil.which(program)
            if command is None:
                continue
            arguments = [part.format(language=language) for part in wants]
            try:
                self._speaking = subprocess.Popen(
                    [command, *arguments, "--", words] if wants else [command, words],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            except OSError as error:
                _log.warning("Nothing can be spoken: %s", error)
                continue
            return True
        return False

    def hush(self) -> None:
        """Fall silent."""
        if self._speaking is not None and self._speaking.poll() is None:
            self._speaking.terminate()
        self._speaking = None
