"""The floor's own records: people who sign in, what was done, what was released, jobs, clocks."""

from __future__ import annotations

from portal.models.audit import LogEntry
from portal.models.calendars import CalendarAddress
from portal.models.clocks import Clock
from portal.models.closures import ClosureDay, ClosureKind, ClosureNation
from portal.models.disclosure import DisclosureClearing, FileScan, WatchedName, WatchList
from portal.models.elevation import Elevation
from portal.models.generations import Generation
from portal.models.incidents import DataKind, DownloadTally, Incident
from portal.models.jobs import DueRun, Job, JobState, WorkerBeat
from portal.models.numbering import NumberSeries
from portal.models.outbox import BouncingAddress, LetterChoice, LetterState, OutboxLetter, Rhythm
from portal.models.released_texts import ReleasedText
from portal.models.releases import PublicRecord, Release, ReleasedFile
from portal.models.sealing import Seal
from portal.models.sign_in import Invitation, MappedRole, SignedInSession, SignInTry
from portal.models.signed_links import ReceivedAnswer, SignedLink
from portal.models.users import User
from portal.models.versioned import VersionedRecord

__all__ = [
    "BouncingAddress",
    "CalendarAddress",
    "Clock",
    "ClosureDay",
    "ClosureKind",
    "ClosureNation",
    "DataKind",
    "DisclosureClearing",
    "DownloadTally",
    "DueRun",
    "Elevation",
    "FileScan",
    "Generation",
    "Incident",
    "Invitation",
    "Job",
    "JobState",
    "LetterChoice",
    "LetterState",
    "LogEntry",
    "MappedRole",
    "NumberSeries",
    "OutboxLetter",
    "PublicRecord",
    "ReceivedAnswer",
    "Release",
    "ReleasedFile",
    "ReleasedText",
    "Rhythm",
    "Seal",
    "SignInTry",
    "SignedInSession",
    "SignedLink",
    "User",
    "VersionedRecord",
    "WatchList",
    "WatchedName",
    "WorkerBeat",
]
