"""From simplified to traditional characters and back, on request: OpenCC, an optional extra."""

from collections.abc import Iterable

from msgspec.structs import replace

from review_tui.glossary.concept import Concept, Rendering
from review_tui.glossary.exchange.model import FormatError
from review_tui.text.installing import how_to_install

SCRIPTS = {"hans": "t2s", "hant": "s2t"}


def convert(concepts: Iterable[Concept], script: str) -> tuple[Concept, ...]:
    """Return the concepts with their renderings, and the conditions on them, in simplified (hans) or hant.

    Renderings that are one after that are put together, the better status kept. Raises FormatError without OpenCC.
    """
    try:
        from opencc import OpenCC
    except ImportError:
        raise FormatError(f"changing the script needs OpenCC: {how_to_install('opencc')}") from None
    turned = OpenCC(SCRIPTS[script]).convert
    converted = []
    for concept in concepts:
        renderings: dict[str, Rendering] = {}
        for rendering in concept.renderings:
            new = replace(
                rendering,
                zh=turned(rendering.zh),
                context=turned(rendering.context),
                not_before=turned(rendering.not_before),
                not_after=turned(rendering.not_after),
            )
            renderings.setdefault(new.zh, new)
        converted.append(replace(concept, renderings=tuple(renderings.values())))
    return tuple(converted)
