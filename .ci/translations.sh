#!/bin/bash
# Compile the message files that are newer than their compiled form. The Welsh one is kept compiled
# (a test holds the two together), so a machine without gettext shows it too.
source "$(dirname "$0")/lib.sh"
while IFS= read -r file; do
    compiled=${file%.po}.mo
    [ "$compiled" -nt "$file" ] && continue
    if ! command -v msgfmt >/dev/null; then
        note "$file is not compiled: gettext is missing."
        continue
    fi
    say "Compiling $file"
    msgfmt --check -o "$compiled" "$file"
done < <(find portal boards scrutiny home -path '*/LC_MESSAGES/*.po' 2>/dev/null)
