"""The program: all commands, in the order of the work."""

from __future__ import annotations

import click

from xlcheck import __version__
from xlcheck.cli.chinese import ChineseGroup
from xlcheck.cli.commands.adopt import adopt_file
from xlcheck.cli.commands.check import accept_problems, check, drop
from xlcheck.cli.commands.collect import collect_packs
from xlcheck.cli.commands.correct import correct
from xlcheck.cli.commands.draw import draw
from xlcheck.cli.commands.history import file_entities
from xlcheck.cli.commands.install import bundle_program, doctor
from xlcheck.cli.commands.ledger import ledger, merge_ledgers
from xlcheck.cli.commands.lodge import lodge
from xlcheck.cli.commands.menu import menu
from xlcheck.cli.commands.new import new
from xlcheck.cli.commands.practice import demo, practice, sample, templates
from xlcheck.cli.commands.publish import date_published, publish, retract_batch, withdraw_rows
from xlcheck.cli.commands.remind import message, status
from xlcheck.cli.commands.replace import replace_someone
from xlcheck.cli.commands.report import report
from xlcheck.cli.commands.send import send
from xlcheck.cli.commands.setup import set_up
from xlcheck.cli.commands.update import update_registry
from xlcheck.cli.commands.verify import verify

_COMMANDS: tuple[click.Command, ...] = (
    new,
    check,
    adopt_file,
    update_registry,
    draw,
    lodge,
    correct,
    ledger,
    merge_ledgers,
    replace_someone,
    status,
    message,
    publish,
    date_published,
    withdraw_rows,
    retract_batch,
    report,
    file_entities,
    verify,
    send,
    collect_packs,
    drop,
    accept_problems,
    menu,
    doctor,
    bundle_program,
    demo,
    practice,
    sample,
    templates,
    set_up,
)
"""In the order in which the help lists them."""


@click.group(cls=ChineseGroup, context_settings={"max_content_width": 100})
@click.version_option(__version__, "--version", message="xlcheck %(version)s", help="显示版本号。")
def program() -> None:
    """双随机、一公开：校验名录库和计划，随机抽取，登记台账，公示和统计。

    各步骤都可以反复运行，不会改动录入的工作簿。不写年度文件夹时，使用当前文件夹，
    或其中 workbooks 下最近的年度。

    \b
    例：xlcheck check workbooks/2021
    """


for _command in _COMMANDS:
    program.add_command(_command)
