"""A page in the making: an author's Markdown is fitted into it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.place import Text
from ..model.sop import Section, Variant
from ..parse.slug import slug
from .markdown import fitted, heading, literal
from .markers import Parts
from .press import Press


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page of a source at `path`, the parts an author may place on it, the variants that give `${names}` values."""

    path: str
    press: Press
    parts: Parts
    variants: tuple[Variant, ...] = ()

    def prose(self, text: Text | None, level: int, anchor: str) -> str:
        """Return Markdown for a place below a heading of `level`, numbers linked and parts put in."""
        if text is None:
            return ""
        return fitted(text.value, level, lambda count, _: f"{anchor}-{count}", self._line, self.parts.take)

    def sections(self, sections: Sequence[Section]) -> Iterator[str]:
        """Yield sections with headings of level 2."""
        seen: dict[str, int] = {}
        for section in sections:
            word = section.kind or f"section-{slug(section.title.value)}"
            seen[word] = seen.get(word, 0) + 1
            anchor = word if seen[word] == 1 else f"{word}-{seen[word]}"
            yield heading(2, literal(section.title.value), anchor)
            yield self.prose(section.body, 2, anchor)

    def _line(self, row: str) -> str:
        return self.press.markdown_line(row, self.path, self.variants)
