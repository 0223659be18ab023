# Have Your Say. `make` alone prints this list.
PYTHON ?= python3
PORT ?= 8501
BIN = .venv/bin
READY = .venv/.ready
DEMO = FEEDBACK_DATABASE_URL="sqlite:///$(CURDIR)/data/demonstration.db" FEEDBACK_WATCHDOG=west-testford FEEDBACK_ADDRESS="http://localhost:$(PORT)"

.DEFAULT_GOAL = help
.PHONY: help setup demo run test check fix bench pictures migrate migration upgrade

help:  ## Print this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1	/' | expand -t 14

setup: $(READY)  ## Make .venv and install what the product and its tests need

$(READY): requirements.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed, this is " + sys.version) if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $(READY)

demo: $(READY)  ## Start on a fictional demonstration store (PORT=8501)
	@$(DEMO) $(BIN)/python -m feedback_cli demo
	@echo "Have Your Say is starting on http://localhost:$(PORT)"
	@$(DEMO) $(BIN)/streamlit run feedback_app.py --server.port $(PORT)

run: $(READY)  ## Start on the store that FEEDBACK_DATABASE_URL names (PORT=8501)
	@$(BIN)/streamlit run feedback_app.py --server.port $(PORT)

test: $(READY)  ## Run every test this machine can run, and say what was skipped and why
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

check: $(READY)  ## Format, lint, types, taxonomy and docs; changes nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/python -m pytest -q -p no:cacheprovider tests/test_taxonomy.py tests/test_docs.py tests/test_architecture.py

fix: $(READY)  ## Format, and mend what the linter can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY)  ## Run every benchmark in its short form into docs/benchmarks.md
	$(BIN)/python -m benchmarks

pictures: $(READY)  ## Screenshots of every page from the demonstration data, into docs/pictures
	$(BIN)/python -m tools.pictures

migrate: $(READY)  ## Bring the store's schema up to this release
	@$(BIN)/python -m feedback_cli migrate

migration: $(READY)  ## Write a new migration: make migration SUBJECT="what it changes"
	@$(BIN)/python -m feedback_cli migration "$(SUBJECT)"

upgrade: $(READY)  ## Back up, migrate, check; or put everything back
	@$(BIN)/python -m feedback_cli upgrade
