"""Files that people hand in: their kind told from their bytes, kept under their SHA-256, given out unchanged."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.utils.translation import gettext as _

from dd_portal.common.errors import Invalid
from dd_portal.common.file_types import ENDINGS, file_type

LARGEST = 10 * 1024 * 1024


def checked_type(content: bytes) -> str:
    """The media type of a file that may be kept. Raises Invalid where it is empty, too large or of another kind."""
    if not content or len(content) > LARGEST:
        raise refused(_("A file has at most %(most)s MB and is not empty.") % {"most": LARGEST // 1024**2})
    kind = file_type(content)
    if not kind:
        raise refused(_("This kind of file is not taken. Send PDF, PNG, JPEG, plain text, DOCX or XLSX."))
    return kind


def refused(text: str) -> Invalid:
    """Why a file is not taken, said at its field."""
    return Invalid(text, fields={"file": text})


def keep_file(content: bytes) -> str:
    """Write the bytes once; gives their SHA-256. A file that is there already has the same bytes."""
    checksum = hashlib.sha256(content).hexdigest()
    path = _path(checksum)
    if not path.exists():
        storage = FileSystemStorage(location=path.parent, file_permissions_mode=0o600)
        storage.save(path.name, ContentFile(content))
    return checksum


def kept_content(checksum: str) -> bytes:
    """The bytes as they were kept. Raises Invalid where they are gone or do not have their checksum any more."""
    try:
        content = _path(checksum).read_bytes()
    except FileNotFoundError:
        raise Invalid(_("The stored file is not where it was kept. Tell an administrator.")) from None
    if hashlib.sha256(content).hexdigest() != checksum:
        raise Invalid(_("The stored file was changed from outside and is not handed out. Tell an administrator."))
    return content


def shown_name(name: str, kind: str) -> str:
    """The sender's name without folders and control characters, with the ending of what the file is."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip(" .")
    stem = plain.rpartition(".")[0] or plain or "file"
    return f"{stem[:180]}{ENDINGS[kind]}"


def _path(checksum: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "evidence" / checksum[:2] / checksum
