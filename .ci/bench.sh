#!/bin/bash
# What merging and inspecting PDF files and the trackers cost, beside their floors. Usage: bench.sh
source "$(dirname "$0")/lib.sh"
.ci/install-debian.sh qpdf postgresql
.ci/setup.sh dev
started=$(.ci/postgres.sh start)
folder=$(head -1 <<<"$started")
trap '.ci/postgres.sh stop "$folder"' EXIT
BENCH_POSTGRES=$(tail -1 <<<"$started")
export BENCH_POSTGRES
say "Measuring (a minute for making the files on the first run)"
"$VENV/bin/python" -m tests.bench
