/* Wine 8 has no bcryptprimitives.dll, where Qt6Pdf looks for its random numbers and stops without them. They
   come from the system's older function. For the build machine's Wine only (bundle.py refuses it in what ships). */
#include <stddef.h>
__declspec(dllimport) unsigned char __stdcall SystemFunction036(void *, unsigned long);
__declspec(dllexport) int __stdcall ProcessPrng(unsigned char *data, size_t size) {
    return SystemFunction036(data, (unsigned long)size);
}
