/* Lets what is compiled on Debian 11 run on glibc 2.28 (UOS 20): the old names of functions that got new ones in 2.28 and 2.29.
 * exp, log and pow differ in how they report errors through errno only, which Python checks by itself; fcntl64 is fcntl. */
#if defined(__x86_64__) && !defined(__ASSEMBLER__)
__asm__(".symver exp,exp@GLIBC_2.2.5");
__asm__(".symver exp2,exp2@GLIBC_2.2.5");
__asm__(".symver log,log@GLIBC_2.2.5");
__asm__(".symver log2,log2@GLIBC_2.2.5");
__asm__(".symver pow,pow@GLIBC_2.2.5");
__asm__(".symver fcntl64,fcntl@GLIBC_2.2.5");
#endif
