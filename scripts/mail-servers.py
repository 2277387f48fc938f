#!/usr/bin/python3
"""Real mail servers for tests, in a temporary folder, on loopback, as an unprivileged user.

Dovecot serves IMAP, aiosmtpd takes mail by SMTP and puts it where Dovecot finds it: whoever it is for has a
mailbox of that name, with the password "secret". One line of JSON says where everything is; the servers stop
and the folder goes when standard input ends.

Files in the folder change what the SMTP servers say: "refuse" (550 to every recipient), "later" (451), and
"slow" (the mail is taken, and the answer comes ten seconds after).
"""

import asyncio
import json
import mailbox
import os
import pwd
import random
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

FOLDER = tempfile.mkdtemp(prefix="kith-mail.")


def path(*names):
    return os.path.join(FOLDER, *names)


def free_port():
    """One below those that the system gives away by itself, so that nobody takes it before its server does."""
    while True:
        port = random.randint(12_000, 32_000)
        with socket.socket() as listener:
            try:
                listener.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


def become_nobody():
    """Mail servers do not like to run as root."""
    if os.getuid() != 0:
        return
    nobody = pwd.getpwnam("nobody")
    os.chown(FOLDER, nobody.pw_uid, nobody.pw_gid)
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)
    os.environ["HOME"] = FOLDER


def certificates():
    """An authority of our own, and a certificate for 127.0.0.1 and localhost that it signed."""

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], check=True, capture_output=True)

    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    openssl("req", "-x509", *curve, "-days", "2", "-subj", "/CN=Kith tests", "-keyout", path("ca.key"),
            "-out", path("ca.pem"), "-addext", "basicConstraints=critical,CA:TRUE")
    openssl("req", *curve, "-subj", "/CN=localhost", "-keyout", path("tls.key"), "-out", path("tls.csr"))
    with open(path("ext"), "w") as file:
        file.write("subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n")
    openssl("x509", "-req", "-in", path("tls.csr"), "-CA", path("ca.pem"), "-CAkey", path("ca.key"), "-days", "2",
            "-CAcreateserial", "-extfile", path("ext"), "-out", path("tls.pem"))


def dovecot(imap, imaps):
    user = pwd.getpwuid(os.getuid())
    group = subprocess.run(["id", "-gn"], check=True, capture_output=True, text=True).stdout.strip()
    # Wrong passwords are part of tests; nobody is made to wait for them.
    services = "service anvil {\n  unix_listener anvil-auth-penalty {\n    mode = 0\n  }\n}\n"
    services += "".join(
        f"service {name} {{\n  chroot =\n}}\n" for name in ["anvil", "stats", "auth", "log", "config", "director"]
    )
    with open(path("dovecot.conf"), "w") as file:
        file.write(f"""
base_dir = {path("run")}
state_dir = {path("state")}
log_path = {path("dovecot.log")}
protocols = imap
listen = 127.0.0.1
default_internal_user = {user.pw_name}
default_internal_group = {group}
default_login_user = {user.pw_name}
first_valid_uid = 1
ssl = yes
ssl_cert = <{path("tls.pem")}
ssl_key = <{path("tls.key")}
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:{path("mail")}/%u
mail_max_userip_connections = 100
maildir_stat_dirs = yes
imap_idle_notify_interval = 2 mins
mailbox_idle_check_interval = 1 secs
auth_failure_delay = 0
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid={os.getuid()} gid={os.getgid()} home={path("home")}/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
{services}
""")
    return subprocess.Popen(["/usr/sbin/dovecot", "-F", "-c", path("dovecot.conf")], stdin=subprocess.DEVNULL,
                            stdout=sys.stderr, stderr=sys.stderr)


class Taker:
    """Puts what comes where Dovecot finds it."""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if os.path.exists(path("refuse")):
            return "550 5.1.1 No such mailbox here"
        if os.path.exists(path("later")):
            return "451 4.7.1 Come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        for address in envelope.rcpt_tos:
            deliver(address.lower(), envelope.original_content)
        if os.path.exists(path("slow")):
            await asyncio.sleep(10)
        return "250 Taken"


def deliver(address, content):
    box = mailbox.Maildir(path("mail", address), create=True)
    box.add(content)


def authenticate(server, session, envelope, mechanism, login):
    return AuthResult(success=login.password == b"secret")


def wait_for(port, log):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    sys.exit(f"nothing listens on {port}\n" + (open(log).read() if os.path.exists(log) else ""))


def main():
    become_nobody()
    imap_server = None
    servers = []
    try:
        certificates()
        for name in ["mail", "home", "run", "state"]:
            os.makedirs(path(name))
        imap, imaps, smtp, smtps = (free_port() for _ in range(4))
        imap_server = dovecot(imap, imaps)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(path("tls.pem"), path("tls.key"))
        common = {"hostname": "127.0.0.1", "data_size_limit": 80_000_000}
        # On one port STARTTLS and no names, on the other TLS and names.
        servers = [
            Controller(Taker(), port=smtp, tls_context=context, **common),
            Controller(Taker(), port=smtps, ssl_context=context, authenticator=authenticate, auth_required=True,
                       auth_require_tls=False, **common),
        ]
        for server in servers:
            server.start()
        wait_for(imap, path("dovecot.log"))
        print(json.dumps({"imap": imap, "imaps": imaps, "smtp": smtp, "smtps": smtps, "ca": path("ca.pem"),
                          "folder": FOLDER}), flush=True)
        # Each line of input names a mailbox and a file to put there, to the byte.
        for line in sys.stdin:
            address, file = line.rstrip("\n").split(" ", 1)
            with open(file, "rb") as content:
                deliver(address, content.read())
            print("delivered", flush=True)
    finally:
        for server in servers:
            server.stop()
        if imap_server:
            imap_server.terminate()
            try:
                imap_server.wait(10)
            except subprocess.TimeoutExpired:
                imap_server.kill()
        shutil.rmtree(FOLDER, ignore_errors=True)


main()
