/* The promises of nutgraf.h, kept or not: each test is a sentence about what
 * the library does. Run plain, under sanitizers and under Valgrind.
 */

#include <nutgraf.h>
#include <nutgraf.h> /* twice is as good as once */

#include "check.h"

static ng_extractor *extractor;

static ng_document *extract(const char *text) {
  ng_document *document = NULL;
  CHECK(ng_extract(extractor, text, strlen(text), NULL, &document, &error) == NG_OK);
  return document;
}

/* A document with one of everything, whatever the model finds. */
static ng_document *everything(void) {
  static const char json[] =
      "{\"schema\":\"nutgraf/1\",\"offsets\":\"bytes\","
      "\"text\":\"Minister Ada Okoye of Peru (AO) paid $5 on Monday. \\\"No,\\\" she said.\","
      "\"date\":\"2026-01-29\","
      "\"layers\":[\"sentences\",\"tokens\",\"entities\",\"values\",\"clusters\",\"quotes\"],"
      "\"sentences\":[{\"start\":0,\"end\":50,\"kind\":\"prose\",\"paragraph\":0}],"
      "\"tokens\":[{\"start\":0,\"end\":8}],"
      "\"entities\":[{\"start\":9,\"end\":18,\"label\":\"PERSON\",\"score\":0.5,\"source\":\"tagger\",\"cluster\":0},"
      "{\"start\":22,\"end\":26,\"label\":\"GPE\",\"score\":0.75,\"source\":\"tagger\",\"cluster\":1},"
      "{\"start\":37,\"end\":39,\"label\":\"MONEY\",\"source\":\"value\","
      "\"value\":{\"kind\":\"money\",\"amount\":\"5\",\"approximate\":false,\"currency\":\"USD\"}},"
      "{\"start\":43,\"end\":49,\"label\":\"DATE\",\"source\":\"value\","
      "\"value\":{\"kind\":\"timex\",\"type\":\"DATE\",\"value\":\"2026-01-26\"}}],"
      "\"timexes\":[{\"start\":43,\"end\":49,\"type\":\"DATE\",\"value\":\"2026-01-26\",\"mod\":\"APPROX\"}],"
      "\"clusters\":[{\"name\":{\"start\":9,\"end\":18},\"label\":\"PERSON\","
      "\"mentions\":[{\"start\":9,\"end\":18,\"kind\":\"name\",\"entity\":0},{\"start\":58,\"end\":61,\"kind\":\"pronoun\"}],"
      "\"aliases\":[{\"start\":13,\"end\":18}],\"acronym\":{\"start\":28,\"end\":30},"
      "\"roles\":[{\"title\":{\"start\":0,\"end\":8},\"place\":{\"start\":22,\"end\":26,\"cluster\":1}}],"
      "\"relations\":[{\"kind\":\"demonym\",\"cluster\":1}]},"
      "{\"name\":{\"start\":22,\"end\":26},\"label\":\"GPE\",\"mentions\":[{\"start\":22,\"end\":26,\"kind\":\"name\",\"entity\":1}]}],"
      "\"quotes\":[{\"kind\":\"direct\",\"content\":[{\"start\":52,\"end\":55}],"
      "\"cue\":{\"start\":61,\"end\":65},\"speaker\":{\"start\":57,\"end\":60,\"cluster\":0},\"score\":0.25,\"closed\":true}]}";
  ng_document *document = NULL;
  ng_status status = ng_document_from_json(json, sizeof json - 1, &document, &error);
  if (status != NG_OK) fprintf(stderr, "%s\n", ng_error_message(error));
  CHECK(status == NG_OK);
  return document;
}

static void the_library_is_the_one_of_the_header(void) {
  char version[32];
  CHECK(ng_abi_version() == NG_ABI_VERSION);
  sprintf(version, "%d.%d.%d", NG_VERSION_MAJOR, NG_VERSION_MINOR, NG_VERSION_PATCH);
  CHECK(strcmp(ng_version(), version) == 0);
}

