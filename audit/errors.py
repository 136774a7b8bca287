"""What can go wrong, as one tree.

AuditError
├── InputError      a file, folder or record that cannot be read as asked
├── CodebookError   a codebook that contradicts itself or uses unknown keys
├── ModelError      a language model that is missing or does not fit
├── TableError      a run folder whose tables are missing or of another shape
└── SettingsError   an option or setting that has no meaning here

Every message says what is wrong, what was seen, what was expected and what to do next.
"""


class AuditError(Exception):
    """Root of every error that media-audit raises on purpose."""


class InputError(AuditError):
    """A file, folder or record cannot be read as asked."""


class CodebookError(AuditError):
    """A codebook contradicts itself or uses keys that do not exist."""


class ModelError(AuditError):
    """A language model is missing or does not fit."""


class TableError(AuditError):
    """A run folder lacks a table, or a table has another shape than promised."""


class SettingsError(AuditError):
    """An option or setting has no meaning here."""
