/* Wine 8's mscms.dll lacks functions that Qt's platform plugin calls to learn a screen's colour profile.
   Every function answers "none". For the build machine's Wine only (bundle.py refuses it in what ships). */
#define NONE(name) __declspec(dllexport) void *name(void) { return 0; }
NONE(GetColorProfileFromHandle)
NONE(CloseColorProfile)
NONE(WcsCreateIccProfile)
NONE(OpenColorProfileW)