static void a_null_is_an_error_that_names_the_argument(void) {
  ng_document *document = extract("Rain.");
  ng_string *json = UNTOUCHED(ng_string);
  ng_batch *batch = UNTOUCHED(ng_batch);
  ng_sentences *sentences = UNTOUCHED(ng_sentences);
  ng_document *written = UNTOUCHED(ng_document);
  ng_str texts[1];
  texts[0].data = NULL;
  texts[0].len = 4;

  FAILS(ng_extractor_new(NULL, &error), NG_ERROR_NULL, "extractor is NULL");
  FAILS(ng_extractor_new_with(NULL, NULL, &error), NG_ERROR_NULL, "extractor is NULL");
  FAILS(ng_extract(NULL, "x", 1, NULL, &written, &error), NG_ERROR_NULL, "extractor is NULL");
  FAILS(ng_extract(extractor, NULL, 1, NULL, &written, &error), NG_ERROR_NULL, "text is NULL");
  FAILS(ng_extract(extractor, "x", 1, NULL, NULL, &error), NG_ERROR_NULL, "document is NULL");
  FAILS(ng_extract_batch(NULL, texts, NULL, 0, NULL, 1, &batch, &error), NG_ERROR_NULL, "extractor is NULL");
  FAILS(ng_extract_batch(extractor, NULL, NULL, 1, NULL, 1, &batch, &error), NG_ERROR_NULL, "texts is NULL");
  FAILS(ng_extract_batch(extractor, texts, NULL, 1, NULL, 1, NULL, &error), NG_ERROR_NULL, "batch is NULL");
  FAILS(ng_document_to_json(NULL, &json, &error), NG_ERROR_NULL, "document is NULL");
  FAILS(ng_document_to_json(document, NULL, &error), NG_ERROR_NULL, "json is NULL");
  FAILS(ng_document_from_json(NULL, 1, &written, &error), NG_ERROR_NULL, "json is NULL");
  FAILS(ng_document_from_json("{}", 2, NULL, &error), NG_ERROR_NULL, "document is NULL");
  FAILS(ng_sentences_new(NULL, 1, &sentences, &error), NG_ERROR_NULL, "text is NULL");
  FAILS(ng_sentences_new("x", 1, NULL, &error), NG_ERROR_NULL, "sentences is NULL");
  CHECK(json == UNTOUCHED(ng_string));
  CHECK(batch == UNTOUCHED(ng_batch));
  CHECK(sentences == UNTOUCHED(ng_sentences));
  CHECK(written == UNTOUCHED(ng_document));
  /* Who does not want the error gets the status. */
  CHECK(ng_extract(NULL, "x", 1, NULL, &written, NULL) == NG_ERROR_NULL);
  ng_document_free(document);
}

