"""Keeps which single keys a person wants. A preference: it leaves no audit event."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.common.errors import Invalid
from dd_portal.common.shortcut_keys import refused_keys, write_keys


def choose_keys(*, keys: Mapping[str, str], by: User) -> User:
    """``keys`` maps usual keys to own ones ("" for none); what is left out keeps its usual key.

    Raises Invalid with a sentence for each deed whose key cannot stand, by the codes of ``shortcut_keys.DEEDS``.
    """
    own = {usual: key.strip().lower() for usual, key in keys.items()}
    refused = refused_keys(own)
    if refused:
        raise Invalid(_("Not saved."), fields=refused)
    by.shortcut_keys = write_keys(own)
    by.save(update_fields=["shortcut_keys"])
    return by
