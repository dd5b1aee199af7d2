#!/bin/sh
# Starts the menu on this folder: sh 双随机抽查.sh [FILE…]
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 2
if [ ! -t 0 ] && [ -z "$XLCHECK_NO_PAUSE" ] && [ -n "$DISPLAY$WAYLAND_DISPLAY" ]; then
  # started by an icon, without a terminal: open one, the one that the system prefers first
  for terminal in 'x-terminal-emulator -e' 'deepin-terminal -e' 'mate-terminal -x' 'gnome-terminal --' \
    'konsole -e' 'xfce4-terminal -x' 'xterm -e'; do
    # shellcheck disable=SC2086 # a program and its option
    if command -v "${terminal% *}" >/dev/null 2>&1; then exec $terminal /bin/sh "$here/${0##*/}" "$@"; fi
  done
fi
root=$(dirname -- "$here")
if [ -f "$root/xlcheck/__main__.py" ]; then PYTHONPATH=$root; export PYTHONPATH; fi
code=2
found=
for python in "$root/.venv/bin/python" python3; do
  if "$python" -c 'import sys; from importlib.util import find_spec as f
sys.exit(sys.version_info < (3, 11) or not all(map(f, ("xlcheck", "click", "pandas"))))' >/dev/null 2>&1; then
    found=yes
    "$python" -X utf8 -m xlcheck menu "$here" "$@"
    code=$?
    break
  fi
done
[ -n "$found" ] || echo '找不到程序，或 Python 低于 3.11。请先把压缩包全部解压；已解压的，请按说明安装 Python 3.11 和本程序。'
if [ -z "$XLCHECK_NO_PAUSE" ] && [ -t 0 ]; then
  printf '按回车键关闭窗口。'
  read -r _
fi
exit $code