static void a_null_for_a_document_is_an_empty_answer(void) {
  ng_sentence sentence;
  ng_token token;
  ng_entity entity;
  ng_value value;
  ng_timex_mention timex;
  ng_cluster cluster;
  ng_mention mention;
  ng_role role;
  ng_relation relation;
  ng_quote quote;
  ng_span span;
  ng_alias alias;
  ng_date date;
  size_t position;
  ng_document *document = everything();

  CHECK(ng_document_text(NULL).data == NULL && ng_document_text(NULL).len == 0);
  CHECK(!ng_document_date(NULL, &date) && !ng_document_date(document, NULL));
  CHECK(ng_document_layers(NULL) == 0);
  CHECK(ng_document_sentence_count(NULL) == 0);
  CHECK(ng_document_token_count(NULL) == 0);
  CHECK(ng_document_entity_count(NULL) == 0);
  CHECK(ng_document_timex_count(NULL) == 0);
  CHECK(ng_document_cluster_count(NULL) == 0);
  CHECK(ng_document_quote_count(NULL) == 0);
  CHECK(ng_document_sentence(NULL, 0, &sentence) == NG_ERROR_NULL);
  CHECK(ng_document_token(NULL, 0, &token) == NG_ERROR_NULL);
  CHECK(ng_document_entity(NULL, 0, &entity) == NG_ERROR_NULL);
  CHECK(ng_document_entity_value(NULL, 0, &value) == NG_ERROR_NULL);
  CHECK(ng_document_timex(NULL, 0, &timex) == NG_ERROR_NULL);
  CHECK(ng_document_cluster(NULL, 0, &cluster) == NG_ERROR_NULL);
  CHECK(ng_document_cluster_mention(NULL, 0, 0, &mention) == NG_ERROR_NULL);
  CHECK(ng_document_cluster_alias(NULL, 0, 0, &alias) == NG_ERROR_NULL);
  CHECK(ng_document_cluster_role(NULL, 0, 0, &role) == NG_ERROR_NULL);
  CHECK(ng_document_cluster_relation(NULL, 0, 0, &relation) == NG_ERROR_NULL);
  CHECK(ng_document_quote(NULL, 0, &quote) == NG_ERROR_NULL);
  CHECK(ng_document_quote_content(NULL, 0, 0, &span) == NG_ERROR_NULL);
  CHECK(ng_document_sentence(document, 0, NULL) == NG_ERROR_NULL);
  CHECK(ng_document_token(document, 0, NULL) == NG_ERROR_NULL);
  CHECK(ng_document_entity(document, 0, NULL) == NG_ERROR_NULL);
  CHECK(ng_document_entity_value(document, 0, NULL) == NG_ERROR_NULL);
  CHECK(ng_document_timex(document, 0, NULL) == NG_ERROR_NULL);
  CHECK(ng_document_cluster(document, 0, NULL) == NG_ERROR_NULL);
  CHECK(ng_document_cluster_mention(document, 0, 0, NULL) == NG_ERROR_NULL);
  CHECK(ng_document_cluster_alias(document, 0, 0, NULL) == NG_ERROR_NULL);
  CHECK(ng_document_cluster_role(document, 0, 0, NULL) == NG_ERROR_NULL);
  CHECK(ng_document_cluster_relation(document, 0, 0, NULL) == NG_ERROR_NULL);
  CHECK(ng_document_quote(document, 0, NULL) == NG_ERROR_NULL);
  CHECK(ng_document_quote_content(document, 0, 0, NULL) == NG_ERROR_NULL);
  ng_document_free(document);

  CHECK(ng_batch_count(NULL) == 0);
  CHECK(ng_batch_document(NULL, 0) == NULL);
  CHECK(ng_batch_error(NULL, 0) == NULL);
  CHECK(!ng_sentences_next(NULL, &sentence));
  CHECK(ng_string_len(NULL) == 0 && ng_string_data(NULL)[0] == 0);
  CHECK(ng_error_status(NULL) == NG_OK && ng_error_message(NULL)[0] == 0);
  CHECK(!ng_error_position(NULL, &position));

  ng_extractor_free(NULL);
  ng_document_free(NULL);
  ng_batch_free(NULL);
  ng_sentences_free(NULL);
  ng_string_free(NULL);
  ng_error_free(NULL);
}

