#!/bin/bash
# Install Debian packages that are missing. Usage: install-debian.sh PACKAGE...
source "$(dirname "$0")/lib.sh"

missing=()
for package in "$@"; do
    # Not ours to insist on Debian's own build where the machine has the tool already.
    case $package in
        chromium) command -v "${CHROMIUM:-chromium}" >/dev/null && continue ;;
        postgresql) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && continue
                    command -v initdb >/dev/null && continue ;;
        openjdk-*) command -v javac >/dev/null && continue ;;
        gettext) command -v msgfmt >/dev/null && continue ;;
        python3-venv) python3 -c 'import ensurepip, venv' 2>/dev/null && continue ;;
    esac
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

say "Installing from Debian: ${missing[*]}"
command -v apt-get >/dev/null ||
    stop "This is not a Debian machine. Install these by hand, then run make again: ${missing[*]}"
root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
        stop "Neither root nor sudo. Ask an administrator to run: apt-get install ${missing[*]}"
    root=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
"${root[@]}" apt-get update -q
"${root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends "${missing[@]}"
