/* The C API as a sequence of calls: each byte is a call, and what it takes is
 * what earlier ones gave, or NULL. Whatever the order, a call does what the
 * header says: a status with its error, or a result that can be read.
 */
#include <nutgraf.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Ends the process where a promise is broken. */
static void promise(bool holds) {
  if (!holds) abort();
}

static struct {
  ng_extractor *extractor;
  ng_document *document;
  ng_batch *batch;
  ng_gazetteer *gazetteer;
  ng_patterns *patterns;
  ng_sentences *sentences;
  ng_sentence_stream *stream;
  ng_string *json;
} have;

static const uint8_t *data;
static size_t left;

static uint8_t byte(void) {
  if (left == 0) return 0;
  left--;
  return *data++;
}

/* The input up to the next semicolon, which makes a corpus that can be read. */
static ng_str piece(void) {
  const uint8_t *end = memchr(data, ';', left);
  ng_str str = {(const char *)data, end != NULL ? (size_t)(end - data) : left};
  size_t taken = str.len + (end != NULL);
  data += taken;
  left -= taken;
  return str;
}

/* A status and an error go together. */
static bool worked(ng_status status, ng_error **error) {
  promise((status == NG_OK) == (*error == NULL));
  promise(ng_error_status(*error) == status && ng_error_message(*error) != NULL && ng_status_name(status) != NULL);
  size_t at;
  ng_error_position(*error, &at);
  ng_error_free(*error);
  *error = NULL;
  return status == NG_OK;
}

static size_t sum;

static void read_str(ng_str str) {
  promise(str.data != NULL || str.len == 0);
  for (size_t at = 0; at < str.len; at++) sum += (unsigned char)str.data[at];
}

static void read_span(ng_span span, ng_str text, const ng_document *document) {
  ng_str whole = ng_document_text(document);
  promise(span.start <= span.end && span.end <= whole.len && text.len == span.end - span.start);
  promise(text.len == 0 || memcmp(whole.data + span.start, text.data, text.len) == 0);
}

/* Everything in a document, and one beyond the end of each list. */
static void read_document(const ng_document *document) {
  ng_date date;
  ng_document_date(document, &date);
  sum += ng_document_layers(document);
  for (size_t at = 0;; at++) {
    ng_sentence sentence;
    bool there = ng_document_sentence(document, at, &sentence) == NG_OK;
    promise(there == (at < ng_document_sentence_count(document)));
    if (!there) break;
    read_span(sentence.span, sentence.text, document);
  }
  for (size_t at = 0;; at++) {
    ng_token token;
    bool there = ng_document_token(document, at, &token) == NG_OK;
    promise(there == (at < ng_document_token_count(document)));
    if (!there) break;
    read_span(token.span, token.text, document);
  }
  for (size_t at = 0;; at++) {
    ng_entity entity;
    ng_value value;
    bool there = ng_document_entity(document, at, &entity) == NG_OK;
    promise(there == (at < ng_document_entity_count(document)));
    promise((ng_document_entity_value(document, at, &value) == NG_OK) == (there && entity.has_value));
    if (!there) break;
    read_span(entity.span, entity.text, document);
    read_str(entity.label_name);
    read_str(entity.id);
    if (entity.has_value) {
      read_str(value.timex.value);
      read_str(value.amount.exact.digits);
      read_str(value.currency);
      read_str(value.unit);
    }
  }
  for (size_t at = 0;; at++) {
    ng_timex_mention timex;
    bool there = ng_document_timex(document, at, &timex) == NG_OK;
    promise(there == (at < ng_document_timex_count(document)));
    if (!there) break;
    read_span(timex.span, timex.text, document);
  }
  for (size_t at = 0;; at++) {
    ng_cluster cluster;
    bool there = ng_document_cluster(document, at, &cluster) == NG_OK;
    promise(there == (at < ng_document_cluster_count(document)));
    if (!there) break;
    read_span(cluster.name_span, cluster.name, document);
    ng_mention mention;
    ng_alias alias;
    ng_role role;
    ng_relation relation;
    for (size_t of = 0; ng_document_cluster_mention(document, at, of, &mention) == NG_OK; of++)
      read_span(mention.span, mention.text, document);
    for (size_t of = 0; ng_document_cluster_alias(document, at, of, &alias) == NG_OK; of++)
      read_str(alias.text);
    for (size_t of = 0; ng_document_cluster_role(document, at, of, &role) == NG_OK; of++) read_str(role.title);
    for (size_t of = 0; ng_document_cluster_relation(document, at, of, &relation) == NG_OK; of++)
      sum += relation.cluster;
  }
  for (size_t at = 0;; at++) {
    ng_quote quote;
    bool there = ng_document_quote(document, at, &quote) == NG_OK;
    promise(there == (at < ng_document_quote_count(document)));
    if (!there) break;
    read_str(quote.speaker);
    ng_span content;
    for (size_t of = 0; ng_document_quote_content(document, at, of, &content) == NG_OK; of++)
      promise(content.start <= content.end && content.end <= ng_document_text(document).len);
  }
}

