# shellcheck shell=bash
# Speaking, and doing nothing twice. Sourced by ../dev.

say() { printf '%s\n' "$@"; }
complain() { say "$@" >&2; }
die() {
  complain "$@"
  exit 1
}

# ends_of LOG: its beginning and its end, for the cause may stand in either.
ends_of() {
  if (($(wc -l <"$1") <= 70)); then
    cat "$1"
  else
    head -n 10 "$1"
    say "…"
    tail -n 60 "$1"
  fi
}

# quietly NAME COMMAND…: keeps the output in build/logs/NAME.log, and shows its end if the command fails.
quietly() {
  local name=$1 status=0
  shift
  "$@" >"$logs/$name.log" 2>&1 || status=$?
  if ((status != 0)); then
    complain "failed: $* (all of it in build/logs/$name.log)"
    ends_of "$logs/$name.log" >&2
  fi
  return "$status"
}

# ---------------------------------------------------------------------------------------------------------------------
# Doing nothing twice

# fingerprint PATH…: one hash of all files there, but for what is built or installed.
fingerprint() {
  find "$@" \( -name node_modules -o -name dist \) -prune -o -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum
}

is_fresh() { [[ -f $root/build/stamps/$1 && $(<"$root/build/stamps/$1") == "$2" ]]; }

stamp() {
  mkdir -p "$root/build/stamps"
  printf '%s' "$2" >"$root/build/stamps/$1"
}

forget() { rm -f "$root/build/stamps/$1"; }
