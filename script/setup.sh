# What script/start and script/test share: they say what they do, and fetch what is missing
# from apt, npm and crates.io. Sourced, not run.

say() { printf '\033[1m▸ %s\033[0m\n' "$*"; }
note() { printf '  %s\n' "$*"; }

stop() {
  printf '\033[1m✗ %s\033[0m\n' "$1" >&2
  shift
  (($# == 0)) || printf '  %s\n' "$@" >&2
  exit 1
}

# Installs the Debian packages that are not installed yet.
need_packages() {
  local missing=() package
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  ((${#missing[@]} > 0)) || return 0
  command -v apt-get >/dev/null ||
    stop "Some libraries may be missing, and there is no apt-get to install them with" \
      "On Debian they are: ${missing[*]}" \
      "Install your system's packages of that kind, then set PLUMBLINE_SKIP_PACKAGES=1 and try again."
  say "Installing Debian packages: ${missing[*]}"
  as_root apt-get update -qq
  as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
    stop "The packages could not be installed" "apt-get says why, above."
}

is_installed() {
  [[ -n ${PLUMBLINE_SKIP_PACKAGES:-} ]] && return 0
  command -v dpkg-query >/dev/null || return 1
  [[ $(dpkg-query -W -f='${Status}' "$1" 2>/dev/null) == "install ok installed" ]]
}

as_root() {
  local run=(env DEBIAN_FRONTEND=noninteractive "$@")
  if [[ $(id -u) == 0 ]]; then
    "${run[@]}"
  elif command -v sudo >/dev/null; then
    sudo "${run[@]}"
  else
    stop "Installing packages needs root, and there is no sudo" "Run as root: $*"
  fi
}

# Stops unless the Rust toolchain is there and new enough for the workspace.
need_rust() {
  local due found
  command -v cargo >/dev/null || [[ ! -r ~/.cargo/env ]] || . ~/.cargo/env
  due=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  command -v cargo >/dev/null ||
    stop "There is no Rust toolchain" "Install Rust $due or newer: https://rustup.rs"
  found=$(rustc --version | cut -d' ' -f2)
  is_at_least "$due" "$found" ||
    stop "Rust $found is too old: $due or newer is needed" "Update it, for example: rustup update stable"
}

# Stops unless Node can build the interface; fetches the interface's packages when their list changed.
need_interface_packages() {
  local found stamp=ui/node_modules/.plumbline-lock
  command -v npm >/dev/null || install_node
  found=$(node --version | tr -d v)
  is_at_least 20.19 "$found" ||
    stop "Node $found is too old: 20.19 or newer is needed" "Install it from https://nodejs.org"
  cmp -s ui/package-lock.json "$stamp" && return
  say "Fetching the interface's packages from npm"
  npm --prefix ui ci --no-audit --no-fund --loglevel=error ||
    stop "The interface's packages could not be fetched" "npm says why, above."
  cp ui/package-lock.json "$stamp"
}

install_node() {
  local offered=""
  command -v apt-cache >/dev/null &&
    offered=$(apt-cache policy nodejs | sed -n 's/ *Candidate: \([0-9.]*\).*/\1/p')
  is_at_least 20.19 "${offered:-0}" ||
    stop "Node 20.19 or newer and npm are needed to build the interface" "Install them from https://nodejs.org"
  need_packages nodejs npm
}

# Tells whether version $2 is $1 or newer.
is_at_least() {
  [[ $(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n1) == "$1" ]]
}

# The libraries that the window is built with.
window_packages=(
  build-essential pkg-config file libwebkit2gtk-4.1-dev libgtk-3-dev librsvg2-dev
)
