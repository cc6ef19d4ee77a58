"""Shares: whole numbers, on at least 20, and never one that gives a small count away."""

from reports.document import Percent

LEAST_BASE = 20


def publishable(share: Percent, *, k: int = 5) -> bool:
    """Whether a share and its basis may be shown.

    Refused below a base of 20, and when the part or the rest is 1 to k-1 (97 % of 32 says that one is
    missing). A share that counts no one may always be shown.
    """
    if share.open:
        return True
    rest = share.whole - share.part
    return share.whole >= LEAST_BASE and not 0 < share.part < k and not 0 < rest < k


def whole_numbers(share: Percent) -> Percent:
    """The same share with its bounds rounded outward to whole percent."""
    if share.low is None or share.high is None:
        return share
    return Percent(share.part, share.whole, float(int(share.low)), float(-int(-share.high // 1)), share.open)


def group_discloses(counts: tuple[int, ...]) -> bool:
    """Whether all of a group under 20 share one value, so that belonging to it tells the value."""
    return 0 < sum(counts) < LEAST_BASE and sum(1 for count in counts if count) == 1
