#!/bin/bash
# A private PostgreSQL for the tests: its own cluster, on loopback, on a free port.
# Usage: postgres.sh start   prints the cluster's folder and the DATABASE_URL
#        postgres.sh stop FOLDER
# The cluster holds nothing worth keeping, so it does not wait for the disk.
source "$(dirname "$0")/lib.sh"

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
if [ -z "$bin" ]; then bin=$(dirname "$(readlink -f "$(command -v initdb)")"); fi

# PostgreSQL refuses to run as root; then its own user does it.
as_owner() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

case ${1:-} in
    start)
        # Not under var/: the user postgres may not be let into the folders above it.
        folder=$(as_owner mktemp -d "${TMPDIR:-/tmp}/portal-postgres.XXXXXX")
        password=$(python3 -c 'import secrets; print(secrets.token_hex(16))')
        port=$(python3 -c 'import socket
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    print(free.getsockname()[1])')
        as_owner sh -c "umask 077; printf '%s\n' '$password' >'$folder/password'"
        as_owner "$bin/initdb" -D "$folder/data" -U portal -A scram-sha-256 \
            --pwfile="$folder/password" -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
        as_owner "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 start -o \
            "-h 127.0.0.1 -p $port -k '' -c fsync=off -c full_page_writes=off \
             -c synchronous_commit=off -c shared_buffers=128MB -c max_connections=60" >/dev/null ||
            { cat "$folder/log" >&2; exit 1; }
        PGPASSWORD=$password "$bin/createdb" -h 127.0.0.1 -p "$port" -U portal portal
        printf '%s\n%s\n' "$folder" "postgres://portal:$password@127.0.0.1:$port/portal"
        ;;
    stop)
        as_owner "$bin/pg_ctl" -D "$2/data" -m immediate stop >/dev/null 2>&1 || true
        rm -rf -- "$2"
        ;;
    *) stop "Usage: postgres.sh start | stop FOLDER" ;;
esac
