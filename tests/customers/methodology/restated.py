"""The formulas of the methodology, stated a second time and differently, to hold the engine against.

Weights are counted in twentieths and mitigation in eightieths, so that everything is whole numbers; tiers are
letters. Written from the specification (5.1 to 5.8), not from the engine.
"""

MATRIX = ("AAAAA", "BBBCC", "BBCCD", "CCDDE", "DDEEE")  # A minimal ... E critical; row severity, column likelihood
TWENTIETHS = {"END": 4, "ADV": 4, "GOV": 3, "JUR": 3, "CAP": 2, "CIO": 1, "DAT": 1, "BIA": 1, "LST": 1}
CLASS_EIGHTIETHS = {"T": 6, "C": 4, "O": 4, "G": 3, "R": 2, "E": 1}  # a whole class, effect 4, is four times this


def two(value):
    return 2 if value is None else value


def line_severity(scale, scope, lasting, group):
    candidates = [scale]
    if scale:
        if scope > scale or lasting > scale or group >= 3:
            candidates.append(3 if scale >= 2 else 2)
        if scale >= 2 and scope >= 3 and lasting >= 3:
            candidates.append(4 if scale == 4 else scale + 1)
        if scale >= 2 and (scope, lasting) == (4, 4):
            candidates.append(4)
    return max(candidates)


def raw_twentieths(group):
    return sum(share * group[code] for code, share in TWENTIETHS.items())


def likelihood(group, *, actual):
    lowest = [0]
    lowest += [2] * (sum(group[code] > 2 for code in ("GOV", "ADV", "END", "JUR")) > 1)
    lowest += [3] * (group["JUR"] == 4 and group["GOV"] > 2)
    lowest += [3] * (group["LST"] == 4) + [3] * (group["ADV"] == 4)
    lowest += [4] * (group["END"] == 4) + [4] * actual
    return max((raw_twentieths(group) + 10) // 20, *lowest)


def safeguard_effect(design, operating, *, acceptance_only):
    shown = 1 if operating is None else operating + 1
    return min(design, shown, 1 if acceptance_only else 4)


def residual(severity, likely, safeguards, leverage, *, ongoing):
    """safeguards: (class, effect, whether it limits scope and was verified in time)."""
    best = {code: max((e for c, e, _ in safeguards if c == code), default=0) for code in CLASS_EIGHTIETHS}
    score = sum(share * best[code] for code, share in CLASS_EIGHTIETHS.items())
    steps = 2 if score >= 44 else 1 if score >= 20 else 0
    if leverage == 3 or (leverage == 4 and best["T"] >= 3):
        steps = min(steps, 1)
    elif leverage == 4:
        steps = 0
    if ongoing:
        steps = 0
    left = max(likely - steps, 0)
    if severity >= 3 and likely >= 1:
        left = max(left, 1)
    narrower = not ongoing and severity > 0 and any(limits and effect >= 3 for _, effect, limits in safeguards)
    letter = MATRIX[severity - narrower][left]
    return score, steps, max(letter, {3: "C", 4: "D"}.get(severity, "A"))
