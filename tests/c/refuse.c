/* Every function of the header with each argument spoilt in turn: NULL, not
 * aligned, a handle of another type, a length beyond memory, an index beyond
 * the end, a number that no enumeration has. Each is refused with its status
 * and a message that names the argument, nothing is written, and the library
 * stays usable. The calls are written from the header by abi.py.
 *
 *   refuse          all that
 *   refuse twice    frees each handle twice; not under a sanitizer, which
 *                   ends the process where the library only looks on
 */

#include <nutgraf.h>
#include <stdio.h>
#include <string.h>

static int failures = 0;
static int checks = 0;

#define CHECK(condition) check(condition, #condition, __LINE__)

/* Where a call would write, if it wrote; four times the largest struct. */
static union {
  char bytes[1024];
  double aligned;
} place;

static ng_error *error;

static void check(int holds, const char *what, int line) {
  checks++;
  if (holds) return;
  failures++;
  fprintf(stderr, "calls.h:%d: not so: %s\n", line, what);
}

/* A place filled with a pattern. */
static void *room(void) {
  memset(&place, 0x5a, sizeof place);
  return &place;
}

static void *room_as_is(void) { return &place; }

static int is_untouched(void) {
  size_t i;
  for (i = 0; i < sizeof place; i++) {
    if (place.bytes[i] != 0x5a) return 0;
  }
  return 1;
}

static void refuses(ng_status status, ng_status expected, const char *part, const char *call, int line) {
  check(status == expected, call, line);
  check(is_untouched(), call, line);
  if (error != NULL) {
    check(ng_error_status(error) == expected, call, line);
    if (strstr(ng_error_message(error), part) == NULL) {
      check(0, call, line);
      fprintf(stderr, "  the message is: %s\n", ng_error_message(error));
    }
    ng_error_free(error);
    error = NULL;
  }
}

#define REFUSES(call, expected, part) (room(), refuses(call, expected, part, #call, __LINE__))
#define ANSWERS(call, expected) (room(), check((call) == (expected) && is_untouched(), #call, __LINE__))

/* A document with one of everything, so that each index 0 is there. */
static const char some_json[] =
    "{\"schema\":\"nutgraf/1\",\"offsets\":\"bytes\",\"text\":\"Minister Ada Okoye of Peru (AO) paid $5. \\\"No,\\\" she said.\","
    "\"layers\":[\"sentences\",\"tokens\",\"entities\",\"values\",\"clusters\",\"quotes\"],"
    "\"sentences\":[{\"start\":0,\"end\":40,\"kind\":\"prose\",\"paragraph\":0}],\"tokens\":[{\"start\":0,\"end\":8}],"
    "\"entities\":[{\"start\":37,\"end\":39,\"label\":\"MONEY\",\"source\":\"value\","
    "\"value\":{\"kind\":\"money\",\"amount\":\"5\",\"approximate\":false,\"currency\":\"USD\"}}],"
    "\"timexes\":[{\"start\":9,\"end\":12,\"type\":\"DATE\",\"value\":\"2026-01-26\"}],"
    "\"clusters\":[{\"name\":{\"start\":9,\"end\":18},\"label\":\"PERSON\",\"mentions\":[{\"start\":9,\"end\":18,\"kind\":\"name\"}],"
    "\"aliases\":[{\"start\":13,\"end\":18}],\"roles\":[{\"title\":{\"start\":0,\"end\":8}}],"
    "\"relations\":[{\"kind\":\"demonym\",\"cluster\":1}]},"
    "{\"name\":{\"start\":22,\"end\":26},\"label\":\"GPE\",\"mentions\":[{\"start\":22,\"end\":26,\"kind\":\"name\"}]}],"
    "\"quotes\":[{\"kind\":\"direct\",\"content\":[{\"start\":42,\"end\":44}],\"closed\":true}]}";
