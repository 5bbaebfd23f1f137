# The only commands. `make demo` is all a newcomer needs; `make test` is what the CI runs.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help install demo test check fix bench docs lock clean

export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1
# Empty: keep what was compiled. Else each process that starts compiles Django and ourselves anew: three seconds.
export PYTHONDONTWRITEBYTECODE :=

BIN := .venv/bin
UV = $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
# mypy reads the settings for the types of the models; nothing is signed with this.
FOR_TYPES := SECRET_KEY=only-for-reading-types
PO := $(wildcard tijdig/config/locale/*/LC_MESSAGES/django.po)
COMPILED := $(PO:.po=.mo)
COMPILE := pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-annotate --no-header

help: ## say what there is
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 16

demo: install ## a synthetic town to try everything on; no other installation needed (ARGS=--leeg for an empty one)
	@$(BIN)/tijdig demo $(ARGS)

test: check ## everything the CI runs: lint, types, contracts, reference pages, tests (T= limits the tests)
	@$(BIN)/python -m pytest -n 3 --dist worksteal $(T)

check: install ## lint, types, import contracts, reference pages
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(FOR_TYPES) $(BIN)/mypy tijdig
	@$(BIN)/lint-imports
	@$(BIN)/tijdig docs --check

fix: install ## put right what a machine can put right
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: install ## measure, and write docs/reference/measurements.md
	@$(BIN)/python -m bench $(ARGS)

docs: install ## write the reference pages from the code
	@$(BIN)/tijdig docs

lock: $(UV) ## work the requirements out again
	@$(UV) $(COMPILE) requirements/app.in -o requirements/app.txt
	@$(UV) $(COMPILE) requirements/dev.in -o requirements/dev.txt

install: .venv/.installed $(COMPILED) $(if $(wildcard package.json),node_modules/.installed) ## install everything; at once when it is there

clean: ## throw away what was installed (not the database under var/)
	@rm -rf .venv .tools node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# What is there already is not done again: each stamp is younger than what it was made from.
.venv/.installed: requirements/dev.txt pyproject.toml | $(UV)
	@test -x $(BIN)/python || $(UV) venv --quiet --python "$$(.ci/find-python)" .venv
	@echo "Installing the Python packages"
	@$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps -e .
	@touch $@

# gettext reads the compiled catalogue; it is made here and not kept in git.
%.mo: %.po .venv/.installed
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

node_modules/.installed: package.json package-lock.json
	@command -v npm >/dev/null || { echo "Tijdig needs npm, with Node.js 18 or newer, for its style sheets."; exit 1; }
	@echo "Installing the style sheets"
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@

.tools/bin/uv:
	@echo "Installing uv into .tools"
	@"$$(.ci/find-python)" -m venv .tools
	@.tools/bin/pip install --quiet --disable-pip-version-check uv
