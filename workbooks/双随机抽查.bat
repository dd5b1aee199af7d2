@echo off
setlocal EnableExtensions DisableDelayedExpansion
rem Starts the menu on this folder. ASCII only: every Chinese word is printed by Python.
set "PYTHON=%~dp0..\app\python\python.exe"
if exist "%PYTHON%" goto bundled
if exist "%~dp0..\xlcheck\__main__.py" set "PYTHONPATH=%~dp0.."
py -3 -X utf8 -c "from importlib.util import find_spec as f; import sys; sys.exit(not all(map(f, ('xlcheck', 'click', 'pandas'))))" >nul 2>nul
if not errorlevel 1 goto installed
echo Program not found. Please unzip the whole package first, then run this file from the unzipped folder.
powershell -NoProfile -Command "Write-Host ([regex]::Unescape('\u627e\u4e0d\u5230\u7a0b\u5e8f\u3002\u8bf7\u5148\u628a\u538b\u7f29\u5305\u5168\u90e8\u89e3\u538b\uff0c\u518d\u4ece\u89e3\u538b\u540e\u7684\u6587\u4ef6\u5939\u91cc\u53cc\u51fb\u8fd0\u884c\u3002'))" 2>nul
set "CODE=2"
goto done

:bundled
"%PYTHON%" -X utf8 -m xlcheck menu "%~dp0." %*
set "CODE=%ERRORLEVEL%"
goto done

:installed
py -3 -X utf8 -m xlcheck menu "%~dp0." %*
set "CODE=%ERRORLEVEL%"

:done
if not defined XLCHECK_NO_PAUSE pause
exit /b %CODE%
