#!/usr/bin/env bash
# The signer's tests: `./test.sh unit` (ALUMA_VECTORS names the file of random transactions),
# `./test.sh browser [NAME...]` (all of `browser/NAME.test.mjs`, or those that are named; ALUMA_BINARY
# names the program; shots go to ALUMA_SHOTS, if it is set),
# `./test.sh vitals` (what a first visit costs, with figures; not part of the tests).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

what="${1:-unit}"
[ "$#" -gt 0 ] && shift
# Several tests may begin at once; packages and build are laid by one of them.
mkdir -p node_modules
exec 9>node_modules/.lock
flock 9
if [ "$what" = unit ]; then browser/install.sh --no-browser; else browser/install.sh; fi
node build.mjs --tests
if [ "$what" = unit ]; then node build.mjs --check; fi
flock -u 9

case "$what" in
  unit)
    npx --no-install tsc --noEmit
    exec node --test tests/*.test.mjs
    ;;
  vitals) exec node browser/vitals.mjs ;;
  browser)
    # One browser at a time: two of them on two cores are slower than one after the other.
    exec 8>node_modules/.browser
    flock 8
    if [ "$#" -eq 0 ]; then files=(browser/*.test.mjs); else files=("${@/#/browser/}"); files=("${files[@]/%/.test.mjs}"); fi
    exec node --test --test-force-exit --test-concurrency=1 "${files[@]}"
    ;;
  *)
    echo "test.sh unit | browser [NAME...] | vitals" >&2
    exit 2
    ;;
esac
