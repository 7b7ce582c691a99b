#pragma once
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <unistd.h>
/* Mutable C globals are refused in Swift 6 mode: these read and reset them. */
static inline FILE *dondoc_stdout(void) { return stdout; }
static inline FILE *dondoc_stderr(void) { return stderr; }
static inline char *dondoc_optarg(void) { return optarg; }
static inline int dondoc_optind(void) { return optind; }
static inline int dondoc_optopt(void) { return optopt; }
static inline void dondoc_getopt_reset(void) { optind = 0; opterr = 0; }
/* open() is variadic. */
static inline int dondoc_open(const char *p, int flags, int mode) { return open(p, flags, mode); }
#include <linux/memfd.h>
#include <spawn.h>
#include <sys/syscall.h>
/* GNU prototypes, declared here: with _GNU_SOURCE the types of this module would differ from SwiftGlibc's. */
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);
extern int pipe2(int [2], int);
extern int memfd_create(const char *, unsigned int);
static inline int dondoc_memory_file(void) { return memfd_create("dondoc-input", MFD_CLOEXEC); }
/* syscall() is variadic, and glibc 2.36 has no declaration of pidfd_open that C can see without _GNU_SOURCE. */
static inline int dondoc_pidfd_open(int pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }
/* glibc declares it for C only with _GNU_SOURCE. 2: RENAME_EXCHANGE. */
static inline int dondoc_exchange(const char *a, const char *b) { return (int)syscall(SYS_renameat2, AT_FDCWD, a, AT_FDCWD, b, 2); }
#include <malloc.h>
/* What is in use of all arenas and of what was mapped for single blocks. */
static inline long dondoc_heap_in_use(void) { struct mallinfo2 m = mallinfo2(); return (long)(m.uordblks + m.hblkhd); }
