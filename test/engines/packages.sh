# shellcheck shell=bash disable=SC2154,SC2034
# Debian's packages that the engines and the tests need. Sourced by scripts/test-daemons.sh.

# The file a package is missing for, and the package.
declare -A PACKAGE_OF=(
  [/usr/sbin/dockerd]=docker.io
  [/usr/bin/podman]=podman
  [/usr/sbin/runc]=runc
  [/usr/sbin/iptables]=iptables
  [/bin/ps]=procps
  [/usr/bin/shellcheck]=shellcheck
  [/bin/busybox]=busybox-static
  [/usr/bin/docker-registry]=docker-registry
  [/usr/bin/htpasswd]=apache2-utils
  [/usr/bin/openssl]=openssl
  [/usr/bin/chromium]=chromium
  [/usr/bin/xmllint]=libxml2-utils
  [/usr/sbin/sshd]=openssh-server
  [/usr/bin/ssh]=openssh-client
  [/usr/bin/zsh]=zsh
  [/usr/bin/fish]=fish
  [/usr/bin/git]=git
)

# Needed to compile runc with Debian's libseccomp.
declare -A PACKAGE_OF_COMPILER=(
  [/usr/bin/gcc]=gcc
  [/usr/bin/pkg-config]=pkg-config
  [/usr/include/seccomp.h]=libseccomp-dev
)

install_missing() {
  local file missing=()
  for file in "${!PACKAGE_OF[@]}"; do
    [[ -e $file ]] || missing+=("${PACKAGE_OF[$file]}")
  done
  if has_go; then
    for file in "${!PACKAGE_OF_COMPILER[@]}"; do
      [[ -e $file ]] || missing+=("${PACKAGE_OF_COMPILER[$file]}")
    done
  fi
  [[ ${#missing[@]} -eq 0 ]] && return
  say "installing ${missing[*]}"
  install "${missing[@]}" >"$folder/apt.log" 2>&1 && return
  tail -n 20 "$folder/apt.log" >&2
  return 1
}

# Packages must not start services of the machine: the tests start their own.
install() {
  local policy=/usr/sbin/policy-rc.d status=0
  [[ -e $policy ]] && policy=
  [[ -n $policy ]] && printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"
  apt-get -o Acquire::Retries=3 update && DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::Retries=3 install -y --no-install-recommends "$@" || status=$?
  [[ -n $policy ]] && rm "$policy"
  return "$status"
}
