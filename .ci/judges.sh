#!/bin/bash
# Lighthouse and the Nu checker, with their exact versions and without running their scripts.
# Prints nothing but what it does; they lie in .ci/judges/node_modules afterwards.
source "$(dirname "$0")/lib.sh"
stamp=.ci/judges/node_modules/.stamp-$(fingerprint .ci/judges/package-lock.json)
if [ -e "$stamp" ]; then exit 0; fi
command -v npm >/dev/null || stop "Lighthouse needs Node and npm on this machine."
say "Fetching Lighthouse and the Nu checker"
(cd .ci/judges && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
touch "$stamp"
