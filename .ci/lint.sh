#!/bin/bash
# Everything that is checked without running the portal. Usage: lint.sh
source "$(dirname "$0")/lib.sh"
export PATH="$VENV/bin:$PATH"

# Every step runs, so that one run names everything that is red.
red=()
step() {
    local name=$1
    shift
    say "$name"
    "$@" || red+=("$name")
}

style_of_python() {
    ruff check . && ruff format --check .
}
style_of_templates() {
    [ -z "$(find templates -name '*.html' -print -quit)" ] && return
    djlint templates --check --lint
}
deployment() {
    local secret
    secret=$(python -c 'import secrets; print(secrets.token_urlsafe(64))')
    env -u DATABASE_URL -u PORTAL_TODAY -u REQUIRE_SECOND_FACTOR \
        DJANGO_SETTINGS_MODULE=portal.settings.production SECRET_KEY="$secret" \
        ALLOWED_HOSTS=scrutiny.example BASE_URL=https://scrutiny.example \
        python manage.py check --deploy --fail-level WARNING
}

step "Style of Python: ruff" style_of_python
step "Style of templates: djlint" style_of_templates
step "Types: mypy (a minute on the first run)" mypy .
# Ruff asks for a reason at each mark_safe already (S308).
step "Known dangers: bandit" bandit -q -ll -s B308,B703 -r portal boards scrutiny home
step "No migration is missing" env DJANGO_SETTINGS_MODULE=portal.settings.test \
    python manage.py makemigrations --check --dry-run
step "Deployment checks under production settings" deployment

if [ ${#red[@]} -gt 0 ]; then
    stop "Red: $(printf '%s; ' "${red[@]}")see above."
fi