static const char some_text[] = "Ms. Quispe left Lima on Monday.";
static const char some_path[] = "target/c/refuse.gazetteer";
static const char some_csv[] = "name,label\nZorbex,ORG\n";
static const char some_json_lines[] = "{\"name\":\"Zorbex\",\"label\":\"ORG\"}";
static const char some_json_of_patterns[] = "[{\"label\":\"ORG\",\"tokens\":[{\"text\":\"Zorbex\"}]}]";
static const ng_gazetteer_entry some_entries[1] = {
    {sizeof(ng_gazetteer_entry), {"Zorbex", 6}, {"ORG", 3}, {NULL, 0}, NULL, 0, 0, 0, NG_CASE_ANY, NG_AMBIGUOUS_NO}};
/* Those of the gazetteer, which are not known before. */
static const uint8_t *some_bytes;
static size_t some_bytes_len;
static const ng_str some_texts[1] = {{some_text, sizeof some_text - 1}};

static ng_extractor *live_extractor;
static ng_gazetteer *live_gazetteer;
static ng_patterns *live_patterns;
static ng_document *live_document;
static ng_batch *live_batch;
static ng_sentences *live_sentences;
static ng_sentence_stream *live_sentence_stream;
static ng_string *live_string;
static ng_string *live_file;

static ng_error *live_error;

static void begin(void) {
  CHECK(ng_extractor_new(&live_extractor, NULL) == NG_OK);
  CHECK(ng_gazetteer_from_csv(some_csv, strlen(some_csv), NULL, &live_gazetteer, NULL) == NG_OK);
  CHECK(ng_gazetteer_save(live_gazetteer, some_path, strlen(some_path), NULL) == NG_OK);
  CHECK(ng_gazetteer_to_bytes(live_gazetteer, &live_file, NULL) == NG_OK);
  some_bytes = (const uint8_t *)ng_string_data(live_file);
  some_bytes_len = ng_string_len(live_file);
  CHECK(ng_patterns_from_json(some_json_of_patterns, strlen(some_json_of_patterns), &live_patterns, NULL) == NG_OK);
  CHECK(ng_document_from_json(some_json, strlen(some_json), &live_document, NULL) == NG_OK);
  CHECK(ng_extract_batch(live_extractor, some_texts, NULL, 1, NULL, 1, &live_batch, NULL) == NG_OK);
  CHECK(ng_sentences_new(some_text, strlen(some_text), &live_sentences, NULL) == NG_OK);
  CHECK(ng_sentence_stream_new(&live_sentence_stream, NULL) == NG_OK);
  CHECK(ng_document_to_json(live_document, &live_string, NULL) == NG_OK);
  CHECK(ng_document_to_json(NULL, NULL, &live_error) == NG_ERROR_NULL);
}

static void end(void) {
  ng_error_free(live_error);
  ng_string_free(live_string);
  ng_string_free(live_file);
  ng_sentences_free(live_sentences);
  ng_sentence_stream_free(live_sentence_stream);
  ng_batch_free(live_batch);
  ng_document_free(live_document);
  ng_gazetteer_free(live_gazetteer);
  ng_patterns_free(live_patterns);
  ng_extractor_free(live_extractor);
}

/* Whether the library gives what it gave before. */
static int is_usable(void) {
  ng_string *again = NULL;
  int same = ng_document_to_json(live_document, &again, NULL) == NG_OK &&
             strcmp(ng_string_data(again), ng_string_data(live_string)) == 0 &&
             ng_document_text(ng_batch_document(live_batch, 0)).len == strlen(some_text);
  ng_string_free(again);
  return same;
}

int main(int argc, char **argv) {
  int number;
  begin();
#include "calls.h"
  CHECK(is_usable());
  end();
  if (argc == 2 && strcmp(argv[1], "twice") == 0) {
    end();
    begin();
    CHECK(is_usable());
    end();
  }
  printf("c refusals: %d passed, %d failed\n", checks - failures, failures);
  return failures != 0;
}
