# shellcheck shell=bash disable=SC2154,SC2034
# The current engines, compiled from the versions that go.mod pins. Sourced by scripts/test-daemons.sh, which sets `engines`.

# NAME, whether it needs C, build tags, package.
PROGRAMS=(
  'runc                    1 seccomp github.com/opencontainers/runc'
  'containerd              0 -       github.com/containerd/containerd/v2/cmd/containerd'
  'containerd-shim-runc-v2 0 -       github.com/containerd/containerd/v2/cmd/containerd-shim-runc-v2'
  'dockerd                 1 -       github.com/moby/moby/v2/cmd/dockerd'
  'buildkitd               0 -       github.com/moby/buildkit/cmd/buildkitd'
  'buildctl                0 -       github.com/moby/buildkit/cmd/buildctl'
  'docker-buildx           0 -       github.com/docker/buildx/cmd/buildx'
)

has_go() {
  command -v go >/dev/null
}

# Sets `programs` to the folder of the compiled engines. They are compiled once for each state of go.sum and the table.
compile_engines() {
  local key
  key=$({ cat "$engines/go.sum"; echo "${PROGRAMS[@]}"; } | sha256sum | cut -c1-16)
  programs=${XDG_CACHE_HOME:-$HOME/.cache}/dlint-engines/$key
  [[ -e $programs/complete ]] && return
  say "compiling the engines into $programs; the first time this takes many minutes"
  mkdir -p "$programs"
  local program
  for program in "${PROGRAMS[@]}"; do
    # shellcheck disable=SC2086 # four fields
    compile $program
  done
  touch "$programs/complete"
}

compile() {
  local name=$1 cgo=$2 tags=${3#-} package=$4
  CGO_ENABLED=$cgo nice go -C "$engines" build -buildvcs=false -trimpath -ldflags='-s -w' -tags "$tags" -o "$programs/$name" "$package"
}
