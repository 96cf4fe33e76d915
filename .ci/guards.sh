#!/bin/bash
# Take every guard away in turn; the test that names it must go red. Usage: guards.sh [words]
# With words only the lines of tests/guards/table.py that hold all of them.
source "$(dirname "$0")/lib.sh"
.ci/setup.sh dev
export PATH="$VENV/bin:$PATH"
say "Guards (some minutes; each is removed in a copy of the project)"
python -m tests.guards "$@"
