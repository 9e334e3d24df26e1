; Installs Binôme for one user, without any question about rights. `/S` installs silently; `/D=<folder>` elsewhere.
; Upgrading removes the old program's files first. No step ever touches a carnet, a copy or a setting.
; Exit codes: 0 done, 1 given up, 2 refused (Windows too old) or the program is running.
Unicode true
Target amd64-unicode
ManifestSupportedOS Win10
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 64
SetDateSave on

!include "MUI2.nsh"
!include "WinVer.nsh"
!include "FileFunc.nsh"
!include "${VERSION_FILE}"

!define NAME "Binôme"
!define FULL_NAME "Binôme, coordination maire – secrétaire général de mairie"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Binome"
!define CLASSES "Software\Classes"
!define KIND "Binome.Carnet"

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Binome"
InstallDirRegKey HKCU "Software\Binome" "Folder"
BrandingText "${FULL_NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installation de ${FULL_NAME}"
VIAddVersionKey "LegalCopyright" "Licence publique de l’Union européenne (EUPL 1.2)"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_WELCOMEFINISHPAGE_BITMAP_STRETCH AspectFitHeight
!define MUI_ABORTWARNING
!define MUI_ABORTWARNING_TEXT "Arrêter maintenant ? Binôme ${VERSION} ne sera pas installé ; vos carnets ne sont pas touchés."
; What the first and last pages say: .onInit knows whether Binôme is already there.
Var Known
Var Title
Var Text
Var Done
!define MUI_WELCOMEPAGE_TITLE "$Title"
!define MUI_WELCOMEPAGE_TEXT "$Text"
!define MUI_DIRECTORYPAGE_TEXT_TOP "Laissez ce dossier tel quel, sauf si votre prestataire informatique vous en a indiqué un autre. Vos carnets n’iront pas là : vous choisirez leur place dans Binôme.$\r$\n$\r$\nCliquez sur Installer."
!define MUI_FINISHPAGE_TITLE "$Done"
!define MUI_FINISHPAGE_TEXT "Vous le trouverez sur le bureau et dans le menu Démarrer. Un double-clic sur un carnet l’ouvre aussi."
!define MUI_FINISHPAGE_RUN "$INSTDIR\binome.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Ouvrir Binôme maintenant"
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_HEADER_TEXT "Où installer Binôme"
!define MUI_PAGE_HEADER_SUBTEXT "Le dossier proposé convient à presque tout le monde."
!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipWhenKnown
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_PAGE_HEADER_TEXT "Retirer Binôme"
!define MUI_PAGE_HEADER_SUBTEXT "Seul le programme est retiré de ce poste."
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Le programme va être retiré. Vos carnets, leurs copies et vos réglages restent où ils sont.$\r$\n$\r$\nFermez Binôme s’il est ouvert, puis cliquez sur Désinstaller."
!define MUI_UNCONFIRMPAGE_TEXT_LOCATION "Dossier :"
!insertmacro MUI_UNPAGE_CONFIRM
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "Binôme est retiré"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT "Vos carnets, leurs copies et vos réglages n’ont pas été touchés."
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "French"

!macro Refuse SENTENCE
    MessageBox MB_OK|MB_ICONSTOP "${SENTENCE}" /SD IDOK
    SetErrorLevel 2
    Quit
!macroend

; A program that runs cannot be replaced: ask to close it, give up when silent.
!macro WaitForClosing
    retry:
    IfFileExists "$INSTDIR\binome.exe" 0 free
    ClearErrors
    FileOpen $0 "$INSTDIR\binome.exe" a
    IfErrors busy
    FileClose $0
    Goto free
    busy:
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Binôme est ouvert. Fermez sa fenêtre, puis cliquez sur Réessayer." /SD IDCANCEL IDRETRY retry
    SetErrorLevel 2
    Quit
    free:
!macroend

; Only what an installation put there: a folder chosen by mistake loses nothing else.
!macro RemoveProgram
    RMDir /r "$INSTDIR\_internal"
    Delete "$INSTDIR\binome.exe"
    Delete "$INSTDIR\desk.exe"
    Delete "$INSTDIR\THIRD-PARTY.md"
    Delete "$INSTDIR\LICENSE.txt"
    Delete "$INSTDIR\desinstaller.exe"
