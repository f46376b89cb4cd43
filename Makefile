# Tieout's commands. `make chat` and `make test` set up everything they need by themselves, in $(VENV).
VENV   ?= .venv
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
            $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
# The address of an index that serves CPU builds of torch, where pip would otherwise take the build for graphics cards.
TORCH_INDEX ?=
PYTEST_ARGS ?= -n auto --dist loadfile

bin := $(VENV)/bin
package := pyproject.toml requirements.lock
.DEFAULT_GOAL := help
.PHONY: help chat test check format eval bench readme screenshots lock browser

help:           ## show these commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

chat: $(VENV)/.installed   ## set up and open the chat in the browser
	$(bin)/tieout chat

test: $(VENV)/.installed-for-tests browser   ## set up and run the tests
	$(bin)/python -m pytest $(PYTEST_ARGS)

check: $(VENV)/.installed-for-tests browser   ## format, lint, types, tests
	$(bin)/ruff format --check
	$(bin)/ruff check
	$(bin)/mypy
	$(bin)/python -m pytest $(PYTEST_ARGS)

format: $(VENV)/.installed-for-tests   ## format the code and apply the safe fixes
	$(bin)/ruff format
	$(bin)/ruff check --fix

eval: $(VENV)/.installed   ## score the answers on the gold questions and write a report
	$(bin)/tieout eval $(EVAL_ARGS)

bench: $(VENV)/.installed   ## measure speed and memory
	$(bin)/tieout bench $(BENCH_ARGS)

readme: $(VENV)/.installed-for-tests   ## write the README's results and printed answers anew
	$(bin)/tieout eval --readme README.md
	$(bin)/python -m tests.test_readme

screenshots: $(VENV)/.installed-for-tests browser   ## take the pictures of the chat in docs/screenshots anew
	$(bin)/python tests/app/chat/screenshots.py docs/screenshots

lock: $(VENV)/.installed-for-tests   ## write the versions installed now to requirements.lock
	{ grep '^#' requirements.lock; $(bin)/pip freeze --exclude-editable | sed 's/+cpu//'; } > requirements.lock.new
	mv requirements.lock.new requirements.lock

# --- what the commands stand on -----------------------------------------------------------------------------------

$(bin)/python:
	@test -n "$(PYTHON)" || { echo "Tieout needs Python 3.11 or newer; none is on the PATH. Install one, or name it: make PYTHON=/path/to/python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Tieout needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Name a newer one: make PYTHON=/path/to/python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "$(PYTHON) cannot make a virtual environment (on Debian or Ubuntu: apt-get install python3-venv)." >&2; exit 1; }

$(VENV)/.torch: | $(bin)/python
ifneq ($(TORCH_INDEX),)
	$(bin)/pip install --index-url $(TORCH_INDEX) $$(grep '^torch==' requirements.lock)
endif
	touch $@

$(VENV)/.installed: $(package) | $(bin)/python $(VENV)/.torch
	$(bin)/pip install -c requirements.lock -e .
	touch $@

$(VENV)/.installed-for-tests: $(package) | $(bin)/python $(VENV)/.torch
	$(bin)/pip install -c requirements.lock -e '.[test]'
	touch $@ $(VENV)/.installed

# The browser tests drive the system's own Chromium.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get install -y --no-install-recommends chromium || { apt-get update && apt-get install -y --no-install-recommends chromium; }; \
	  else \
	    echo "The tests need Chromium and found none on the PATH. Install it (on Debian: sudo apt-get install chromium) and run this again." >&2; exit 1; \
	  fi; }
