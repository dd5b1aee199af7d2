"""自检: what a computer lacks for the work; sentences about the program's own folder and package."""

from __future__ import annotations

from xlcheck.messages.message import Level, Message

MACHINE_FINDINGS: dict[str, Message] = {
    "machine.read-only": Message(
        Level.ERROR,
        "文件夹 {folder} 不能写入：{why}",
        "请把整个程序文件夹复制到可以写入的地方（如 D 盘），再从那里运行",
    ),
    "machine.long-path": Message(
        Level.WARNING,
        "文件夹的位置有 {length} 个字符，太长，有的文件可能写不出",
        "请把整个程序文件夹移到较短的位置，如 D 盘下",
    ),
    "machine.fonts": Message(
        Level.WARNING,
        "没有安装{fonts}，打印时会换成别的字体",
        "请安装这些字体；方正小标宋可向单位办公室索取，其余随系统或办公软件安装",
    ),
    "machine.fonts-unknown": Message(Level.HINT, "查不出装了哪些字体", "请打印一份抽取公告，看字体是否正常"),
    "machine.no-office": Message(
        Level.WARNING,
        "没有找到 Excel 或 WPS，写出的工作簿在这台电脑上打不开",
        "请安装其中一种；只用来抽取的电脑可以不装",
    ),
    "machine.time-zone": Message(
        Level.WARNING,
        "时区与北京时间相差 {hours} 小时，记录上的时间会不对",
        "请在系统设置中把时区改为“北京，重庆，香港特别行政区，乌鲁木齐”",
    ),
    "machine.clock-behind": Message(
        Level.ERROR, "电脑时间 {now} 早于{what}的 {then}，核验时会指出", "请先校准时钟，再冻结、抽取"
    ),
    "machine.paper": Message(Level.WARNING, "默认纸张是 {paper}，不是 A4", "请在系统的区域设置或打印机设置中改为 A4"),
    "machine.paper-unknown": Message(Level.HINT, "查不出默认纸张", "打印前请核对打印机的纸张是 A4"),
    "machine.old-pandas": Message(Level.ERROR, "程序所带的表格组件缺失或太旧（{version}）", "请重新解压完整的程序包"),
}

INSTALL_ERRORS: dict[str, str] = {
    "bundle.python": "{file} 不是嵌入式解释器的压缩包，没有打包。请从官方网站下载 64 位、3.11 版的嵌入式压缩包，原样使用。",
    "bundle.wheel": "{folder} 中找不到组件 {wheel}，或内容与清单不符，没有打包。请按清单重新下载。",
    "home.read-only": "文件夹 {folder} 不能写入：{why}。请把整个程序文件夹复制到本机硬盘上可以写入的地方（如 D 盘），再从那里运行。",
}
