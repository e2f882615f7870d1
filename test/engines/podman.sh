# shellcheck shell=bash disable=SC2154,SC2034
# Podman's service, which answers Docker's API. Sourced by scripts/test-daemons.sh.

start_podman() {
  local port
  port=$(free_port)
  start podman podman --root "$folder/podman" --runroot "$folder/podman-run" --storage-driver vfs --runtime runc \
    system service --time=0 "tcp:127.0.0.1:$port"
  await podman answers "http://127.0.0.1:$port/_ping"
  export DLINT_TEST_PODMAN_TCP=tcp://127.0.0.1:$port
}
