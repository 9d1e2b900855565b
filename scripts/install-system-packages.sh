#!/bin/sh
# Install the Debian packages of system-packages.txt that are missing: as root, else with sudo,
# else say the command and exit 2. Does nothing, quickly, where all of them are there.
set -eu

list=$(dirname "$0")/system-packages.txt
wanted=$(grep -v '^#' "$list")

if ! command -v dpkg-query >/dev/null 2>&1; then
    if [ -n "${KAT_HANDOUTS_SKIP_SYSTEM_PACKAGES:-}" ]; then
        exit 0
    fi
    cat >&2 <<EOF
This is not Debian or Ubuntu, so nothing can be installed for you. Install with your system's
package manager: Python 3.11 or newer with venv, Pango, the HarfBuzz subset library, and the
static Noto fonts (Sans, Naskh Arabic, Sans Devanagari, Sans Khmer, Sans CJK).
  macOS:  brew install pango harfbuzz python; put the fonts into ~/Library/Fonts
  Fedora: dnf install pango harfbuzz; put the fonts into ~/.local/share/fonts
Then run: KAT_HANDOUTS_SKIP_SYSTEM_PACKAGES=1 make handouts
EOF
    exit 2
fi

missing=""
for package in $wanted; do
    if [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
        missing="$missing $package"
    fi
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
elif command -v sudo >/dev/null 2>&1 && [ -t 0 ]; then
    as_root="sudo"
else
    echo "These packages are missing. As root, run:" >&2
    echo "  apt-get install --no-install-recommends$missing" >&2
    exit 2
fi
echo "Installing$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086 # the list is meant to split into words
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
