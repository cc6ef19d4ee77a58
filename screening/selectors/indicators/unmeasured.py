"""Figures of a screening programme that this portal cannot tell, and why: silence would look like a zero."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """A figure that is asked for and has no data here."""

    title: Promise
    why: Promise


OF_PROGRAMME = (
    Unmeasured(
        _("Response time of the API"),
        _("The portal keeps no times of requests; the log of the web server in front of it does."),
    ),
    Unmeasured(
        _("Availability"),
        _("A portal that is down cannot notice it; a monitor outside must ask for /healthz."),
    ),
    Unmeasured(
        _("Coverage of second factors"),
        _("The portal knows passwords alone and asks for no second factor."),
    ),
    Unmeasured(
        _("Emergency changes of settings"),
        _("There is no shortened way: every version is tested, judged and approved before it is put into force."),
    ),
)
OF_OUTCOME = (
    Unmeasured(
        _("Planted true matches caught"),
        _("Nobody is made up and put into the queue: invented customers would enter every count. Known true matches "
          "shown blind, and the self-test of the lists, stand for it."),
    ),
    Unmeasured(
        _("Licences by authority"),
        _("A licence is told in the words of a case's outcome; it has no fields of its own."),
    ),
    Unmeasured(
        _("Enhanced due diligence that is late"),
        _("Enhanced due diligence has no day of its own; late reviews and late conditions stand for it."),
    ),
)  # fmt: skip
