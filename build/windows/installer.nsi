; Installs 年报校核台 on Windows 10 and 11: for one user without an administrator, or for all of a computer.
; installer.py calls it and writes LISTING: the files, their removal, the suffixes, VERSION, FOUR_NUMBERS, KILOBYTES.
;   /S           asks nothing          /AllUsers      for all users (needs an administrator)
;   /DESKTOP=1   with a shortcut       /D=C:\folder   another folder, as the last word and without quotes
; Exit status: 0 done, 1 the user stopped, 2 failed or refused, 740 an administrator is needed.

Unicode true
!ifdef CPU
  Target ${CPU}
!endif
!include LogicLib.nsh
!include FileFunc.nsh
!include WinVer.nsh
!include x64.nsh
!include nsDialogs.nsh
!include MUI2.nsh
!include "${LISTING}"

!define PRODUCT "年报校核台"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\nianbao"
!define APPLICATION_KEY "Software\Classes\Applications\nianbao.exe"
!define PROJECT "nianbao.project"
!define REPORT "nianbao.report"
!define FIRST_GOOD_BUILD 17763 ; Windows 10 1809, the oldest that Qt 6.9 is made for

Name "${PRODUCT}"
OutFile "${TARGET}"
BrandingText "${PRODUCT} ${VERSION}"
RequestExecutionLevel user
ManifestDPIAware true
SetCompressor /SOLID lzma
SetCompressorDictSize 32
SetDateSave off
AllowSkipFiles off
FileErrorText "" "这个文件写不进去：$\r$\n$\r$\n$0$\r$\n$\r$\n请看看磁盘是不是满了、是不是被杀毒软件拦住了，再点“重试”。点“取消”停止安装。"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${FOUR_NUMBERS}"
VIFileVersion "${FOUR_NUMBERS}"
VIAddVersionKey /LANG=2052 "ProductName" "${PRODUCT}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileDescription" "${PRODUCT}安装程序"
VIAddVersionKey /LANG=2052 "LegalCopyright" "${PRODUCT} contributors"

Var ForAll        ; 1: for all users of the computer
Var OnDesktop     ; 1: with a shortcut on the desktop
Var GivenFolder   ; what /D= said
Var Earlier       ; where an earlier version is, or nothing
Var MadeFolder    ; 1: the folder is of our making
Var ButtonMe
Var ButtonAll
Var BoxDesktop

!define MUI_ICON "resources\icons\app.ico"
!define MUI_UNICON "resources\icons\app.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${NSISDIR}\Contrib\Graphics\Wizard\nsis3-grey.bmp"
!define MUI_ABORTWARNING
!define MUI_ABORTWARNING_TEXT "安装还没有完成。要停止安装吗？"
Page custom AskForWhom TakeForWhom
!define MUI_DIRECTORYPAGE_TEXT_TOP "程序会装进下面的文件夹。一般不用改，直接点“安装”就可以。"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE TakeFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "装好了"
!define MUI_FINISHPAGE_TEXT "以后可以从“开始”菜单打开${PRODUCT}。"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "现在就打开${PRODUCT}"
!define MUI_FINISHPAGE_RUN_FUNCTION OpenProgram
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "将从这台电脑上删除${PRODUCT}。您的年报、自动留底和设置都会保留。"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; ---- before the first page

Function .onInit
  Call RefuseOldWindows
  SetRegView 64
  StrCpy $GivenFolder $INSTDIR
  ${GetParameters} $R0
  StrCpy $ForAll 0
  ClearErrors
  ${GetOptions} $R0 "/AllUsers" $R1
  ${IfNot} ${Errors}
    StrCpy $ForAll 1
  ${EndIf}
  ${GetOptions} $R0 "/DESKTOP=" $OnDesktop
  Call TakeMode
  ${If} ${Silent}
    Call OwnFolder
  ${EndIf}
FunctionEnd

Function RefuseOldWindows
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "这台电脑的 Windows 太旧，不能安装${PRODUCT}。$\r$\n$\r$\n需要 Windows 10 或 Windows 11；Windows 7 和 Windows 8 都不行。" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "这台电脑装的是 32 位的 Windows，不能安装${PRODUCT}。$\r$\n$\r$\n需要 64 位的 Windows 10 或 Windows 11。" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  ${IfNot} ${AtLeastBuild} ${FIRST_GOOD_BUILD}
    MessageBox MB_YESNO|MB_ICONEXCLAMATION "这台电脑的 Windows 10 版本较旧（早于 1809），${PRODUCT}装好后可能打不开。$\r$\n$\r$\n仍然要安装吗？" /SD IDYES IDYES go_on
    SetErrorLevel 1
    Quit
    go_on:
  ${EndIf}
