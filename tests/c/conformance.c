/* Runs the cases of tests/cases through the C library and compares the JSON
 * byte for byte with the one that the file holds.
 *
 *   conformance FILE...
 *
 * tests/lib.rs tells what a case looks like.
 */

#include <nutgraf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A whole file, ended by a NUL. */
static char *read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  char *text = NULL;
  size_t len = 0, room = 0, got = 1;
  if (file == NULL) return NULL;
  while (got > 0) {
    char *larger = realloc(text, room = len + 65537);
    if (larger == NULL) break;
    text = larger;
    got = fread(text + len, 1, room - len - 1, file);
    len += got;
  }
  fclose(file);
  if (text != NULL) text[len] = 0;
  return text;
}

/* Joins lines without the blanks around them, in place. */
static void join_lines(char *text) {
  char *to = text, *line = text;
  while (*line != 0) {
    size_t len = strcspn(line, "\n");
    char *next = line + len + (line[len] == '\n');
    while (len > 0 && strchr(" \t\r", *line) != NULL) line++, len--;
    while (len > 0 && strchr(" \t\r", line[len - 1]) != NULL) len--;
    memmove(to, line, len);
    to += len;
    line = next;
  }
  *to = 0;
}

static ng_layers layers_of(char *names) {
  static const char *const all[] = {"sentences", "tokens", "entities", "values", "clusters", "quotes"};
  ng_layers layers = 0;
  char *name;
  size_t i;
  for (name = strtok(names, " "); name != NULL; name = strtok(NULL, " ")) {
    for (i = 0; i < sizeof all / sizeof *all; i++) {
      if (strcmp(name, all[i]) == 0) layers |= (ng_layers)1 << i;
    }
  }
  return layers;
}

/* The part of a case after `mark`, which is cut out, and with it the end of
 * the part before. */
static char *part_after(char *text, const char *mark) {
  char *at = strstr(text, mark);
  if (at == NULL) return NULL;
  *at = 0;
  return at + strlen(mark);
}

/* An extractor with the names of the list, or the patterns, of that name beside
 * the case. */
static ng_extractor *with_own(const char *path, const char *name, size_t len, int is_patterns) {
  const char *slash = strrchr(path, '/');
  int folder = slash == NULL ? 0 : (int)(slash - path) + 1;
  ng_extractor_options options = NG_EXTRACTOR_OPTIONS_INIT;
  ng_extractor *extractor = NULL;
  ng_gazetteer *names = NULL;
  ng_patterns *patterns = NULL;
  const ng_gazetteer *lists[1];
  char list[1024];
  char *own;
  snprintf(list, sizeof list, "%.*s%.*s", folder, path, (int)len, name);
  own = read_file(list);
  if (own == NULL) return NULL;
  if (is_patterns) {
    ng_patterns_from_json(own, strlen(own), &patterns, NULL);
    options.patterns = patterns;
  } else if (ng_gazetteer_from_csv(own, strlen(own), NULL, &names, NULL) == NG_OK) {
    lists[0] = names;
    options.gazetteers = lists;
    options.gazetteer_count = 1;
  }
  ng_extractor_new_with(&options, &extractor, NULL);
  ng_gazetteer_free(names);
  ng_patterns_free(patterns);
  free(own);
  return extractor;
}

/* Whether the case gives what its file holds. */
static int passes(const ng_extractor *extractor, const char *path) {
  char *file = read_file(path);
  char *expected = file == NULL ? NULL : part_after(file, "\n--- json\n");
  char *text = expected == NULL ? NULL : part_after(file, "\n--- text\n");
  char *line;
  ng_extract_options options = NG_EXTRACT_OPTIONS_INIT;
  ng_extractor *own = NULL;
  ng_document *document = NULL;
  ng_string *json = NULL;
  ng_error *error = NULL;
  int passed = 0;

  if (text == NULL) {
    fprintf(stderr, "%s: no case\n", path);
    free(file);
    return 0;
  }
  for (line = file; line != NULL; line = strchr(line, '\n')) {
    char *end;
    if (*line == '\n') line++;
    end = line + strcspn(line, "\n");
    if (strncmp(line, "date = ", 7) == 0) {
      options.date.data = line + 7;
      options.date.len = (size_t)(end - line) - 7;
    } else if (strncmp(line, "gazetteer = ", 12) == 0) {
      own = with_own(path, line + 12, (size_t)(end - line) - 12, 0);
      extractor = own;
    } else if (strncmp(line, "patterns = ", 11) == 0) {
      own = with_own(path, line + 11, (size_t)(end - line) - 11, 1);
      extractor = own;
    } else if (strncmp(line, "only = ", 7) == 0) {
      char names[128] = {0};
      memcpy(names, line + 7, (size_t)(end - line) - 7 < 127 ? (size_t)(end - line) - 7 : 127);
      options.layers = layers_of(names);
    }
  }
  join_lines(expected);
  if (ng_extract(extractor, text, strlen(text), &options, &document, &error) != NG_OK ||
      ng_document_to_json(document, &json, &error) != NG_OK) {
    fprintf(stderr, "%s: %s\n", path, ng_error_message(error));
  } else if (strcmp(ng_string_data(json), expected) != 0) {
    fprintf(stderr, "%s\n  expected %s\n  got      %s\n", path, expected, ng_string_data(json));
  } else {
    passed = 1;
  }
  ng_error_free(error);
  ng_string_free(json);
  ng_document_free(document);
  ng_extractor_free(own);
  free(file);
  return passed;
}

int main(int argc, char **argv) {
  ng_extractor *extractor = NULL;
  int i, passed = 0;
  if (ng_extractor_new(&extractor, NULL) != NG_OK) return 1;
  for (i = 1; i < argc; i++) passed += passes(extractor, argv[i]);
  ng_extractor_free(extractor);
  printf("c conformance: %d passed, %d failed\n", passed, argc - 1 - passed);
  return passed == 0 || passed != argc - 1;
}
