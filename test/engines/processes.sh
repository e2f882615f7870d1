# shellcheck shell=bash disable=SC2154,SC2034
# Processes in the background: started, waited for and ended. Sourced by scripts/test-daemons.sh, which sets `folder`.

pids=()
declare -A pid_of

say() {
  echo "test-daemons: $*" >&2
}

# start NAME COMMAND...: in the background, its output in a file.
start() {
  local name=$1
  shift
  "$@" >"$folder/$name.log" 2>&1 &
  pids+=($!)
  pid_of[$name]=$!
}

# await NAME COMMAND...: until the command succeeds, as long as what was started by that name runs, but not without end.
await() {
  local name=$1 deadline=$((SECONDS + 600))
  shift
  while kill -0 "${pid_of[$name]}" 2>/dev/null && ((SECONDS < deadline)); do
    "$@" >/dev/null 2>&1 && return
    sleep 0.2
  done
  say "$name does not answer; its last words:"
  tail -n 20 "$folder/$name.log" >&2
  return 1
}

# Below those that the system gives to connections, which could take it before it is listened on.
free_port() {
  node -e '
    const listen = () => {
      const port = 10000 + Math.floor(Math.random() * 20000);
      const server = require("net").createServer().on("error", listen);
      server.listen(port, "127.0.0.1", () => server.close(() => console.log(port)));
    };
    listen();
  '
}

# answers URL [SOCKET]: whether something speaks HTTP there and is content.
answers() {
  node -e '
    const [, url, socketPath] = process.argv;
    require("http").get(url, { socketPath }, (r) => process.exit(r.statusCode === 200 ? 0 : 1)).on("error", () => process.exit(1));
  ' "$@"
}

listens() {
  node -e 'require("net").connect(process.argv[1], "127.0.0.1", () => process.exit(0)).on("error", () => process.exit(1))' "$1"
}

stop_all() {
  local pid
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  # What a daemon left mounted must not be walked into.
  awk -v folder="$folder/" 'index($2, folder) == 1 { print $2 }' /proc/mounts | sort -r | xargs -r umount -l || true
  rm -rf "$folder"
}
