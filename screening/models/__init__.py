"""One model family a file."""

from screening.models.alert import Alert, AlertNote
from screening.models.alert_file import AlertFile, AnswerDraft
from screening.models.bulk_answer import BulkAnswer, BulkLine
from screening.models.enquiry import Enquiry
from screening.models.lease import Lease
from screening.models.list_version import ListFile, ListVersion
from screening.models.listed_entity import ListedEntity
from screening.models.potential_match import MatchEvidence, PotentialMatch
from screening.models.resolution import Resolution
from screening.models.saved_view import SavedView
from screening.models.screening_run import RunChunk, ScreeningRun, ScreeningState
from screening.models.second_look import SecondLook
from screening.models.settings_version import SettingsVersion
from screening.models.suppression import Suppression, SuppressionUse
from screening.models.watchlist import Watchlist

__all__ = [
    "Alert",
    "AlertFile",
    "AlertNote",
    "AnswerDraft",
    "BulkAnswer",
    "BulkLine",
    "Enquiry",
    "Lease",
    "ListFile",
    "ListVersion",
    "ListedEntity",
    "MatchEvidence",
    "PotentialMatch",
    "Resolution",
    "RunChunk",
    "SavedView",
    "ScreeningRun",
    "ScreeningState",
    "SecondLook",
    "SettingsVersion",
    "Suppression",
    "SuppressionUse",
    "Watchlist",
]
