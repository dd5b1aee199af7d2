"""What the operating system says about a file, in Chinese."""

from __future__ import annotations

import errno

_SYSTEM_WORDS = {
    errno.ENOSPC: "磁盘已满",
    errno.EACCES: "没有权限，或文件正被其他程序打开",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘或文件夹是只读的",
    errno.ENOENT: "文件夹不存在",
    errno.ENOTDIR: "同名的文件占了文件夹的位置",
    errno.EEXIST: "同名的文件占了文件夹的位置",
    errno.EISDIR: "同名的文件夹占了文件的位置",
    errno.ENAMETOOLONG: "文件名太长",
}


def system_words(error: OSError) -> str:
    """Return what the system says about a file, in Chinese."""
    return _SYSTEM_WORDS.get(error.errno or 0, "系统没有允许读写")
