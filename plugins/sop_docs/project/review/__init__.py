"""What lies between two revisions of a library, for those who approve it."""

from .review import Asked as Asked
from .review import review as review
