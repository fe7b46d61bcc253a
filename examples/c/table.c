/* Prints what nutgraf finds in a file, as tables.
 *
 *   table FILE [YYYY-MM-DD]
 *
 * The second argument is the day that the text is of; relative dates resolve
 * against it.
 */

#include <nutgraf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reads a whole file; NULL where that fails. */
static char *read_file(const char *path, size_t *len) {
  FILE *file = fopen(path, "rb");
  char *text = NULL;
  size_t room = 0;
  *len = 0;
  while (file != NULL && !feof(file) && !ferror(file)) {
    if (*len == room) {
      char *larger = realloc(text, room = 2 * room + 4096);
      if (larger == NULL) break;
      text = larger;
    }
    *len += fread(text + *len, 1, room - *len, file);
  }
  if (file == NULL || !feof(file)) {
    free(text);
    text = NULL;
  }
  if (file != NULL) fclose(file);
  return text;
}

/* What printf's %.*s takes. */
#define STR(string) (int)(string).len, (string).data

static void print_amount(const ng_amount *amount) {
  if (amount->approximate) printf("about ");
  if (amount->has_exact) printf("%.*s", STR(amount->exact.digits));
  if (amount->has_min) printf("%.*s", STR(amount->min.digits));
  if (amount->has_min || amount->has_max) printf(" to ");
  if (amount->has_max) printf("%.*s", STR(amount->max.digits));
}

static void print_value(const ng_value *value) {
  switch (value->kind) {
    case NG_VALUE_TIMEX:
      printf("%.*s", STR(value->timex.value));
      break;
    case NG_VALUE_MONEY:
      print_amount(&value->amount);
      printf(" %.*s", STR(value->currency));
      break;
    case NG_VALUE_PERCENT:
      print_amount(&value->amount);
      printf(value->points ? " points" : " %%");
      break;
    case NG_VALUE_QUANTITY:
      print_amount(&value->amount);
      printf(" %.*s", STR(value->unit));
      break;
    default: /* a number, a rank, or what a later version adds */
      print_amount(&value->amount);
      break;
  }
}

static void print_entities(const ng_document *document) {
  size_t i;
  printf("ENTITIES\n");
  for (i = 0; i < ng_document_entity_count(document); i++) {
    ng_entity entity;
    ng_value value;
    ng_document_entity(document, i, &entity);
    printf("%6zu  %-12s %.*s", entity.span.start, ng_label_name(entity.label), STR(entity.text));
    if (entity.has_value && ng_document_entity_value(document, i, &value) == NG_OK) {
      printf("  = ");
      print_value(&value);
    }
    printf("\n");
  }
}

static void print_clusters(const ng_document *document) {
  size_t i, j;
  printf("\nWHO AND WHAT\n");
  for (i = 0; i < ng_document_cluster_count(document); i++) {
    ng_cluster cluster;
    ng_document_cluster(document, i, &cluster);
    printf("  %-12s %.*s", ng_label_name(cluster.label), STR(cluster.name));
    if (cluster.acronym.data != NULL) printf(" (%.*s)", STR(cluster.acronym));
    for (j = 0; j < cluster.role_count; j++) {
      ng_role role;
      ng_document_cluster_role(document, i, j, &role);
      printf(", %s%.*s", role.is_former ? "former " : "", STR(role.title));
      if (role.has_organisation) printf(" of %.*s", STR(role.organisation));
      if (role.has_place) printf(" of %.*s", STR(role.place));
    }
    printf(": %zu mentions\n", cluster.mention_count);
  }
}

static void print_quotes(const ng_document *document) {
  ng_str text = ng_document_text(document);
  size_t i, j;
  printf("\nQUOTATIONS\n");
  for (i = 0; i < ng_document_quote_count(document); i++) {
    ng_quote quote;
    ng_document_quote(document, i, &quote);
    printf("  ");
    if (quote.has_speaker) printf("%.*s: ", STR(quote.speaker));
    for (j = 0; j < quote.content_count; j++) {
      ng_span piece;
      ng_document_quote_content(document, i, j, &piece);
      printf("%s%.*s", j == 0 ? "" : " … ", (int)(piece.end - piece.start), text.data + piece.start);
    }
    printf("\n");
  }
}

int main(int argc, char **argv) {
  ng_extractor *extractor = NULL;
  ng_document *document = NULL;
  ng_error *error = NULL;
  ng_extract_options options = NG_EXTRACT_OPTIONS_INIT;
  char *text;
  size_t len;
  int failed;

  if (argc != 2 && argc != 3) {
    fprintf(stderr, "usage: %s FILE [YYYY-MM-DD]\n", argv[0]);
    return 2;
  }
  text = read_file(argv[1], &len);
  if (text == NULL) {
    perror(argv[1]);
    return 1;
  }
  if (argc == 3) {
    options.date.data = argv[2];
    options.date.len = strlen(argv[2]);
  }
  failed = ng_extractor_new(&extractor, &error) != NG_OK ||
           ng_extract(extractor, text, len, &options, &document, &error) != NG_OK;
  if (failed) {
    fprintf(stderr, "%s: %s\n", argv[1], ng_error_message(error));
  } else {
    print_entities(document);
    print_clusters(document);
    print_quotes(document);
  }
  ng_error_free(error);
  ng_document_free(document);
  ng_extractor_free(extractor);
  free(text);
  return failed;
}
