"""Every kind of trouble as one sentence and an exit code; nobody ever sees a traceback."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from xlcheck.cli import window
from xlcheck.cli.chinese import usage_problem
from xlcheck.cli.screen import Back, Declined, Unanswered
from xlcheck.messages import error_text, system_words
from xlcheck.model import XlcheckError

CLEAN, COULD_NOT_RUN = 0, 2


def guarded(step: Callable[[], object]) -> int:
    """Run a step, which gives its exit code or ``None``; returns the code, 2 where it could not run."""
    try:
        code = step()
        return code if isinstance(code, int) else CLEAN
    except XlcheckError as error:
        window.echo(f"！ {error_text(error)}", trouble=True)
    except click.exceptions.NoArgsIsHelpError as error:
        window.echo(error.format_message())
    except click.UsageError as error:
        name = error.ctx.command_path if error.ctx else "xlcheck"
        window.echo(f"！ {usage_problem(error)}。请运行 {name} --help 查看用法。", trouble=True)
    except (click.Abort, KeyboardInterrupt) as ended:
        window.echo(_why_ended(ended), trouble=True)
    except OSError as error:
        where = f"“{error.filename}”" if error.filename else "文件"
        log = _keep_traceback()
        window.echo(f"！ 无法读写{where}：{system_words(error)}。请核对后重新运行；详情见 {log}", trouble=True)
    except Exception:
        window.echo(f"！ 程序出错，没有完成。请把这个文件发给维护人员：{_keep_traceback()}", trouble=True)
    return COULD_NOT_RUN


def _why_ended(ended: BaseException) -> str:
    """Say why a step was ended by whoever sits before the screen, or because nobody does."""
    if isinstance(ended, Back):
        return "－ 已返回，没有往下做。"
    if isinstance(ended, Declined):
        return "－ 您答了“否”，没有往下做。"
    if isinstance(ended, Unanswered):
        how = f"由脚本运行的，核对上面列出的以后，加 {ended.option} 再运行。"
        return f"！ 没有人回答“是”，没有往下做，没有改动。{how}"
    doing = f"中止时正在：{window.status()}。" if window.status() else ""
    return f"！ 已中止。{doing}已经做完的留着，没有做完的可以再做一次。"


def speak_on_any_console() -> None:
    """Show question marks for signs that a console lacks, as a redirected one of code page 936 lacks some."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _keep_traceback() -> Path:
    """Write the traceback where it can be written; returns the file."""
    text = traceback.format_exc()
    name = f"xlcheck-错误-{datetime.now():%Y%m%d-%H%M%S}.log"  # noqa: DTZ005 - local time, for a person
    path = Path(tempfile.gettempdir()) / name
    path.write_text(text, "utf-8")
    return path