FunctionEnd

; For whom it is known now: rights, folder, earlier version and shortcut follow from it.
Function TakeMode
  ${If} $ForAll = 1
    Call NeedAdministrator
    SetShellVarContext all
    StrCpy $INSTDIR "$PROGRAMFILES64\nianbao"
  ${Else}
    SetShellVarContext current
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\nianbao"
  ${EndIf}
  ReadRegStr $Earlier SHCTX "${UNINSTALL_KEY}" "InstallLocation"
  ${IfNot} ${FileExists} "$Earlier\uninstall.exe"
    StrCpy $Earlier ""
  ${EndIf}
  ${If} $OnDesktop == ""
  ${AndIf} $Earlier != ""
    ReadRegDWORD $OnDesktop SHCTX "${UNINSTALL_KEY}" "DesktopShortcut"
  ${EndIf}
  ${If} $GivenFolder != ""
    StrCpy $INSTDIR $GivenFolder
  ${ElseIf} $Earlier != ""
    StrCpy $INSTDIR $Earlier
  ${EndIf}
FunctionEnd

; Begins again as administrator, or says in a silent installation that it cannot.
Function NeedAdministrator
  UserInfo::GetAccountType
  Pop $R1
  ${If} $R1 == "Admin"
    Return
  ${EndIf}
  ${If} ${Silent}
    SetErrorLevel 740
    Quit
  ${EndIf}
  StrCpy $R2 "/AllUsers /DESKTOP=$OnDesktop"
  ${If} $GivenFolder != ""
    StrCpy $R2 "$R2 /D=$GivenFolder"
  ${EndIf}
  ClearErrors
  ExecShell "runas" "$EXEPATH" "$R2"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONEXCLAMATION "没有得到管理员的同意，没有安装。$\r$\n$\r$\n可以再运行一次安装程序，选“只给我自己用”，那样不需要管理员。"
    SetErrorLevel 740
  ${EndIf}
  Quit
FunctionEnd

; ---- pages

Function AskForWhom
  ${If} $ForAll = 1 ; it was said on the command line
    Abort
  ${EndIf}
  !insertmacro MUI_HEADER_TEXT "安装${PRODUCT} ${VERSION}" "给谁用？"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateRadioButton} 0 8u 100% 12u "只给我自己用（不需要管理员）"
  Pop $ButtonMe
  ${NSD_CreateRadioButton} 0 26u 100% 12u "给这台电脑的所有用户用（需要管理员同意）"
  Pop $ButtonAll
  ${NSD_CreateCheckBox} 0 56u 100% 12u "在桌面上放一个图标"
  Pop $BoxDesktop
  ${NSD_CreateLabel} 0 84u 100% 36u "安装不需要联网。$\r$\n如果已经装有旧版，会换成这一版；您的年报、自动留底和设置都不会改动。"
  Pop $0
  ${NSD_Check} $ButtonMe
  ${If} $OnDesktop != 0
    ${NSD_Check} $BoxDesktop
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function TakeForWhom
  ${NSD_GetState} $ButtonAll $ForAll
  ${NSD_GetState} $BoxDesktop $OnDesktop
  Call TakeMode
FunctionEnd

Function TakeFolder
  StrCpy $R5 $INSTDIR
  Call OwnFolder
  ${If} $R5 != $INSTDIR
    MessageBox MB_OKCANCEL|MB_ICONINFORMATION "“$R5”里已经有别的文件。$\r$\n$\r$\n程序会装进“$INSTDIR”，不和它们混在一起。" IDOK together
    StrCpy $INSTDIR $R5
    Abort
    together:
  ${EndIf}
FunctionEnd

; A folder in which other things are is not ours: the program gets one of its own inside.
Function OwnFolder
  ${GetFileName} $INSTDIR $R6
  ${If} $R6 == "nianbao"
  ${OrIf} $INSTDIR == $Earlier
  ${OrIf} ${FileExists} "$INSTDIR\_internal\core\*.*"
    Return
  ${EndIf}
  ${DirState} $INSTDIR $R7
  ${If} $R7 = 1
    StrCpy $INSTDIR "$INSTDIR\nianbao"
  ${EndIf}
FunctionEnd

; The shell opens it, so that it does not inherit the rights of an administrator.
Function OpenProgram
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\nianbao.exe"'
FunctionEnd

