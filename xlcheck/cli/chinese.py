"""Click in Chinese: the words around usage, options and errors."""

from __future__ import annotations

import click

from xlcheck.cli.formatter import ChineseFormatter


class ChineseContext(click.Context):
    """A run of a command whose help is laid out for Chinese."""

    formatter_class = ChineseFormatter


class ChineseCommand(click.Command):
    """A command whose help speaks Chinese."""

    context_class = ChineseContext

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with a Chinese description."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明。"
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write 用法 instead of Usage."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the pieces of the usage, with 选项 instead of OPTIONS."""
        return [piece.replace("[OPTIONS]", "[选项]") for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write 选项 instead of Options."""
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        if records := [record for option in options for record in _records(option, ctx)]:
            with formatter.section("选项"):
                formatter.write_dl(records)


class ChineseGroup(ChineseCommand, click.Group):
    """The program with its steps, in the order of the work and not of the alphabet."""

    command_class = ChineseCommand

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the steps in the order in which they were declared."""
        return list(self.commands)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the pieces of the usage, with 步骤 instead of COMMAND."""
        return ["[选项]", "步骤", "[参数]…"]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the steps with a line each."""
        ChineseCommand.format_options(self, ctx, formatter)
        commands = [(name, self.commands[name]) for name in self.list_commands(ctx)]
        with formatter.section("步骤"):
            formatter.write_dl([(name, c.get_short_help_str(80)) for name, c in commands if not c.hidden])


def _records(option: click.Option, ctx: click.Context) -> list[tuple[str, str]]:
    """Return an option with its explanation, the range of a number in words; nothing where it is hidden."""
    record = option.get_help_record(ctx)
    bounds = _bounds(option.type)
    return [(record[0], (option.help or "") + (f"（{bounds}）" if bounds else ""))] if record else []


def _bounds(kind: click.ParamType[object]) -> str:
    """Return ``1 至 2000`` for a number that must be within bounds, else an empty text."""
    return f"{kind.min} 至 {kind.max}" if isinstance(kind, click.IntRange) else ""


class UnfitValue(click.UsageError):
    """A value that fits nothing; its message is the sentence that is shown."""


def usage_problem(error: click.UsageError) -> str:
    """Say what is wrong with a command line, in one sentence."""
    if isinstance(error, UnfitValue):
        return error.message
    if isinstance(error, click.NoSuchOption):
        return f"没有“{error.option_name}”这个选项"
    if isinstance(error, click.MissingParameter):
        return f"缺少参数 {_named(error.param)}"
    if isinstance(error, click.BadParameter) and error.param is not None and not _is_path(error.param):
        bounds = _bounds(error.param.type)
        return f"{_named(error.param)} 的值不对，应为{f' {bounds} 的' if bounds else ''}整数"
    if isinstance(error, click.BadParameter):
        return f"{_named(error.param)} 的值不对，或文件不存在"
    if isinstance(error, click.BadOptionUsage):
        return f"选项“{error.option_name}”后面缺少值，或不应有值"
    return "没有这个步骤，或参数过多"


def _is_path(parameter: click.Parameter) -> bool:
    return isinstance(parameter.type, click.Path)


def _named(parameter: click.Parameter | None) -> str:
    """Name a parameter as it is typed: ``--from``, or the Chinese name of an argument."""
    if parameter is None:
        return ""
    return parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name.strip("[.]")
