#pragma once
#include <sqlite3.h>
/* SQLITE_TRANSIENT is a cast macro, which Swift does not import. */
static inline int dondoc_bind_text(sqlite3_stmt *s, int i, const char *p, int n) {
    return sqlite3_bind_text(s, i, p, n, SQLITE_TRANSIENT);
}
/* sqlite3_config() is variadic. Without statistics no allocation takes a lock. */
static inline int dondoc_sqlite_without_statistics(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
static inline int dondoc_bind_blob(sqlite3_stmt *s, int i, const void *p, int n) {
    return sqlite3_bind_blob(s, i, p, n, SQLITE_TRANSIENT);
}
