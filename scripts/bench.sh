# shellcheck shell=bash
# Benchmarks: tests/bench tells what is measured, and how. Sourced by ../dev.

# What the harness runs that is compiled.
build_for_bench() {
  build_preset native rehearse_bench_{loop,replay,simulation}
  build_preset wasm rehearse_wasm rehearse_bench_loop_wasm
  build_packages
}

# The packages that the engine is measured beside have a package.json of their own: the tests need none of them.
install_peers() {
  local wanted
  wanted="$(node --version) $(sha256sum <tests/bench/package-lock.json)"
  if [[ -d tests/bench/node_modules ]] && is_fresh peers "$wanted"; then return; fi
  say "installing the packages of tests/bench/package-lock.json"
  quietly npm-ci-peers npm ci --prefix tests/bench --no-audit --no-fund
  stamp peers "$wanted"
}

# bench native [ARGUMENTS of Google Benchmark]: parts of the engine. bench [OPTIONS of tests/bench/bench.js]: all else.
bench() {
  set_up
  if [[ ${1:-} == native ]]; then
    shift
    quietly build-native build_preset native rehearse_bench
    exec build/native/tests/rehearse_bench "$@"
  fi
  install_peers
  say "building what is measured"
  quietly build-bench build_for_bench
  use_chromium
  exec node tests/bench/bench.js "$@"
}
