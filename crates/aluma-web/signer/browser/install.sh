#!/usr/bin/env bash
# Makes sure of what the browser's tests need: Node 20 or newer, the packages of the lock file, and
# Debian's Chromium. Installs by apt where it may, else says what is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

by_apt() {
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq >/dev/null && apt-get install -y -qq "$@" >/dev/null
  else
    echo "Missing: $*. Install it (on Debian: apt-get install $*), then run this again." >&2
    exit 2
  fi
}

node_fits() { node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' 2>/dev/null; }

node_fits || by_apt nodejs npm
node_fits || { echo "Node 20 or newer is needed; $(node --version 2>&1) is here." >&2; exit 2; }
command -v npm >/dev/null || by_apt npm
if [ "${1:-}" != "--no-browser" ]; then
  command -v chromium >/dev/null || by_apt chromium
fi
# The lock file alone says what is installed; no script of a package runs.
stamp="node_modules/.installed"
if ! cmp -s package-lock.json "$stamp"; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
  cp package-lock.json "$stamp"
fi