static void let_go(uint8_t which) {
#define FREE(kind, name)       \
  do {                         \
    ng_##kind##_free(have.name); \
    have.name = NULL;          \
  } while (0)
  switch (which % 8) {
    case 0: FREE(extractor, extractor); break;
    case 1: FREE(document, document); break;
    case 2: FREE(batch, batch); break;
    case 3: FREE(gazetteer, gazetteer); break;
    case 4: FREE(patterns, patterns); break;
    case 5: FREE(sentences, sentences); break;
    case 6: FREE(sentence_stream, stream); break;
    default: FREE(string, json); break;
  }
}

static void call(uint8_t which) {
  ng_error *error = NULL;
  ng_extract_options options = NG_EXTRACT_OPTIONS_INIT;
  switch (which % 14) {
    case 0: let_go(byte()); break;
    case 1: {
      let_go(0);
      ng_extractor_options with = NG_EXTRACTOR_OPTIONS_INIT;
      const ng_gazetteer *lists[] = {have.gazetteer, have.gazetteer};
      const ng_source first[] = {byte() % 5, byte() % 5};
      ng_str word = piece();
      with.gazetteers = lists;
      with.gazetteer_count = have.gazetteer != NULL ? byte() % 3 : 0;
      with.patterns = have.patterns;
      with.priority = first;
      with.priority_count = byte() % 3;
      with.abbreviations = &word;
      with.abbreviation_count = word.len > 0;
      with.min_score = byte() / 250.0f;
      with.merge = byte() % 4;
      worked(ng_extractor_new_with(byte() % 4 == 0 ? NULL : &with, &have.extractor, &error), &error);
      break;
    }
    case 2: {
      let_go(1);
      options.layers = byte();
      if (byte() % 2) options.date = piece();
      ng_str text = piece();
      if (worked(ng_extract(have.extractor, text.data, text.len, &options, &have.document, &error), &error))
        read_document(have.document);
      break;
    }
    case 3: {
      let_go(2);
      ng_str texts[4] = {piece(), piece(), piece(), piece()};
      ng_str dates[4] = {{NULL, 0}, piece(), {NULL, 0}, piece()};
      size_t count = byte() % 5;
      if (worked(ng_extract_batch(have.extractor, texts, byte() % 2 ? dates : NULL, count, NULL, byte() % 4,
                                  &have.batch, &error),
                 &error)) {
        promise(ng_batch_count(have.batch) == count);
        for (size_t at = 0; at < count; at++) {
          promise((ng_batch_document(have.batch, at) == NULL) != (ng_batch_error(have.batch, at) == NULL));
          read_document(ng_batch_document(have.batch, at));
        }
      }
      break;
    }
    case 4: {
      let_go(3);
      ng_str list = piece();
      worked((byte() % 2 ? ng_gazetteer_from_csv : ng_gazetteer_from_json_lines)(list.data, list.len, NULL,
                                                                                 &have.gazetteer, &error),
             &error);
      sum += ng_gazetteer_count(have.gazetteer);
      break;
    }
    case 5: {
      let_go(4);
      ng_str json = piece();
      worked(ng_patterns_from_json(json.data, json.len, &have.patterns, &error), &error);
      break;
    }
    case 6: {
      let_go(5);
      ng_str text = piece();
      worked(ng_sentences_new(text.data, text.len, &have.sentences, &error), &error);
      break;
    }
    case 7: {
      ng_sentence sentence;
      if (ng_sentences_next(have.sentences, &sentence)) read_str(sentence.text);
      break;
    }
    case 8:
      let_go(6);
      worked(ng_extractor_sentence_stream(have.extractor, &have.stream, &error), &error);
      break;
    case 9: {
      ng_str text = piece();
      worked(ng_sentence_stream_feed(have.stream, text.data, text.len, &error), &error);
      break;
    }
    case 10: ng_sentence_stream_finish(have.stream); break;
    case 11: {
      ng_streamed_sentence sentence;
      while (ng_sentence_stream_next(have.stream, &sentence)) read_str(sentence.text);
      break;
    }
    case 12: {
      let_go(7);
      if (worked(ng_document_to_json(have.document, &have.json, &error), &error)) {
        ng_document *again = NULL;
        const char *json = ng_string_data(have.json);
        promise(worked(ng_document_from_json(json, ng_string_len(have.json), &again, &error), &error));
        read_document(again);
        ng_document_free(again);
      }
      break;
    }
    default: {
      let_go(1);
      ng_str json = piece();
      if (worked(ng_document_from_json(json.data, json.len, &have.document, &error), &error))
        read_document(have.document);
      break;
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  data = bytes;
  left = count;
  call(1);
  while (left > 0) call(byte());
  for (uint8_t which = 0; which < 8; which++) let_go(which);
  return 0;
}
