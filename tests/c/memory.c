/* Where there is no memory a call fails with NG_ERROR_INTERNAL, writes nothing
 * but the error, leaks nothing, and the library stays usable. Every allocation
 * of every call that allocates fails in turn: alone, or with all that follow.
 *
 * For glibc: the program's malloc takes the place of its own. What glibc itself
 * asks for does not fail, as glibc ends the process where a thread that starts
 * finds no memory.
 */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <nutgraf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *block);

static long to_fail = 0;    /* the number of the allocation that fails; 0 for none */
static int all_after = 0;   /* whether those after it fail too */
static long allocation = 0; /* how many there were since `to_fail` was set */
static long in_use = 0;     /* blocks that were not freed */

static int fails(void *caller) {
  Dl_info info;
  long now, number;
  if (dladdr(caller, &info) == 0 || strstr(info.dli_fname, "libnutgraf") == NULL) return 0;
  now = __atomic_add_fetch(&allocation, 1, __ATOMIC_SEQ_CST);
  number = __atomic_load_n(&to_fail, __ATOMIC_SEQ_CST);
  return number != 0 && (now == number || (all_after && now > number));
}

static void *counted(void *block) {
  if (block != NULL) __atomic_add_fetch(&in_use, 1, __ATOMIC_SEQ_CST);
  return block;
}

void *malloc(size_t size) { return fails(__builtin_return_address(0)) ? NULL : counted(__libc_malloc(size)); }
void *calloc(size_t count, size_t size) { return fails(__builtin_return_address(0)) ? NULL : counted(__libc_calloc(count, size)); }
void *realloc(void *block, size_t size) {
  if (fails(__builtin_return_address(0))) return NULL;
  return block == NULL ? counted(__libc_malloc(size)) : __libc_realloc(block, size);
}
int posix_memalign(void **block, size_t alignment, size_t size) {
  *block = fails(__builtin_return_address(0)) ? NULL : counted(__libc_memalign(alignment, size));
  return *block == NULL ? ENOMEM : 0;
}
void free(void *block) {
  if (block != NULL) __atomic_sub_fetch(&in_use, 1, __ATOMIC_SEQ_CST);
  __libc_free(block);
}

static int failures = 0;
static int checks = 0;

static void check(int holds, const char *what, const char *call) {
  checks++;
  if (holds) return;
  failures++;
  fprintf(stderr, "%s, allocation %ld%s: not so: %s\n", call, to_fail, all_after ? " and all after it" : "", what);
}

static const char text[] = "Minister Ada Okoye of Peru paid $5 million on 4 May 2025. “No,” she said in Lima.";
static ng_extractor *extractor;
static ng_document *document;
static ng_string *json;

/* The calls that allocate; each writes to where it is told. */
static ng_status open_extractor(void **made, ng_error **error) {
  return ng_extractor_new((ng_extractor **)made, error);
}
static ng_status extract(void **made, ng_error **error) {
  return ng_extract(extractor, text, sizeof text - 1, NULL, (ng_document **)made, error);
}
static ng_status extract_batch(void **made, ng_error **error) {
  ng_str texts[3];
  size_t i;
  for (i = 0; i < 3; i++) texts[i].data = text, texts[i].len = sizeof text - 1;
  return ng_extract_batch(extractor, texts, NULL, 3, NULL, 2, (ng_batch **)made, error);
}
static ng_status write_json(void **made, ng_error **error) {
  return ng_document_to_json(document, (ng_string **)made, error);
}
static ng_status read_json(void **made, ng_error **error) {
  return ng_document_from_json(ng_string_data(json), ng_string_len(json), (ng_document **)made, error);
}
static ng_status begin_sentences(void **made, ng_error **error) {
  return ng_sentences_new(text, sizeof text - 1, (ng_sentences **)made, error);
}

static void free_extractor(void *it) { ng_extractor_free(it); }
static void free_document(void *it) { ng_document_free(it); }
static void free_batch(void *it) { ng_batch_free(it); }
static void free_string(void *it) { ng_string_free(it); }
static void free_sentences(void *it) { ng_sentences_free(it); }

static const struct {
  const char *name;
  ng_status (*call)(void **made, ng_error **error);
  void (*free)(void *it);
} calls[] = {
    {"ng_extractor_new", open_extractor, free_extractor}, {"ng_extract", extract, free_document},
    {"ng_extract_batch", extract_batch, free_batch},      {"ng_document_to_json", write_json, free_string},
    {"ng_document_from_json", read_json, free_document},  {"ng_sentences_new", begin_sentences, free_sentences},
};

/* Fails the allocations of a call in turn, until it needs no more. */
static void starve(size_t which, int all) {
  const char *name = calls[which].name;
  long number, needed;
  for (number = 1, needed = 1; number <= needed; number++) {
    void *made = &failures;
    ng_error *error = NULL;
    ng_status status;
    long before = in_use;
    allocation = 0;
    all_after = all;
    to_fail = number;
    status = calls[which].call(&made, &error);
    needed = allocation;
    to_fail = 0;
    check(status == NG_OK || status == NG_ERROR_INTERNAL, ng_status_name(status), name);
    if (status == NG_OK) {
      calls[which].free(made);
    } else {
      check(made == &failures, "nothing is written", name);
      check(error == NULL || strstr(ng_error_message(error), "no memory") != NULL, ng_error_message(error), name);
      needed = number + 1; /* it may need more than it came to ask for */
    }
    ng_error_free(error);
    /* Two threads may free what a third began with: only one is exact. */
    if (which != 2) check(in_use <= before, "nothing leaks", name);
  }
  check(number > 1, "it allocates", name);
}

int main(void) {
  ng_string *again = NULL;
  size_t i;
  int all;
  check(ng_extractor_new(&extractor, NULL) == NG_OK, "it opens", "");
  check(extract((void **)&document, NULL) == NG_OK && write_json((void **)&json, NULL) == NG_OK, "it extracts", "");
  for (i = 0; i < sizeof calls / sizeof *calls; i++) {
    for (all = 0; all <= 1; all++) starve(i, all);
  }
  ng_document_free(document);
  document = NULL;
  check(extract((void **)&document, NULL) == NG_OK && write_json((void **)&again, NULL) == NG_OK &&
            strcmp(ng_string_data(json), ng_string_data(again)) == 0,
        "it gives what it gave", "");
  ng_string_free(again);
  ng_string_free(json);
  ng_document_free(document);
  ng_extractor_free(extractor);
  printf("c without memory: %d passed, %d failed\n", checks - failures, failures);
  return failures != 0;
}