static void everything_in_a_document_can_be_read(void) {
  ng_document *document = everything();
  ng_str text = ng_document_text(document);
  ng_sentence sentence;
  ng_token token;
  ng_entity entity;
  ng_value value;
  ng_timex_mention timex;
  ng_cluster cluster;
  ng_mention mention;
  ng_role role;
  ng_relation relation;
  ng_quote quote;
  ng_span span;
  ng_alias alias;
  ng_date date;

  CHECK(ng_document_date(document, &date) && date.year == 2026 && date.month == 1 && date.day == 29);
  CHECK(ng_document_layers(document) == 63);
  CHECK(ng_document_sentence(document, 0, &sentence) == NG_OK);
  CHECK(sentence.span.end == 50 && sentence.kind == NG_SENTENCE_PROSE && sentence.paragraph == 0);
  CHECK(sentence.text.data == text.data && sentence.text.len == 50);
  CHECK(ng_document_token(document, 0, &token) == NG_OK && IS(token.text, "Minister"));

  CHECK(ng_document_entity_count(document) == 4);
  CHECK(ng_document_entity(document, 0, &entity) == NG_OK && IS(entity.text, "Ada Okoye"));
  CHECK(entity.label == NG_LABEL_PERSON && entity.source == NG_SOURCE_TAGGER);
  CHECK(entity.has_score && entity.score == 0.5f && entity.has_cluster && entity.cluster == 0);
  CHECK(!entity.has_value && ng_document_entity_value(document, 0, &value) == NG_ERROR_OUT_OF_RANGE);
  CHECK(ng_document_entity(document, 2, &entity) == NG_OK && entity.has_value && !entity.has_score);
  CHECK(ng_document_entity_value(document, 2, &value) == NG_OK && value.kind == NG_VALUE_MONEY);
  CHECK(value.amount.has_exact && IS(value.amount.exact.digits, "5") && value.amount.exact.nearest == 5.0);
  CHECK(!value.amount.has_min && !value.amount.has_max && IS(value.currency, "USD"));
  CHECK(ng_document_entity_value(document, 3, &value) == NG_OK && value.kind == NG_VALUE_TIMEX);
  CHECK(IS(value.timex.value, "2026-01-26") && !value.timex.has_modifier && value.timex.quant.data == NULL);

  CHECK(ng_document_timex(document, 0, &timex) == NG_OK && IS(timex.text, "Monday"));
  CHECK(timex.timex.type == NG_TIMEX_DATE && timex.timex.modifier == NG_TIMEX_MOD_APPROX);

  CHECK(ng_document_cluster_count(document) == 2);
  CHECK(ng_document_cluster(document, 0, &cluster) == NG_OK && IS(cluster.name, "Ada Okoye"));
  CHECK(cluster.mention_count == 2 && cluster.alias_count == 1 && cluster.role_count == 1);
  CHECK(cluster.relation_count == 1 && IS(cluster.acronym, "AO") && cluster.acronym_span.start == 28);
  CHECK(ng_document_cluster_mention(document, 0, 0, &mention) == NG_OK && mention.has_entity && mention.entity == 0);
  CHECK(ng_document_cluster_mention(document, 0, 1, &mention) == NG_OK && mention.kind == NG_MENTION_PRONOUN);
  CHECK(!mention.has_entity);
  CHECK(ng_document_cluster_alias(document, 0, 0, &alias) == NG_OK && IS(alias.text, "Okoye") && alias.span.start == 13);
  CHECK(ng_document_cluster_role(document, 0, 0, &role) == NG_OK && IS(role.title, "Minister"));
  CHECK(role.has_place && IS(role.place, "Peru") && role.has_place_cluster && role.place_cluster == 1);
  CHECK(!role.has_organisation && !role.is_former && !role.is_acting);
  CHECK(ng_document_cluster_relation(document, 0, 0, &relation) == NG_OK);
  CHECK(relation.kind == NG_RELATION_DEMONYM && relation.cluster == 1);

  CHECK(ng_document_quote(document, 0, &quote) == NG_OK && quote.kind == NG_QUOTE_DIRECT);
  CHECK(quote.content_count == 1 && quote.has_cue && IS(quote.cue, "said"));
  CHECK(quote.has_speaker && IS(quote.speaker, "she") && quote.has_speaker_cluster);
  CHECK(quote.has_score && quote.score == 0.25f && quote.is_closed);
  CHECK(ng_document_quote_content(document, 0, 0, &span) == NG_OK && span.start == 52 && span.end == 55);
  ng_document_free(document);
}

static void an_index_beyond_the_last_writes_nothing(void) {
  ng_document *document = everything();
  ng_entity entity;
  ng_mention mention;
  memset(&entity, 7, sizeof entity);
  CHECK(ng_document_entity(document, 4, &entity) == NG_ERROR_OUT_OF_RANGE);
  CHECK(ng_document_entity(document, (size_t)-1, &entity) == NG_ERROR_OUT_OF_RANGE);
  CHECK(entity.label == 7);
  CHECK(ng_document_cluster_mention(document, 9, 0, &mention) == NG_ERROR_OUT_OF_RANGE);
  CHECK(ng_document_cluster_mention(document, 0, 9, &mention) == NG_ERROR_OUT_OF_RANGE);
  ng_document_free(document);
}

static void text_that_is_no_utf8_is_an_error_with_its_position(void) {
  ng_document *document = UNTOUCHED(ng_document);
  size_t position = 0;
  CHECK(ng_extract(extractor, "caf\xe9 noir", 9, NULL, &document, &error) == NG_ERROR_INVALID_UTF8);
  CHECK(ng_error_position(error, &position) && position == 3);
  CHECK(strstr(ng_error_message(error), "text is not UTF-8 at byte 3") != NULL);
  CHECK(document == UNTOUCHED(ng_document));
  ng_error_free(error);
  error = NULL;
  /* A lone surrogate, and a character that the end cuts. */
  FAILS(ng_extract(extractor, "\xed\xa0\x80", 3, NULL, &document, &error), NG_ERROR_INVALID_UTF8, "byte 0");
  FAILS(ng_extract(extractor, "x\xe2\x82", 3, NULL, &document, &error), NG_ERROR_INVALID_UTF8, "byte 1");
}

