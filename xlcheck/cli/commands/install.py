"""安装: whether this computer fits, and the package for others."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from xlcheck.cli import screen
from xlcheck.cli.arguments import FILE, FOLDER, desk_argument
from xlcheck.cli.chinese import ChineseCommand
from xlcheck.messages import Level, level
from xlcheck.model import Finding
from xlcheck.steps.desk.desk import find_desk


@click.command(cls=ChineseCommand, short_help="自检：字体、写入、办公软件、时间、纸张。")
@desk_argument
def doctor(desk: Path | None) -> int:
    """检查这台电脑是否适合运行本程序，逐项说明怎么办。

    \b
    例：xlcheck doctor
    """
    from xlcheck.steps.install.machine import judge
    from xlcheck.steps.install.probe import probe

    outcomes = judge(probe(find_desk(desk), datetime.now().astimezone()))
    for title, outcome in outcomes:
        screen.judged(title, outcome)
    errors = sum(isinstance(o, Finding) and level(o) is Level.ERROR for _, o in outcomes)
    screen.say(f"× {errors} 项不合要求，请按上面说的办理。" if errors else "√ 这台电脑可以运行本程序。")
    return 1 if errors else 0


@click.command("bundle", cls=ChineseCommand, short_help="打成离线程序包，供没有网络的电脑使用。")
@click.option(
    "--python", "python", required=True, type=FILE, metavar="压缩包", help="官方的 64 位嵌入式解释器，3.11 版。"
)
@click.option("--wheels", required=True, type=FOLDER, metavar="文件夹", help="按清单下载的组件。")
@click.option("--out", required=True, type=FILE, metavar="文件", help="写出的程序包。")
def bundle_program(python: Path, wheels: Path, out: Path) -> None:
    """把程序、解释器、组件、表单和附带的年度打成一个压缩包，解压后双击就能用；同样的输入打出的包逐字节相同。

    更新时解压覆盖，只替换程序，不动工作人员的工作簿。

    \b
    例：xlcheck bundle --python python.zip --wheels wheels --out 双随机抽查.zip
    """
    from xlcheck.steps.install.bundle import bundle

    result = bundle(python, wheels, out, screen.TALK)
    screen.say(f"√ 已打包 {result.files} 个文件：{result.path}")
    screen.say(f"    散列值（SHA-256）：{result.digest}")
