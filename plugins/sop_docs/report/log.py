"""A change log as text, JSON (`sop-log/1`) and Markdown: one pure function a format."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from ..model.change_log import ChangeLog, LoggedVersion
from ..model.revision import Revision
from ..model.words import Words
from .changes import change_json
from .findings import visible
from .json import written

FORMAT = "sop-log/1"


def log_text(log: ChangeLog, words: Words) -> str:
    """Return the log for a terminal, the newest version first."""
    head = f"{log.number}  {log.title}"
    note = () if log.complete else (words("log.incomplete"),)
    blocks = ["\n".join(_lines(version, words)) for version in log.versions]
    return "\n\n".join([visible(head), *note, *blocks]) + "\n"


def log_markdown(log: ChangeLog, words: Words) -> str:
    """Return the log as a table of GitHub's Markdown."""
    names = ("version", "state", "effective", "authors", "approved", "reason", "changes")
    rows = [[words(f"log.{name}") for name in names], ["---"] * len(names)]
    rows += [_cells(version, words) for version in log.versions]
    note = "" if log.complete else f"\n{_literal(words('log.incomplete'))}\n"
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"# {_literal(f'{log.number} {log.title}')}\n{note}\n{table}\n"


def log_json(log: ChangeLog, _: Words) -> str:
    """Return the log as `sop-log/1`; its schema is `schemas/sop-log-1.json`."""
    return written(
        {
            "format": FORMAT,
            "number": log.number,
            "title": log.title,
            "complete": log.complete,
            "versions": [_version(version) for version in log.versions],
        }
    )


LOG_FORMATS: Mapping[str, Callable[[ChangeLog, Words], str]] = {
    "text": log_text,
    "json": log_json,
    "markdown": log_markdown,
}
"""How a change log can be written, by name."""


def _lines(logged: LoggedVersion, words: Words) -> Iterator[str]:
    version = logged.version
    span = words("log.since", day=str(version.since)) if version.since else ""
    span += words("log.until", day=str(version.until)) if version.since and version.until else ""
    yield "  ".join(filter(None, (f"V{visible(version.version)}", words(f"state.{logged.state}"), span)))
    facts = {
        "reached": version.reached,
        "authors": "、".join(author.name for author in logged.authors),
        "approved": "、".join(logged.approved),
        "reason": _reason(logged, words),
    }
    yield from (f"  {words(f'log.{name}')}: {visible(str(fact))}" for name, fact in facts.items() if fact)
    yield from (f"  - {visible(message)}" for _, message in logged.changes)
    yield from (f"  ! {remark.code} {visible(message)}" for remark, message, _ in logged.remarks)


def _cells(logged: LoggedVersion, words: Words) -> list[str]:
    version = logged.version
    told = [message for _, message in logged.changes]
    told += [f"{remark.code} {message}" for remark, message, _ in logged.remarks]
    cells = (
        f"V{version.version}",
        words(f"state.{logged.state}"),
        _day(version.since or version.effective) or "",
        "、".join(author.name for author in logged.authors),
        "、".join(logged.approved),
        _reason(logged, words),
    )
    return [*map(_literal, cells), "<br>".join(map(_literal, told))]


def _reason(logged: LoggedVersion, words: Words) -> str:
    return logged.reason if logged.typed or not logged.reason else words("log.subject", subject=logged.reason)


def _literal(text: str) -> str:
    """Return words of an author as Markdown that shows them and nothing else."""
    shown = visible(text).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{letter}" if letter in r"\`*_{}[]()#+!|~@:" else letter for letter in shown)


def _version(logged: LoggedVersion) -> dict[str, Any]:
    version = logged.version
    return {
        "version": version.version,
        "state": logged.state.value,
        "status": version.status.value,
        "date": _day(version.reached),
        "issued": _day(version.issued),
        "effective": _day(version.effective),
        "since": _day(version.since),
        "until": _day(version.until),
        "believed": version.believed,
        "authors": [author.name for author in logged.authors],
        "claimed": [f"{author.claimed.name} <{author.claimed.email}>" for author in logged.authors],
        "approved": list(logged.approved),
        "reason": logged.reason,
        "reason_from": "change" if logged.typed else "subject",
        "commits": [_commit(revision) for revision in logged.commits],
        "changes": [change_json(*told) for told in logged.changes],
        "findings": [
            {"code": remark.code, "commit": revision.hash, "answered": remark.answered, "message": message}
            for remark, message, revision in logged.remarks
        ],
    }


def _commit(revision: Revision) -> dict[str, Any]:
    return {
        "hash": revision.hash,
        "date": _day(revision.written.day if revision.written else None),
        "author": revision.author.name,
        "subject": revision.subject,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
