#!/bin/bash
# Compile the message files that are newer than their compiled form.
source "$(dirname "$0")/lib.sh"
while IFS= read -r file; do
    compiled=${file%.po}.mo
    [ "$compiled" -nt "$file" ] && continue
    say "Compiling $file"
    msgfmt --check-format -o "$compiled" "$file"
done < <(find portal boards scrutiny home -path '*/LC_MESSAGES/*.po' 2>/dev/null)
