#!/usr/bin/env bash
# Drives the real page in a browser. Needs Go; installs the rest when it is missing:
# Node and Chromium from the system's packages, the test tools by npm. With the name
# of a script, such as bench.js, that is run in place of the tests.
set -euo pipefail
cd "$(dirname "$0")"

need() { # need PROGRAM PACKAGE...
  command -v "$1" >/dev/null && return
  shift
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
need node nodejs npm
need npm npm
need chromium chromium
(cd ../../.. && go build -trimpath -o bin/kansli ./cmd/kansli)
npm ci --silent
export CHROMIUM=${CHROMIUM:-$(command -v chromium)}
[ $# -gt 0 ] && exec node "$@"
exec node --test
