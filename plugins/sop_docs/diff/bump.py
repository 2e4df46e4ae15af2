"""What the house's rule asks of a version's number after a change. Touches no file."""

import re

from ..model.change import Weight
from ..model.review import Bump, Leap

_VERSION = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9}){1,2}")
_RISING = (Leap.NONE, Leap.PATCH, Leap.MINOR, Leap.MAJOR)
_WHOLE = 3
"""The parts of a version that has room for editorial changes."""


def bump(before: str, after: str, weight: Weight | None, *, free: bool = False) -> Bump | None:
    """Return whether one version may follow another after a change of that weight; None where one is no version.

    A major change makes x.y into x+1.0, a minor one into x.y+1, and so does an editorial one, which makes x.y.z into
    x.y.z+1; with `free` it needs no new version. A house may always go further, but leave no number out.
    """
    if not (_VERSION.fullmatch(before) and _VERSION.fullmatch(after)):
        return None
    needed, found = _needed(before, weight, free=free), _leap(_parts(before), _parts(after))
    ok = found in _RISING and _RISING.index(found) >= _RISING.index(needed)
    return Bump(needed, found, ok, raised(before, needed))


def raised(version: str, leap: Leap) -> str:
    """Return the version that comes next, with as many parts."""
    major, minor, patch = _parts(version)
    following = {
        Leap.MAJOR: (major + 1, 0, 0),
        Leap.MINOR: (major, minor + 1, 0),
        Leap.PATCH: (major, minor, patch + 1),
    }.get(leap)
    count = _WHOLE if leap is Leap.PATCH else version.count(".") + 1
    return ".".join(map(str, following[:count])) if following else version


def _needed(before: str, weight: Weight | None, *, free: bool) -> Leap:
    editorial = Leap.NONE if free else Leap.PATCH if before.count(".") == _WHOLE - 1 else Leap.MINOR
    asked = {Weight.EDITORIAL: editorial, Weight.MINOR: Leap.MINOR, Weight.MAJOR: Leap.MAJOR}
    return asked[weight] if weight else Leap.NONE


def _leap(before: tuple[int, int, int], after: tuple[int, int, int]) -> Leap:
    if after <= before:
        return Leap.NONE if after == before else Leap.BACK
    major, minor, patch = before
    following = {
        (major + 1, 0, 0): Leap.MAJOR,
        (major, minor + 1, 0): Leap.MINOR,
        (major, minor, patch + 1): Leap.PATCH,
    }
    return following.get(after, Leap.GAP)


def _parts(version: str) -> tuple[int, int, int]:
    parts = [int(part) for part in version.split(".")]
    return parts[0], parts[1], parts[2] if len(parts) == _WHOLE else 0
