# Everything a person or a machine does with this checkout. `make` alone lists it.
# Needs Python 3.11 or newer with pip and venv; `make PYTHON=python3.13 test` takes another one.
# All paths are relative, so that the checkout may lie in a folder with spaces in its name.

PYTHON ?= python3
UV     ?= uv

PLUGINS := $(patsubst %/pyproject.toml,%,$(wildcard plugins/*/pyproject.toml))
CONFIGS := pyproject.toml $(PLUGINS:=/pyproject.toml)
SOURCES := $(shell find src plugins -type f -not -path '*/tests/*' -not -path '*/__pycache__/*')
ACTIVE  := VIRTUAL_ENV="$$PWD/.venv" PATH="$$PWD/.venv/bin:$$PATH"

.DELETE_ON_ERROR:
.PHONY: help demo test coverage test-spark engines lint types contracts docs check bench soak worth mutants pins clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

demo: .venv-demo/.ready ## assess a Slovenian exporter against the vouchers of its region
	.venv-demo/bin/intra assess examples/slovenia/certification.toml

test: .venv/.ready ## run all tests (ARGS="-k money" for some)
	@$(if $(ARGS),,rm -f .pytest_cache/engines-frames.json)
	.venv/bin/python -m pytest -n 2 --dist worksteal $(ARGS)

coverage: .venv/.ready ## run all tests, and tell which branches of the rooms that decide they do not reach
	@rm -f .pytest_cache/engines-frames.json
	.venv/bin/python -m pytest -n 2 --dist worksteal --cov --cov-report=
	.venv/bin/python -m coverage report --fail-under=100
	@printf 'Lines excused from coverage, each with its reason: '
	@grep -rE 'pragma: no (cover|branch)' --include='*.py' src | wc -l

test-spark: .venv-spark/.ready ## run the tests of Spark, which are not among those of `make test`
	@rm -f .pytest_cache/engines-spark.json
	.venv-spark/bin/python -m pytest tests/spark $(ARGS)

engines: .venv/.ready ## tell which engines the last tests have held against the scalar reading; fail if one is missing
	.venv/bin/python -m tests.covered

lint: .venv/.ready ## look for mistakes and for text that is not laid out as the rest
	.venv/bin/ruff check
	.venv/bin/ruff format --check

types: .venv/.ready ## check all types, and that whoever imports the library sees every one
	.venv/bin/mypy
	$(ACTIVE) pyright
	$(ACTIVE) pyright --verifytypes intra_core --ignoreexternal

contracts: .venv/.ready ## check that imports go down only and that dependencies are the ones declared
	.venv/bin/lint-imports
	.venv/bin/deptry src
	@for plugin in $(PLUGINS); do \
		echo "deptry $$plugin"; (cd $$plugin && ../../.venv/bin/deptry src) || exit 1; \
	done

docs: .venv/.ready ## check the generated pages, build the documentation, try the changelog
	.venv/bin/python docs/generate.py --check
	.venv/bin/sphinx-build --fail-on-warning --quiet docs docs/_build/html
	.venv/bin/towncrier build --draft --version next

check: lint types contracts docs ## lint, types, contracts and docs

bench: .venv-bench/.ready .venv-spark/.ready ## measure against the yardstick, bench/reference.py (ARGS="frames duckdb" for some)
	.venv-bench/bin/python bench/bench.py $(ARGS)

soak: .venv/.ready ## run all tests with 500 generated cases a property, then 5,000; it goes on where it was broken off
	.venv/bin/python -m tests.soaking $(ARGS)

worth: .venv/.ready ## tell which public functions no property notices when they give a constant (ARGS="model rules.asks")
	.venv/bin/python -m tests.worth $(ARGS)

mutants: .venv/.ready ## tell which changes of a module no test notices (ARGS="model.money rules.asks")
	.venv/bin/python -m tests.mutants $(ARGS)

pins: ## bring requirements/*.txt to the newest versions (needs uv)
	cd requirements && for list in core build source demo bench spark dev; do \
		$(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --fork-strategy fewest \
			--generate-hashes --no-emit-index-url --no-header --no-annotate \
			--output-file $$list.txt $$list.in || exit 1; \
	done

clean: ## remove what was made here
	rm -rf .venv .venv-demo .venv-bench .venv-spark .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	rm -rf docs/_build dist
	find src plugins tests bench docs -name __pycache__ -prune -exec rm -rf {} +

# Environments. A stamp file says that one is complete; it is made anew when its pins change.

.venv/.packages: requirements/dev.txt
.venv-demo/.packages: requirements/demo.txt
.venv-bench/.packages: requirements/bench.txt

# The lists are whole: --no-deps keeps pip from looking for what else there might be (a newer release of a package that is
# asked for with an extra, which it would then refuse as unpinned), and `pip check` says if a list ever is not.
%/.packages:
	$(PYTHON) -m venv --clear $*
	$*/bin/python $(PINNED) -r $<
	$*/bin/python -m pip check --quiet --disable-pip-version-check
	@touch $@

# pyspark is published as source only: alone of all, it is built here, by the setuptools that stand in a list too.
.venv-spark/.packages: requirements/source.txt requirements/spark.txt
	$(PYTHON) -m venv --clear .venv-spark
	.venv-spark/bin/python $(PINNED) -r requirements/source.txt
	.venv-spark/bin/python $(PINNED) --no-binary pyspark --no-build-isolation --use-pep517 -r requirements/spark.txt
	.venv-spark/bin/python -m pip check --quiet --disable-pip-version-check
	@touch $@

PINNED := -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes
INSTALL := -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation

.venv/.ready .venv-spark/.ready: %/.ready: %/.packages $(CONFIGS)
	$*/bin/python $(INSTALL) --editable . $(PLUGINS:%=--editable ./%)
	@touch $@

.venv-demo/.ready .venv-bench/.ready: %/.ready: %/.packages $(CONFIGS) $(SOURCES)
	$*/bin/python $(INSTALL) . $(PLUGINS:%=./%)
	@touch $@