; ---- what both the installer and the uninstaller do

; Waits until nobody runs the program in a folder: Windows lets no one write to a file that is running.
!macro WAIT_UNTIL_CLOSED FOLDER
  !define AGAIN "again_${__LINE__}"
  !define FREE "free_${__LINE__}"
  ${AGAIN}:
    ClearErrors
    ${If} ${FileExists} "${FOLDER}\nianbao.exe"
      FileOpen $R8 "${FOLDER}\nianbao.exe" a
      FileClose $R8
    ${EndIf}
    ${If} ${FileExists} "${FOLDER}\nianbao-cmd.exe"
      FileOpen $R8 "${FOLDER}\nianbao-cmd.exe" a
      FileClose $R8
    ${EndIf}
    IfErrors 0 ${FREE}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${PRODUCT}还开着。$\r$\n$\r$\n请先在程序里保存，把它的窗口都关上，再点“重试”。" /SD IDCANCEL IDRETRY ${AGAIN}
    SetErrorLevel 2
    Quit
  ${FREE}:
  !undef AGAIN
  !undef FREE
!macroend

!macro TELL_EXPLORER
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; SHCNE_ASSOCCHANGED
!macroend

!macro OFFER SUFFIX
  WriteRegStr SHCTX "${APPLICATION_KEY}\SupportedTypes" "${SUFFIX}" ""
  WriteRegStr SHCTX "Software\Classes\${SUFFIX}\OpenWithProgids" "${REPORT}" ""
!macroend

!macro WITHDRAW SUFFIX
  DeleteRegValue SHCTX "Software\Classes\${SUFFIX}\OpenWithProgids" "${REPORT}"
  DeleteRegKey /ifempty SHCTX "Software\Classes\${SUFFIX}\OpenWithProgids"
  DeleteRegKey /ifempty SHCTX "Software\Classes\${SUFFIX}"
!macroend

; ---- install

Section "-Program"
  !insertmacro WAIT_UNTIL_CLOSED "$INSTDIR"
  Call RememberFolder
  Call RemoveEarlier
  ClearErrors
  !insertmacro INSTALL_FILES
  ${If} ${Errors}
    SetErrorLevel 2
    Abort "有文件没有写进去，没有装好。请看看磁盘是不是满了，再安装一次。"
  ${EndIf}
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  Call MakeShortcuts
  Call TieFiles
  Call TellWindows
  !insertmacro TELL_EXPLORER
SectionEnd

Function RememberFolder
  StrCpy $MadeFolder 1
  ${If} $Earlier == $INSTDIR
    ReadRegDWORD $MadeFolder SHCTX "${UNINSTALL_KEY}" "MadeFolder"
  ${ElseIf} ${FileExists} "$INSTDIR\*.*"
    StrCpy $MadeFolder 0
  ${EndIf}
FunctionEnd

; The earlier version takes away its own files, by its own list; shortcuts and registry stay for this one to write anew.
Function RemoveEarlier
  ${If} $Earlier == ""
    Return
  ${EndIf}
  !insertmacro WAIT_UNTIL_CLOSED "$Earlier"
  ClearErrors
  ExecWait '"$Earlier\uninstall.exe" /S /KEEP _?=$Earlier' $R1
  ${If} ${Errors}
  ${OrIf} $R1 <> 0
    MessageBox MB_OK|MB_ICONSTOP "旧版没能删除，没有安装。$\r$\n$\r$\n请重新启动电脑，再安装一次。" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  ${If} $Earlier != $INSTDIR
    Delete "$Earlier\uninstall.exe"
    ReadRegDWORD $R1 SHCTX "${UNINSTALL_KEY}" "MadeFolder"
    ${If} $R1 = 1
      RMDir "$Earlier"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function MakeShortcuts
  CreateShortcut "$SMPROGRAMS\${PRODUCT}.lnk" "$INSTDIR\nianbao.exe" "" "$INSTDIR\nianbao.exe" 0
  ${If} $OnDesktop = 1
    CreateShortcut "$DESKTOP\${PRODUCT}.lnk" "$INSTDIR\nianbao.exe" "" "$INSTDIR\nianbao.exe" 0
  ${Else}
    StrCpy $OnDesktop 0
  ${EndIf}
FunctionEnd

