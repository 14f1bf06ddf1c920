# The front doors: `make run` and `make test`. Each does its own set-up, and only what is missing.
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
LOCK := $(BIN)/uv pip compile --universal --generate-hashes --no-header --quiet

INSTALL_MISSING = if [ -n "$$missing" ]; then \
	  echo "Installing$$missing"; \
	  sudo=""; [ "$$(id -u)" = 0 ] || sudo="sudo"; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	fi

.PHONY: run test bench faults interop check system lock

run: .venv/runtime
	@exec $(BIN)/alongside serve --port $(PORT)

test: .venv/dev system check
	@$(BIN)/pytest -n 2 --dist worksteal

# Takes long and wants the machine to itself; neither is part of `make test`.
bench: .venv/dev system
	@$(BIN)/python -m bench

faults: .venv/dev system
	@$(BIN)/python -m tests.faults.long_run

# BORIS itself opens the projects that we export and adds them up. In an environment of its own: it brings a desktop along.
interop: .venv/dev .venv-interop/ready
	@missing=""; \
	for library in libpulse-mainloop-glib.so.0:libpulse-mainloop-glib0 libmpv.so.2:libmpv2 libGL.so.1:libgl1 libEGL.so.1:libegl1; do \
	  /sbin/ldconfig -p | grep -q "$${library%%:*}" || missing="$$missing $${library##*:}"; \
	done; \
	$(INSTALL_MISSING)
	@$(BIN)/python -m tests.interop

check: .venv/dev
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@$(BIN)/djlint app/templates --lint --quiet

# Browsers, a font, Pango (for PDFs) and PostgreSQL for the tests. Debian's packages, fetched only when something is missing.
system:
	@missing=""; \
	[ -x /usr/bin/chromium ] || [ -x /usr/bin/chromium-browser ] || missing="$$missing chromium"; \
	[ -x /usr/bin/firefox-esr ] || missing="$$missing firefox-esr"; \
	[ -x /usr/bin/WebKitWebDriver ] || missing="$$missing webkit2gtk-driver"; \
	[ -x /usr/bin/Xvfb ] || missing="$$missing xvfb"; \
	[ -d /usr/share/fonts/truetype/dejavu ] || missing="$$missing fonts-dejavu-core"; \
	for library in libpango-1.0.so.0:libpango-1.0-0 libpangoft2-1.0.so.0:libpangoft2-1.0-0 libharfbuzz-subset.so.0:libharfbuzz-subset0; do \
	  /sbin/ldconfig -p | grep -q "$${library%%:*}" || missing="$$missing $${library##*:}"; \
	done; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing="$$missing postgresql"; \
	$(INSTALL_MISSING)

.venv/bin/python:
	@echo "Making the Python environment (once, about a minute)"
	@$(PYTHON) -m venv .venv

.venv/runtime: requirements/runtime.txt requirements/build.txt pyproject.toml | .venv/bin/python
	@$(PIP) install --require-hashes -r requirements/build.txt -r requirements/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

.venv/dev: requirements/dev.txt .venv/runtime
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

.venv-interop/ready: requirements/interop.txt
	@echo "Making BORIS's Python environment (once, about a minute)"
	@$(PYTHON) -m venv .venv-interop
	@.venv-interop/bin/python -m pip --disable-pip-version-check --no-input --quiet install --require-hashes -r requirements/interop.txt
	@touch $@

# Pin again what pyproject.toml asks for. `make lock UPGRADE=--upgrade` takes newer versions.
lock: .venv/dev
	$(LOCK) $(UPGRADE) pyproject.toml -o requirements/runtime.txt
	$(LOCK) $(UPGRADE) pyproject.toml --extra dev -c requirements/runtime.txt -o requirements/dev.txt
	echo "boris-behav-obs==8.27.4" | $(LOCK) $(UPGRADE) - -o requirements/interop.txt
	echo "setuptools>=80" | $(LOCK) $(UPGRADE) - -o requirements/build.txt
