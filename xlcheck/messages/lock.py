"""One process at a time works in a folder: what is said to the second one, asked of it, and why it gives up."""

from __future__ import annotations

WAITING = "{who}从 {since} 起在做“{step}”，请稍候，最多等 {seconds} 秒"
LEFT_BEHIND = "{who}从 {since} 起做的“{step}”中断了，没有做完；占用已解除，现在继续"
TAKE_OVER = (
    "{who}从 {since} 起在另一台电脑上做“{step}”，没有做完，从这里看不出是否还在做。"
    "请先核实：还在做的，请回答“否”，等做完再运行；确已中断的，回答“是”，由这里接着做"
)

LOCK_ERRORS: dict[str, str] = {
    "desk.occupied": "{who}从 {since} 起在 {folder} 中做“{step}”，等了 {seconds} 秒还没有做完；这一步没有运行，没有改动。请等做完以后再运行一次。",
    "desk.elsewhere": "{who}从 {since} 起在另一台电脑上做“{step}”（{folder}），没有做完；这一步没有运行，没有改动。请先核实：还在做的，等做完再运行；确已中断的，再运行一次，按提示回答“是”。",
    "desk.gone": "{folder} 在运行当中被改名、移走或删除，{place}；这一步没有做完。请把文件夹改回原来的名称和位置，原处如有新出现的同名文件夹，先改名放在一边；然后再运行一次。",
    "desk.no-locks": "{folder} 所在的磁盘或网络盘不能登记占用，两个人同时运行会互相覆盖；这一步没有运行，没有改动。请把年度文件夹放到本机硬盘，再运行一次。",
}
