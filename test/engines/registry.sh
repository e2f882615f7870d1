# shellcheck shell=bash disable=SC2154,SC2034
# Registries that ask who is there, each with an image `private/base`. Sourced by scripts/test-daemons.sh.

export DLINT_TEST_REGISTRY_USER=tester DLINT_TEST_REGISTRY_PASSWORD='pass:wörd/+'

# Asks for the password at each request.
start_basic_registry() {
  local port at=$folder/registry-basic
  port=$(free_port)
  mkdir -p "$at"
  htpasswd -Bbn "$DLINT_TEST_REGISTRY_USER" "$DLINT_TEST_REGISTRY_PASSWORD" >"$at/htpasswd"
  write_registry_config "$port" "$at" >"$at/config.yml"
  cat >>"$at/config.yml" <<EOF
auth:
  htpasswd: { realm: registry, path: $at/htpasswd }
EOF
  start registry-basic docker-registry serve "$at/config.yml"
  await registry-basic listens "$port"
  export DLINT_TEST_REGISTRY_BASIC=127.0.0.1:$port
  push_base "$DLINT_TEST_REGISTRY_BASIC" private/base
}

# Asks for a token that another server gives for the password; anybody gets one to pull `public/…`.
start_token_registry() {
  local port token_port at=$folder/registry-token
  port=$(free_port)
  token_port=$(free_port)
  mkdir -p "$at"
  openssl req -x509 -newkey rsa:2048 -noenc -days 2 -subj /CN=tokens -keyout "$at/key.pem" -out "$at/cert.pem" 2>/dev/null
  write_registry_config "$port" "$at" >"$at/config.yml"
  cat >>"$at/config.yml" <<EOF
auth:
  token: { realm: 'http://127.0.0.1:$token_port/token', service: registry, issuer: tokens, rootcertbundle: $at/cert.pem }
EOF
  start tokens node "$engines/token-server.js" "$token_port" "$at/key.pem" "$at/cert.pem"
  start registry-token docker-registry serve "$at/config.yml"
  await tokens listens "$token_port"
  await registry-token listens "$port"
  export DLINT_TEST_REGISTRY_TOKEN=127.0.0.1:$port
  push_base "$DLINT_TEST_REGISTRY_TOKEN" private/base public/base
}

write_registry_config() {
  cat <<EOF
version: 0.1
http: { addr: '127.0.0.1:$1' }
storage: { filesystem: { rootdirectory: $2/data }, delete: { enabled: true } }
EOF
}

# push_base REGISTRY REPOSITORY...: a small image under these names.
push_base() {
  local registry=$1 images=("${@:2}") docker=(docker --config "$folder/docker-config" -H "unix://$DLINT_TEST_DOCKER_SOCKET")
  local at=$folder/base
  images=("${images[@]/#/$registry/}")
  mkdir -p "$at"
  cp /bin/busybox "$at/"
  printf 'FROM scratch\nCOPY busybox /bin/sh\nLABEL base=yes\n' >"$at/Dockerfile"
  {
    "${docker[@]}" login -u "$DLINT_TEST_REGISTRY_USER" --password-stdin "$registry" <<<"$DLINT_TEST_REGISTRY_PASSWORD"
    local image
    for image in "${images[@]}"; do
      DOCKER_BUILDKIT=0 "${docker[@]}" build -q -t "$image" "$at"
      "${docker[@]}" push "$image"
    done
    # A build that finds the image at home would not ask the registry.
    "${docker[@]}" rmi "${images[@]}"
  } >"$folder/push.log" 2>&1 || {
    tail -n 20 "$folder/push.log" >&2
    return 1
  }
}
