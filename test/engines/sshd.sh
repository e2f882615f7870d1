# shellcheck shell=bash disable=SC2154,SC2034
# An SSH server for `ssh://` addresses, with keys and a configuration of its own. Sourced by scripts/test-daemons.sh.

start_sshd() {
  local port ssh=$folder/ssh
  port=$(free_port)
  mkdir -p "$ssh/bin" /run/sshd
  chmod 700 "$ssh"
  ssh-keygen -q -t ed25519 -N '' -f "$ssh/host_key"
  ssh-keygen -q -t ed25519 -N '' -f "$ssh/user_key"
  cp "$ssh/user_key.pub" "$ssh/authorized_keys"
  write_sshd_config "$port" >"$ssh/sshd_config"
  write_ssh_config "$port" >"$ssh/config"
  echo "[127.0.0.1]:$port $(cut -d ' ' -f 1,2 "$ssh/host_key.pub")" >"$ssh/known_hosts"
  write_ssh >"$ssh/bin/ssh"
  chmod +x "$ssh/bin/ssh"
  start sshd /usr/sbin/sshd -D -e -f "$ssh/sshd_config"
  await sshd "$ssh/bin/ssh" -p "$port" root@127.0.0.1 docker version
  export DLINT_TEST_SSH=ssh://root@127.0.0.1:$port DLINT_TEST_SSH_PATH=$ssh/bin
}

# What is reached over SSH is Debian's daemon.
write_sshd_config() {
  cat <<EOF
ListenAddress 127.0.0.1:$1
HostKey $folder/ssh/host_key
AuthorizedKeysFile $folder/ssh/authorized_keys
PidFile none
PermitRootLogin prohibit-password
PasswordAuthentication no
UsePAM no
StrictModes no
SetEnv DOCKER_HOST=unix://$DLINT_TEST_DOCKER_SOCKET DOCKER_CONFIG=$folder/ssh/docker PATH=$PATH
EOF
}

write_ssh_config() {
  cat <<EOF
Host 127.0.0.1
  Port $1
  IdentityFile $folder/ssh/user_key
  IdentitiesOnly yes
  UserKnownHostsFile $folder/ssh/known_hosts
  GlobalKnownHostsFile /dev/null
EOF
}

# The client takes its configuration from the user's home and nowhere else, unless it is told on the command line.
write_ssh() {
  cat <<EOF
#!/bin/sh
exec /usr/bin/ssh -F "$folder/ssh/config" "\$@"
EOF
}
