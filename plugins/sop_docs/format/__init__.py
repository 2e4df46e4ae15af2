"""Sources → the same sources in canonical spelling: edits by position, the words and the model as they were."""

from .file import Formatted, format_file
from .patch import patch
from .version import with_version

__all__ = ["Formatted", "format_file", "patch", "with_version"]
