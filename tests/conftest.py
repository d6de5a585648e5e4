"""No test needs a display or a sound device, and none writes into the home of who runs it."""

import atexit
import os
import shutil
import tempfile

from hypothesis import settings

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
# Tests run side by side, one on each core: more threads would only be in each other's way.
os.environ["OMP_NUM_THREADS"] = "1"

_HOME = tempfile.mkdtemp(prefix="style-duel-tests-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
for _name in ("CONFIG", "DATA", "STATE"):
    os.environ[f"XDG_{_name}_HOME"] = _HOME

# A machine that is busy with something else fails no test.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
