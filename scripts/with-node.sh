#!/bin/sh
# Runs a TypeScript file of this project in Node 24, whatever Node the system has (20 or newer is enough to begin).
#   sh scripts/with-node.sh scripts/start.ts [arguments]
# Installs the dependencies first when they are missing or out of date. Standard output belongs to the script that is
# run (npm run score prints its result there), so everything said here goes to standard error.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"

say() { printf '%s\n' "$*" >&2; }

stamp=node_modules/.installed-lock
lock=$(cksum <package-lock.json)

# A plain `npm ci` by hand leaves no stamp, but its own record is then younger than the lock file.
is_installed() {
  [ -d node_modules ] || return 1
  if [ -f "$stamp" ]; then
    [ "$(cat "$stamp")" = "$lock" ]
  else
    [ -n "$(find node_modules/.package-lock.json -newer package-lock.json 2>/dev/null)" ]
  fi
}

# Two commands that begin at once must not install at once; a lock whose holder was killed is taken over.
install_lock=.cache/installing
take_install_lock() {
  mkdir -p .cache
  until mkdir "$install_lock" 2>/dev/null; do
    holder=$(cat "$install_lock/pid" 2>/dev/null || true)
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then rm -rf "$install_lock"; else sleep 1; fi
  done
  printf '%s\n' "$$" >"$install_lock/pid"
}

install_dependencies() {
  if ! command -v npm >/dev/null 2>&1; then
    say "npm was not found. Install Node.js 24 (https://nodejs.org) with its npm, then run this command again."
    exit 1
  fi
  # npm ci empties node_modules before it fills it: through a link it would empty some other project's.
  if [ -L node_modules ]; then
    say "node_modules is a link, and what it leads to does not match package-lock.json."
    say "Remove the link, then run this command again: the dependencies are then installed here."
    exit 1
  fi
  take_install_lock
  if is_installed; then
    rm -rf "$install_lock"
    return
  fi
  say "Installing dependencies (npm ci, about a minute the first time)"
  log=$(mktemp)
  began=$(date +%s)
  # The browser part is built here, so the development dependencies are needed even when NODE_ENV is production.
  npm ci --no-fund --no-audit --include=dev --include=optional >"$log" 2>&1 &
  npm_pid=$!
  trap 'kill "$npm_pid" 2>/dev/null; rm -rf "$log" "$install_lock"; exit 130' INT TERM
  while kill -0 "$npm_pid" 2>/dev/null; do
    [ -t 2 ] && printf '\r  %s s ' "$(($(date +%s) - began))" >&2
    sleep 1
  done
  [ -t 2 ] && printf '\r' >&2
  if wait "$npm_pid"; then
    trap - INT TERM
    rm -f "$log"
    printf '%s\n' "$lock" >"$stamp"
    rm -rf "$install_lock"
    say "✓ Dependencies installed ($(($(date +%s) - began)) s)"
  else
    trap - INT TERM
    rm -rf "$install_lock"
    say "npm ci failed. Its last lines:"
    tail -n 40 "$log" >&2
    say "The whole output is in $log. Check the network and the disk, then run this command again."
    exit 1
  fi
}

is_node_24() {
  "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 24 || (a === 24 && b >= 12) ? 0 : 1)' 2>/dev/null
}

# The project's own Node first; then every node on PATH, since an operator may have several.
find_node() {
  if [ -x node_modules/.bin/node ] && is_node_24 node_modules/.bin/node; then
    printf '%s' "$root/node_modules/.bin/node"
    return
  fi
  old_ifs=$IFS
  IFS=:
  for folder in $PATH; do
    if [ -x "$folder/node" ] && is_node_24 "$folder/node"; then
      printf '%s' "$folder/node"
      break
    fi
  done
  IFS=$old_ifs
}

if [ $# -eq 0 ]; then
  say "Usage: sh scripts/with-node.sh FILE.ts [arguments]"
  exit 1
fi

if ! is_installed; then install_dependencies; fi
[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$lock" ] || printf '%s\n' "$lock" >"$stamp"

node=$(find_node)
if [ -z "$node" ]; then
  say "Épreuve needs Node.js 24.12 or newer, and neither this project nor this system has one."
  say "  Found: $(node --version 2>/dev/null || echo 'no node at all')"
  say "  On Linux x64 it comes with the dependencies: run  npm ci --include=optional"
  say "  Elsewhere: install Node.js 24 from https://nodejs.org (or: nvm install 24), then run this command again."
  exit 1
fi

PATH="$root/node_modules/.bin:$PATH"
export PATH
exec "$node" --disable-warning=ExperimentalWarning "$@"
