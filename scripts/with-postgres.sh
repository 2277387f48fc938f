#!/usr/bin/env bash
# Runs a command with a PostgreSQL of its own, in a temporary folder, under an unprivileged user.
# The command finds its address in KITH_TEST_DATABASE_URL and `psql` in its PATH; the server is stopped and
# removed afterwards.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb)")

dir=$(mktemp -d /tmp/kith-postgres.XXXXXX)
as() { "$@"; }
if [ "$(id -u)" -eq 0 ]; then
  # PostgreSQL refuses to run as root.
  user=nobody
  id postgres >/dev/null 2>&1 && user=postgres
  chown "$user" "$dir"
  as() { setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups env HOME="$dir" "$@"; }
fi

stop() {
  as "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT TERM

port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
cd "$dir"
as "$bin/initdb" -D "$dir/data" -U kith -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$dir/initdb.log" 2>&1 ||
  { cat "$dir/initdb.log" >&2; exit 1; }
# Durability of the engine itself is PostgreSQL's business, so tests skip its syncs; measurements set
# KITH_POSTGRES_DURABLE and pay for them.
durable=(-c fsync=off -c synchronous_commit=off -c full_page_writes=off)
[ -z "${KITH_POSTGRES_DURABLE:-}" ] || durable=()
options="-c listen_addresses=127.0.0.1 -p $port -k $dir -c max_connections=300 -c shared_buffers=${KITH_POSTGRES_BUFFERS:-256MB} ${durable[*]}"
as "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -o "$options" -w start >/dev/null || { cat "$dir/log" >&2; exit 1; }
cd "$OLDPWD"

# For `psql`, which the package installs beside the server.
export PATH="$PATH:$bin"
export KITH_TEST_DATABASE_URL="postgres://kith@127.0.0.1:$port/postgres"
"$@"
