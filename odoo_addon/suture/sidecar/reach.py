"""Sends one request to the sidecar and reports which step failed.

Redirects are not followed, the size of the response is limited, and each step has a timeout, so that a server
at a wrong address cannot make Odoo wait for long or call another host. The request is sent to the same IP
address that was checked.
"""

import http.client
import ipaddress
import os
import socket
import ssl
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as OutOfTime
from contextlib import closing
from typing import NamedTuple
from urllib.parse import urlsplit

import requests

DNS_SECONDS = 5
CONNECT_SECONDS = 5
ANSWER_SECONDS = 10
LARGEST_ANSWER = 65536
# OpenSSL's codes for the reasons why a certificate is refused (X509_V_ERR_…).
_CERTIFICATE = {
    9: "tls-not-yet",
    10: "tls-expired",
    18: "tls-self-signed",
    19: "tls-self-signed",
    20: "tls-unknown-issuer",
    21: "tls-unknown-issuer",
    62: "tls-name",
    64: "tls-name",
}

_resolvers = ThreadPoolExecutor(max_workers=4, thread_name_prefix="suture dns")


class Unreached(Exception):
    """Raised if a step of the request to the sidecar fails. `step` is dns, tcp, tls or suture, and `code` is
    the reason.
    """

    def __init__(self, step, code):
        super().__init__(f"{step}: {code}")
        self.step = step
        self.code = code


class Answer(NamedTuple):
    status: int
    body: bytes
    # Midpoint of the request in seconds since 1970.
    at: float


def get(address, path):
    """Requests a path of the sidecar and returns its response. Raises Unreached if a step fails."""
    parts = urlsplit(address)
    secure = parts.scheme == "https"
    places = _resolve(parts.hostname, parts.port or (443 if secure else 80))
    line = _Line(_connect(places))
    with closing(line):
        watchdog = threading.Timer(ANSWER_SECONDS, line.hang_up)
        watchdog.daemon = True
        watchdog.start()
        try:
            if secure:
                line.secure(parts.hostname)
            return _ask(line, parts, path)
        finally:
            watchdog.cancel()


class _Line:
    """A connection to the sidecar that another thread can close."""

    def __init__(self, plain):
        self.socket = plain
        self.is_hung_up = False

    def secure(self, host):
        try:
            self.socket = _trust().wrap_socket(
                self.socket, server_hostname=host, do_handshake_on_connect=False
            )
            self.socket.do_handshake()
        except ssl.SSLCertVerificationError as problem:
            raise Unreached("tls", _CERTIFICATE.get(problem.verify_code, "tls-untrusted")) from None
        except TimeoutError:
            raise Unreached("tls", "tls-broken") from None
        except ssl.SSLError as problem:
            broken = isinstance(problem, ssl.SSLEOFError)
            raise Unreached("tls", "tls-broken" if broken else "tls-none") from None
        except OSError:
            raise Unreached("tls", "tls-broken") from None

    def hang_up(self):
        self.is_hung_up = True
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # it has already ended

    def close(self):
        self.socket.close()


def _resolve(host, port):
    task = _resolvers.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        places = task.result(timeout=DNS_SECONDS)
    except OutOfTime:
        task.cancel()
        raise Unreached("dns", "dns-slow") from None
    except (OSError, UnicodeError):
        raise Unreached("dns", "dns-unknown") from None
    if any(_is_nobodys(place[4][0]) for place in places):
        raise Unreached("dns", "dns-nobody")
    return places


def _is_nobodys(text):
    """Reports whether an IP address cannot belong to a sidecar, for example because it is a link-local
    address of a cloud metadata service.
    """
    address = ipaddress.ip_address(text.partition("%")[0])
    address = getattr(address, "ipv4_mapped", None) or address
    return address.is_link_local or address.is_multicast or address.is_unspecified


def _connect(places):
    code = "tcp-unreachable"
    ends = time.monotonic() + CONNECT_SECONDS
    for family, kind, protocol, _name, place in places:
        line = socket.socket(family, kind, protocol)
        try:
            line.settimeout(max(0.1, ends - time.monotonic()))
            line.connect(place)
        except ConnectionRefusedError:
            code = "tcp-refused"
        except TimeoutError:
            code = "tcp-timeout"
        except OSError:
            pass
        else:
            line.settimeout(ANSWER_SECONDS)
            return line
        line.close()
    raise Unreached("tcp", code)


def _trust():
    """Returns a TLS context with the certificate authorities that `requests` trusts, which Odoo uses for its
    other calls to the sidecar.
    """
    given = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")
    place = given or requests.certs.where()
    return ssl.create_default_context(**{"capath" if os.path.isdir(place) else "cafile": place})


def _ask(line, parts, path):
    connection = http.client.HTTPConnection(parts.netloc)
    connection.sock = line.socket
    began = time.time()
    try:
        connection.request("GET", f"{parts.path}{path}", headers={"Accept": "application/json"})
        response = connection.getresponse()
        ended = time.time()
        body = response.read(LARGEST_ANSWER + 1)
    except TimeoutError:
        raise Unreached("suture", "silent") from None
    except (OSError, http.client.HTTPException, ValueError):
        raise Unreached("suture", "silent" if line.is_hung_up else "no-http") from None
    if line.is_hung_up:
        raise Unreached("suture", "silent")
    if len(body) > LARGEST_ANSWER:
        raise Unreached("suture", "too-large")
    return Answer(response.status, body, (began + ended) / 2)
