# `make` alone lists what can be done.
.DEFAULT_GOAL := help
.PHONY: help demo setup serve worker check lint format test test-long bench lighthouse guards sbom load-demo messages lock
PYTHON := .venv/bin/python

help: ## List what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## Install what is missing, load the demonstration and start it (PORT, DEMO_PASSWORD)
	@.ci/demo.sh

test: ## Run everything that continuous integration runs, on both databases
	@.ci/test.sh

test-long: ## The same with large numbers, veraPDF and the slow tests
	@.ci/test.sh long

bench: ## Measure pages, merging, inspecting and the trackers beside their floors
	@.ci/bench.sh

lighthouse: ## Let Lighthouse and the Nu checker judge every kind of public page (20 minutes)
	@.ci/lighthouse.sh

guards: ## Take every guard away in turn; its test must go red (ONLY="words" for some of them)
	@.ci/guards.sh $(ONLY)

sbom: ## Write what the portal is made of, with licences, to var/sbom.cdx.json (CycloneDX)
	@.ci/sbom.sh

setup: ## Install what a developer needs and bring the database up to date
	@.ci/setup.sh dev
	@$(PYTHON) manage.py migrate

serve: ## Start the development server (BACKGROUND_WORKER=on hands heavy work to a worker)
	@$(PYTHON) manage.py runserver $(PORT)

worker: ## Start the worker beside a server that runs with BACKGROUND_WORKER=on
	@BACKGROUND_WORKER=on $(PYTHON) manage.py worker

check: ## Ask Django whether the settings and the code fit together
	@$(PYTHON) manage.py check

lint: ## Check style, types, migrations and deployment settings
	@.ci/setup.sh dev
	@.ci/lint.sh

format: ## Put Python and templates into the house style
	@.venv/bin/ruff check --fix-only --quiet . && .venv/bin/ruff format .
	@.venv/bin/djlint templates --reformat --quiet || true

load-demo: ## Load the demonstration into the development database
	@$(PYTHON) manage.py load_demo

messages: ## Bring the Welsh words up to date with the public pages and compile them
	@$(PYTHON) -m tests.portal.welsh.refresh
	@.ci/translations.sh

lock: ## Write the exact versions of all packages to the requirements files
	@.ci/lock.sh
