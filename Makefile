# make handouts   install what is missing and build every handout into output/
# make test       the same, and run the tests
# Both are safe to repeat and quick the second time.

.DELETE_ON_ERROR:
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help handouts test coverage fuzz golden check lint pot record scores lock picture benchmark contact-sheet system clean

help:
	@echo "make handouts   build every handout into output/"
	@echo "make test       run the linters and the tests"
	@echo "make coverage   the same with every case of every matrix, and measure the coverage"
	@echo "make fuzz       spoil 10 000 files of every format, and kill each command that writes 200 times"
	@echo "make golden     renew what tests derive: tests/golden, and the small project's catalogs"
	@echo "make check      check content, catalogs and what was built"
	@echo "make pot        bring the POT and all catalogs up to date with the content"
	@echo "make record     record the revisions and safety texts of a release"
	@echo "make scores     renew docs/scores.md from what was read of the handouts"
	@echo "make lock       renew requirements.lock from pyproject.toml"
	@echo "make picture    renew the pictures in the README and the documents"
	@echo "make benchmark  measure against peers and renew docs/performance.md (about 15 minutes)"
	@echo "make contact-sheet  a page of every language, in docs/languages.png"
	@echo "make clean      remove what was installed and built"

handouts: $(VENV)/installed
	$(BIN)/kat-handouts build

# With COVERAGE=1 it says how much of the program the tests run; the floor is in pyproject.toml.
test: $(VENV)/installed lint
	$(BIN)/pytest -n auto $(if $(COVERAGE),--cov --cov-report=term)

coverage:
	KAT_HANDOUTS_TEST_ALL=1 $(MAKE) test COVERAGE=1

fuzz: $(VENV)/installed
	KAT_HANDOUTS_FUZZ=10000 $(BIN)/pytest -q tests/fuzz
	KAT_HANDOUTS_TEST_ALL=1 KAT_HANDOUTS_KILLS=200 $(BIN)/pytest -q -n auto tests/test_writers.py

golden: $(VENV)/installed
	$(BIN)/python -m tests.support.small
	$(BIN)/pytest -q tests/test_golden.py --renew-golden

check: $(VENV)/installed
	$(BIN)/kat-handouts check

lint: $(VENV)/installed
	$(BIN)/ruff check -q .
	$(BIN)/ruff format --check -q .
	$(BIN)/mypy --no-error-summary

pot: $(VENV)/installed
	$(BIN)/kat-handouts locales extract
	$(BIN)/kat-handouts locales update

record: $(VENV)/installed
	$(BIN)/python scripts/record.py

scores: $(VENV)/installed
	$(BIN)/python scripts/scores.py

lock: $(VENV)/installed
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
		--extra dev --upgrade --custom-compile-command "make lock" -o requirements.lock pyproject.toml

picture: handouts
	$(BIN)/python scripts/picture.py

benchmark: $(VENV)/installed
	$(BIN)/python -m benchmarks

contact-sheet: handouts
	$(BIN)/python scripts/contact_sheet.py

system:
	@scripts/install-system-packages.sh

$(VENV)/installed: requirements.lock pyproject.toml | system
	@python=$$(scripts/find-python.sh) && { [ -x $(BIN)/python ] || $$python -m venv $(VENV); }
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf $(VENV) output/*
