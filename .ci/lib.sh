# Shared by the scripts of this folder; each says first where the project lies.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
PROJECT=$PWD
VENV=$PROJECT/.venv
STAMPS=$VENV/stamps

say() { printf '\n== %s\n' "$*"; }
note() { printf '   %s\n' "$*"; }
stop() {
    printf '%s\n' "$*" >&2
    exit 1
}

# One hash over the contents of files: the name of a stamp, so that a change makes the step run.
fingerprint() { cat "$@" | sha256sum | cut -c1-16; }
