#!/bin/bash
# Make .venv with the pinned requirements, the compiled style sheet and the translations.
# Usage: setup.sh run|dev. What is already there is left alone.
source "$(dirname "$0")/lib.sh"
kind=${1:-run}
list=requirements.txt
if [ "$kind" = dev ]; then list=requirements-dev.txt; fi

packages=(python3-venv libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core gettext)
.ci/install-debian.sh "${packages[@]}"

python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "Python 3.11 or newer is needed; this is $(python3 --version)."
if [ ! -x "$VENV/bin/python" ]; then
    say "Making the Python environment .venv"
    python3 -m venv "$VENV"
fi
mkdir -p "$STAMPS"

# The development list holds everything of the run-time list, so its stamp serves for both.
installed() { [ -e "$STAMPS/$1-$(fingerprint "$1")" ]; }
if ! installed "$list" && ! { [ "$kind" = run ] && installed requirements-dev.txt; }; then
    say "Installing $(grep -c '==' "$list") Python packages (about half a minute, and the download)"
    "$VENV/bin/python" -m pip install --disable-pip-version-check --no-input --progress-bar off \
        --require-hashes -r "$list" |
        sed -u -n -E 's/^(Collecting [^ ]+).*/   \1/p; s/^(Installing collected).*/   \1 packages/p'
    touch "$STAMPS/$list-$(fingerprint "$list")"
fi

.ci/styles.sh
.ci/translations.sh
