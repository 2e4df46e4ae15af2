"""A review as a page."""

from .page import review_page as review_page