static void a_nul_in_the_text_is_a_character(void) {
  ng_document *document = NULL;
  CHECK(ng_extract(extractor, "It\0rained.", 10, NULL, &document, &error) == NG_OK);
  CHECK(ng_document_text(document).len == 10);
  CHECK(memcmp(ng_document_text(document).data, "It\0rained.", 10) == 0);
  ng_document_free(document);
}

static void an_empty_text_is_an_empty_document(void) {
  ng_document *document = NULL;
  CHECK(ng_extract(extractor, NULL, 0, NULL, &document, &error) == NG_OK);
  CHECK(ng_document_text(document).len == 0 && ng_document_sentence_count(document) == 0);
  ng_document_free(document);
}

static void a_length_beyond_memory_is_an_error(void) {
  ng_document *document = UNTOUCHED(ng_document);
  ng_batch *batch = UNTOUCHED(ng_batch);
  ng_str texts[1];
  texts[0].data = "x";
  texts[0].len = (size_t)-1;
  FAILS(ng_extract(extractor, "x", (size_t)-1, NULL, &document, &error), NG_ERROR_TEXT_TOO_LONG, "text");
  FAILS(ng_extract_batch(extractor, texts, NULL, (size_t)-1, NULL, 1, &batch, &error), NG_ERROR_INVALID_ARGUMENT,
        "texts");
}

static void options_are_checked(void) {
  ng_document *document = UNTOUCHED(ng_document);
  ng_extract_options options = NG_EXTRACT_OPTIONS_INIT;
  ng_extract_options zero;
  memset(&zero, 0, sizeof zero);
  FAILS(ng_extract(extractor, "x", 1, &zero, &document, &error), NG_ERROR_INVALID_ARGUMENT, "size is not set");

  options.layers = 64;
  FAILS(ng_extract(extractor, "x", 1, &options, &document, &error), NG_ERROR_INVALID_ARGUMENT, "layers");
  options.layers = 256 + 1;
  FAILS(ng_extract(extractor, "x", 1, &options, &document, &error), NG_ERROR_INVALID_ARGUMENT, "layers");
  options.layers = 0;

  options.date.data = "2026-02-30";
  options.date.len = 10;
  FAILS(ng_extract(extractor, "x", 1, &options, &document, &error), NG_ERROR_INVALID_ARGUMENT, "date");
  options.date.len = 0;
  FAILS(ng_extract(extractor, "x", 1, &options, &document, &error), NG_ERROR_INVALID_ARGUMENT, "date");
  CHECK(document == UNTOUCHED(ng_document));
}

static void options_of_another_size_are_of_another_version(void) {
  static const size_t none[] = {0, 1, sizeof(size_t) - 1, 4097, (size_t)-1};
  struct {
    ng_extract_options options;
    size_t later;
  } newer = {NG_EXTRACT_OPTIONS_INIT, 0};
  ng_extract_options options = NG_EXTRACT_OPTIONS_INIT;
  ng_document *document = UNTOUCHED(ng_document);
  size_t i;
  for (i = 0; i < sizeof none / sizeof *none; i++) {
    options.size = none[i];
    FAILS(ng_extract(extractor, "x", 1, &options, &document, &error), NG_ERROR_INVALID_ARGUMENT, "size is not set");
  }
  /* An older program: what it does not know is not read. */
  options.size = offsetof(ng_extract_options, layers);
  options.layers = 1u << 31;
  CHECK(ng_extract(extractor, "x", 1, &options, &document, &error) == NG_OK);
  ng_document_free(document);
  /* A newer one: what the library does not know has to be zero. */
  newer.options.size = sizeof newer;
  CHECK(ng_extract(extractor, "x", 1, &newer.options, &document, &error) == NG_OK);
  ng_document_free(document);
  document = UNTOUCHED(ng_document);
  newer.later = 1;
  FAILS(ng_extract(extractor, "x", 1, &newer.options, &document, &error), NG_ERROR_INVALID_ARGUMENT, "does not know");
  options.size = sizeof options;
  for (i = 6; i < 32; i++) {
    options.layers = (ng_layers)1 << i;
    FAILS(ng_extract(extractor, "x", 1, &options, &document, &error), NG_ERROR_INVALID_ARGUMENT, "layers");
  }
}