!macroend

!macro TellExplorer
    System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"
!macroend

; A 32-bit Windows does not start this 64-bit installer, and says so itself in its own language.
Function .onInit
    ${IfNot} ${AtLeastWin10}
    ${OrIfNot} ${AtLeastBuild} 17763
        !insertmacro Refuse "Binôme demande Windows 10 (version 1809) ou plus récent. Rien n’a été installé. Votre prestataire informatique peut mettre ce poste à jour ou en proposer un autre."
    ${EndIf}
    ReadRegStr $Known HKCU "${UNINSTALL_KEY}" "DisplayVersion"
    ${If} $Known == ""
        StrCpy $Title "Installer Binôme ${VERSION}"
        StrCpy $Text "Binôme est un carnet pour le maire et le secrétaire général de mairie.$\r$\n$\r$\nIl s’installe dans votre session Windows, sans droits d’administrateur, et n’envoie rien sur internet.$\r$\n$\r$\nCliquez sur Suivant."
        StrCpy $Done "Binôme ${VERSION} est installé"
    ${Else}
        StrCpy $Title "Mettre à jour Binôme"
        StrCpy $Text "La version $Known est sur ce poste : elle va être remplacée par la version ${VERSION}. Vos carnets, leurs copies et vos réglages ne sont pas touchés.$\r$\n$\r$\nFermez Binôme s’il est ouvert, puis cliquez sur Suivant : la mise à jour commence aussitôt."
        StrCpy $Done "Binôme est à jour : version ${VERSION}"
    ${EndIf}
FunctionEnd

; An upgrade goes where the program is.
Function SkipWhenKnown
    ${If} $Known != ""
        Abort
    ${EndIf}
FunctionEnd

Section "Binôme"
    SetShellVarContext current
    !insertmacro WaitForClosing
    !insertmacro RemoveProgram
    SetOutPath "$INSTDIR"
    ClearErrors
    File /r "${BUNDLE}/*"
    IfErrors 0 written
    MessageBox MB_OK|MB_ICONSTOP "Le programme n’a pas pu être écrit dans $INSTDIR. Vos carnets n’ont pas été touchés. Vérifiez la place libre sur le disque, puis recommencez." /SD IDOK
    SetErrorLevel 1
    Quit
    written:
    WriteUninstaller "$INSTDIR\desinstaller.exe"

    SetOutPath "$PROFILE" ; where the program starts
    CreateShortcut "$SMPROGRAMS\${FULL_NAME}.lnk" "$INSTDIR\binome.exe" "" "$INSTDIR\binome.exe" 0
    CreateShortcut "$DESKTOP\${FULL_NAME}.lnk" "$INSTDIR\binome.exe" "" "$INSTDIR\binome.exe" 0

    WriteRegStr HKCU "${CLASSES}\.binome" "" "${KIND}"
    WriteRegStr HKCU "${CLASSES}\${KIND}" "" "Carnet Binôme"
    WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\binome.exe,0"
    WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\binome.exe" "%1"'

    WriteRegStr HKCU "Software\Binome" "Folder" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${FULL_NAME}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\binome.exe,0"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${NAME}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\desinstaller.exe"'
    WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\desinstaller.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
    !insertmacro TellExplorer
SectionEnd

Section "Uninstall"
    SetShellVarContext current
    !insertmacro WaitForClosing
    !insertmacro RemoveProgram
    RMDir "$INSTDIR" ; only when nothing else is in it
    Delete "$SMPROGRAMS\${FULL_NAME}.lnk"
    Delete "$DESKTOP\${FULL_NAME}.lnk"
    ReadRegStr $0 HKCU "${CLASSES}\.binome" ""
    StrCmp $0 "${KIND}" 0 other
    DeleteRegKey HKCU "${CLASSES}\.binome"
    other:
    DeleteRegKey HKCU "${CLASSES}\${KIND}"
    DeleteRegKey HKCU "${UNINSTALL_KEY}"
    DeleteRegKey HKCU "Software\Binome"
    !insertmacro TellExplorer
SectionEnd
