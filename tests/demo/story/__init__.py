"""The history of the library of 云程科技, from the first commit to the last."""

from .autumn2025 import SETTLING
from .autumn2026 import LATELY
from .spring2025 import GROWING
from .spring2026 import TEXT_LIBRARY
from .y2022 import PAPER_YEARS
from .y2024 import NEW_SYSTEM

STORY = (*PAPER_YEARS, *NEW_SYSTEM, *GROWING, *SETTLING, *TEXT_LIBRARY, *LATELY)
