# shellcheck shell=bash
# Building and formatting. Sourced by ../dev.

# Ninja runs CMake again by itself for all but the presets.
configure() {
  local ninja_file=build/$1/build.ninja
  if [[ -f $ninja_file && ! CMakePresets.json -nt $ninja_file ]]; then return; fi
  cmake --preset "$1"
  touch "$ninja_file"
}

# build_preset PRESET [TARGET…]
build_preset() {
  local preset=$1
  shift
  configure "$preset"
  cmake --build "build/$preset" --parallel "$jobs" ${1:+--target "$@"}
}

# The npm packages: the engine's, then the page and the element, which use it.
build_packages() {
  local inputs
  inputs=$(fingerprint package.json package-lock.json wasm web tests/conformance/samples build/wasm/wasm/rehearse.{js,wasm})
  if [[ -d wasm/dist && -d web/dist ]] && is_fresh packages "$inputs"; then return; fi
  npm run build --workspace wasm
  npm run build --workspace web
  stamp packages "$inputs"
}

build_for_javascript() {
  build_preset wasm rehearse_wasm
  build_packages
}

# build [--all]: what people use; with --all what is tested, too.
build() {
  [[ $# -eq 0 || ($# -eq 1 && $1 == --all) ]] || die "usage: ./dev build [--all]"
  set_up
  say "building the WebAssembly module, the packages and the page"
  quietly build-javascript build_for_javascript
  if [[ ${1:-} != --all ]]; then return; fi
  say "building the library, its programs and all unit tests"
  quietly build-native build_preset native
  quietly build-wasm build_preset wasm
}

# ---------------------------------------------------------------------------------------------------------------------
# Formatting

cpp_files() { find src wasm/*.cpp tests -name node_modules -prune -o \( -name '*.cpp' -o -name '*.hpp' \) -print | sort; }

format_all() {
  cpp_files | xargs clang-format -i
  npx biome check --write --colors=off
}
