"""Code between the tags of a site generator, which CommonMark takes for paragraphs.

Jekyll and Octopress have `{% highlight bash %}` … `{% endhighlight %}`, Hexo `{% codeblock %}`, Hugo
`{{< highlight go >}}` … `{{< /highlight >}}`, the site of Kubernetes `{{< tab codelang="bash" >}}` … `{{< /tab >}}`.
"""

import re

from msgspec.structs import replace

from review_tui.article.blocks import Block, BlockKind
from review_tui.article.stretches import Stretches
from review_tui.text.lazy import lazy

_NAMES = "highlight|codeblock|code|mermaid|plantuml|prism"
_TAB = r"tab(?=[^{}\r\n]*[ \t]codelang=)"
_OPENING = lazy(
    rf"^[ \t>]*(?:\{{%-?[ \t]*({_NAMES})\b[^%\r\n]*%\}}|\{{\{{[<%][ \t]*({_NAMES}|{_TAB})\b[^{{}}\r\n]*[>%]\}}\}})",
    re.MULTILINE,
)
_CLOSING = {
    name: lazy(rf"\{{%-?[ \t]*end{name}[ \t]*-?%\}}|\{{\{{[<%][ \t]*/[ \t]*{name}[ \t]*[>%]\}}\}}")
    for name in (*_NAMES.split("|"), "tab")
}


def with_generator_code(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks of an article, with those of them as fenced code that a site generator shows as code."""
    if "{%" not in text and "{{<" not in text and "{{%" not in text:
        return blocks
    stretches = Stretches(_stretches(text))
    return tuple(
        replace(block, kind=BlockKind.CODE, level=0, inline=None, hashes=None, fenced=True)
        if stretches.overlap(*block.span)
        else block
        for block in blocks
    )


def _stretches(text: str) -> list[tuple[int, int]]:
    """Return where code begins and ends, its tags included; a tag that nothing closes begins none."""
    found: list[tuple[int, int]] = []
    endless: set[str] = set()  # names that nothing closes from here on
    place = 0
    while (opening := _OPENING.search(text, place)) is not None:
        name = opening[1] or opening[2]
        closing = _CLOSING[name].search(text, opening.end()) if name not in endless else None
        if closing:
            found.append((opening.start(), closing.end()))
        else:
            endless.add(name)
        place = (closing or opening).end()
    return found
