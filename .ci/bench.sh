#!/bin/bash
# What merging and inspecting PDF files cost, beside their floors. Usage: bench.sh
source "$(dirname "$0")/lib.sh"
.ci/install-debian.sh qpdf
.ci/setup.sh dev
say "Measuring (a minute for making the files on the first run)"
"$VENV/bin/python" -m tests.bench
