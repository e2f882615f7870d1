# shellcheck shell=bash disable=SC2154,SC2034
# The current engines, and what reads our reports and workflows, compiled from the versions that the go.mod files pin. Sourced by scripts/test-daemons.sh, which sets `engines`.

# NAME, module, whether it needs C, build tags, package. Each engine is a module of its own (test/engines/MODULE/go.mod), so that it
# gets the libraries that it was released with: with BuildKit's in one module, dockerd would embed a newer BuildKit.
PROGRAMS=(
  'runc                    runc     1 seccomp github.com/opencontainers/runc'
  'containerd              docker   0 -       github.com/containerd/containerd/v2/cmd/containerd'
  'containerd-shim-runc-v2 docker   0 -       github.com/containerd/containerd/v2/cmd/containerd-shim-runc-v2'
  'dockerd                 docker   1 -       github.com/moby/moby/v2/cmd/dockerd'
  'buildkitd               buildkit 0 -       github.com/moby/buildkit/cmd/buildkitd'
  'buildctl                buildkit 0 -       github.com/moby/buildkit/cmd/buildctl'
  'docker-buildx           buildkit 0 -       github.com/docker/buildx/cmd/buildx'
  'reviewdog               tools    0 -       github.com/reviewdog/reviewdog/cmd/reviewdog'
  'actionlint              tools    0 -       github.com/rhysd/actionlint/cmd/actionlint'
)

has_go() {
  command -v go >/dev/null
}

# Sets `programs` to the folder of the compiled engines, and tells it the tests. They are compiled once for each state of the go.sum files and the table.
compile_engines() {
  local key
  key=$({ cat "$engines"/*/go.sum; echo "${PROGRAMS[@]}"; } | sha256sum | cut -c1-16)
  programs=${XDG_CACHE_HOME:-$HOME/.cache}/dlint-engines/$key
  export DLINT_TEST_ENGINES=$programs
  [[ -e $programs/complete ]] && return
  say "compiling the engines into $programs; the first time this takes many minutes"
  mkdir -p "$programs"
  local program
  for program in "${PROGRAMS[@]}"; do
    # shellcheck disable=SC2086 # five fields
    compile $program
  done
  touch "$programs/complete"
}

compile() {
  local name=$1 module=$2 cgo=$3 tags=${4#-} package=$5
  CGO_ENABLED=$cgo nice go -C "$engines/$module" build -buildvcs=false -trimpath -ldflags='-s -w' -tags "$tags" -o "$programs/$name" "$package"
}
