# shellcheck shell=bash disable=SC2154,SC2034
# Docker daemons. Sourced by scripts/test-daemons.sh.

# start_docker NAME OPTION...: sets `socket` and `port`, where it listens. The programs are those on PATH.
start_docker() {
  local name=$1
  shift
  socket=$folder/$name.sock
  port=$(free_port)
  start "$name" dockerd --data-root "$folder/$name" --exec-root "$folder/$name-run" --pidfile "$folder/$name.pid" \
    -H "unix://$socket" -H "tcp://127.0.0.1:$port" --iptables=false --bridge=none "$@"
}

# Debian's: the classic builder and BuildKit 0.8.
start_docker_20() {
  start_docker docker --storage-driver vfs
  await docker answers http://docker/_ping "$socket"
  export DLINT_TEST_DOCKER_SOCKET=$socket DLINT_TEST_DOCKER_TCP=tcp://127.0.0.1:$port
}

# start_docker_29 NAME OPTION...: with the containerd and runc that were compiled with it.
start_docker_29() {
  local name=$1
  PATH=$programs:$PATH start_docker "$@" --ip6tables=false --tls=false
  await "$name" answers http://docker/_ping "$socket"
}

# Images in Docker's own store.
start_docker_29_graphdriver() {
  start_docker_29 docker29 --storage-driver vfs
  export DLINT_TEST_DOCKER29_SOCKET=$socket DLINT_TEST_DOCKER29_TCP=tcp://127.0.0.1:$port
}

# Images in containerd.
start_docker_29_containerd() {
  start_docker_29 docker29-containerd --feature containerd-snapshotter=true
  export DLINT_TEST_DOCKER29_CONTAINERD_SOCKET=$socket DLINT_TEST_DOCKER29_CONTAINERD_TCP=tcp://127.0.0.1:$port
}
