# shellcheck shell=bash
# clang-tidy. It is run on the sources of a folder joined to one: most of what it takes for a source alone goes into its
# headers. They are joined, and not included, because the analyzer and some checks look at the main file only. What is
# lost: a using-declaration passes as used if another source of the folder uses what it names. Sourced by ../dev.

readonly lint_flags=(-std=c++20 -I"$root/src" -iquote "$root/tests/native"
  -isystem "$root/build/native/include-nlohmann" -DREHEARSE_VERSION='""')

# The folders, the largest first. The tables of the vocabulary open enumerations that share names: they stay alone.
linted() {
  find src tests/native -name '*.cpp' -printf '%s %h %p\n' | sort -k3 |
    awk '{ unit = $2 ~ /\/vocabulary$/ ? $3 : $2; size[unit] += $1 } END { for (unit in size) print size[unit], unit }' |
    sort -rn | cut -d' ' -f2
}

# join_sources UNIT: each under a line that names it. The check for headers included twice begins anew at an #undef.
join_sources() {
  find "$1" -name '*.cpp' | sort |
    xargs awk 'FNR == 1 { printf "#undef NEXT_SOURCE\n#line 1 \"%s\"\n", FILENAME } { print }'
}

# name_sources JOINED: what clang-tidy says, with the places in the sources in place of those in what was joined.
name_sources() {
  awk -v joined="$root/$1:" '
    FNR == NR && $1 == "#line" { name = $3; above = FNR; gsub("\"", "", name) }
    FNR == NR { source[FNR] = name; line[FNR] = FNR - above; next }
    index($0, joined) == 1 {
      rest = substr($0, length(joined) + 1)
      number = rest + 0
      sub(/^[0-9]+/, "", rest)
      $0 = source[number] ":" line[number] rest
    }
    { print }' "$1" -
}

# What clang-tidy's verdict depends on: the sources, the headers of ours that they include, the settings.
lint_key() {
  {
    cat "$1"
    clang++ "${lint_flags[@]}" -MM "$1" | tr -d '\\' | tr ' ' '\n' | grep -E "^$root/(src|tests)/" | xargs cat
    cat .clang-tidy scripts/lint.sh
    clang-tidy --version
  } | sha256sum | cut -d' ' -f1
}

# lint UNIT: a folder or a source.
lint() {
  local unit=$1 joined=build/lint/${1//\//-}.cpp flags=("${lint_flags[@]}") key
  if [[ $unit == src/* ]]; then flags+=(-fno-exceptions); fi
  mkdir -p build/lint
  join_sources "$unit" >"$joined"
  key=$(lint_key "$joined")
  if is_fresh "lint-${unit//\//-}" "$key"; then
    say "unchanged: $unit"
  elif clang-tidy --quiet "$joined" -- "${flags[@]}" 2>/dev/null | name_sources "$joined"; then
    say "clean: $unit"
    stamp "lint-${unit//\//-}" "$key"
  else
    say "clang-tidy found something in $unit"
    return 1
  fi
}

lint_all() {
  export root
  linted | xargs -n1 -P"$jobs" bash -euo pipefail -c 'source scripts/helpers.sh && source scripts/lint.sh && lint "$1"' lint
}
