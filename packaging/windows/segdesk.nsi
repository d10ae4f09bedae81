; Installer for one user: no administrator, nothing outside of the user's own folders and keys.
;
;     makensis -INPUTCHARSET UTF8 -DVERSION=0.1.0 -DBUNDLE=dist\segdesk -DOUT=dist\segdesk-0.1.0-windows-x86_64.exe \
;         packaging\windows\segdesk.nsi
;
; /S installs without a question, /D=FOLDER (last) elsewhere; uninstall.exe /S removes likewise.

Unicode true
Target amd64-unicode
ManifestDPIAware true
SetCompressor /SOLID lzma
RequestExecutionLevel user

!include "MUI2.nsh"
!include "FileFunc.nsh"

!define MODEL_TYPE "segdesk.model"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\segdesk"

Name "segdesk"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\segdesk"
InstallDirRegKey HKCU "Software\segdesk" "Folder"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "segdesk"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Customer segmentation"
VIAddVersionKey "LegalCopyright" "MIT licence"

BrandingText "segdesk ${VERSION}"
!define MUI_ICON "${__FILEDIR__}/segdesk.ico"
!define MUI_UNICON "${__FILEDIR__}/segdesk.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\segdesk-desktop.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "Spanish"

LangString STILL_OPEN ${LANG_ENGLISH} "segdesk is open. Close it and try again."
LangString STILL_OPEN ${LANG_GERMAN} "segdesk ist geöffnet. Schließen Sie es und versuchen Sie es noch einmal."
LangString STILL_OPEN ${LANG_SPANISH} "segdesk está abierto. Ciérrelo e inténtelo de nuevo."
LangString MODEL_NAME ${LANG_ENGLISH} "segdesk model"
LangString MODEL_NAME ${LANG_GERMAN} "segdesk-Modell"
LangString MODEL_NAME ${LANG_SPANISH} "Modelo de segdesk"
LangString SHORT_ABOUT ${LANG_ENGLISH} "Customer segmentation"
LangString SHORT_ABOUT ${LANG_GERMAN} "Kundensegmentierung"
LangString SHORT_ABOUT ${LANG_SPANISH} "Segmentación de clientes"

; A program that runs keeps its file from being opened for writing.
!macro LeaveIfOpen UN
Function ${UN}LeaveIfOpen
  IfFileExists "$INSTDIR\segdesk-desktop.exe" 0 free
  ClearErrors
  FileOpen $0 "$INSTDIR\segdesk-desktop.exe" a
  IfErrors open
  FileClose $0
  Goto free
  open:
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(STILL_OPEN)" /SD IDOK
    SetErrorLevel 5
    Abort
  free:
FunctionEnd
!macroend
!insertmacro LeaveIfOpen ""
!insertmacro LeaveIfOpen "un."

Section
  Call LeaveIfOpen
  ; Parts of an older version that this one does not have would stay, and be loaded.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateDirectory "$SMPROGRAMS"
  CreateShortcut "$SMPROGRAMS\segdesk.lnk" "$INSTDIR\segdesk-desktop.exe" "" "$INSTDIR\segdesk-desktop.exe" 0 SW_SHOWNORMAL "" "$(SHORT_ABOUT)"

  ; Models open by double click; tables stay with the program they belong to and offer segdesk under Open with.
  WriteRegStr HKCU "Software\Classes\.segdesk" "" "${MODEL_TYPE}"
  WriteRegStr HKCU "Software\Classes\${MODEL_TYPE}" "" "$(MODEL_NAME)"
  WriteRegStr HKCU "Software\Classes\${MODEL_TYPE}\DefaultIcon" "" "$INSTDIR\segdesk-desktop.exe,0"
  WriteRegStr HKCU "Software\Classes\${MODEL_TYPE}\shell\open\command" "" '"$INSTDIR\segdesk-desktop.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\Applications\segdesk-desktop.exe\shell\open\command" "" '"$INSTDIR\segdesk-desktop.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\.csv\OpenWithList\segdesk-desktop.exe" "" ""
  WriteRegStr HKCU "Software\Classes\.xlsx\OpenWithList\segdesk-desktop.exe" "" ""

  WriteRegStr HKCU "Software\segdesk" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "segdesk"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "segdesk developers"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\segdesk-desktop.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
  ${RefreshShellIcons}
SectionEnd

Section "un.segdesk"
  Call un.LeaveIfOpen
  ; Only what was installed: the folder may be one that the user chose, with other things in it.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\segdesk.exe"
  Delete "$INSTDIR\segdesk-desktop.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\segdesk.lnk"

  ReadRegStr $0 HKCU "Software\Classes\.segdesk" ""
  StrCmp $0 "${MODEL_TYPE}" 0 +2
    DeleteRegKey HKCU "Software\Classes\.segdesk"
  DeleteRegKey HKCU "Software\Classes\${MODEL_TYPE}"
  DeleteRegKey HKCU "Software\Classes\Applications\segdesk-desktop.exe"
  DeleteRegKey HKCU "Software\Classes\.csv\OpenWithList\segdesk-desktop.exe"
  DeleteRegKey HKCU "Software\Classes\.xlsx\OpenWithList\segdesk-desktop.exe"
  ; They may have been there before for other programs.
  DeleteRegKey /ifempty HKCU "Software\Classes\.csv\OpenWithList"
  DeleteRegKey /ifempty HKCU "Software\Classes\.csv"
  DeleteRegKey /ifempty HKCU "Software\Classes\.xlsx\OpenWithList"
  DeleteRegKey /ifempty HKCU "Software\Classes\.xlsx"
  DeleteRegValue HKCU "Software\segdesk" "Folder"
  DeleteRegKey /ifempty HKCU "Software\segdesk"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  ${RefreshShellIcons}
SectionEnd
