#!/bin/sh
# Installs what is missing, and says so: setup.sh start | test
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-start}

say() { printf '%s\n' "passerelle: $*" >&2; }

# Not "npm ci": it refuses a lock file that leaves out the binaries of other platforms, and takes nothing from a registry
# that does not have them all. The lock file decides the versions all the same, and stays as it is.
install_packages() {
  if [ -d node_modules ] && [ -z "$(find package-lock.json -newer node_modules/.package-lock.json 2>&1)" ]; then return; fi
  say 'installing the npm packages (half a minute or so, the first time)…'
  npm install --no-save --include=dev --no-progress --loglevel=error >&2
}

# The npm package "node" puts Node 24 first on the path of npm scripts, whatever the machine has.
check_node() {
  PATH="$PWD/node_modules/.bin:$PATH"
  major=$(node -p 'process.versions.node.split(".")[0]')
  if [ "$major" -ge 24 ]; then return; fi
  say "Node 24 is needed and the npm package \"node\" did not install it (found Node $major)."
  say 'Try: rm -rf node_modules && npm install --foreground-scripts; or install Node 24 yourself.'
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
  command -v apt-get >/dev/null 2>&1 || return 1
  [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; }
}

# need COMMAND PACKAGE WHY: installs PACKAGE where COMMAND is missing.
need() {
  if command -v "$1" >/dev/null 2>&1; then return; fi
  if ! may_install; then
    say "$1 is missing ($3), and I may not install it here. Install it with:"
    say "    sudo apt-get install $2        (Debian, Ubuntu; elsewhere by your system's package manager)"
    if [ "$1" = redis-server ]; then say 'or set REDIS_URL to a Redis of yours, as redis://127.0.0.1:6379.'; fi
    exit 1
  fi
  say "installing $2 ($3; apt-get)…"
  words=$(mktemp)
  if ! { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$2"; } >"$words" 2>&1; then
    cat "$words" >&2
    rm -f "$words"
    say "apt-get could not install $2; its words stand above."
    exit 1
  fi
  rm -f "$words"
}

install_packages
check_node
case $purpose in
  start)
    if [ -z "${REDIS_URL:-}" ]; then need redis-server redis-server 'jobs are kept in it'; fi
    ;;
  test)
    need redis-server redis-server 'the tests run against a real one'
    ;;
  *)
    say "usage: setup.sh start | test"
    exit 2
    ;;
esac
