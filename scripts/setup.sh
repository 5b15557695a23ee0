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

missing=
# want PACKAGE WHY CHECK…: PACKAGE is to be installed where the command CHECK fails.
want() {
  package=$1 why=$2
  shift 2
  if "$@" >/dev/null 2>&1; then return; fi
  say "$package is missing: $why."
  missing="$missing $package"
}

has_php_soap() { php -m | grep -qix soap; }

# Debian packages; 1 where they cannot be had.
install_missing() {
  if [ -z "$missing" ]; then return; fi
  if ! may_install; then
    say 'I may not install that here. Install it with:'
    say "    sudo apt-get install$missing        (Debian, Ubuntu; elsewhere by your system's package manager)"
    return 1
  fi
  say "installing$missing (apt-get; the first time, a minute or so)…"
  words=$(mktemp)
  # shellcheck disable=SC2086
  if ! { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing; } >"$words" 2>&1; then
    cat "$words" >&2
    rm -f "$words"
    say 'apt-get could not install that; its words stand above.'
    return 1
  fi
  rm -f "$words"
  missing=
}

want_redis() { want redis-server "$1" command -v redis-server; }

install_packages
check_node
case $purpose in
  start)
    if [ -z "${REDIS_URL:-}" ]; then
      want_redis 'jobs are kept in it'
      install_missing || { say 'or set REDIS_URL to a Redis of yours, as redis://127.0.0.1:6379.'; exit 1; }
    fi
    ;;
  test)
    want_redis 'the tests run against a real one'
    want php-cli 'tests call a partner on its SOAP stack' command -v php
    want php-soap 'tests call a partner on its SOAP stack' has_php_soap
    want python3-spyne 'tests call a partner on its SOAP stack' /usr/bin/python3 -c 'import spyne'
    want python3-zeep 'tests are called by it' /usr/bin/python3 -c 'import zeep'
    want python3-xmlsec 'tests check our signatures with it' /usr/bin/python3 -c 'import xmlsec'
    want xmlsec1 'tests check our signatures and encryption with it' command -v xmlsec1
    want openssl 'tests make keys and certificates with it' command -v openssl
    if ! install_missing; then
      command -v redis-server >/dev/null 2>&1 || exit 1
      say 'going on without: the tests that need it are skipped.'
    fi
    ;;
  *)
    say "usage: setup.sh start | test"
    exit 2
    ;;
esac
