# shellcheck shell=bash disable=SC2154,SC2034
# BuildKit without Docker. Sourced by scripts/test-daemons.sh.

start_buildkitd() {
  local port socket=$folder/buildkitd.sock
  port=$(free_port)
  PATH=$programs:$PATH start buildkitd buildkitd --root "$folder/buildkitd" --addr "unix://$socket" --addr "tcp://127.0.0.1:$port" \
    --oci-worker-snapshotter=native --oci-worker-net=host --containerd-worker=false
  await buildkitd "$programs/buildctl" --addr "unix://$socket" debug workers
  export DLINT_TEST_BUILDKITD_SOCKET=$socket DLINT_TEST_BUILDKITD_TCP=tcp://127.0.0.1:$port
}
