# shellcheck shell=bash
# The parts of the tests: one function a part, test_NAME; what it prints is shown only if it fails. Sourced by ../dev.

test_format() {
  cpp_files | xargs clang-format --dry-run -Werror
  npx biome ci --colors=off
}

test_lint() {
  configure native
  lint_all
}

test_native() {
  build_preset native-sanitized
  ctest --preset native-sanitized --verbose
}

# From the same seed every time: see `./dev fuzz` for more.
test_fuzz() {
  local target passed=0 failed=0
  build_fuzz_targets
  for target in documents api replay; do
    if run_libfuzzer "$target" 1 10; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  done
  say "$passed passed, $failed failed"
}

test_wasm() {
  build_preset wasm
  ctest --preset wasm --verbose
}

test_install() {
  build_preset native rehearse
  rm -rf build/consumer
  cmake --install build/native --prefix build/consumer/prefix
  cmake -S tests/consumer -B build/consumer/build -G Ninja -DCMAKE_PREFIX_PATH="$root/build/consumer/prefix"
  cmake --build build/consumer/build
  ctest --test-dir build/consumer/build --no-tests=error --output-on-failure
}

# Scenario files, run natively and in WebAssembly: the journals must be the bytes of the golden files, and so the same.
test_conformance() {
  build_preset native rehearse_native
  build/native/tests/rehearse_native test --verify tests/conformance
  build_for_javascript
  npm run test:conformance --workspace tests
}

test_package() {
  build_for_javascript
  npm run test:package --workspace tests
}

# The engine against a second implementation of the contract, in 2,000 random cases.
test_reference() {
  build_for_javascript
  npm run test:reference --workspace tests
}

test_types() {
  build_for_javascript
  npm run typecheck --workspaces --if-present
}

test_browser() {
  build_for_javascript
  use_chromium
  npm run test:browser --workspace tests
}

# That everybody who is measured ends with the same scores; nothing is timed.
test_bench() {
  build_for_bench
  npm run test:bench --workspace tests
}

# The parts in their order, each with what it is. Those that end in a plus must report how many tests they ran.
readonly parts=(
  "format the sources are formatted; Biome finds nothing"
  "lint clang-tidy finds nothing"
  "native+ unit tests with the address and undefined-behaviour sanitizers"
  "fuzz+ made-up documents, sequences of calls and logs, for ten seconds each"
  "wasm+ unit tests in WebAssembly under Node"
  "install the library installs, and another project finds it"
  "types TypeScript finds nothing"
  "conformance+ scenario files, natively and in WebAssembly"
  "package+ the npm package under Node, and the README"
  "packed+ the package as it is packed, in bundlers, type checkers, runners and newer Nodes"
  "reference+ the engine against a second, plain implementation"
  "bench+ everybody who is measured ends with the same scores"
  "browser+ the page in Chromium"
)

