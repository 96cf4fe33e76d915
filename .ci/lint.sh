#!/bin/bash
# Everything that is checked without running the portal. Usage: lint.sh
source "$(dirname "$0")/lib.sh"
export PATH="$VENV/bin:$PATH"

say "Style of Python: ruff"
ruff check .
ruff format --check .
if [ -n "$(find templates -name '*.html' -print -quit)" ]; then
    say "Style of templates: djlint"
    djlint templates --check --quiet
    djlint templates --lint --quiet
fi
say "Types: mypy (a minute on the first run)"
mypy .
say "Known dangers: bandit"
bandit -q -ll -r portal boards scrutiny home
say "No migration is missing"
DJANGO_SETTINGS_MODULE=portal.settings.test python manage.py makemigrations --check --dry-run
say "Deployment checks under production settings"
env -u DATABASE_URL -u PORTAL_TODAY -u REQUIRE_SECOND_FACTOR \
    DJANGO_SETTINGS_MODULE=portal.settings.production \
    SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
    ALLOWED_HOSTS=scrutiny.example BASE_URL=https://scrutiny.example \
    python manage.py check --deploy --fail-level WARNING
