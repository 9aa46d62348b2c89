"""Connections that refuse an address inside the house, checked when connected (so after DNS)."""

from __future__ import annotations

import ipaddress
import os
import socket
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from connector.errors import WrongSetup


def is_public(address: str) -> bool:
    """Whether an IP address in text belongs to the internet at large."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


class _PublicOnly(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        """The connected socket, before a single byte is sent; raises WrongSetup ``private_address``."""
        sock = super()._new_conn()
        peer = str(sock.getpeername()[0])
        if is_public(peer):
            return sock
        sock.close()
        raise WrongSetup(
            f"{self.host} leads to {peer}, which is not a public address; allow_private_address permits it",
            word="private_address",
        )


class _PublicOnlyTls(_PublicOnly, HTTPSConnection):
    pass


class _PublicPool(HTTPConnectionPool):
    ConnectionCls = _PublicOnly


class _PublicTlsPool(HTTPSConnectionPool):
    ConnectionCls = _PublicOnlyTls


class PublicOnlyAdapter(HTTPAdapter):
    """Mounted on a session, it holds for every connection; urllib3 lets our typed error pass unchanged."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PublicPool, "https": _PublicTlsPool}


def careful_session(*, allow_private_address: bool) -> requests.Session:
    """A session that takes from the environment nothing but an institution's own CA."""
    session = requests.Session()
    session.trust_env = False  # a proxy or .netrc of the environment is nobody's decision
    session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
    adapter = HTTPAdapter() if allow_private_address else PublicOnlyAdapter()
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session
