"""One model family a file."""

from screening.models.alert import Alert, AlertNote
from screening.models.enquiry import Enquiry
from screening.models.lease import Lease
from screening.models.list_version import ListFile, ListVersion
from screening.models.listed_entity import ListedEntity
from screening.models.potential_match import MatchEvidence, PotentialMatch
from screening.models.resolution import Resolution
from screening.models.screening_run import RunChunk, ScreeningRun, ScreeningState
from screening.models.settings_version import SettingsVersion
from screening.models.watchlist import Watchlist

__all__ = [
    "Alert",
    "AlertNote",
    "Enquiry",
    "Lease",
    "ListFile",
    "ListVersion",
    "ListedEntity",
    "MatchEvidence",
    "PotentialMatch",
    "Resolution",
    "RunChunk",
    "ScreeningRun",
    "ScreeningState",
    "SettingsVersion",
    "Watchlist",
]