; A project file opens by double-click; reports of all kinds list the program under “打开方式” and keep their own.
Function TieFiles
  WriteRegStr SHCTX "Software\Classes\.nbx" "" "${PROJECT}"
  WriteRegStr SHCTX "Software\Classes\.nbx\OpenWithProgids" "${PROJECT}" ""
  WriteRegStr SHCTX "Software\Classes\${PROJECT}" "" "${PRODUCT}项目"
  WriteRegStr SHCTX "Software\Classes\${PROJECT}\DefaultIcon" "" '"$INSTDIR\nianbao.exe",0'
  WriteRegStr SHCTX "Software\Classes\${PROJECT}\shell\open\command" "" '"$INSTDIR\nianbao.exe" "%1"'
  WriteRegStr SHCTX "Software\Classes\${REPORT}" "" "政府信息公开工作年度报告"
  WriteRegStr SHCTX "Software\Classes\${REPORT}\DefaultIcon" "" '"$INSTDIR\nianbao.exe",0'
  WriteRegStr SHCTX "Software\Classes\${REPORT}\shell\open\command" "" '"$INSTDIR\nianbao.exe" "%1"'
  WriteRegStr SHCTX "${APPLICATION_KEY}" "FriendlyAppName" "${PRODUCT}"
  WriteRegStr SHCTX "${APPLICATION_KEY}\shell\open\command" "" '"$INSTDIR\nianbao.exe" "%1"'
  WriteRegStr SHCTX "${APPLICATION_KEY}\SupportedTypes" ".nbx" ""
  !insertmacro FOR_EACH_SUFFIX OFFER
FunctionEnd

; The entry under “应用和功能”.
Function TellWindows
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "${PRODUCT}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\nianbao.exe,0"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "${PRODUCT}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "MadeFolder" $MadeFolder
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "DesktopShortcut" $OnDesktop
FunctionEnd

; ---- uninstall

Function un.onInit
  SetRegView 64
  SetShellVarContext current
  ReadRegStr $R0 HKLM "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $R0 == $INSTDIR
    Call un.NeedAdministrator
    SetShellVarContext all
  ${EndIf}
FunctionEnd

Function un.NeedAdministrator
  UserInfo::GetAccountType
  Pop $R1
  ${If} $R1 == "Admin"
    Return
  ${EndIf}
  SetErrorLevel 740
  ${IfNot} ${Silent}
    ExecShell "runas" "$INSTDIR\uninstall.exe"
  ${EndIf}
  Quit
FunctionEnd

Section "Uninstall"
  !insertmacro WAIT_UNTIL_CLOSED "$INSTDIR"
  !insertmacro REMOVE_FILES
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/KEEP" $R1
  ${If} ${Errors}
    Call un.Forget
  ${EndIf}
SectionEnd

; Takes away what Windows was told, and the folder when it was made by the installer and nothing else is in it.
Function un.Forget
  ReadRegStr $R0 SHCTX "${UNINSTALL_KEY}" "InstallLocation"
  ReadRegDWORD $MadeFolder SHCTX "${UNINSTALL_KEY}" "MadeFolder"
  ${If} $R0 == $INSTDIR
    Call un.RemoveShortcuts
    Call un.UntieFiles
    DeleteRegKey SHCTX "${UNINSTALL_KEY}"
    !insertmacro TELL_EXPLORER
  ${EndIf}
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  ${If} $MadeFolder = 1
    RMDir "$INSTDIR"
  ${EndIf}
FunctionEnd

Function un.RemoveShortcuts
  Delete "$SMPROGRAMS\${PRODUCT}.lnk"
  ReadRegDWORD $OnDesktop SHCTX "${UNINSTALL_KEY}" "DesktopShortcut"
  ${If} $OnDesktop = 1
    Delete "$DESKTOP\${PRODUCT}.lnk"
  ${EndIf}
FunctionEnd

Function un.UntieFiles
  ReadRegStr $R0 SHCTX "Software\Classes\.nbx" ""
  ${If} $R0 == "${PROJECT}"
    DeleteRegValue SHCTX "Software\Classes\.nbx" ""
  ${EndIf}
  DeleteRegValue SHCTX "Software\Classes\.nbx\OpenWithProgids" "${PROJECT}"
  DeleteRegKey /ifempty SHCTX "Software\Classes\.nbx\OpenWithProgids"
  DeleteRegKey /ifempty SHCTX "Software\Classes\.nbx"
  DeleteRegKey SHCTX "Software\Classes\${PROJECT}"
  DeleteRegKey SHCTX "Software\Classes\${REPORT}"
  DeleteRegKey SHCTX "${APPLICATION_KEY}"
  !insertmacro FOR_EACH_SUFFIX WITHDRAW
FunctionEnd
