#!/bin/bash
# The demonstration on this machine: set up, fill, start, and stop together.
# PORT (8000) and DEMO_PASSWORD are taken from the environment.
source "$(dirname "$0")/lib.sh"
port=${PORT:-8000}
case $port in
    '' | *[!0-9]*) stop "PORT must be a number, not '$port'." ;;
esac
if [ "$port" -lt 1 ] || [ "$port" -gt 65535 ]; then
    stop "PORT must lie between 1 and 65535, not be $port."
fi
python3 - "$port" <<'PY' || stop "Port $port cannot be used on this machine (taken, or not allowed). Choose another: PORT=8123 make demo"
import socket, sys
with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", int(sys.argv[1])))
    except OSError:
        sys.exit(1)
PY

.ci/setup.sh run
export PATH="$VENV/bin:$PATH"
export DJANGO_SETTINGS_MODULE=portal.settings.demo
export BASE_URL="http://localhost:$port"
export PYTHONUNBUFFERED=1
unset DATABASE_URL CACHE_URL STORAGE_ROOT STATIC_ROOT ALLOWED_HOSTS SECRET_KEY

say "Bringing the database up to date"
python manage.py migrate --verbosity 1 | sed -u -n 's/^  Applying/   Applying/p'

mapfile -t sources < <(find static portal boards scrutiny home -path '*static/*' -type f | sort)
collected=$(fingerprint requirements.txt "${sources[@]}")
if [ "$(cat var/static-stamp 2>/dev/null)" != "$collected" ] || [ ! -d var/static ]; then
    say "Collecting static files (a few seconds)"
    python manage.py collectstatic --noinput --clear --verbosity 0
    printf '%s\n' "$collected" >var/static-stamp
fi

say "Loading the demonstration"
python manage.py load_demo

children=()
# On Ctrl-C or SIGTERM both are asked to finish, and after ten seconds made to.
finish() {
    trap '' INT TERM
    [ ${#children[@]} -eq 0 ] && return
    kill -TERM "${children[@]}" 2>/dev/null || true
    for _ in $(seq 100); do
        kill -0 "${children[@]}" 2>/dev/null || break
        sleep 0.1
    done
    kill -KILL "${children[@]}" 2>/dev/null || true
    wait "${children[@]}" 2>/dev/null || true
}
trap 'finish; exit 0' INT TERM
trap finish EXIT

say "Starting the web server and the worker"
gunicorn portal.wsgi:application --bind "127.0.0.1:$port" --workers 2 --threads 16 \
    --no-control-socket --log-level warning &
children+=($!)
web=$!
python manage.py worker &
children+=($!)

for attempt in $(seq 150); do
    kill -0 "$web" 2>/dev/null || stop "The web server did not start; the lines above say why."
    python3 -c 'import sys, urllib.request
urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/healthz", timeout=2)' "$port" \
        2>/dev/null && break
    if [ "$attempt" -eq 150 ]; then stop "The web server does not answer on port $port."; fi
    sleep 0.2
done
say "The portal is at http://localhost:$port/ and the sign-in at http://localhost:$port/admin/"
note "Ctrl-C stops the web server and the worker."

# Whichever ends first ends the demonstration; neither is meant to.
status=0
wait -n "${children[@]}" || status=$?
printf 'The web server or the worker ended by itself (status %s).\n' "$status" >&2
exit 1
