"""One model family a file."""

from screening.models.alert import Alert, AlertNote
from screening.models.alert_file import AlertFile, AnswerDraft
from screening.models.board_reading import BoardReading
from screening.models.bulk_answer import BulkAnswer, BulkLine
from screening.models.canary import CanaryResult, CanaryRun
from screening.models.case import Case, CaseAlert, CaseFiling, CaseNote, CaseTask
from screening.models.enquiry import Enquiry
from screening.models.evaluation import Evaluation
from screening.models.lease import Lease
from screening.models.list_update import FetchedFile, ListRelease, ListUpdate
from screening.models.list_version import ListFile, ListVersion
from screening.models.listed_entity import ListedEntity
from screening.models.potential_match import MatchEvidence, PotentialMatch
from screening.models.priority_lowering import PriorityLowering
from screening.models.quality import QualityCheck, QualitySample
from screening.models.queue_work import AlertTag, QueueColumns
from screening.models.resolution import Resolution
from screening.models.saved_view import SavedView
from screening.models.screening_run import RunChunk, ScreeningRun, ScreeningState
from screening.models.second_look import SecondLook
from screening.models.settings_experiment import Backtest, BacktestLine, BelowLinePair
from screening.models.settings_version import SettingsVersion
from screening.models.suppression import Suppression, SuppressionUse
from screening.models.watchlist import Watchlist
from screening.models.webhook import WebhookDelivery, WebhookEndpoint, WebhookEvent
from screening.models.workload import Absence, Capacity, Holiday, SlaRule

__all__ = [
    "Absence",
    "Alert",
    "AlertFile",
    "AlertNote",
    "AlertTag",
    "AnswerDraft",
    "Backtest",
    "BacktestLine",
    "BelowLinePair",
    "BoardReading",
    "BulkAnswer",
    "BulkLine",
    "CanaryResult",
    "CanaryRun",
    "Capacity",
    "Case",
    "CaseAlert",
    "CaseFiling",
    "CaseNote",
    "CaseTask",
    "Enquiry",
    "Evaluation",
    "FetchedFile",
    "Holiday",
    "Lease",
    "ListFile",
    "ListRelease",
    "ListUpdate",
    "ListVersion",
    "ListedEntity",
    "MatchEvidence",
    "PotentialMatch",
    "PriorityLowering",
    "QualityCheck",
    "QualitySample",
    "QueueColumns",
    "Resolution",
    "RunChunk",
    "SavedView",
    "ScreeningRun",
    "ScreeningState",
    "SecondLook",
    "SettingsVersion",
    "SlaRule",
    "Suppression",
    "SuppressionUse",
    "Watchlist",
    "WebhookDelivery",
    "WebhookEndpoint",
    "WebhookEvent",
]
