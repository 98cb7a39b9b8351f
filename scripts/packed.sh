# shellcheck shell=bash
# The packed package in other people's tools: bundlers, type checkers, runners, newer Nodes. Sourced by ../dev.

# They have a package.json of their own: no other part needs them. None of them needs its install script.
install_packed_tools() {
  local wanted
  wanted="$(node --version) $(sha256sum <tests/packed/package-lock.json)"
  if [[ -d tests/packed/node_modules ]] && is_fresh packed-tools "$wanted"; then return; fi
  say "installing the packages of tests/packed/package-lock.json"
  quietly npm-ci-packed npm ci --prefix tests/packed --ignore-scripts --no-audit --no-fund
  stamp packed-tools "$wanted"
}

test_packed() {
  build_for_javascript
  install_packed_tools
  use_chromium
  npm run test:packed --workspace tests
}