# tests_in LOG: how many tests passed, failed and were left out, by what the runners printed.
tests_in() {
  sed 's/\x1b\[[0-9;]*m//g' "$1" | awk '
    function number(text, pattern) { return match(text, pattern) ? substr(text, RSTART, RLENGTH) + 0 : 0 }
    # Node
    match($0, /^(#|ℹ) (pass|fail|cancelled|skipped|todo) [0-9]+$/) {
      if ($2 == "pass") passed += $3; else if ($2 == "fail" || $2 == "cancelled") failed += $3; else skipped += $3
    }
    # Catch2
    /All tests passed \([0-9]+ assertions? in [0-9]+ test cases?\)/ { sub(/.* in /, ""); passed += $1 }
    /test cases: +[0-9]+ \|/ { passed += number($0, "[0-9]+ passed"); failed += number($0, "[0-9]+ failed") }
    # rehearse_native
    /^[0-9]+ files, [0-9]+ scenarios, [0-9]+ expectations, [0-9]+ files failed/ { passed += $1 - $7; failed += $7 }
    # Anything else that says so
    /^[0-9]+ passed, [0-9]+ failed/ { passed += $1; failed += $3 }
    END { print passed + 0, failed + 0, skipped + 0 }'
}

# ---------------------------------------------------------------------------------------------------------------------
# Running them. A part that passed is not run again while nothing that it may depend on has changed: it is told, and its
# tests count as passed. `./dev test --all` runs every part, `./dev test PART…` those parts.

# What a part does not look at, as `find -path` takes it. All else is taken into account, and so is what is added later.
readonly -A aside=(
  [lint]="docs web wasm tests/browser tests/conformance tests/consumer tests/demo tests/fuzz tests/packed tests/reference tests/package tests/support tests/unit"
  [native]="web tests/browser tests/consumer tests/demo tests/fuzz tests/packed tests/reference tests/native tests/package wasm/bin wasm/src"
  [fuzz]="docs web wasm tests/bench tests/browser tests/consumer tests/demo tests/native tests/package tests/packed tests/reference tests/unit"
  [wasm]="web tests/browser tests/consumer tests/demo tests/fuzz tests/packed tests/reference tests/native tests/package wasm/bin wasm/src"
  [install]="docs web wasm tests/browser tests/conformance tests/demo tests/fuzz tests/packed tests/reference tests/native tests/package tests/support tests/unit"
  [types]="tests/bench tests/consumer tests/fuzz tests/reference tests/native tests/support tests/unit"
  [conformance]="web tests/bench tests/browser tests/consumer tests/demo tests/fuzz tests/packed tests/reference tests/support tests/unit"
  [package]="tests/bench tests/browser tests/consumer tests/fuzz tests/reference tests/native tests/support tests/unit"
  [packed]="docs tests/bench tests/conformance tests/consumer tests/demo tests/fuzz tests/reference tests/native tests/package tests/support tests/unit"
  [reference]="docs web tests/bench tests/browser tests/consumer tests/demo tests/fuzz tests/package tests/packed tests/support tests/unit"
  [bench]="docs web tests/browser tests/conformance tests/consumer tests/demo tests/fuzz tests/package tests/packed tests/reference tests/support tests/unit"
  [browser]="tests/bench tests/consumer tests/fuzz tests/packed tests/reference tests/native tests/package/*.test.js tests/support tests/unit"
)

# What the tests are built and run with: each program and library by its size and the time it was installed.
toolchain() {
  local program
  for program in g++ clang++ em++ cmake clang-format clang-tidy node chromium chromium-browser google-chrome; do
    command -v "$program" || true
  done | xargs stat -L --format='%n %s %Y'
  stat -L --format='%n %s %Y' /usr/include/{nlohmann,catch2}/* 2>/dev/null || true
  say "${EMSDK:-}" "${REHEARSE_CHROMIUM:-}"
}

# inputs_of PART: one hash of all that it may depend on.
inputs_of() {
  local path left_out without=(-path ./build -o -name .git -o -name node_modules -o -name dist -o -name .cache)
  # Read as they stand: a pattern is find's to follow.
  read -ra left_out <<<"${aside[$1]:-}"
  for path in "${left_out[@]}"; do without+=(-o -path "./$path"); done
  {
    find . \( "${without[@]}" \) -prune -o -type f ! -name '*.tsbuildinfo' -print0 | sort -z | xargs -0 sha256sum
    toolchain
  } | sha256sum
}

passed_in_all=0 failed_in_all=0 skipped_in_all=0 passed_earlier=0 summary=()

# count NAME RESULT PASSED FAILED SKIPPED SECONDS
count() {
  passed_in_all=$((passed_in_all + $3)) failed_in_all=$((failed_in_all + $4)) skipped_in_all=$((skipped_in_all + $5))
  summary+=("$(printf '%-12s %-9s %7d %7d %7d s' "$1" "$2" "$3" "$4" "$6")")
}

tests() { (($1 == 1)) && say "1 test" || say "$1 tests"; }

# run_part NAME COUNTED
run_part() {
  local name=$1 counted=$2 inputs status started=$SECONDS passed failed skipped word=ok
  local log=$logs/test-$name.log
  inputs=$(inputs_of "$name")
  forget "test-$name"
  set +e
  (set -e && "test_$name") >"$log" 2>&1 </dev/null
  status=$?
  set -e
  read -r passed failed skipped < <(tests_in "$log")
  if ((!counted)); then passed=$((status == 0)) failed=0; fi
  if ((status == 0 && passed + failed == 0)); then
    say "no test was run" >>"$log"
    status=1
  fi
  if ((status != 0 && failed == 0)); then failed=1; fi
  if ((failed > 0)); then word=FAILED; fi
  count "$name" "$word" "$passed" "$failed" "$skipped" $((SECONDS - started))
  say "$word ($((SECONDS - started)) s)"
  if ((failed > 0)); then
    say "----- build/logs/test-$name.log"
    ends_of "$log"
    say "-----"
  else
    stamp "test-$name" "$inputs"
    stamp "test-$name-counts" "$passed $skipped"
  fi
}

# pass_over NAME: counts what passed when the part was last run.
pass_over() {
  local passed skipped
  read -r passed skipped <"$root/build/stamps/test-$1-counts" || true
  passed_earlier=$((passed_earlier + passed))
  count "$1" unchanged "$passed" 0 "$skipped" 0
  say "unchanged since it last passed: $(tests "$passed")"
}

# run_tests [--all | PART…]: the parts whose inputs have changed, or all, or those named.
run_tests() {
  local part name counted description all=$# wanted=" $* "
  if [[ ${1:-} == --all ]]; then wanted="  "; shift; fi
  for name in "$@"; do
    [[ " ${parts[*]%%[+ ]*} " == *" $name "* ]] || die "There is no part \"$name\". ./dev help lists them."
  done
  set_up
  for part in "${parts[@]}"; do
    read -r name description <<<"$part"
    counted=0
    if [[ $name == *+ ]]; then counted=1; fi
    name=${name%+}
    if (($# > 0)) && [[ $wanted != *" $name "* ]]; then continue; fi
    printf '%-12s %s … ' "$name" "$description"
    if ((!all)) && is_fresh "test-$name" "$(inputs_of "$name")"; then
      pass_over "$name"
    else
      run_part "$name" "$counted"
    fi
  done
  say "" "$(printf '%-12s %-9s %7s %7s %9s' part result passed failed time)"
  printf '%s\n' "${summary[@]}" ""
  if ((passed_earlier > 0)); then
    say "$(tests "$passed_earlier") passed earlier, and nothing that they may depend on has changed: ./dev test --all runs them again."
  fi
  local skipped=""
  if ((skipped_in_all > 0)); then skipped=", $skipped_in_all skipped"; fi
  say "$passed_in_all passed, $failed_in_all failed$skipped"
  ((failed_in_all == 0 && passed_in_all > 0))
}
