/* Names, patterns, labels and abbreviations of one's own, through nutgraf.h.
 * Run as api.c is.
 */

#include "check.h"

static void names_of_ones_own_are_found_with_their_identifier(void) {
  static const char list[] = "name,label,id,aliases\nZorbex Holdings,ORG,id-1,Zorbex\nriver blindness,DISEASE,id-2,\n";
  static const char text[] = "Zorbex gave to fight river blindness.";
  static const char path[] = "target/c/names.gazetteer";
  static const ng_source order[] = {NG_SOURCE_TAGGER, 99};
  ng_extractor_options options = NG_EXTRACTOR_OPTIONS_INIT;
  ng_gazetteer *made = NULL, *opened = NULL;
  const ng_gazetteer *lists[1];
  ng_extractor *own = NULL;
  ng_document *document = NULL;
  ng_entity entity;
  ng_cluster cluster;
  CHECK(ng_gazetteer_from_csv(list, sizeof list - 1, NULL, &made, &error) == NG_OK);
  CHECK(ng_gazetteer_count(made) == 3);
  CHECK(ng_gazetteer_save(made, path, sizeof path - 1, &error) == NG_OK);
  CHECK(ng_gazetteer_open(path, sizeof path - 1, &opened, &error) == NG_OK);
  ng_gazetteer_free(made);
  lists[0] = opened;
  options.gazetteers = lists;
  options.gazetteer_count = 1;
  CHECK(ng_extractor_new_with(&options, &own, &error) == NG_OK);
  ng_gazetteer_free(opened);
  CHECK(ng_extract(own, text, sizeof text - 1, NULL, &document, &error) == NG_OK);
  CHECK(ng_document_entity(document, 0, &entity) == NG_OK);
  CHECK(entity.source == NG_SOURCE_GAZETTEER && entity.label == NG_LABEL_ORG && IS(entity.id, "id-1"));
  CHECK(ng_document_cluster(document, entity.cluster, &cluster) == NG_OK && IS(cluster.id, "id-1"));
  CHECK(ng_document_entity(document, 1, &entity) == NG_OK);
  CHECK(entity.label == NG_LABEL_CUSTOM && IS(entity.label_name, "DISEASE") && IS(entity.id, "id-2"));
  ng_document_free(document);
  ng_extractor_free(own);
  options.gazetteer_count = 0;
  options.priority = order;
  options.priority_count = 2;
  own = UNTOUCHED(ng_extractor);
  FAILS(ng_extractor_new_with(&options, &own, &error), NG_ERROR_INVALID_ARGUMENT, "priority: 99");
  made = UNTOUCHED(ng_gazetteer);
  FAILS(ng_gazetteer_from_csv("name,label\nX,ORG\n", 17, NULL, &made, &error), NG_ERROR_INVALID_GAZETTEER, "line 2");
}

/* An extractor with a list. */
static ng_extractor *with_list(const ng_gazetteer *list) {
  ng_extractor_options options = NG_EXTRACTOR_OPTIONS_INIT;
  ng_extractor *own = NULL;
  options.gazetteers = &list;
  options.gazetteer_count = 1;
  CHECK(ng_extractor_new_with(&options, &own, &error) == NG_OK);
  return own;
}

/* What is found of a list in a text: "text/id" of each, with blanks between. */
static const char *found_of(const ng_gazetteer *list, const char *text) {
  static char found[256];
  ng_extractor *own = with_list(list);
  ng_document *document = NULL;
  size_t i;
  CHECK(ng_extract(own, text, strlen(text), NULL, &document, &error) == NG_OK);
  found[0] = 0;
  for (i = 0; i < ng_document_entity_count(document); i++) {
    ng_entity entity;
    size_t end = strlen(found);
    CHECK(ng_document_entity(document, i, &entity) == NG_OK);
    if (entity.source != NG_SOURCE_GAZETTEER) continue;
    sprintf(found + end, "%.*s/%.*s/%.2f ", (int)entity.text.len, entity.text.data, (int)entity.id.len, entity.id.data,
            entity.has_score ? entity.score : 0);
  }
  ng_document_free(document);
  ng_extractor_free(own);
  return found;
}

