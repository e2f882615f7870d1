#!/usr/bin/env bash
# Runs a command with the daemons that the integration tests of `dlint build` need, and stops them afterwards:
#
#   scripts/test-daemons.sh npm test
#
# Installs docker, podman, a static busybox and ShellCheck with apt-get where they are missing; needs root. The command finds
# DLINT_TEST_DOCKER_SOCKET, DLINT_TEST_DOCKER_TCP, DLINT_TEST_PODMAN_TCP and DLINT_TEST_BUSYBOX in its environment.
set -euo pipefail

folder=$(mktemp -d /tmp/dlint-daemons.XXXXXX)
pids=()

install_missing() {
  local missing=()
  command -v dockerd >/dev/null || missing+=(docker.io)
  command -v podman >/dev/null || missing+=(podman)
  command -v runc >/dev/null || missing+=(runc)
  command -v iptables >/dev/null || missing+=(iptables)
  command -v ps >/dev/null || missing+=(procps)
  command -v shellcheck >/dev/null || missing+=(shellcheck)
  [[ -x /bin/busybox ]] || missing+=(busybox-static)
  [[ ${#missing[@]} -eq 0 ]] && return
  echo "test-daemons: installing ${missing[*]}" >&2
  {
    apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
  } >"$folder/apt.log" 2>&1 || {
    tail -n 20 "$folder/apt.log" >&2
    return 1
  }
}

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# start NAME COMMAND...: in the background, its output in a file.
start() {
  local name=$1
  shift
  "$@" >"$folder/$name.log" 2>&1 &
  pids+=($!)
}

# await NAME TARGET: until the daemon at a socket or port answers, up to a minute.
await() {
  local name=$1 target=$2
  for _ in $(seq 300); do
    answers "$target" && return
    sleep 0.2
  done
  echo "test-daemons: $name does not answer; its last words:" >&2
  tail -n 20 "$folder/$name.log" >&2
  return 1
}

answers() {
  node -e '
    const [, target] = process.argv;
    const where = target.startsWith("/") ? { socketPath: target } : { host: "127.0.0.1", port: Number(target) };
    require("http").get({ ...where, path: "/_ping" }, (r) => process.exit(r.statusCode === 200 ? 0 : 1)).on("error", () => process.exit(1));
  ' "$1"
}

stop() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  # What a daemon left mounted must not be walked into.
  awk -v folder="$folder/" 'index($2, folder) == 1 { print $2 }' /proc/mounts | sort -r | xargs -r umount -l || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

install_missing
docker_port=$(free_port)
podman_port=$(free_port)
start dockerd dockerd --data-root "$folder/docker" --exec-root "$folder/docker-run" --pidfile "$folder/dockerd.pid" \
  -H "unix://$folder/docker.sock" -H "tcp://127.0.0.1:$docker_port" --iptables=false --bridge=none --storage-driver vfs
start podman podman --root "$folder/podman" --runroot "$folder/podman-run" --storage-driver vfs --runtime runc \
  system service --time=0 "tcp:127.0.0.1:$podman_port"
await dockerd "$folder/docker.sock"
await podman "$podman_port"

export DLINT_TEST_DOCKER_SOCKET="$folder/docker.sock"
export DLINT_TEST_DOCKER_TCP="tcp://127.0.0.1:$docker_port"
export DLINT_TEST_PODMAN_TCP="tcp://127.0.0.1:$podman_port"
export DLINT_TEST_BUSYBOX=/bin/busybox
"$@"
