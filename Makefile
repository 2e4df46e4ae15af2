# Everything that is run here. `make` lists it; the first target that needs .venv makes it.

.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
export NO_MKDOCS_2_WARNING := 1
.PHONY: help site demo test serve check lint types build export reference lock bench fuzz mutate kill clean browser office ssh

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for name in python3 python3.11 python3.12 python3.13; do \
  $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
# Named after what it was installed from: another lock is another stamp, the same one is there at once.
READY := $(VENV)/.ready-$(shell cat requirements.lock pyproject.toml | sha256sum | cut -c 1-16)

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

site: $(READY) ## build the site of content/ into site/
	@$(BIN)/sop build
	@echo "Look at it: file://$(CURDIR)/site/index.html"

demo: $(READY) ## build a repository with four years of history, and its site, into .cache/demo/
	@rm -rf .cache/demo
	@PYTHONPATH=tests $(BIN)/python -m demo.build .cache/demo
	@$(BIN)/sop --root .cache/demo build
	@echo "Look at it: git -C .cache/demo log --graph, file://$(CURDIR)/.cache/demo/site/index.html"

test: lint types $(READY) browser office ssh ## everything that must hold: lint, types, tests, content, the whole site
	XDG_CACHE_HOME=$(CURDIR)/.cache/tests $(BIN)/pytest -n auto --dist worksteal
	$(BIN)/sop check
	$(BIN)/sop fmt --check
	@$(MAKE) --no-print-directory build

export: $(READY) ## write the example to read without a network: .cache/export/library.zip
	@mkdir -p .cache/export
	@$(BIN)/sop export --out .cache/export/library.zip
	@$(BIN)/sop verify .cache/export/library.zip

serve: $(READY) ## write content/ and look at it: http://127.0.0.1:8000/
	$(BIN)/mkdocs serve

check: $(READY) ## check content/
	$(BIN)/sop check

lint: $(READY) ## ruff: rules and format
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(READY) ## mypy --strict
	$(BIN)/mypy

build: $(READY) # the whole site, MkDocs' own warnings being errors, away from site/
	$(BIN)/sop build --strict --site-dir .cache/site

reference: $(READY) ## write the reference pages of the handbook from the tables in the code
	$(BIN)/python -m sop_docs.reference

lock: $(READY) ## solve the dependencies anew and write requirements.lock
	$(BIN)/pip install --quiet uv
	$(BIN)/python -c 'import tomllib; from hatchling import build; \
	  needs = tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"]; \
	  print(*needs, *build.get_requires_for_build_editable(), sep="\n")' \
	  | $(BIN)/uv pip compile pyproject.toml - --group dev --universal --python-version 3.11 --upgrade \
	    --generate-hashes --no-annotate --no-header --quiet --output-file requirements.lock

bench: $(READY) ## how long a large library takes
	$(BIN)/python benchmarks/run.py

fuzz: $(READY) ## a hundred thousand bad libraries; SEED=, EXAMPLES= say others
	PYTHONPATH=tests $(BIN)/python -m hostile.fuzz --seed $(or $(SEED),20261121) --examples $(or $(EXAMPLES),100000)

mutate: $(READY) ## is every rule pinned by a test? PATHS= says which files, SAMPLE= how many changes
	PYTHONPATH=tests $(BIN)/python -m mutants.run $(PATHS) $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(SEED),--seed $(SEED))

kill: $(READY) ssh ## are history and exports right after two hundred kills, a thousand damages found? KILLS=, DAMAGES=, SEED=
	KILLS=$(or $(KILLS),200) DAMAGES=$(or $(DAMAGES),1000) $(if $(SEED),SEED=$(SEED)) \
	  $(BIN)/pytest -q tests/test_history_kill.py tests/test_bundle_kill.py tests/test_bundle_damage.py

clean: ## delete what was built and what is cached; .venv stays
	rm -rf site .site-* .cache dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(READY):
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer found; name one: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || .ci/apt python3-venv
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --use-pep517 --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

browser:
	@command -v chromium >/dev/null || .ci/apt chromium
	@command -v firefox-esr >/dev/null || command -v firefox >/dev/null || .ci/apt firefox-esr
	@{ command -v fc-list && fc-list :lang=zh-cn | grep -q .; } >/dev/null || .ci/apt fontconfig fonts-noto-cjk

office:
	@command -v soffice >/dev/null || .ci/apt libreoffice-calc

ssh:
	@command -v ssh-keygen >/dev/null || .ci/apt openssh-client