static void a_list_in_memory_is_a_gazetteer_too(void) {
  static const ng_str aliases[] = {{"Big Purple", 10}, {"ZBX", 3}};
  ng_gazetteer_entry entries[3];
  ng_gazetteer_options options = NG_GAZETTEER_OPTIONS_INIT;
  ng_gazetteer *made = NULL;
  size_t i;
  memset(entries, 0, sizeof entries);
  for (i = 0; i < 3; i++) entries[i].size = sizeof *entries;
  entries[0].name.data = "Zorbex Holdings", entries[0].name.len = 15;
  entries[0].label.data = "ORG", entries[0].label.len = 3;
  entries[0].id.data = "id-1", entries[0].id.len = 4;
  entries[0].aliases = aliases, entries[0].alias_count = 2;
  entries[0].score = 0.5f, entries[0].has_score = 1;
  entries[1].name.data = "river blindness", entries[1].name.len = 15;
  entries[1].case_rule = NG_CASE_ANY;
  entries[2].name.data = "Target", entries[2].name.len = 6;
  entries[2].ambiguous = NG_AMBIGUOUS_NO;
  FAILS(ng_gazetteer_from_entries(entries, 3, NULL, &made, &error), NG_ERROR_INVALID_GAZETTEER, "entry 1: label");
  options.label.data = "DISEASE", options.label.len = 7;
  CHECK(ng_gazetteer_from_entries(entries, 3, &options, &made, &error) == NG_OK);
  CHECK(ng_gazetteer_count(made) == 5);
  CHECK(strcmp(found_of(made, "Target staff say Big Purple sold River Blindness drugs."),
               "Target//0.00 Big Purple/id-1/0.50 River Blindness//0.00 ") == 0);
  ng_gazetteer_free(made);
  made = UNTOUCHED(ng_gazetteer);
  FAILS(ng_gazetteer_from_entries(entries, 0, NULL, &made, &error), NG_ERROR_INVALID_GAZETTEER, "empty");
  FAILS(ng_gazetteer_from_entries(NULL, 3, NULL, &made, &error), NG_ERROR_NULL, "entries is NULL");
  entries[2].name = entries[1].name;
  FAILS(ng_gazetteer_from_entries(entries, 3, &options, &made, &error), NG_ERROR_INVALID_GAZETTEER,
        "entry 2: \"river blindness\" is listed twice, first in entry 1");
  options.keep_first = 1;
  CHECK(ng_gazetteer_from_entries(entries, 3, &options, &made, &error) == NG_OK && ng_gazetteer_count(made) == 4);
  ng_gazetteer_free(made);
  made = UNTOUCHED(ng_gazetteer);
  entries[0].score = 7;
  FAILS(ng_gazetteer_from_entries(entries, 1, NULL, &made, &error), NG_ERROR_INVALID_GAZETTEER, "entry 0: the score");
  entries[0].case_rule = 9;
  FAILS(ng_gazetteer_from_entries(entries, 1, NULL, &made, &error), NG_ERROR_INVALID_ARGUMENT, "case rule 9");
  entries[0].case_rule = 0, entries[0].ambiguous = 9;
  FAILS(ng_gazetteer_from_entries(entries, 1, NULL, &made, &error), NG_ERROR_INVALID_ARGUMENT, "ambiguous 9");
  entries[0].ambiguous = 0, entries[1].size = 8;
  FAILS(ng_gazetteer_from_entries(entries, 2, NULL, &made, &error), NG_ERROR_INVALID_ARGUMENT, "size of entry 1");
  entries[0].size = 0;
  FAILS(ng_gazetteer_from_entries(entries, 1, NULL, &made, &error), NG_ERROR_INVALID_ARGUMENT, "size is not set");
}

/* An entry as an older header has it: without what came later. */
static void entries_of_an_older_program_are_read_by_their_size(void) {
  struct {
    size_t size;
    ng_str name, label, id;
  } older[2];
  ng_gazetteer *made = NULL;
  memset(older, 0, sizeof older);
  older[0].size = older[1].size = sizeof *older;
  older[0].name.data = "Zorbex", older[0].name.len = 6;
  older[1].name.data = "Quux Corp", older[1].name.len = 9;
  older[0].label.data = older[1].label.data = "ORG", older[0].label.len = older[1].label.len = 3;
  CHECK(ng_gazetteer_from_entries((const ng_gazetteer_entry *)older, 2, NULL, &made, &error) == NG_OK);
  CHECK(strcmp(found_of(made, "We saw Zorbex and Quux Corp there."), "Zorbex//0.00 Quux Corp//0.00 ") == 0);
  ng_gazetteer_free(made);
}

