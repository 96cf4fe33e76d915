#!/bin/bash
# Everything that CI runs: style, types, deployment checks, then the tests on PostgreSQL (those
# that touch the database) and on SQLite (all of them). The SQLite run comes last, so the last
# line is the summary of the run that holds every test; a red one before it stops the run.
# Usage: test.sh [long] [-- arguments for pytest]
source "$(dirname "$0")/lib.sh"
long=
if [ "${1:-}" = long ]; then
    long=yes
    shift
fi
if [ "${1:-}" = -- ]; then shift; fi

.ci/install-debian.sh chromium postgresql
.ci/setup.sh dev
if [ -n "$long" ]; then .ci/setup-long.sh; fi
export PATH="$VENV/bin:$PATH"
export DJANGO_SETTINGS_MODULE=portal.settings.test
export LONG_TESTS=$long
selection=(-m "not long")
if [ -n "$long" ]; then selection=(); fi

say "Starting a private PostgreSQL; tables and demonstration are made beside the checks of style"
started=$(.ci/postgres.sh start)
folder=$(head -1 <<<"$started")
address=$(tail -1 <<<"$started")
beside=()
stop_postgres() {
    if [ ${#beside[@]} -gt 0 ]; then kill "${beside[@]}" 2>/dev/null || true; fi
    .ci/postgres.sh stop "$folder"
}
trap stop_postgres EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
# The checks of style need one core; the other one makes what the tests will copy.
DATABASE_URL=$address python manage.py migrate --verbosity 0 &
beside+=($!)
python -m tests.demonstration.building &
beside+=($!)

.ci/lint.sh
wait "${beside[0]}" || stop "The tables could not be made on PostgreSQL; the lines above say why."
wait "${beside[1]}" || stop "The demonstration could not be built; the lines above say why."
beside=()

say "Tests that touch the database, on PostgreSQL"
DATABASE_URL=$address TEST_DATABASE_TEMPLATE=portal \
    python -m pytest -n 2 --database-only "${selection[@]}" "$@"
stop_postgres
trap - EXIT INT TERM

say "All tests, on SQLite"
env -u DATABASE_URL python -m pytest -n 2 "${selection[@]}" "$@"
