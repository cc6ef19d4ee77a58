"""What can go wrong, in the words of the domain; turned into pages and problem documents in one place."""

from __future__ import annotations


class DomainError(Exception):
    """A rule of the domain says no. ``str(error)`` is a sentence for the person who asked.

    ``status`` is the HTTP status a door answers with; ``fields`` names the inputs at fault, each with its own
    sentence, so that a form can point at them.
    """

    status = 400
    title = "This could not be done"

    def __init__(self, message: str, *, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields = fields or {}


class NotAllowed(DomainError):
    """The person may not do this."""

    status = 403
    title = "You may not do this"


class NotFound(DomainError):
    """There is no such thing, or none that this person may see."""

    status = 404
    title = "Not found"


class Conflict(DomainError):
    """Somebody else changed it first, or its state does not allow the act any more."""

    status = 409
    title = "It changed in the meantime"


class Invalid(DomainError):
    """The input breaks a rule."""

    status = 400
    title = "Please correct the input"


class TooLarge(DomainError):
    """More bytes than a door takes."""

    status = 413
    title = "Too large"


class NotReady(DomainError):
    """The portal cannot answer yet, and a missing answer must not be read as "nothing found"."""

    status = 503
    title = "Not ready"