static void a_gazetteer_file_opens_from_memory_and_is_refused_where_it_is_damaged(void) {
  ng_gazetteer *made = NULL, *opened = NULL;
  ng_string *file = NULL;
  uint8_t bytes[1024];
  size_t len;
  CHECK(ng_gazetteer_from_csv("name\nZorbex\n", 12, NULL, &made, &error) == NG_ERROR_INVALID_GAZETTEER);
  ng_error_free(error);
  error = NULL;
  CHECK(ng_gazetteer_from_csv("name,label\nZorbex,ORG\n", 22, NULL, &made, &error) == NG_OK);
  CHECK(ng_gazetteer_to_bytes(made, &file, &error) == NG_OK);
  len = ng_string_len(file);
  CHECK(len < sizeof bytes);
  memcpy(bytes, ng_string_data(file), len);
  CHECK(ng_gazetteer_from_bytes(bytes, len, &opened, &error) == NG_OK);
  CHECK(strcmp(found_of(opened, "We saw Zorbex."), "Zorbex//0.00 ") == 0);
  ng_gazetteer_free(opened);
  opened = UNTOUCHED(ng_gazetteer);
  FAILS(ng_gazetteer_from_bytes(bytes, len - 1, &opened, &error), NG_ERROR_INVALID_GAZETTEER, "cut short at byte");
  bytes[len / 2] ^= 1;
  FAILS(ng_gazetteer_from_bytes(bytes, len, &opened, &error), NG_ERROR_INVALID_GAZETTEER, "the checksum of bytes 84 to ");
  bytes[8] = 9;
  FAILS(ng_gazetteer_from_bytes(bytes, len, &opened, &error), NG_ERROR_INVALID_GAZETTEER, "version 9");
  bytes[0] = 'N';
  FAILS(ng_gazetteer_from_bytes(bytes, len, &opened, &error), NG_ERROR_INVALID_GAZETTEER, "no gazetteer file");
  FAILS(ng_gazetteer_from_bytes(NULL, 0, &opened, &error), NG_ERROR_INVALID_GAZETTEER, "no gazetteer file");
  ng_string_free(file);
  ng_gazetteer_free(made);
}

/* What a list in JSON lines is refused with: its second line is `name`. */
static const char *refused(const char *name, const char *label) {
  static char list[12000], message[400];
  ng_gazetteer *made = UNTOUCHED(ng_gazetteer);
  ng_status status;
  sprintf(list, "{\"name\":\"Zorbex\",\"label\":\"ORG\"}\n{\"name\":\"%s\",\"label\":\"%s\"}\n", name, label);
  status = ng_gazetteer_from_json_lines(list, strlen(list), NULL, &made, &error);
  CHECK(status == NG_ERROR_INVALID_GAZETTEER && made == UNTOUCHED(ng_gazetteer));
  sprintf(message, "%.390s", ng_error_message(error));
  ng_error_free(error);
  error = NULL;
  return message;
}

static void lists_that_are_none_are_refused_with_their_line(void) {
  static char name[10001];
  ng_gazetteer *made = UNTOUCHED(ng_gazetteer);
  memset(name, 'x', 10000);
  CHECK(strcmp(refused(" \\t\\u00a0", "ORG"), "gazetteer: line 2: name \" \\t\\u{a0}\" has fewer than two letters or digits") == 0);
  CHECK(strcmp(refused("Z", "ORG"), "gazetteer: line 2: name \"Z\" has fewer than two letters or digits") == 0);
  CHECK(strcmp(refused(name, "ORG"), "gazetteer: line 2: a name of 10000 bytes is longer than 255") == 0);
  CHECK(strcmp(refused("Zorbex", "GPE"), "gazetteer: line 2: \"zorbex\" is listed twice, first in line 1") == 0);
  CHECK(strstr(refused("Quux", "company"), "line 2: label \"company\" is none") != NULL);
  FAILS(ng_gazetteer_from_csv("", 0, NULL, &made, &error), NG_ERROR_INVALID_GAZETTEER, "the list is empty");
  FAILS(ng_gazetteer_from_json_lines("\n\n", 2, NULL, &made, &error), NG_ERROR_INVALID_GAZETTEER, "the list is empty");
}

