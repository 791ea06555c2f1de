"""Code between the tags of site generators is code, and what is no code between tags stays text."""

import pytest

from review_tui.article import Article
from review_tui.article.blocks import BlockKind


@pytest.mark.parametrize(
    "text",
    [
        "{% highlight bash %}\n##安装\n{% endhighlight %}",
        "{% highlight ruby linenos %}\n##安装\n\n1.甲\n\n<b>\n\n{% endhighlight %}",
        "{%- codeblock 甲 lang:js -%}\r\n- ##甲\r\n{%- endcodeblock -%}",
        '{{< highlight go "linenos=table" >}}\n| a | b |\n|---|---|\n| **甲：**乙 | 1 |\n{{< / highlight >}}',
        '{{< tab name="甲" codelang="bash" >}}\n##甲\n{{< /tab >}}',
        "{{% code %}}\n## 甲\n{{% /code %}}",
        "> {% highlight c %}\n> ##甲\n> {% endhighlight %}",
        "- 甲\n\n  {% code %}\n  ##甲\n  {% endcode %}",
    ],
)
def test_code_of_a_generator_is_fenced_code(text: str) -> None:
    article = Article(text)
    inner = [block for block in article.blocks if "##" in block.span.cut(text) or "{" in block.span.cut(text)]
    assert {(block.kind, block.inline, block.fenced) for block in inner} == {(BlockKind.CODE, None, True)}
    assert article.headings == ()
    assert article.has_fenced_code
    assert "##" not in article.prose.text


@pytest.mark.parametrize(
    "text",
    [
        "{% raw %}\n\n## 甲\n\n{% endraw %}",
        "{% note info %}\n\n## 甲\n\n{% endnote %}",
        "{% highlight bash %}\n\n## 甲",
        "{{< notice >}}\n\n## 甲\n\n{{< /notice >}}",
        "{% highlight c %}\na\n{% endhighlight %}\n\n## 甲\n\n{% codeblock %}\nb\n{% endcodeblock %}",
        '{{< tab name="甲" >}}\n\n## 甲\n\n{{< /tab >}}',
        "行内 {% highlight c %}\n\n## 甲\n\n{% endhighlight %}",
    ],
)
def test_what_is_no_code_stays_text(text: str) -> None:
    assert [heading.text for heading in Article(text).headings] == ["甲"]
