#!/bin/sh
# Writes a desktop icon (UOS, Kylin and the like) that starts the menu on this folder, on which workbooks can be
# dropped: sh 安装桌面图标.sh [FOLDER]. The runner opens the terminal: not every desktop finds one for Terminal=true.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 2
desktop=${1:-$(xdg-user-dir DESKTOP 2>/dev/null || echo "$HOME/Desktop")}
# in a quoted argument \ " ` $ take a backslash, in the value of a key each backslash is doubled, % is %%
quoted=$(printf '%s' "$here/双随机抽查.sh" | sed 's/[\\"`$]/\\&/g; s/\\/\\\\/g; s/%/%%/g')
icon="$desktop/双随机抽查.desktop"
if ! cat >"$icon" <<END
[Desktop Entry]
Type=Application
Name=双随机抽查
Comment=校验、抽取、台账、公示、上报
Exec=/bin/sh "$quoted" %F
Icon=x-office-spreadsheet
Terminal=false
Categories=Office;
END
then
  echo "不能写入 $desktop，没有安装桌面图标。"
  exit 2
fi
chmod +x "$icon"
echo "已安装：$icon"