static uint32_t crc32_of(const uint8_t *bytes, size_t len) {
  uint32_t sum = ~0u;
  size_t i;
  int bit;
  for (i = 0; i < len; i++) {
    sum ^= bytes[i];
    for (bit = 0; bit < 8; bit++) sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320u : 0);
  }
  return ~sum;
}

static void put(uint8_t *place, uint32_t number) {
  int i;
  for (i = 0; i < 4; i++) place[i] = (uint8_t)(number >> 8 * i);
}

/* Extracts a text that leads all through a list; what it is refused with. */
static const char *extracted(const ng_gazetteer *list) {
  static char message[400];
  ng_extractor *own = with_list(list);
  ng_document *document = NULL;
  ng_status status = ng_extract(own, "We saw Zorbex 999 there.", 24, NULL, &document, &error);
  CHECK(status == (document ? NG_OK : NG_ERROR_INVALID_GAZETTEER));
  sprintf(message, "%.390s", document ? "" : ng_error_message(error));
  ng_error_free(error);
  error = NULL;
  ng_document_free(document);
  ng_extractor_free(own);
  return message;
}

/* Whatever byte of the automaton is another, under sums that are put right, is
 * an error with its place, or a list that finds something else. */
static void an_automaton_forged_under_right_sums_is_an_error_with_the_byte(void) {
  ng_gazetteer *made = NULL, *opened;
  ng_string *file = NULL;
  uint8_t bytes[1024];
  size_t at, len;
  int damaged = 0;
  CHECK(ng_gazetteer_from_csv("name,label\nZorbex,ORG\nZorbex 999,ORG\n", 37, NULL, &made, &error) == NG_OK);
  CHECK(ng_gazetteer_to_bytes(made, &file, &error) == NG_OK);
  len = ng_string_len(file);
  CHECK(len < sizeof bytes);
  for (at = 84 + 512; at < len; at++) {
    memcpy(bytes, ng_string_data(file), len);
    bytes[at] ^= 0xA5;
    put(bytes + 80, crc32_of(bytes + 84, len - 84));
    put(bytes + 12, crc32_of(bytes + 16, 84 - 16));
    opened = NULL;
    if (ng_gazetteer_from_bytes(bytes, len, &opened, &error) == NG_OK) {
      damaged += strstr(extracted(opened), "gazetteer: the automaton is damaged at byte ") != NULL;
    } else {
      CHECK(ng_error_status(error) == NG_ERROR_INVALID_GAZETTEER && strstr(ng_error_message(error), "byte") != NULL);
      ng_error_free(error);
      error = NULL;
    }
    ng_gazetteer_free(opened);
  }
  CHECK(damaged > 0);
  ng_string_free(file);
  ng_gazetteer_free(made);
}

/* A file that is too long to be read as a whole. */
static void damage_of_a_file_opened_in_place_is_an_error_of_the_text_that_leads_there(void) {
  static const char path[] = "target/c/damaged.gazetteer";
  static char list[200000] = "name,label,id\n";
  ng_gazetteer *made = NULL, *opened = NULL;
  ng_string *bytes = NULL;
  size_t len = strlen(list);
  FILE *file;
  int number;
  for (number = 0; number < 3000; number++) {
    len += (size_t)sprintf(list + len, "Zorbex %d,ORG,an identifier of some length %d\n", number, number);
  }
  CHECK(ng_gazetteer_from_csv(list, len, NULL, &made, &error) == NG_OK);
  CHECK(ng_gazetteer_save(made, path, sizeof path - 1, &error) == NG_OK);
  ng_gazetteer_free(made);
  file = fopen(path, "r+b");
  CHECK(file != NULL && fseek(file, -1, SEEK_END) == 0 && fputc('~', file) == '~' && fclose(file) == 0);
  CHECK(ng_gazetteer_open(path, sizeof path - 1, &opened, &error) == NG_OK);
  CHECK(strstr(extracted(opened), "gazetteer: the checksum of bytes ") != NULL);
  FAILS(ng_gazetteer_to_bytes(opened, &bytes, &error), NG_ERROR_INVALID_GAZETTEER, "the checksum of bytes ");
  ng_gazetteer_free(opened);
}

