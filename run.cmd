@echo off
rem Makes the environment (.venv, from the lock file) and starts the program; what follows goes to main.py.
rem   run            start the kiosk
rem   run test       run the tests
rem   run build      make the packaged program in dist\ (run build --help)
setlocal
cd /d "%~dp0"
set "LOCK=requirements.lock"
if /i "%~1"=="test" set "LOCK=requirements-dev.lock"
if /i "%~1"=="build" set "LOCK=requirements-dev.lock"
if not "%LOCK%"=="requirements-dev.lock" fc /b requirements-dev.lock .venv\requirements-dev.lock >nul 2>&1 && set "LOCK=requirements-dev.lock"

if not exist .venv\Scripts\python.exe (
    for %%V in (3.13 3.12 3.11) do if not exist .venv\Scripts\python.exe py -%%V -m venv .venv >nul 2>&1
    if not exist .venv\Scripts\python.exe python -m venv .venv 1>&2 || goto nopython
)
.venv\Scripts\python.exe -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" || goto nopython
fc /b %LOCK% .venv\%LOCK% >nul 2>&1 || (
    echo Installing what the program needs ^(once; some minutes and about 3 GB^) ... 1>&2
    .venv\Scripts\python.exe -m pip install -q --disable-pip-version-check --require-hashes -r %LOCK% 1>&2 || goto noinstall
    copy /y %LOCK% .venv\%LOCK% >nul
)
if /i "%~1"=="test" (
    set QT_QPA_PLATFORM=offscreen
    .venv\Scripts\python.exe -m pytest -n 2 --dist worksteal %2 %3 %4 %5 %6
) else if /i "%~1"=="build" (
    .venv\Scripts\python.exe -m tools.bundle.build %2 %3 %4 %5
) else (
    .venv\Scripts\python.exe main.py %*
)
exit /b %ERRORLEVEL%

:nopython
echo Python 3.11, 3.12 or 3.13 is needed. Install it from python.org, then start again. 1>&2
exit /b 1
:noinstall
echo The installation failed: see above. Check the network and the disk ^(about 3 GB^), then start again. 1>&2
exit /b 1
