"""An SVG attachment read as XML against a list of what draws and nothing else. Touches no file.

Somebody may open such a file by its address, where a browser runs what is in it; so it is refused, not cleaned: who
attached it still has the drawing, and what is published is what was reviewed.
"""

from xml.parsers import expat  # it reads no entity and no file: both are refused below

from .destination import read_destination
from .style import style_addresses

_SVG = "http://www.w3.org/2000/svg"
_DRAWS = frozenset(
    """
    svg g defs symbol use switch title desc metadata style a path rect circle ellipse line polyline polygon text tspan
    textPath image clipPath mask pattern marker linearGradient radialGradient stop filter view cursor feBlend
    feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight
    feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology
    feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
    """.split()  # noqa: SIM905 - fifty lines of one word each would be no clearer
)
_EDITORS = (
    "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#",
    "http://purl.org/dc/",
    "http://ns.adobe.com/",
    "http://www.serif.com/",
    "http://www.bohemiancoding.com/sketch/",
    "http://www.figma.com/figma/",
)
"""Names under which drawing programs keep notes of their own, which no browser reads."""
_INSIDE = ("#", "data:image/png;", "data:image/jpeg;", "data:image/gif;", "data:image/webp;", "data:font/")
"""How addresses begin that lead into the drawing itself."""
_ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii"})
_SHOWN = 40


class _RefusedError(Exception):
    """The drawing holds something that is not drawn."""


def refused_in(data: bytes) -> tuple[int, str] | None:
    """Return the line and the words of the first thing in an SVG that is not drawn; `ValueError` if it is no SVG."""
    parser = expat.ParserCreate("UTF-8", " ")
    reader = _Reader()
    parser.XmlDeclHandler = reader.declaration
    parser.StartElementHandler = reader.element
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.ProcessingInstructionHandler = reader.instruction
    parser.buffer_text = True
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's signature
    except _RefusedError as refusal:
        return parser.CurrentLineNumber, str(refusal)[:_SHOWN]
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
    return None


class _Reader:
    """What expat tells of, judged piece by piece."""

    def __init__(self) -> None:
        self._begun = False
        self._style: list[str] | None = None

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        # A browser believes what a file says of itself; read as something else, other bytes are brackets.
        if encoding and encoding.lower() not in _ENCODINGS:
            raise ValueError(encoding)

    def element(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self._begun and (space, local) != (_SVG, "svg"):
            raise ValueError(name)
        self._begun = True
        if self._style is not None:
            raise _RefusedError(f"<style>…<{local}>")
        if not space.startswith(_EDITORS) and (space != _SVG or local not in _DRAWS):
            raise _RefusedError(f"<{local}>")
        for attribute, value in attributes.items():
            _judge(attribute, value)
        self._style = [] if local == "style" else None

    def end(self, _name: str) -> None:
        if self._style is not None:
            _judge_style("".join(self._style))
        self._style = None

    def text(self, words: str) -> None:
        if self._style is not None:
            self._style.append(words)

    def doctype(self, _name: str, _system: str | None, _public: str | None, inside: int) -> None:
        if inside:
            raise _RefusedError("<!DOCTYPE [")

    def instruction(self, target: str, _words: str) -> None:
        raise _RefusedError(f"<?{target}")


def _judge(attribute: str, value: str) -> None:
    space, _, name = attribute.rpartition(" ")
    if space.startswith(_EDITORS):
        return
    if name.lower().startswith("on"):
        raise _RefusedError(f"{name}=")
    if name in {"href", "src", "base"}:
        _judge_address(value)
    else:
        _judge_style(value)


def _judge_style(style: str) -> None:
    for address in style_addresses(style):
        _judge_address(address)


def _judge_address(written: str) -> None:
    address = read_destination(written)
    if address and not address.startswith(_INSIDE):
        raise _RefusedError(written)
