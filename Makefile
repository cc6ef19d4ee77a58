# run: serve with demo data · test: everything · check: style, types, contracts · bench: measurements
PORT ?= 8000
PYTHON ?= python3
# Two at a time, a file on one of them: a file's portal, browser or walk is started once.
PYTEST ?= -n 2 --dist loadfile --no-loadscope-reorder
export UV_PYTHON_DOWNLOADS = never

.PHONY: run setup test check bench lock format clean

run: setup
	.venv/bin/python manage.py serve --port $(PORT)

setup: .venv/ready

.venv/ready: requirements/run.txt requirements/uv.txt requirements/install.sh
	sh requirements/install.sh .venv requirements/run.txt $(PYTHON)

.venv-test/ready: requirements/test.txt requirements/uv.txt requirements/install.sh
	sh requirements/install.sh .venv-test requirements/test.txt $(PYTHON)

test: .venv-test/ready
	sh requirements/servers.sh
	.venv-test/bin/python -m pytest $(PYTEST)

check: .venv-test/ready
	.venv-test/bin/ruff format --check .
	.venv-test/bin/ruff check .
	.venv-test/bin/mypy .
	.venv-test/bin/lint-imports
	DJANGO_SETTINGS_MODULE=dd_portal.settings.testing .venv-test/bin/python manage.py makemigrations --check --dry-run
	sh requirements/deploy_check.sh .venv-test/bin/python

bench: .venv-test/ready
	.venv-test/bin/python -m benchmarks

format: .venv-test/ready
	.venv-test/bin/ruff format .
	.venv-test/bin/ruff check --fix .

# Needs uv on the path; writes hashes and no host.
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml -o requirements/run.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --extra test pyproject.toml -o requirements/test.txt

clean:
	rm -rf .venv .venv-test .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
