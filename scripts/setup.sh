#!/usr/bin/env bash
# Installs what building, testing or measuring Kith needs and this machine lacks.
# As root on Debian it uses apt; otherwise it says what to install.
set -euo pipefail

purpose=${1:-build}
missing=()

need() { # need COMMAND PACKAGE
  command -v "$1" >/dev/null 2>&1 || missing+=("$2")
}

for tool in cargo node npm; do
  if ! command -v "$tool" >/dev/null 2>&1; then
    echo "Kith needs $tool; install Rust 1.95 or newer and Node 20 or newer first." >&2
    exit 1
  fi
done

need cc build-essential
if [ "$purpose" = test ] || [ "$purpose" = bench ]; then
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || missing+=(postgresql)
  need setpriv util-linux
fi
if [ "$purpose" = test ] && [ ! -x "${KITH_CHROMIUM:-/usr/bin/chromium}" ]; then
  missing+=(chromium)
fi
if [ "$purpose" = test ]; then
  # Mail servers, which the tests start for themselves.
  [ -x /usr/sbin/dovecot ] && [ -x /usr/lib/dovecot/imap ] || missing+=(dovecot-imapd)
  /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || missing+=(python3-aiosmtpd)
  need openssl openssl
fi
if [ "$purpose" = bench ]; then
  need wrk wrk
fi

[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "Please install: ${missing[*]}" >&2
  exit 1
fi
echo "Installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
