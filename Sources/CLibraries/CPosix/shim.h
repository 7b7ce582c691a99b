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
