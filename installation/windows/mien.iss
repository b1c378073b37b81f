; Inno Setup 6 script: one installer of dist\mien-kiosk (or mien-full: /DEdition=full).
; NOT TRIED: written from Inno Setup's documentation, on a machine without Windows.
;   run build kiosk
;   iscc /DVersion=0.1.0 installation\windows\mien.iss
#ifndef Edition
  #define Edition "kiosk"
#endif
#ifndef Version
  #define Version "0.1.0"
#endif

[Setup]
AppId={{8E0B5D4C-2C55-4E5B-9C0B-6A1D0A5D3E77}
AppName=Mien
AppVersion={#Version}
AppPublisher=Mien
DefaultDirName={autopf}\Mien
DefaultGroupName=Mien
DisableProgramGroupPage=yes
OutputDir=..\..\dist
OutputBaseFilename=mien-{#Version}-{#Edition}-setup
Compression=lzma2
SolidCompression=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
PrivilegesRequired=admin
LicenseFile=..\..\dist\mien-{#Edition}\LICENSES
UninstallDisplayIcon={app}\mien.exe
; A kiosk that runs is closed, and started again by its shell.
CloseApplications=force
RestartApplications=no
MinVersion=10.0.17763

[InstallDelete]
; Libraries of the version before must not lie beside the new ones. Data and settings are in the user's profile.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\mien-{#Edition}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion
Source: "keys.reg"; DestDir: "{app}\windows"
Source: "shell-launcher.ps1"; DestDir: "{app}\windows"

[Icons]
Name: "{group}\Mien"; Filename: "{app}\mien.exe"
Name: "{autodesktop}\Mien"; Filename: "{app}\mien.exe"; Tasks: desktopicon

[Tasks]
Name: desktopicon; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Run]
Filename: "{app}\mien-cli.exe"; Parameters: "check"; StatusMsg: "Looking whether it starts..."; Flags: runhidden
Filename: "{app}\mien.exe"; Description: "{cm:LaunchProgram,Mien}"; Flags: nowait postinstall skipifsilent
