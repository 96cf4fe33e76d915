#!/bin/bash
# Write what the portal is made of (CycloneDX JSON). Usage: sbom.sh [OUT.json]
source "$(dirname "$0")/lib.sh"
.ci/setup.sh dev
say "Listing packages and licences"
"$VENV/bin/python" .ci/sbom.py "${1:-var/sbom.cdx.json}"
