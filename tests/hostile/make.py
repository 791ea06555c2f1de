"""Makes a folder of hostile articles. Run: python tests/hostile/make.py FOLDER

Everything in it was seen, or is what a stranger could put there: text that steers a terminal or that Textual and Rich
take for markup, in every place that is shown; file names of the same kind; what is no file, no text, or not UTF-8; YAML
that is costly on purpose; a glossary with broken rows. Among them are two good articles.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

# What a terminal would obey. None of it is anything that this program writes by itself.
STEERING = (
    "\x1b[31337m",  # colour
    "\x1b[2J\x1b[1;1H",  # an empty screen
    "\x1b]8;;http://evil.example\x1b\\x\x1b]8;;\x1b\\",  # a link
    "\x1b]52;c;ZXZpbA==\x07",  # the clipboard
    "\x1b]0;evil\x07",  # the title
    "\x1bPevil\x1b\\",
    "\x9b31337m",
    "\x9d52;c;ZXZpbA==\x9c",
    "\x7f\x08\x08\x07",
    "\u202eevil\u202c\u2066evil\u2069\u200f",
    "\u2028\u2029\x85",
)
ALL = "".join(STEERING)
ON_A_LINE = "".join(STEERING[:-1])
MARKUP = "[bold]markup[/][/x][@click=app.quit]evil[/][link=http://evil.example]x[/link]"
GOOD = "---\ntitle: 甲\ndescription: 乙\nkeywords: 丙\n---\n\n##甲的历史\n\n止赎 ，锻炼和贷款。\n"

GLOSSARY = """concept,en,zh,status,kind,slugs,context,definition,note,origin
foreclosure,foreclosure,止赎,preferred,,,,,,
foreclosure,foreclosure,丧失抵押品赎回权,admitted,,,,,,
workout{x},workout {x},债务重组,preferred,,workout,,{x},{x},{x}
workout{x},workout {x},锻炼,forbidden,,workout,,{x},{x},{x}
evil,evil {x},恶{x}意,deprecated,,evil,,,{x},
evil,evil {x},善{x}意,preferred,,evil,,,{x},
evil,evil {x},歹{x}意,provisional,,evil,,{x},{x},{x}
"""
BROKEN = '{x},"甲\nconcept\nx,y,z,{x},a\n,,,\n"{x}",,,"\x00",{x},{x},{x}\n'


def _quoted(text: str) -> str:
    """Return a YAML double-quoted scalar, its characters as escapes: YAML lets control characters in no other way."""
    return '"' + "".join(c if c.isalnum() else f"\\U{ord(c):08x}" for c in text) + '"'


def steering_article(text: str) -> str:
    """Return an article that holds a text everywhere where text can stand."""
    field = _quoted(text)
    return (
        f"---\ntitle: {field}\ndescription: {field}\nkeywords: [{field}]\n{field}: {field}\n---\n\n"
        f"##题{text}目\n\n# {text}\n\n## How {text} is it\n\n"
        f"甲{text} ，锻炼{text}，恶{text}意和丧失抵押品赎回权，止赎。\n\n"
        f"据**《{text}》**报道，[，{text}](/slug{text}) [修{text}](/workout)[改{text}](/workout)"
        f"[恶意](/e{text})[意] (/{text}) <span类= '{text}'> `{text}`\n\n"
        f"<!-- review-tui: ignore-line {text} -->\n<!-- review-tui: {text} -->\n\n"
        f"| {text} | 乙 |\n|-|-|\n| 止赎 ，{text} | 锻炼 |\n\n"
        f"1.列{text}\n\n> ### 引{text}\n\n```{text}\n{text}\n```\n\n[甲]: /a{text} '{text}'\n\n"
        f"甲{text}，被称为抵押贷款 ({text})。&#39；{text} 显着 {text}，a一次性付款\n"
    )


def articles() -> dict[bytes, bytes]:
    """Return the files by name (relative, as the system has it) and content."""
    plain = {
        "good.md": GOOD.encode(),
        "zz-good.md": GOOD.encode(),
        "steering.md": steering_article(MARKUP + ALL).encode(),
        "steering-one-line.md": steering_article(ON_A_LINE).encode(),
        "steering-front.md": f"---\ntitle: 甲{ON_A_LINE}\n---\n\n##甲\n".encode(),
        "steering-front-keys.md": f"---\ntitle{ON_A_LINE}: [\n---\n\n##甲\n".encode(),
        "markup.md": steering_article(MARKUP).encode(),
        "nul.md": b"##\xe7\x94\xb2\x00\xe4\xb9\x99\n",
        "nuls.md": b"\x00" * 4000,
        "cr-only.md": GOOD.replace("\n", "\r").encode(),
        "crlf.md": GOOD.replace("\n", "\r\n").encode(),
        "bom.md": b"\xef\xbb\xbf" + GOOD.encode(),
        "gb18030.md": (GOOD + "这是一篇用旧编码保存的文章。\n" * 5).encode("gb18030"),
        "utf-16.md": GOOD.encode("utf-16"),
        "utf-16-be.md": b"\xfe\xff" + GOOD.encode("utf-16-be"),
        "utf-16-no-mark.md": GOOD.encode("utf-16-le"),
        "utf-32.md": GOOD.encode("utf-32"),
        "big5.md": "這是一篇文章，用舊編碼儲存。\n".encode("big5") * 5,
        "damaged.md": GOOD.encode() + b"\xe7\x94",
        "surrogate.md": b"##\xed\xa0\x80\n",
        "empty.md": b"",
        "blank.md": b"\n \n\t\n",
        "huge-line.md": ("止赎，锻炼，" * 1_000).encode(),
        "alias-bomb.md": (
            "---\na0: &a0 [甲, 乙]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)) + "---\n"
        ).encode(),
        "deep-yaml.md": ("---\na: " + "[" * 10_000 + "\n---\n").encode(),
        "deep-yaml-blocks.md": ("---\n" + "".join(" " * n + "a:\n" for n in range(500)) + "---\n").encode(),
        "huge-scalar.md": ("---\ntitle: " + "甲" * 300_000 + "\n---\n").encode(),
        "huge-number.md": ("---\ntitle: " + "1" * 100_000 + "\n---\n").encode(),
        "own-class.md": b"---\ntitle: !!python/object/apply:os.system ['echo evil']\n---\n",
        "brackets.md": b"[" * 5_000,
        "stars.md": b"*a_" * 5_000,
        "backticks.md": "".join("`" * n + "甲" for n in range(150)).encode(),
    }
    files = {name.encode(): content for name, content in plain.items()}
    for number, text in enumerate((*STEERING, MARKUP.replace("/", "|"), "-\n-", "--help", "'\";$(evil)`evil`")):
        name = f"n{number}{text}.md".replace("/", "|")
        files[name.encode("utf-8", "surrogateescape")] = GOOD.encode()
    files[b"lone-\xff-\xed\xa0\x80.md"] = GOOD.encode()
    return files


def make(folder: Path) -> None:
    """Fill a folder. What the file system refuses (some refuse names that are no UTF-8) is left out."""
    content = folder / "articles"
    content.mkdir(parents=True)
    for name, data in articles().items():
        with suppress(OSError):
            Path(os.fsdecode(os.fsencode(content) + b"/" + name)).write_bytes(data)
    (content / "folder.md").mkdir()
    (content / "folder.md" / f"{MARKUP.replace('/', '|')}.md").write_bytes(GOOD.encode())
    (content / "dangling.md").symlink_to(content / "nowhere.md")
    (content / "loop.md").symlink_to(content / "loop.md")
    (content / "round").mkdir()
    (content / "round" / "round").symlink_to(content / "round")
    os.mkfifo(content / "pipe.md")
    glossary = folder / "glossary"
    glossary.mkdir()
    cell = f'"{ALL}{MARKUP}"'.replace('"\'"', "")
    (glossary / "terms.csv").write_text(
        GLOSSARY.replace("{x}", (ALL + MARKUP).replace(",", ";").replace("\n", " ").replace("\r", " ")),
        encoding="utf-8",
        newline="",
    )
    (glossary / "broken.csv").write_text(BROKEN.replace("{x}", cell.strip('"')), encoding="utf-8", newline="")
    (folder / "review-decisions.jsonl").write_text(f"{ALL}\n[]\n{{\n", encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
