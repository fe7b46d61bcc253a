/* The library touches nothing of the process but its memory: no file, thread,
 * signal, environment variable or locale, and it prints nothing. The functions
 * that would are defined here, in front of the C library's, and count.
 */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <nutgraf.h>
#include <stdio.h>
#include <string.h>

static int touched = 0;
static int is_watching = 0;

/* Whether a call of `name` comes from the library while it is watched. */
static void touch(const char *name, void *caller) {
  Dl_info info;
  if (!is_watching || dladdr(caller, &info) == 0 || strstr(info.dli_fname, "libnutgraf") == NULL) return;
  touched++;
  is_watching = 0;
  fprintf(stderr, "quiet.c: the library calls %s\n", name);
  is_watching = 1;
}

/* Stands in front of a function and fails as it would. */
#define WATCH(name, answer)                       \
  long name(void);                                \
  long name(void) {                               \
    touch(#name, __builtin_return_address(0));    \
    return answer;                                \
  }

/* All of that kind that the library imports; tests/c/run sees to it that there
 * are no others. */
WATCH(getcwd, 0)
WATCH(getenv, 0)
WATCH(open64, -1)
WATCH(poll, -1)
WATCH(pthread_create, 11)
WATCH(read, -1)
WATCH(readlink, -1)
WATCH(realpath, 0)
WATCH(sigaltstack, -1)
WATCH(stat64, -1)
WATCH(write, -1)
WATCH(writev, -1)

int main(void) {
  static const char text[] = "ACCRA, 29 January 2026 — Ms. Adjei, the minister, told Reuters that it costs $3.2 billion.";
  ng_extractor *extractor = NULL;
  ng_document *document = NULL;
  ng_sentences *sentences = NULL;
  ng_sentence sentence;
  ng_string *json = NULL;
  ng_error *error = NULL;
  ng_batch *batch = NULL;
  ng_str texts[1] = {{text, sizeof text - 1}};
  ng_extract_options options = NG_EXTRACT_OPTIONS_INIT;
  ng_extractor_options make = NG_EXTRACTOR_OPTIONS_INIT;
  int works, can_tell;

  is_watching = 1;
  works = ng_extractor_new(&extractor, NULL) == NG_OK &&
          ng_extract(extractor, text, sizeof text - 1, &options, &document, NULL) == NG_OK &&
          ng_document_to_json(document, &json, NULL) == NG_OK &&
          ng_extract_batch(extractor, texts, NULL, 1, NULL, 1, &batch, NULL) == NG_OK &&
          ng_sentences_new(text, sizeof text - 1, &sentences, NULL) == NG_OK && ng_sentences_next(sentences, &sentence) &&
          ng_extract(extractor, "\xff", 1, NULL, &document, &error) == NG_ERROR_INVALID_UTF8;
  is_watching = 0;
  ng_error_free(error);
  error = NULL;

  /* A file is read where one is asked for, so the watch is a watch. */
  make.model_path = texts[0];
  fputs("quiet.c: as it should, once: ", stderr);
  works = works && touched == 0;
  is_watching = 1;
  can_tell = ng_extractor_new_with(&make, NULL, NULL) == NG_ERROR_NULL &&
             ng_extractor_new_with(&make, (ng_extractor **)(void *)&batch, &error) == NG_ERROR_IO && touched > 0;
  is_watching = 0;

  ng_error_free(error);
  ng_sentences_free(sentences);
  ng_batch_free(batch);
  ng_string_free(json);
  ng_document_free(document);
  ng_extractor_free(extractor);
  printf("c touches nothing: %d passed, %d failed\n", works + can_tell, 2 - works - can_tell);
  return !(works && can_tell);
}
