"""Runs local servers that send correct or wrong responses, for tests of *Test Connection*."""

import json
import socket
import ssl
import tempfile
import threading
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


def hello(env, seconds=0, **values):
    """Returns the response of a sidecar that is connected to this database and whose clock is `seconds`
    ahead.
    """
    from ..sidecar.checks import database_mark

    now = datetime.now(timezone.utc)
    mark = database_mark(env["ir.config_parameter"].sudo().get_param("database.uuid"))
    return {
        "product": "suture",
        "version": "0.1.0",
        "time": (now + timedelta(seconds=seconds)).isoformat(),
        "odoo": {"state": "reached", "at": now.isoformat(), "database": mark, "addon": "19.0.1.0.0"},
        **values,
    }


def answer(content, status="200 OK", head=""):
    """Returns the bytes of an HTTP response."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{head}\r\n".encode() + body


@contextmanager
def served(reply, certificate=None, hold=False):
    """Runs a server that sends the bytes in `reply` on every connection, or nothing if `reply` is None, and
    then closes the connection unless `hold` is true. Yields the server's port and a list of the requests that
    it has received.
    """
    listening = socket.create_server(("127.0.0.1", 0))
    received, held = [], []

    def talk(line):
        try:
            if certificate:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(certificate)
                line = context.wrap_socket(line, server_side=True)
            held.append(line)
            received.append(line.recv(65536))
            if reply is not None:
                line.sendall(reply)
                if not hold:
                    line.close()
        except OSError:
            pass  # the client rejected the response, which some tests expect

    def listen():
        while True:
            try:
                line, _place = listening.accept()
            except OSError:
                return
            threading.Thread(target=talk, args=(line,), daemon=True).start()

    threading.Thread(target=listen, daemon=True).start()
    try:
        yield listening.getsockname()[1], received
    finally:
        listening.shutdown(socket.SHUT_RDWR)  # otherwise the waiting thread would accept one more
        listening.close()
        for line in held:
            line.close()


@contextmanager
def certificate(name="localhost", days=2):
    """Creates a self-signed certificate that is valid for `days` more days, or expired if `days` is negative.
    Yields the paths of two files: the key with the certificate, and the certificate alone.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(timezone.utc)
    made = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=9))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.PEM)
    )
    unprotected = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    with tempfile.TemporaryDirectory() as folder:
        both, alone = Path(folder) / "both.pem", Path(folder) / "certificate.pem"
        both.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, unprotected) + made)
        alone.write_bytes(made)
        yield str(both), str(alone)


def free_port():
    """Returns a port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]
