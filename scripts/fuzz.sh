# shellcheck shell=bash
# Fuzzing: inputs are made up and changed again and again, in search of one that the engine does not stand. Sourced by
# ../dev.

# The targets, each with what it tries. Target NAME is run by the function fuzz_NAME SEED [FILE]: from that seed until it
# is stopped or has found a fault, or just the input in FILE. Where it found one it fails, and says how to see it again.
readonly fuzz_targets=(
  "documents any bytes as a document: read, written, read again, run"
  "api sequences of calls, good and bad, on workspaces of the conformance files and made-up ones"
  "replay logs of events, whole and row by row, of one version and of two"
  "reference made-up workspaces and stimuli: the engine's whole journal against the reference model's"
)

fuzz_documents() { quietly build-fuzz build_fuzz_targets && run_libfuzzer documents "$1" 0 "${2:-}"; }
fuzz_api() { quietly build-fuzz build_fuzz_targets && run_libfuzzer api "$1" 0 "${2:-}"; }
fuzz_replay() { quietly build-fuzz build_fuzz_targets && run_libfuzzer replay "$1" 0 "${2:-}"; }
fuzz_reference() { quietly build-javascript build_for_javascript && npm run --silent fuzz:reference --workspace tests -- "$1"; }

readonly fuzz_folder=build/fuzz
# How libFuzzer ends when it is stopped by Ctrl-C.
readonly interrupted=72

# The programs of the targets in C++, and the seeds that they start from.
build_fuzz_targets() {
  build_preset native-sanitized rehearse_fuzz
  rm -rf "$fuzz_folder/seeds"
  mkdir -p "$fuzz_folder/seeds"
  build/native-sanitized/tests/rehearse_fuzz_seeds "$fuzz_folder/seeds"
}

# run_libfuzzer TARGET SEED SECONDS [FILE]: for that long, 0 is until stopped. What it found worth keeping stays in
# build/fuzz/corpus/TARGET. A run of limited time starts from some of the seeds alone: to load them all takes minutes.
run_libfuzzer() {
  local target=$1 seed=$2 seconds=$3 file=${4:-} status=0
  local program=build/native-sanitized/tests/rehearse_fuzz_$target crashes=$fuzz_folder/crashes/$target-
  local options=(-seed="$seed" -timeout=30 -rss_limit_mb=2048 -max_len=8192 -dict="$fuzz_folder/seeds/dictionary"
    -artifact_prefix="$crashes" -print_final_stats=1 -verbosity=1)
  mkdir -p "$fuzz_folder/corpus/$target" "$fuzz_folder/crashes"
  if [[ -n $file ]]; then
    "$program" -timeout=30 -rss_limit_mb=2048 "$file"
    return
  elif ((seconds > 0)); then
    "$program" "${options[@]}" -max_total_time="$seconds" "$(fresh_folder "$target")" "$(some_seeds "$target")" || status=$?
  else
    "$program" "${options[@]}" "$fuzz_folder/corpus/$target" "$fuzz_folder/seeds/$target" || status=$?
  fi
  if ((status == interrupted)); then
    return 0
  elif ((status != 0)); then
    say "" "$target: a fault was found, with seed $seed. Its input is the newest file of $crashes*; to see it again:" \
      "  ./dev fuzz $target $(newest "$crashes")"
  fi
  return "$status"
}

fresh_folder() {
  rm -rf "${fuzz_folder:?}/fresh/$1"
  mkdir -p "$fuzz_folder/fresh/$1"
  say "$fuzz_folder/fresh/$1"
}

# Every twentieth seed, by number.
some_seeds() {
  local folder=$fuzz_folder/some-seeds/$1 number
  rm -rf "$folder"
  mkdir -p "$folder"
  for ((number = 1; ; number += 20)); do
    [[ -f $fuzz_folder/seeds/$1/$number ]] || break
    cp "$fuzz_folder/seeds/$1/$number" "$folder/"
  done
  say "$folder"
}

newest() { find "$(dirname "$1")" -name "$(basename "$1")*" -printf '%T@ %p\n' | sort -n | tail -n 1 | cut -d' ' -f2-; }

# fuzz TARGET [FILE]: until stopped, or just the input in FILE. SEED=N ./dev fuzz … starts as an earlier run did.
fuzz() {
  local target=${1:-} seed=${SEED:-$((RANDOM * 32768 + RANDOM))}
  if ! declare -F "fuzz_$target" >/dev/null || [[ " ${fuzz_targets[*]%% *} " != *" $target "* ]]; then
    complain "usage: [SEED=N] ./dev fuzz TARGET [FILE]"
    help_with_fuzzing >&2
    exit 2
  fi
  set_up
  if [[ -z ${2:-} ]]; then say "seed $seed; Ctrl-C ends it"; fi
  "fuzz_$target" "$seed" "${2:-}"
}

help_with_fuzzing() {
  local target
  say "The targets of fuzzing:"
  for target in "${fuzz_targets[@]}"; do printf '  %-12s %s\n' "${target%% *}" "${target#* }"; done
}
