#!/bin/bash
# Lighthouse and the Nu checker on every kind of public page of a served demonstration.
source "$(dirname "$0")/lib.sh"
.ci/install-debian.sh chromium
.ci/setup.sh dev
.ci/setup-long.sh
"$VENV/bin/python" -m pytest -n0 -m long tests/long/test_judged_pages.py