static void sentences_alone_cost_nothing_else(void) {
  ng_extract_options options = NG_EXTRACT_OPTIONS_INIT;
  ng_document *document = NULL;
  options.layers = NG_LAYER_SENTENCES;
  CHECK(ng_extract(extractor, "It rained. We left.", 19, &options, &document, &error) == NG_OK);
  CHECK(ng_document_layers(document) == NG_LAYER_SENTENCES);
  CHECK(ng_document_sentence_count(document) == 2 && ng_document_token_count(document) == 0);
  ng_document_free(document);
}

static void a_date_resolves_and_comes_back(void) {
  ng_extract_options options = NG_EXTRACT_OPTIONS_INIT;
  ng_document *document = NULL;
  ng_date date;
  options.date.data = "2026-01-29";
  options.date.len = 10;
  CHECK(ng_extract(extractor, "It rained.", 10, &options, &document, &error) == NG_OK);
  CHECK(ng_document_date(document, &date) && date.year == 2026 && date.month == 1 && date.day == 29);
  ng_document_free(document);
}

static void a_wrong_model_is_an_error(void) {
  ng_extractor_options options = NG_EXTRACTOR_OPTIONS_INIT;
  ng_extractor *made = UNTOUCHED(ng_extractor);
  static const uint8_t foreign[] = "no model at all, but long enough to look at";
  options.model = foreign;
  options.model_len = sizeof foreign;
  FAILS(ng_extractor_new_with(&options, &made, &error), NG_ERROR_INVALID_MODEL, "model");
  options.model_path.data = "model.bin";
  options.model_path.len = 9;
  FAILS(ng_extractor_new_with(&options, &made, &error), NG_ERROR_INVALID_ARGUMENT, "model_path");
  options.model = NULL;
  options.model_len = 0;
  options.model_path.data = "no/such/model";
  options.model_path.len = 13;
  FAILS(ng_extractor_new_with(&options, &made, &error), NG_ERROR_IO, "no/such/model");
  options.model_path.len = 9;
  options.model_path.data = "no\0such/x";
  FAILS(ng_extractor_new_with(&options, &made, &error), NG_ERROR_IO, "model");
  CHECK(made == UNTOUCHED(ng_extractor));
}

static void names_below_the_least_score_are_left_out(void) {
  ng_extractor_options options = NG_EXTRACTOR_OPTIONS_INIT;
  ng_extractor *made = NULL;
  ng_document *document = NULL;
  options.min_score = 1;
  CHECK(ng_extractor_new_with(&options, &made, &error) == NG_OK);
  CHECK(ng_extract(made, "Amina Otieno flew to Lima.", 26, NULL, &document, &error) == NG_OK);
  CHECK(ng_document_entity_count(document) == 0);
  ng_document_free(document);
  ng_extractor_free(made);
  made = UNTOUCHED(ng_extractor);
  options.min_score = 1.5f;
  FAILS(ng_extractor_new_with(&options, &made, &error), NG_ERROR_INVALID_ARGUMENT, "min_score");
}

static void a_handle_given_for_another_is_an_error(void) {
  ng_document *document = extract("It rained.");
  ng_document *written = UNTOUCHED(ng_document);
  ng_sentence sentence;
  FAILS(ng_extract((ng_extractor *)(void *)document, "x", 1, NULL, &written, &error), NG_ERROR_INVALID_HANDLE,
        "extractor is no ng_extractor");
  CHECK(ng_document_sentence((ng_document *)(void *)extractor, 0, &sentence) == NG_ERROR_INVALID_HANDLE);
  CHECK(ng_document_sentence_count((ng_document *)(void *)extractor) == 0);
  ng_document_free((ng_document *)(void *)extractor); /* frees nothing */
  ng_extractor_free((ng_extractor *)(void *)document);
  CHECK(ng_document_sentence_count(document) == 1);
  ng_document_free(document);
}

static void a_pointer_that_is_not_aligned_is_an_error(void) {
  ng_document *document = extract("It rained.");
  ng_sentence room[2];
  ng_sentence *between = (ng_sentence *)(void *)((char *)room + 1);
  CHECK(ng_document_sentence(document, 0, between) == NG_ERROR_INVALID_ARGUMENT);
  CHECK(ng_document_sentence((ng_document *)(void *)((char *)document + 1), 0, room) == NG_ERROR_INVALID_HANDLE);
  ng_document_free(document);
}

