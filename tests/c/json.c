/* Prints the JSON of a text as the C library gives it, for the harness that
 * compares it with Rust's and Python's byte for byte.
 *
 *   json [--date YYYY-MM-DD] [--layers BITS] < text
 */

#include <nutgraf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
  ng_extractor *extractor = NULL;
  ng_document *document = NULL;
  ng_string *json = NULL;
  ng_error *error = NULL;
  ng_extract_options options = NG_EXTRACT_OPTIONS_INIT;
  char *text = NULL;
  size_t len = 0, room = 0;
  int i, failed;

  for (i = 1; i + 1 < argc; i += 2) {
    if (strcmp(argv[i], "--date") == 0) {
      options.date.data = argv[i + 1];
      options.date.len = strlen(argv[i + 1]);
    } else if (strcmp(argv[i], "--layers") == 0) {
      options.layers = (ng_layers)strtoul(argv[i + 1], NULL, 10);
    } else {
      break;
    }
  }
  if (i != argc) {
    fprintf(stderr, "usage: %s [--date YYYY-MM-DD] [--layers BITS] < text\n", argv[0]);
    return 2;
  }
  while (!feof(stdin) && !ferror(stdin)) {
    if (len == room) {
      char *larger = realloc(text, room = 2 * room + 65536);
      if (larger == NULL) abort();
      text = larger;
    }
    len += fread(text + len, 1, room - len, stdin);
  }
  failed = ng_extractor_new(&extractor, &error) != NG_OK ||
           ng_extract(extractor, text, len, &options, &document, &error) != NG_OK ||
           ng_document_to_json(document, &json, &error) != NG_OK;
  if (failed) {
    fprintf(stderr, "%s\n", ng_error_message(error));
  } else {
    fwrite(ng_string_data(json), 1, ng_string_len(json), stdout);
  }
  ng_error_free(error);
  ng_string_free(json);
  ng_document_free(document);
  ng_extractor_free(extractor);
  free(text);
  return failed;
}
