"""The parts of the manual that are made from what they tell about: screens, pictures, steps, entries, commands."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from html import escape

from tests.manual.auditing import by_hand, by_public_program
from tests.manual.catalogue import catalogue_html
from tests.manual.folders import files
from tests.manual.pictures import FOLDER, SHOTS
from tests.manual.played import Played, step_name
from tests.manual.screens import as_html, as_printed
from tests.manual.tables import table
from xlcheck.cli.menu.entries import MORE, USUAL_ENTRIES
from xlcheck.cli.menu.front import MORE_ABOUT, MORE_NUMBER, NUMBERED
from xlcheck.cli.program import program
from xlcheck.steps.practice.guide import STEPS

_PICTURED = {3: "抽取公告", 4: "抽取记录", 6: "补抽记录", 8: "抽查结果公示", 9: "进度与统计", 10: "抽取公开"}
"""The picture below a step of the practice."""


def parts(played: Played) -> dict[str, Callable[[str], str]]:
    """What a line ``{{name argument}}`` of the text becomes."""
    return {
        "屏幕": lambda name: screen(played.screens[name]),
        "图": pictures,
        "演练": lambda _: "\n".join(practice(played)),
        "菜单": lambda _: entries(),
        "文件": lambda _: files(played),
        "命令": lambda _: "\n".join(commands()),
        "提示": lambda _: catalogue_html(),
        "公开程序": lambda _: "\n".join(by_public_program(played)),
        "手算": lambda _: by_hand(played),
    }


def screen(text: str) -> str:
    """What was on a screen."""
    return f'<pre class="window">{as_html(as_printed(text))}</pre>'


def pictures(names: str) -> str:
    """One picture, or two side by side."""
    shown = [picture(name) for name in names.split("、")]
    return f'<div class="pair">{"".join(shown)}</div>' if len(shown) > 1 else shown[0]


def picture(name: str) -> str:
    """A picture with its caption, inside the page itself."""
    content = b64encode((FOLDER / f"{name}.png").read_bytes()).decode("ascii")
    caption = escape(SHOTS[name].caption)
    image = f'<img src="data:image/png;base64,{content}" alt="{caption}">'
    return f"<figure>{image}<figcaption>{caption}</figcaption></figure>"


def practice(played: Played) -> Iterator[str]:
    """Each step: what the screen tells, what it then looks like, and what comes out."""
    for step, told in zip(STEPS, played.told, strict=True):
        yield f"<h2>第 {step.number} 步　{step.title}</h2>"
        yield "<ol>" + "".join(f"<li>{escape(line, quote=False)}</li>" for line in told) + "</ol>"
        yield screen(played.screens[step_name(step.number)])
        if step.number in _PICTURED:
            yield picture(_PICTURED[step.number])


def entries() -> str:
    """The menu, as it stands on the screen, with its other entries below."""
    rows = [(str(number), entry.title, entry.about) for number, entry in NUMBERED]
    rows.insert(len(USUAL_ENTRIES), (MORE_NUMBER, MORE, f"下面其余各项：{MORE_ABOUT}"))
    return table(("序号", "名称", "做什么"), (*rows, ("0", "退出", "关闭菜单；各步骤随时可以退出，下次接着做")))


def commands() -> Iterator[str]:
    """The help of the program and of each of its commands."""
    for command in (program, *program.commands.values()):
        name = "xlcheck" if command is program else f"xlcheck {command.name}"
        context = command.context_class(command, info_name=name, terminal_width=84)
        yield f"<h3>{name}</h3>\n<pre>{escape(command.get_help(context).strip(), quote=False)}</pre>"
