"""Sentences of `send` when it cannot go on, and why a mail did not go out."""

from __future__ import annotations

SEND_ERRORS: dict[str, str] = {
    "send.nothing": "还没有可以上报的材料。请先抽取、公示或统计。",
    "send.password-short": "台账全文的打开密码太短，没有打包。请至少写 {least} 个字符，并用其他方式（如电话）告知上级单位。",
    "send.cannot-encrypt": "这台电脑缺少给工作簿加密所需的系统组件，没有打包。请更新系统，或换一台电脑打包；也可以不附台账全文。",
    "send.address": "《单位设置.xlsx》的“{item}”中，“{value}”不是邮箱地址。请改正后再运行；几个的，用顿号隔开。",
    "send.file-too-large": "《{file}》一个文件压缩后就超过一封邮件的限度 {limit} MB，没有打包。请选“分封上报”，写更大的限度，或改用其他方式报送。",
    "send.log-broken": "发件日志第 {line} 行不能识别（{file}），无法确定哪些已经发出。请从备份中恢复这个文件后再运行；没有备份的，请在菜单“更多”里选“修复日志”，写明理由，登记修复。",
    "send.log-missing": "有《发件登记.xlsx》，却找不到发件日志（{file}），无法确定哪些已经发出。请从备份中恢复发件日志后再运行；没有备份的，请在菜单“更多”里选“修复日志”，写明理由，登记修复。",
    "send.no-such-pack": "没有第 {number} 次上报。已打包的：{known}。请核对次数。",
    "send.not-packed": "还没有打过包，没有可以发送的邮件。请先做“上报”，核对以后再发送。",
    "send.practice": "演练的材料不能对外发送，没有发送。请在正式的年度文件夹中运行。",
    "send.no-server": "《单位设置.xlsx》的“单位信息”中没有填写{items}，不能由程序发送。请补填，或打开“待发送”文件夹，人工发送。",
    "send.security": "《单位设置.xlsx》的发件加密“{value}”不能识别，没有发送。请填“加密连接”“先连接后加密”或“无”。",
    "send.server-changed": "输入密码期间，《单位设置.xlsx》的发件服务器、发件端口、发件加密或发件邮箱有改动，没有发送。请核对以后再运行一次。",
    "send.addresses-changed": "打包以后，《单位设置.xlsx》的上级邮箱或发件邮箱有改动，没有发送。请重新做“上报”，核对以后再发送。",
    "send.draft-changed": "《{file}》不在，或打包以后有改动，没有发送。请重新做“上报”；已人工发送的，请选“发件”登记。",
    "send.password-signs": "密码中有中文、全角字符，没有发送。请关闭中文输入法，重新输入；多数邮箱要用“授权码”，不是登录网页的密码。",
    "send.unencrypted": "发件加密填的是“无”，发往 {host} 的密码会被看到，没有发送。请把发件加密改为“加密连接”或“先连接后加密”。",
    "send.no-connection": "没有连上发件服务器 {host}（端口 {port}），没有发送。请核对网络、发件服务器、发件端口和发件加密，再运行一次。",
    "send.certificate": "发件服务器 {host} 的证书不能确认，可能不是真的，没有发送。请核对发件服务器的写法和本机的日期，仍不行的请联系网络管理人员。",
    "send.no-starttls": "发件服务器 {host} 在这个端口不能先连接后加密，没有发送。请把发件加密改为“加密连接”，并核对发件端口。",
    "send.refused-login": "发件服务器不接受 {sender} 的密码（{answer}）。请核对密码再发送；多数邮箱要用“授权码”，在邮箱网页的设置中开通。",
    "send.no-login": "发件服务器 {host} 不按通常的方式登录，没有发送。请核对发件端口和发件加密，或人工发送。",
    "send.refused-connection": "交出邮件以前连接断开，邮件没有发出。请稍后再发送。",
    "send.refused-sender": "发件服务器不接受发件邮箱 {sender} 的这封邮件（{answer}），邮件 {size} MB。请核对发件邮箱；邮件太大的，请选“分封上报”，写小一些的限度，重新打包。",
    "send.refused-recipient": "发件服务器不接受收件人 {recipient}（{answer}），没有发给任何人。请核对上级邮箱，改正后重新打包。",
    "send.refused-size": "邮件有 {size} MB，发件服务器只收 {most} MB 以内的，没有发出。请选“分封上报”，写小一些的限度，重新打包。",
    "send.refused-data": "发件服务器没有收下这封邮件（{answer}），邮件 {size} MB。请按服务器的答复处理；邮件太大的，请选“分封上报”，写小一些的限度，重新打包。",
}
