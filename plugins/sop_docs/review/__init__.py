"""What changed, for those who approve it and those who look it up: a review as a page, a document as a part of one."""

from .page import review_page as review_page
from .part import SitePart as SitePart
