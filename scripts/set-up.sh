# shellcheck shell=bash
# What the project is built and tested with is looked for, and installed where it is missing. Sourced by ../dev.

has() { command -v "$1" >/dev/null 2>&1; }

has_sanitizers() { has clang++ && compgen -G "$(clang++ -print-resource-dir)/lib/*/libclang_rt.asan*" >/dev/null; }

has_header() { compgen -G "/usr/include/$1" >/dev/null || compgen -G "/usr/local/include/$1" >/dev/null; }

# Tells those that start Chromium which.
use_chromium() {
  REHEARSE_CHROMIUM=${REHEARSE_CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
  export REHEARSE_CHROMIUM
}

has_chromium() { [[ -n ${REHEARSE_CHROMIUM:-} ]] || has chromium || has chromium-browser || has google-chrome; }

# What is missing, by the name of its package in Debian and Ubuntu.
missing_packages() {
  has g++ || say g++
  has clang++ || say clang
  has_sanitizers || say libclang-rt-dev
  has cmake || say cmake
  has ninja || say ninja-build
  has ccache || say ccache
  has em++ || [[ -n ${EMSDK:-} ]] || say emscripten
  has clang-format || say clang-format
  has clang-tidy || say clang-tidy
  has_header 'catch2/catch*.hpp' || say catch2
  has_header nlohmann/json.hpp || say nlohmann-json3-dev
  has_header benchmark/benchmark.h || say libbenchmark-dev
  has_chromium || say chromium
  has npm || say npm
}

# apt COMMAND…: apt-get as root, without questions.
apt() {
  local as_root=()
  if ((EUID != 0)); then as_root=(sudo); fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y "$@"
}

# Packages that go by another name in this release: none of that name to be had means that another one brings it.
available() {
  local package
  for package in "$@"; do
    if [[ -n $(apt-cache madison "$package" 2>/dev/null) ]]; then
      say "$package"
    elif [[ $package == chromium ]]; then
      say chromium-browser
    fi
  done
}

install_packages() {
  local packages=()
  mapfile -t packages < <(missing_packages)
  if ((${#packages[@]} == 0)); then return; fi
  if ! has apt-get || { ((EUID != 0)) && ! has sudo; }; then
    die "These are missing, by their names in Debian and Ubuntu:" "  ${packages[*]}" \
      "Install them (as root: apt-get install ${packages[*]}), then run this again."
  fi
  say "installing from the system's packages: ${packages[*]}"
  local found=()
  mapfile -t found < <(available "${packages[@]}")
  if ((${#found[@]} < ${#packages[@]})); then
    quietly apt-update apt update
    mapfile -t found < <(available "${packages[@]}")
  fi
  # The lists of packages may be older than the packages: then they are read again, once.
  if ! apt install --no-install-recommends "${found[@]}" >"$logs/apt-install.log" 2>&1; then
    quietly apt-update apt update
    quietly apt-install apt install --no-install-recommends "${found[@]}"
  fi
  hash -r
  mapfile -t packages < <(missing_packages)
  if ((${#packages[@]} > 0)); then die "Still missing after the installation: ${packages[*]}"; fi
}

# ---------------------------------------------------------------------------------------------------------------------
# Set-up: Node and the packages of package-lock.json

# Whether the Node that is found is new enough for the tests; the packages themselves need less.
node_suits() {
  [[ $(printf '%s\n' "$node_minimum" "$(node --print process.versions.node 2>/dev/null || say 0)" | sort -V | head -n 1) == "$node_minimum" ]]
}

# A Node that is new enough, from the npm registry, where the system's is not. Lives in build/tools.
use_own_node() {
  if [[ ! -x $tools/bin/node ]]; then
    local processor
    case $(uname -m) in
      x86_64) processor=x64 ;;
      aarch64) processor=arm64 ;;
      *) die "Node $node_minimum or newer is needed, and there is $(node --version 2>/dev/null || say none). Install it, then run this again." ;;
    esac
    say "installing Node 22 and npm 11 into build/tools (the system's Node is $(node --version 2>/dev/null || say missing))"
    mkdir -p "$tools/bin"
    quietly node-install npm install --prefix "$tools" --no-save --no-audit --no-fund "node-linux-$processor@22" npm@11
    ln -sf "../node_modules/node-linux-$processor/bin/node" "$tools/bin/node"
    ln -sf ../node_modules/npm/bin/npm-cli.js "$tools/bin/npm"
    ln -sf ../node_modules/npm/bin/npx-cli.js "$tools/bin/npx"
  fi
  export PATH=$tools/bin:$PATH
  hash -r
}

install_node_packages() {
  local wanted
  wanted="$(node --version) $(sha256sum <package-lock.json)"
  if [[ -d node_modules ]] && is_fresh npm "$wanted"; then return; fi
  say "installing the packages of package-lock.json"
  quietly npm-ci npm ci --no-audit --no-fund
  stamp npm "$wanted"
}

set_up() {
  install_packages
  if ! node_suits; then use_own_node; fi
  install_node_packages
}
