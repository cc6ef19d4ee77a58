"""The answer to the question of the cover, its reasons, and what the board is asked to decide. Pure."""

from __future__ import annotations

from reports.document import Prose, Span, counted, free, prose
from reports.figures.cells import cell, many
from reports.figures.standing import Standing

ALL_ASSESSED = cell("T5", "total", "all")


def verdict(standing: Standing) -> str:
    """Only a process that looks at everything, acts on it, hears those affected and was tested from outside says yes.

    Nobody outside has tested it yet, so that the best answer today is "Partly."
    """
    return "Partly." if standing.assessed else "Not yet."


def opinion(standing: Standing) -> Prose:
    """What it can tell, what it does not do with it, and what it cannot see."""
    s = standing
    if not s.assessed:
        return prose("No engagement with a capability in scope is assessed, so nothing can be told yet.")
    return (
        *prose(
            "It finds severe risk and says why: ", counted(s.assessed, ALL_ASSESSED), " of ", counted(s.in_scope),
            " engagements in scope are assessed, ", *many(s.severe, "is", "are"), " High or Critical after safeguards. ",
        ),
        *_acted(s),
        *_unseen(s),
    )  # fmt: skip


def public_opinion(standing: Standing) -> Prose:
    """The same without counts that could tell a small group."""
    if not standing.assessed:
        return opinion(standing)
    deaf = "" if standing.has_channel else ", and people who are affected cannot yet complain to the company through it"
    acts = "It does not yet act on all that it finds. " if _gaps(standing) else "It acts on what it finds. "
    return prose(
        "It finds severe risk and says why, against one published method. ", acts,
        f"It cannot see customers' content or end users that nobody names{deaf}.",
    )  # fmt: skip


def decisions_asked(standing: Standing) -> tuple[Prose, ...]:
    """What only the board or its committee can settle, gravest first.

    A count stands here only where it is the sum of cells of T5, so that the public edition can check it.
    """
    s = standing
    severe = (cell("T5", "total", "critical"), cell("T5", "total", "high"))
    asked: list[Prose] = []
    if s.severe and s.severe_undecided == s.severe:
        asked.append(
            prose(
                "Have every High or Critical engagement decided (section 4). Today ",
                *many(s.severe, "waits.", "wait.", *severe),
            )
        )
    elif s.severe_undecided:
        asked.append(prose("Have every High or Critical engagement decided (section 4)."))
    if s.stops:
        asked.append(prose("Confirm that what the method says should stop does stop (section 4)."))
    if s.barred:
        asked.append(prose("Make a right to suspend for misuse a condition of every contract."))
    if s.enhanced_required > s.enhanced_done:
        asked.append(prose("Set a date for the enhanced due diligence that is required and not done (section 6)."))
    if not s.has_channel:
        asked.append(prose("Open a channel for complaints of affected people (UN Guiding Principle ", free("31"), ")."))
    asked.append(prose("Appoint an independent assessor for the next period."))
    return tuple(asked)


def _gaps(standing: Standing) -> bool:
    return bool(standing.severe_undecided or standing.enhanced_done < standing.enhanced_required)


def _acted(s: Standing) -> tuple[Span, ...]:
    if not _gaps(s):
        return prose("It acts on what it finds. ")
    return prose(
        "It does not yet act on all that it finds: ", *many(s.severe_undecided, "of these has", "of these have"),
        " no decision, and ", *many(s.enhanced_required - s.enhanced_done, "engagement lacks", "engagements lack"),
        " the enhanced due diligence required. ",
    )  # fmt: skip


def _unseen(s: Standing) -> tuple[Span, ...]:
    end_users = prose(" or the unnamed end ", Span("user" if s.blind == 1 else "users"), " of ",
                      *many(s.blind, "engagement", "engagements")) if s.blind else ()  # fmt: skip
    deaf = "" if s.has_channel else ", and people who are affected cannot yet complain to it"
    return (*prose("It cannot see customers' content"), *end_users, *prose(f"{deaf}."))
