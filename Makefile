# Binôme. `make` alone lists what can be done; every command does the set-up it needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TODAY := $(shell date +%F)
DEMO := out/demo.binome
READY := .setup/python

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test format format-check lint types contracts tests kills torture hostile screenshots wheel lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## system libraries, virtual environment, locked packages

.setup/system: packaging/system.sh
	@mkdir -p .setup
	packaging/system.sh
	@touch $@

$(READY): .setup/system packaging/requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement packaging/requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(DEMO): | $(READY)
	@mkdir -p out
	$(BIN)/desk demo --out out --au $(TODAY)

run: $(READY) $(DEMO) ## open the program on the example (without a screen: export its report to out/)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	    $(BIN)/desk $(DEMO); \
	else \
	    echo "Aucun écran n’est disponible : le bilan de l’exemple est exporté à la place."; \
	    $(BIN)/desk report $(DEMO) --out out/bilan-exemple.pdf --au $(TODAY) && \
	    echo "Bilan : $(CURDIR)/out/bilan-exemple.pdf"; \
	fi

test: $(READY) ## format, lint, types, contracts, unit, window and story tests
	@start=$$(date +%s); \
	$(MAKE) --no-print-directory --keep-going format-check lint types contracts tests; code=$$?; \
	echo "make test: $$(( $$(date +%s) - start )) s"; exit $$code

format: $(READY) ## rewrite the code in the project's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

format-check: $(READY)
	$(BIN)/ruff format --check .

lint: $(READY)
	$(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

tests: $(READY) ## pytest only; narrow it with ARGS="tests/core -k scale"
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

kills: $(READY) ## kill the program KILLS times (50) while a sheet is filled, then during the opening
	KILLS=$${KILLS:-50} QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -s -o faulthandler_timeout=0 tests/stories/test_killed.py tests/stories/test_killed_opening.py

torture: $(READY) ## the carnet tortured for MINUTES (90): PARTS="kills fight", or KILLS=1000 for a part alone
	$(BIN)/python -m tests.torture --minutes $${MINUTES:-90} $(PARTS)

hostile: $(READY) ## N damaged or hostile forms (2000) through the document process: no crash, 5 s, bounded memory
	$(BIN)/python -m tests.hostile $${N:-2000}

screenshots: $(READY) ## pictures of every screen, from the real program, in out/screenshots
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.screenshots out/screenshots
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.screens_of_dialogs out/screenshots/dialogues

wheel: $(READY) ## the Python package, in dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

lock: ## compile the locked requirements again (needs uv); UPGRADE=--upgrade takes newer versions
	packaging/lock.sh $(UPGRADE)

clean: ## remove what was built and installed here
	rm -rf --one-file-system $(VENV) .setup build dist out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The Windows program, built and tried on Debian

.PHONY: windows windows-check windows-lock

windows: $(READY) ## the Windows installer and portable zip, in dist/
	packaging/windows/build.sh

windows-check: windows ## install, use, upgrade and remove the Windows program under Wine
	packaging/windows/check.sh

windows-lock: ## compile the locked tools of the Windows build again (needs uv)
	UV_CUSTOM_COMPILE_COMMAND="make windows-lock" uv pip compile packaging/windows/requirements-tools.in --quiet \
	    --generate-hashes --no-emit-index-url --only-binary :all: --python-version 3.11 \
	    --python-platform x86_64-pc-windows-msvc --output-file packaging/windows/requirements-tools.txt $(UPGRADE)

# The Linux program, the proof that it stays offline, and the benchmark

.PHONY: linux linux-check linux-lock offline bench bench-built

linux: $(READY) ## the Linux program: a portable archive and a .deb, in dist/
	packaging/linux/build.sh

linux-check: linux ## install, use and remove the .deb in a bare Debian 12
	packaging/linux/check.sh

linux-lock: ## compile the locked tools of the Linux build again (needs uv)
	UV_CUSTOM_COMPILE_COMMAND="make linux-lock" uv pip compile packaging/linux/requirements-tools.in --quiet \
	    --generate-hashes --no-emit-index-url --only-binary :all: --python-version 3.11 \
	    --python-platform x86_64-manylinux_2_36 --output-file packaging/linux/requirements-tools.txt $(UPGRADE)

offline: $(READY) ## whole stories without a network, every socket counted
	OFFLINE=all $(BIN)/python -m pytest -q -s -p no:xdist tests/stories/test_offline.py

bench: $(READY) ## start, memory, writing, documents and growth beside their floors: BENCHMARKS.md
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m bench 2>out/bench.log || { cat out/bench.log; exit 1; }

bench-built: linux ## the benchmark's windows, frozen like the program: `make bench` then measures them too
	build/linux/venv/bin/python -m PyInstaller --noconfirm --log-level ERROR --distpath build/linux/bench \
	    --workpath build/linux/bench-work packaging/linux/bench.spec

# The documents, judged

.PHONY: verapdf

verapdf: $(READY) ## each kind of document judged by veraPDF: PDF/UA-1, PDF/A-3a
	packaging/verapdf.sh
