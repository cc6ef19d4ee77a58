"""Pseudonyms of customers: the same within a report, unlinkable between reports."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

PREFIX = "CUST-"
LENGTH = 6
SECRET_BYTES = 32


def new_secret() -> bytes:
    """A secret for one report. Keep it only where linking two reports has been approved."""
    return secrets.token_bytes(SECRET_BYTES)


def pseudonym(party_id: str, *, report_id: str, secret: bytes, length: int = LENGTH) -> str:
    """`CUST-` and the first base32 letters of HMAC-SHA256(secret, report and party).

    Says nothing of name, size or date. Raises ValueError for a secret under 16 bytes.
    """
    if len(secret) < 16:
        raise ValueError("The secret of a report must have at least 16 bytes.")
    # Lengths go first, so that ("ab", "c") and ("a", "bc") are two messages.
    message = f"{len(report_id)}:{report_id}|{len(party_id)}:{party_id}".encode()
    digest = hmac.new(secret, message, hashlib.sha256).digest()
    return PREFIX + base64.b32encode(digest).decode()[:length]


def assign(party_ids: Iterable[str], *, report_id: str, secret: bytes) -> dict[str, str]:
    """A pseudonym for each party, no two alike: all grow by a letter until they differ.

    Six letters are 30 bits, so among 10,000 parties one report in twenty-two needs a seventh.
    """
    wanted = sorted(set(party_ids))
    for length in range(LENGTH, 53):
        made = {party: pseudonym(party, report_id=report_id, secret=secret, length=length) for party in wanted}
        if len(set(made.values())) == len(wanted):
            return made
    raise ValueError("Two parties have the same pseudonym at full length.")