static void a_batch_gives_what_single_calls_give(void) {
  static const char *const lines[] = {"It rained in Lima. We left.", "caf\xe9", "Ms. Quispe said no.", ""};
  ng_str texts[4], dates[4];
  ng_batch *batch = NULL;
  size_t i, threads, position;
  for (i = 0; i < 4; i++) {
    texts[i].data = lines[i];
    texts[i].len = strlen(lines[i]);
    dates[i].data = NULL;
    dates[i].len = 0;
  }
  dates[2].data = "2026-13-01";
  dates[2].len = 10;
  for (threads = 0; threads <= 3; threads++) {
    CHECK(ng_extract_batch(extractor, texts, dates, 4, NULL, threads, &batch, &error) == NG_OK);
    CHECK(ng_batch_count(batch) == 4);
    CHECK(ng_batch_document(batch, 1) == NULL && ng_batch_document(batch, 4) == NULL);
    CHECK(ng_error_status(ng_batch_error(batch, 1)) == NG_ERROR_INVALID_UTF8);
    CHECK(ng_error_position(ng_batch_error(batch, 1), &position) && position == 3);
    CHECK(ng_error_status(ng_batch_error(batch, 2)) == NG_ERROR_INVALID_ARGUMENT);
    for (i = 0; i < 4; i += 3) {
      ng_document *single = extract(lines[i]);
      ng_string *one = NULL, *other = NULL;
      CHECK(ng_batch_error(batch, i) == NULL);
      CHECK(ng_document_to_json(single, &one, &error) == NG_OK);
      CHECK(ng_document_to_json(ng_batch_document(batch, i), &other, &error) == NG_OK);
      CHECK(strcmp(ng_string_data(one), ng_string_data(other)) == 0);
      ng_string_free(one);
      ng_string_free(other);
      ng_document_free(single);
    }
    /* What is lent is not freed, even where the const is cast away. */
    ng_document_free((ng_document *)(size_t)ng_batch_document(batch, 0));
    CHECK(ng_document_text(ng_batch_document(batch, 0)).len == texts[0].len);
    ng_batch_free(batch);
  }
  CHECK(ng_extract_batch(extractor, NULL, NULL, 0, NULL, 0, &batch, &error) == NG_OK);
  CHECK(ng_batch_count(batch) == 0);
  ng_batch_free(batch);
}

static void json_goes_out_and_comes_back(void) {
  ng_document *document = everything(), *again = NULL;
  ng_string *one = NULL, *other = NULL;
  CHECK(ng_document_to_json(document, &one, &error) == NG_OK);
  CHECK(strlen(ng_string_data(one)) == ng_string_len(one));
  CHECK(ng_document_from_json(ng_string_data(one), ng_string_len(one), &again, &error) == NG_OK);
  CHECK(ng_document_to_json(again, &other, &error) == NG_OK);
  CHECK(strcmp(ng_string_data(one), ng_string_data(other)) == 0);
  FAILS(ng_document_from_json(ng_string_data(one), ng_string_len(one) - 1, &again, &error), NG_ERROR_INVALID_JSON,
        "json");
  ng_string_free(one);
  ng_string_free(other);
  ng_document_free(document);
  ng_document_free(again);
}

static void sentences_need_no_extractor(void) {
  static const char text[] = "Mr. Kamau resigned. No one asked why.";
  ng_sentences *sentences = NULL;
  ng_sentence sentence;
  CHECK(ng_sentences_new(text, sizeof text - 1, &sentences, &error) == NG_OK);
  CHECK(ng_sentences_next(sentences, &sentence) && sentence.text.data == text);
  while (ng_sentences_next(sentences, &sentence)) CHECK(sentence.text.data == text + sentence.span.start);
  CHECK(sentence.span.end == sizeof text - 1);
  CHECK(!ng_sentences_next(sentences, &sentence) && !ng_sentences_next(sentences, NULL));
  ng_sentences_free(sentences);
}

