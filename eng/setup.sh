# Sets up what is missing on this machine; sourced by ./run and ./test. Quick when there is nothing to do.
# Wants: HUDDLEBOT_ROOT, the root of the repository.

say() { printf '%s\n' "$*" >&2; }

stop() { say "$*"; exit 1; }

install_debian_packages() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || stop "Missing: $*. Please install it (on Debian, as root: apt-get install $*) and try again."
  say "Installing $* …"
  apt-get update -qq >/dev/null 2>&1 || say "apt-get update had trouble; going on with the lists that are there."
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null || stop "Could not install: $*"
}

need_dotnet() {
  command -v dotnet >/dev/null || stop "Missing: the .NET 10 SDK. Install it from Microsoft's packages for your system and try again."
  case "$(dotnet --version)" in
    1[0-9].*) ;;
    *) stop "HuddleBot needs the .NET 10 SDK; this is $(dotnet --version)." ;;
  esac
}

need_node() {
  command -v node >/dev/null || install_debian_packages nodejs npm
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || stop "HuddleBot needs Node 20 or newer; this is $(node --version)."
  command -v npm >/dev/null || install_debian_packages npm
  local wanted="$HUDDLEBOT_ROOT/package-lock.json" installed="$HUDDLEBOT_ROOT/node_modules/.huddlebot-installed"
  if [ ! -f "$installed" ] || ! cmp -s "$wanted" "$installed"; then
    say "Installing the npm packages (about a minute, once) …"
    (cd "$HUDDLEBOT_ROOT" && npm ci --no-audit --no-fund --loglevel=error >/dev/null) || stop "npm ci failed; see above."
    cp "$wanted" "$installed"
  fi
}

need_page() {
  local page="$HUDDLEBOT_ROOT/src/HuddleBot.Playground"
  if [ ! -f "$page/wwwroot/app.js" ] || [ -n "$(find "$page/page" "$HUDDLEBOT_ROOT/package-lock.json" -newer "$page/wwwroot/app.js" -print -quit)" ]; then
    (cd "$HUDDLEBOT_ROOT" && npm run --silent build:page >&2) || stop "The Playground's page could not be built; see above."
  fi
}

need_chromium() {
  command -v chromium >/dev/null || install_debian_packages chromium fonts-liberation fonts-noto-color-emoji
}
