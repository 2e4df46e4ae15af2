"""Whatever a house does, what comes later does not change what was, and what is kept changes nothing."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from history_library import VOCABULARY, WORDS, Story, sop

STATUSES = ("draft", "in-review", "pilot", "approved", "approved", "retired")


@dataclass
class House:
    """Documents by number, where they lie and what they say; and what happens to them."""

    story: Story
    random: Random
    day: date = date(2024, 1, 1)
    paths: dict[str, str] = field(default_factory=dict)
    said: dict[str, dict[str, str]] = field(default_factory=dict)

    def happen(self) -> None:
        """Let something happen to one document, or to all."""
        number = self.random.choice([*self.said, f"SOP-CS-2024-{len(self.said) + 1:03}"])
        self.paths.setdefault(number, f"content/{self.day}/{number}.md")
        self.said.setdefault(number, {"number": number, "title": number, "status": self.random.choice(STATUSES)})
        acts = (self.edit, self.edit, self.issue, self.issue, self.grade, self.move, self.swap, self.end)
        self.random.choice(acts)(number)
        self.story.write({path: sop(**self.said[one]) for one, path in self.paths.items()})

    def edit(self, number: str) -> None:
        self.said[number]["limit"] = f"{self.random.randrange(1, 5)} 小时"

    def issue(self, number: str) -> None:
        effective = self.day + timedelta(self.random.choice((-20, 0, 20)))
        version = f"1.{self.random.randrange(1, 6)}"
        self.said[number] |= {"version": version, "effective": effective.isoformat(), "status": "approved"}

    def grade(self, number: str) -> None:
        self.said[number]["status"] = self.random.choice(STATUSES)

    def move(self, number: str) -> None:
        self._leave(number)
        self.paths[number] = f"content/{self.random.randrange(3)}/{number}.md"
        self.edit(number)

    def swap(self, number: str) -> None:
        other = self.random.choice([*self.paths])
        self.paths[number], self.paths[other] = self.paths[other], self.paths[number]

    def end(self, number: str) -> None:
        name = self.random.choice(("客户服务部", "客户体验部"))
        self.story.write({WORDS: VOCABULARY.replace("客户服务部", name)})
        self._leave(number)
        del self.paths[number]

    def _leave(self, number: str) -> None:
        (self.story.root / self.paths[number]).unlink(missing_ok=True)


@pytest.mark.parametrize("seed", [1, 27, 88, 164])
def test_what_comes_later_does_not_change_what_was(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    story = Story(tmp_path, capsys, monkeypatch)
    house = House(story, Random(seed))  # noqa: S311 - which acts
    registers: dict[str, list[str]] = {}
    for _ in range(10):
        house.day += timedelta(house.random.choice((1, 5, 30)))
        house.happen()
        story.on(house.day.isoformat()).commit()
        registers[house.day.isoformat()] = story.on_day(house.day.isoformat())
    assert {day: story.on_day(day) for day in registers} == registers

    numbers = {line.split(" ")[0] for register in registers.values() for line in register}
    logs = {number: story.raw(number) for number in numbers}
    newest = [logs[number]["versions"][0]["findings"] for number in house.paths]
    unanswered = [finding["code"] for findings in newest for finding in findings if not finding["answered"]]
    told = [line.split(" ")[1] for line in story.findings() if "SOP176" not in line]
    assert sorted(unanswered) == sorted(told)
    story.keep_in(tmp_path / "cold")
    assert {number: story.raw(number) for number in numbers} == logs