static void a_stream_gives_the_sentences_of_the_whole_text(void) {
  static const char text[] = "It cost €5 in Lomé. We left. No one asked why.";
  static const char *const expected[] = {"It cost €5 in Lomé.", "We left.", "No one asked why."};
  ng_sentence_stream *stream = NULL;
  ng_streamed_sentence sentence;
  size_t at, found = 0;
  CHECK(ng_extractor_sentence_stream(extractor, &stream, &error) == NG_OK);
  for (at = 0; at < sizeof text - 1; at++) CHECK(ng_sentence_stream_feed(stream, text + at, 1, &error) == NG_OK);
  CHECK(!ng_sentence_stream_next(stream, &sentence));
  ng_sentence_stream_finish(stream);
  while (ng_sentence_stream_next(stream, &sentence)) {
    CHECK(found < 3 && sentence.text.len == strlen(expected[found]));
    CHECK(memcmp(sentence.text.data, expected[found], sentence.text.len) == 0);
    CHECK(memcmp(text + sentence.start, expected[found], (size_t)(sentence.end - sentence.start)) == 0);
    found++;
  }
  CHECK(found == 3);
  ng_sentence_stream_free(stream);
}

static void every_span_points_into_the_text(void) {
  ng_document *document =
      extract("ACCRA, 29 January 2026 — “We won’t pay $3.2 billion,” Ms. Adjei, the minister, told Reuters on Monday.");
  ng_str text = ng_document_text(document);
  ng_token token;
  ng_entity entity;
  size_t i;
  for (i = 0; i < ng_document_token_count(document); i++) {
    CHECK(ng_document_token(document, i, &token) == NG_OK);
    CHECK(token.text.data == text.data + token.span.start && token.span.end <= text.len);
  }
  for (i = 0; i < ng_document_entity_count(document); i++) {
    CHECK(ng_document_entity(document, i, &entity) == NG_OK);
    CHECK(entity.text.data == text.data + entity.span.start && entity.span.end <= text.len);
    CHECK(strcmp(ng_label_name(entity.label), "unknown") != 0);
  }
  ng_document_free(document);
}

static void a_document_outlives_its_extractor(void) {
  ng_extractor *brief = NULL;
  ng_document *document = NULL;
  CHECK(ng_extractor_new(&brief, &error) == NG_OK);
  CHECK(ng_extract(brief, "It rained.", 10, NULL, &document, &error) == NG_OK);
  ng_extractor_free(brief);
  CHECK(ng_document_sentence_count(document) == 1);
  ng_document_free(document);
}

static void names_are_those_of_the_header(void) {
  CHECK(strcmp(ng_status_name(NG_ERROR_INVALID_UTF8), "NG_ERROR_INVALID_UTF8") == 0);
  CHECK(strcmp(ng_status_name(77), "unknown") == 0);
  CHECK(strcmp(ng_label_name(NG_LABEL_WORK_OF_ART), "WORK_OF_ART") == 0);
  CHECK(strcmp(ng_label_name(200), "unknown") == 0);
  CHECK(strcmp(ng_timex_type_name(NG_TIMEX_SET), "SET") == 0);
  CHECK(strcmp(ng_timex_modifier_name(NG_TIMEX_MOD_ON_OR_AFTER), "ON_OR_AFTER") == 0);
}

int main(void) {
  CHECK(ng_extractor_new(&extractor, &error) == NG_OK);
  the_library_is_the_one_of_the_header();
  a_null_is_an_error_that_names_the_argument();
  a_null_for_a_document_is_an_empty_answer();
  everything_in_a_document_can_be_read();
  an_index_beyond_the_last_writes_nothing();
  text_that_is_no_utf8_is_an_error_with_its_position();
  a_nul_in_the_text_is_a_character();
  an_empty_text_is_an_empty_document();
  a_length_beyond_memory_is_an_error();
  options_are_checked();
  options_of_another_size_are_of_another_version();
  sentences_alone_cost_nothing_else();
  a_date_resolves_and_comes_back();
  a_wrong_model_is_an_error();
  names_below_the_least_score_are_left_out();
  a_handle_given_for_another_is_an_error();
  a_pointer_that_is_not_aligned_is_an_error();
  a_batch_gives_what_single_calls_give();
  json_goes_out_and_comes_back();
  sentences_need_no_extractor();
  a_stream_gives_the_sentences_of_the_whole_text();
  every_span_points_into_the_text();
  a_document_outlives_its_extractor();
  names_are_those_of_the_header();
  ng_extractor_free(extractor);
  return report();
}
