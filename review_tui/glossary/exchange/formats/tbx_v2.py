"""TBX-Basic, version 2 (ISO 30042:2008): what OmegaT, translate-toolkit and Weblate read. For the rest see `tbx`."""

from collections.abc import Sequence

from review_tui.glossary.concept import Concept
from review_tui.glossary.exchange.formats import tbx
from review_tui.glossary.exchange.model import Exported

_MARTIF = tbx.Dialect(
    '<martif type="TBX-Basic" xml:lang="en">\n<martifHeader>'
    "<fileDesc><sourceDesc><p>A glossary of review-tui</p></sourceDesc></fileDesc>"
    "</martifHeader>\n<text><body>\n",
    "</body></text>\n</martif>\n",
    "termEntry",
    "langSet",
    "tig",
)


def write(concepts: Sequence[Concept]) -> Exported:
    """Return the concepts as TBX-Basic, version 2."""
    return tbx.document(concepts, _MARTIF)
