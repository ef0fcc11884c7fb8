# Pure code has no excuse for an untested branch.
pure := src/briefpress/check/*,src/briefpress/select/*,src/briefpress/view/*,src/briefpress/plan/*
pure := $(pure),src/briefpress/model/*,src/briefpress/diagnostics.py

# Each of the programs that tests start would compile all of this project again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: brief test check types lint coverage validate kills days races cluster mutate bench scale memory validate-exports golden pictures lock clean help

brief: ## set up what is missing, then build the briefs into output/
	@sh .ci/setup runtime
	.venv/bin/briefpress build

test: check ## lint, types and floors, then all tests; those of pure code may leave no branch of it out
	.venv/bin/pytest -n 2 --dist worksteal --durations=12 --cov --cov-report=
	.venv/bin/coverage report --include='$(pure)' --show-missing --skip-covered --fail-under=100

check: ## lint, types and floors only
	@sh .ci/setup dev
	@$(MAKE) --no-print-directory -j 2 types lint

types:
	.venv/bin/mypy

lint:
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/lint-imports

coverage: ## measure what all tests reach, on every floor; takes twice as long as the tests
	@sh .ci/setup dev
	.venv/bin/pytest -n 2 --dist worksteal --measure-all --cov --cov-report=term:skip-covered

kills: ## kill a publish 500 times and look every time whether anything was lost
	@sh .ci/setup dev
	.venv/bin/pytest -m slow -s -k kills tests/test_durability.py tests/app/test_delivering_kills.py

races: ## have two builders race for an edition in a store 100 times, killing one now and then
	@sh .ci/setup dev
	.venv/bin/pytest -m slow -s -k race tests/app/test_editions_in_a_store.py

cluster: ## print with real schedulers and workers, and kill each of them
	@sh .ci/setup dev
	.venv/bin/pytest -m slow tests/app/cluster

days: ## leave a desk to its schedule for ten days, on a fast clock, and look at all that it issued and sent
	@sh .ci/setup dev
	.venv/bin/pytest -m slow tests/test_days.py

mutate: ## make every mistake in a copy of the example desk and show which check finds it
	@sh .ci/setup dev
	PYTHONPATH=tests .venv/bin/python tests/mutation/bench.py

bench: ## measure builds beside the engine's own command; BENCH="--rounds 7 --peers" says how
	@sh .ci/setup dev
	.venv/bin/python tests/bench/speed.py $(BENCH)

scale: ## measure desks of 1 to 10,000 briefs; SCALE="--briefs '' --workers 40" measures a second worker
	@sh .ci/setup dev
	.venv/bin/python tests/bench/scale.py $(SCALE)

memory: ## print a thousand briefs in one process and see whether its memory grows
	@sh .ci/setup dev
	.venv/bin/python tests/bench/memory.py

validate: ## have independent validators judge every PDF and page; needs java, npm and chromium
	@sh .ci/setup dev
	@sh .ci/verapdf
	PYTHONPATH=tests .venv/bin/python -m validation.validate
	@sh .ci/validate-html

validate-exports: ## have systemd, cron, GitHub's, Kubernetes' and Prometheus' own checkers judge what is exported
	@sh .ci/setup dev
	@sh .ci/validate-exports

golden: ## accept what the tests print now as the new snapshots
	@sh .ci/setup dev
	.venv/bin/pytest --snapshot-update

pictures: ## build, and take the README's pictures of page 1 of every brief
	@sh .ci/setup dev
	.venv/bin/briefpress build
	.venv/bin/python tests/pictures.py

lock: ## pin the dependencies again; UPGRADE=1 moves all of them to the newest
	@sh .ci/lock

clean: ## remove .venv, caches and build leftovers; the briefs stay
	rm -rf .venv build dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' Makefile
