#pragma once
#include <curl/curl.h>
/* curl_easy_setopt and curl_easy_getinfo are variadic, which Swift does not import. */
static inline CURLcode dondoc_setopt_long(CURL *h, CURLoption o, long v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode dondoc_setopt_off(CURL *h, CURLoption o, curl_off_t v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode dondoc_setopt_text(CURL *h, CURLoption o, const char *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode dondoc_setopt_pointer(CURL *h, CURLoption o, const void *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode dondoc_setopt_list(CURL *h, CURLoption o, struct curl_slist *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode dondoc_setopt_write(CURL *h, size_t (*f)(char *, size_t, size_t, void *), void *to) {
    CURLcode c = curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, f);
    return c ? c : curl_easy_setopt(h, CURLOPT_WRITEDATA, to);
}
static inline CURLcode dondoc_setopt_read(CURL *h, size_t (*f)(char *, size_t, size_t, void *), void *from) {
    CURLcode c = curl_easy_setopt(h, CURLOPT_READFUNCTION, f);
    return c ? c : curl_easy_setopt(h, CURLOPT_READDATA, from);
}
static inline CURLcode dondoc_setopt_header(CURL *h, size_t (*f)(char *, size_t, size_t, void *), void *to) {
    CURLcode c = curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, f);
    return c ? c : curl_easy_setopt(h, CURLOPT_HEADERDATA, to);
}
static inline CURLcode dondoc_setopt_progress(
    CURL *h, int (*f)(void *, curl_off_t, curl_off_t, curl_off_t, curl_off_t), void *from) {
    CURLcode c = curl_easy_setopt(h, CURLOPT_XFERINFOFUNCTION, f);
    if (!c) c = curl_easy_setopt(h, CURLOPT_XFERINFODATA, from);
    return c ? c : curl_easy_setopt(h, CURLOPT_NOPROGRESS, 0L);
}
static inline CURLcode dondoc_getinfo_long(CURL *h, CURLINFO i, long *v) { return curl_easy_getinfo(h, i, v); }
static inline CURLcode dondoc_getinfo_text(CURL *h, CURLINFO i, const char **v) { return curl_easy_getinfo(h, i, (char **)v); }
static inline CURLcode dondoc_curl_global_init(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }
static inline curl_socket_t dondoc_no_socket(void *c, curlsocktype p, struct curl_sockaddr *a) {
    (void)c; (void)p; (void)a;
    return CURL_SOCKET_BAD;
}
/* Only a connection that stands already is used. */
static inline CURLcode dondoc_setopt_no_connection(CURL *h) {
    return curl_easy_setopt(h, CURLOPT_OPENSOCKETFUNCTION, dondoc_no_socket);
}
