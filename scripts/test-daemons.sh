#!/usr/bin/env bash
# Runs a command with the engines that the integration tests of `dlint build` need, and stops them afterwards:
#
#   scripts/test-daemons.sh npm test
#
# Needs root and Debian; missing packages are installed. Docker 29 and BuildKit are compiled with Go and kept in the user's
# cache; without Go they are left out, as are the registries and SSH without the docker command, unless CI is set: then all
# of them must run. The command finds the engines by the variables DLINT_TEST_…, which test/build/real-daemon.ts lists.
set -euo pipefail

# shellcheck disable=SC2034 # the parts use it
folder=$(mktemp -d /tmp/dlint-daemons.XXXXXX)
engines=$(cd "$(dirname "$0")/../test/engines" && pwd)
for part in processes packages programs docker podman buildkitd registry sshd; do
  # shellcheck source=/dev/null
  source "$engines/$part.sh"
done
trap stop_all EXIT
trap 'exit 130' INT TERM

# leave_out WHAT NEED: in CI that is a failure.
leave_out() {
  say "no $2: $1 left out"
  [[ -z ${CI:-} ]]
}

install_missing
export DLINT_TEST_BUSYBOX=/bin/busybox
start_docker_20
start_podman
if has_go; then
  compile_engines
  start_docker_29_graphdriver
  start_docker_29_containerd
  start_buildkitd
else
  leave_out 'Docker 29 and BuildKit' 'go (https://go.dev/dl)'
fi
if command -v docker >/dev/null; then
  start_basic_registry
  start_token_registry
  start_sshd
else
  leave_out 'registries and SSH' 'docker command (package docker-cli)'
fi
"$@"
