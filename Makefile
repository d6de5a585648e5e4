# make play, make test: both make a virtual environment the first time, and again when setup.cfg has changed.

# The first Python that is new enough and can make virtual environments.
PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13; do \
	if "$$python" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then echo "$$python"; break; fi; done)

VENV := .venv
INSTALLED := $(VENV)/installed

.PHONY: play test format

play: $(INSTALLED)
	$(VENV)/bin/python main.py $(ARGS)

test: $(INSTALLED)
	$(VENV)/bin/python -m ruff check .
	$(VENV)/bin/python -m ruff format --check .
	$(VENV)/bin/python -m mypy
	$(VENV)/bin/python -m pytest -n auto $(ARGS)

format: $(INSTALLED)
	$(VENV)/bin/python -m ruff check --fix .
	$(VENV)/bin/python -m ruff format .

$(INSTALLED): setup.cfg pyproject.toml
	$(if $(PYTHON),,$(error Python 3.11 or newer with venv is needed; on Debian and Ubuntu: sudo apt install python3-venv))
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --editable '.[test]'
	touch $@
