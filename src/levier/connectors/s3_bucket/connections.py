"""The connections of boto3, opened by the door: the address that was checked is the one that is connected to.

boto3 has no setting for it: its session names, by scheme, the kinds of pool that urllib3 opens connections from.
"""

import socket
from typing import Any

from botocore.awsrequest import (
    AWSHTTPConnection,
    AWSHTTPConnectionPool,
    AWSHTTPSConnection,
    AWSHTTPSConnectionPool,
)

from levier.connectors.outside.door import TIMEOUT, Door


def keep_to(door: Door, client: Any) -> None:
    """Make a client of boto3 open all its connections through the door."""
    client._endpoint.http_session._manager.pool_classes_by_scheme = _pools(door)


def _pools(door: Door) -> dict[str, Any]:
    def opened(connection: Any) -> socket.socket:
        host = connection.host.strip("[]")
        place = f"[{host}]:{connection.port}" if ":" in host else f"{host}:{connection.port}"
        return door.connect(place, TIMEOUT)

    class Plain(AWSHTTPConnection):
        _new_conn = opened

    class Secure(AWSHTTPSConnection):
        _new_conn = opened  # the certificate is still verified for the name, which the connection keeps

    class PlainPool(AWSHTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(AWSHTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
