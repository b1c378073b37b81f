# NOT TRIED: written from Microsoft's documentation of Shell Launcher, on a machine without Windows.
# Makes Mien the shell of one user on Windows 10/11 Enterprise or Education. Run as administrator:
#   .\shell-launcher.ps1 -User kiosk
param(
    [Parameter(Mandatory)] [string] $User,
    [string] $Program = "$env:ProgramFiles\Mien\mien.exe"
)
$ErrorActionPreference = 'Stop'
Enable-WindowsOptionalFeature -Online -FeatureName Client-EmbeddedShellLauncher -All -NoRestart | Out-Null
$shell = [wmiclass]"\\localhost\root\standardcimv2\embedded:WESL_UserSetting"
$sid = (New-Object System.Security.Principal.NTAccount($User)).Translate([System.Security.Principal.SecurityIdentifier]).Value
$restartShell = 0
$doNothing = 3
# Everybody else keeps Explorer.
$shell.SetDefaultShell('explorer.exe', $restartShell)
# Left with the PIN (exit code 0) nothing is started; after anything else the kiosk is started again.
$shell.SetCustomShell($sid, "`"$Program`" --kiosk", [uint32[]](0), [uint32[]]($doNothing), $restartShell)
$shell.SetEnabled($true)
