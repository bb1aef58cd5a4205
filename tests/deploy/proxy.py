"""A real nginx with the configuration that is shipped, in front of whatever listens; only its paths, ports and certificate are the
test's own."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "deploy" / "nginx.conf"
NAME = "meds.example.nhs.uk"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def found_nginx() -> str:
    """The distribution's nginx; installed once where that can be done, as the browser is. Without one the test is left out aloud."""
    places = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
    found = shutil.which("nginx", path=places)
    if found is None and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "timeout": 120}
        apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
        subprocess.run([*apt, "update"], **quiet)
        subprocess.run([*apt, "install", "-y", "--no-install-recommends", "nginx-light"], **quiet)
        found = shutil.which("nginx", path=places)
    if found is None:
        pytest.skip(
            "There is no nginx here and none could be installed, so deploy/nginx.conf was NOT tried: install the "
            "package nginx-light and run this test again."
        )
    return found


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@dataclass(frozen=True)
class Proxy:
    port: int
    plain_port: int
    folder: Path
    certificate: Path

    @property
    def access_log(self) -> str:
        return (self.folder / "access.log").read_text(encoding="utf-8")

    @property
    def error_log(self) -> str:
        return (self.folder / "error.log").read_text(encoding="utf-8")

    def connected(self, server_name: str = NAME, *, trusting: bool = False) -> ssl.SSLSocket:
        """A connection that trusts this certificate alone; `trusting` takes any, for whatever name."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        if trusting:
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context.wrap_socket(
            socket.create_connection(("127.0.0.1", self.port), timeout=10), server_hostname=server_name
        )

    def said(
        self,
        method: str,
        path: str,
        headers: dict[str, str] | None = None,
        body: bytes = b"",
        *,
        host: str = NAME,
    ) -> "Answer":
        """What is answered to one request, written byte for byte: a client of a library would tidy the path."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        if body and not any(line.lower().startswith("transfer-encoding") for line in lines):
            lines.append(f"Content-Length: {len(body)}")
        with self.connected() as connection:
            connection.sendall("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
            answered = b""
            while not _whole(answered) and (piece := connection.recv(65536)):
                answered += piece
        return Answer.read(answered)


def _whole(answered: bytes) -> bool:
    """Whether all of it is there: after a refusal nginx waits five seconds for what it will not read."""
    head, end, body = answered.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
    return bool(end and length) and len(body) >= int(length[1])  # pyright: ignore


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @classmethod
    def read(cls, answered: bytes) -> "Answer":
        head, _, body = answered.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        pairs = tuple((name.lower(), value) for name, _, value in (line.partition(": ") for line in lines))
        return cls(int(first.split()[1]), pairs, body)

    def all_of(self, name: str) -> list[str]:
        return [value for each, value in self.headers if each == name]


@contextmanager
def proxying(folder: Path, upstream_port: int) -> Iterator[Proxy]:
    """nginx in a folder of its own, stopped at the end. Each line that a trust would change is changed here, and must be there."""
    nginx = found_nginx()
    folder.mkdir(parents=True, exist_ok=True)
    certificate, key = _certificate(folder)
    port, plain_port = free_port(), free_port()
    written = SHIPPED.read_text(encoding="utf-8")
    for shipped, ours in (
        (r"/run/nginx\.pid", str(folder / "nginx.pid")),
        (r"/etc/nginx/tls/fullchain\.pem", str(certificate)),
        (r"/etc/nginx/tls/privkey\.pem", str(key)),
        (r"/var/log/nginx/medication\.log", str(folder / "access.log")),
        (r"127\.0\.0\.1:8501", f"127.0.0.1:{upstream_port}"),
        (r"listen 443", f"listen 127.0.0.1:{port}"),
        (r"listen 80", f"listen 127.0.0.1:{plain_port}"),
        (r"http \{", "http {\n" + "".join(f"{each}_temp_path {folder}/{each};\n" for each in TEMPORARY)),
    ):
        written, times = re.subn(shipped, ours, written)
        assert times, f"{SHIPPED.name} does not hold {shipped} any more"
    (folder / "nginx.conf").write_text(written, encoding="utf-8")
    # As root nginx works as nobody, who has no way into the test's folder.
    user = " user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    with (folder / "error.log").open("wb") as log:
        running = subprocess.Popen(
            [nginx, "-e", "stderr", "-c", str(folder / "nginx.conf"), "-g", f"daemon off;{user}"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(port, running, folder / "error.log")
            yield Proxy(port, plain_port, folder, certificate)
        finally:
            running.terminate()
            running.wait(10)


def _wait_for(port: int, running: subprocess.Popen, log: Path) -> None:
    ends = time.monotonic() + 20
    while time.monotonic() < ends and running.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.02)
    raise AssertionError(f"nginx did not start: {log.read_text()}")


def _certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder / "cert.pem", folder / "key.pem"
