"""Four eyes: which answers wait for a second person, who that may be, and what stops at once.

The table of the triage policy, section 6.7. A sample is drawn by the hash of the evidence: nobody can choose
which answers it falls on, and the same answer on the same evidence always falls the same way.
"""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.utils.crypto import salted_hmac

from dd_portal.accounts.roles import Permission

# Per cent of answers that a second person sees, by (list tier, answer). What is not named is always seen.
SAMPLED = {("T2", "false_positive"): 10, ("T3", "false_positive"): 5, ("T3", "true_match"): 5}
STOPPING = frozenset({"prohibited", "restricted"})


def needs_approval(*, tier: str, identity: str, consequence: str, key: str) -> bool:
    """Whether an answer becomes final only by a second person. ``key`` is the digest of the evidence."""
    if identity == "unsure":
        return False
    if consequence in STOPPING:
        return True
    share = SAMPLED.get((tier, identity), 100)
    return _lot(key) < share


def is_blind(*, tier: str, identity: str, key: str) -> bool:
    """Whether the second person answers without seeing this answer: a configured share of those on binding lists.

    Drawn under the portal's secret, so that nobody who knows the evidence can tell beforehand.
    """
    if tier != "T1" or identity == "unsure":
        return False
    drawn = salted_hmac("blind second look", key, algorithm="sha256").digest()
    return bool(int.from_bytes(drawn[:8], "big") % 100 < settings.PORTAL_BLIND_SHARE)


def restricts_at_once(*, tier: str, identity: str, consequence: str) -> bool:
    """Whether the party is restricted by the proposal already: stopping is quick, releasing takes two."""
    return identity == "true_match" and (tier == "T1" or consequence in STOPPING)


def permission_to_approve(tier: str) -> Permission:
    """What the second person must hold."""
    return Permission.APPROVE_T1 if tier == "T1" else Permission.APPROVE_T2_T3


def _lot(key: str) -> int:
    """0 to 99, evenly spread, fixed by the key."""
    return int.from_bytes(hashlib.sha256(f"second look {key}".encode()).digest()[:8], "big") % 100