/* The model inside, but for its labels: labels.py wrote it. */
static void labels_of_a_model_of_ones_own_are_told_by_name(void) {
  static const char path[] = "target/c/generated/labels.model";
  ng_extractor_options options = NG_EXTRACTOR_OPTIONS_INIT;
  ng_extractor *own = NULL;
  ng_document *document = NULL;
  ng_entity entity;
  options.model_path.data = path;
  options.model_path.len = sizeof path - 1;
  CHECK(ng_extractor_new_with(&options, &own, &error) == NG_OK);
  CHECK(ng_extract(own, "Amina Otieno flew to Lima.", 26, NULL, &document, &error) == NG_OK);
  CHECK(ng_document_entity_count(document) == 2);
  CHECK(ng_document_entity(document, 0, &entity) == NG_OK);
  CHECK(entity.label == NG_LABEL_CUSTOM && IS(entity.label_name, "TRAVELLER") && IS(entity.text, "Amina Otieno"));
  CHECK(ng_document_entity(document, 1, &entity) == NG_OK && entity.label == NG_LABEL_GPE);
  ng_document_free(document);
  ng_extractor_free(own);
}

static void patterns_of_ones_own_make_mentions(void) {
  static const char json[] =
      "[{\"label\":\"DOCKET\",\"id\":\"court\",\"tokens\":[{\"text\":\"Docket\"},{\"shape\":\"dd-ddd\"}]}]";
  static const char text[] = "They read Docket 24-128 aloud.";
  ng_extractor_options options = NG_EXTRACTOR_OPTIONS_INIT;
  ng_patterns *patterns = NULL;
  ng_extractor *own = NULL;
  ng_document *document = NULL;
  ng_entity entity;
  CHECK(ng_patterns_from_json(json, sizeof json - 1, &patterns, &error) == NG_OK);
  options.patterns = patterns;
  CHECK(ng_extractor_new_with(&options, &own, &error) == NG_OK);
  ng_patterns_free(patterns);
  CHECK(ng_extract(own, text, sizeof text - 1, NULL, &document, &error) == NG_OK);
  CHECK(ng_document_entity(document, 0, &entity) == NG_OK);
  CHECK(entity.source == NG_SOURCE_PATTERN && IS(entity.label_name, "DOCKET") && IS(entity.id, "court"));
  CHECK(IS(entity.text, "Docket 24-128"));
  ng_document_free(document);
  ng_extractor_free(own);
  patterns = UNTOUCHED(ng_patterns);
  FAILS(ng_patterns_from_json("[{]", 3, &patterns, &error), NG_ERROR_INVALID_PATTERN, "line 1 column 3");
}

static void abbreviations_of_ones_own_end_no_sentence(void) {
  ng_extractor_options options = NG_EXTRACTOR_OPTIONS_INIT;
  ng_extractor *made = NULL;
  ng_str words[2];
  words[0].data = "Regt";
  words[0].len = 4;
  words[1].data = "two words";
  words[1].len = 9;
  options.abbreviations = words;
  options.abbreviation_count = 1;
  CHECK(ng_extractor_new_with(&options, &made, &error) == NG_OK);
  ng_extractor_free(made);
  options.abbreviation_count = 2;
  made = UNTOUCHED(ng_extractor);
  FAILS(ng_extractor_new_with(&options, &made, &error), NG_ERROR_INVALID_ARGUMENT, "two words");
}

int main(void) {
  names_of_ones_own_are_found_with_their_identifier();
  a_list_in_memory_is_a_gazetteer_too();
  entries_of_an_older_program_are_read_by_their_size();
  a_gazetteer_file_opens_from_memory_and_is_refused_where_it_is_damaged();
  lists_that_are_none_are_refused_with_their_line();
  an_automaton_forged_under_right_sums_is_an_error_with_the_byte();
  damage_of_a_file_opened_in_place_is_an_error_of_the_text_that_leads_there();
  labels_of_a_model_of_ones_own_are_told_by_name();
  patterns_of_ones_own_make_mentions();
  abbreviations_of_ones_own_end_no_sentence();
  return report();
}
