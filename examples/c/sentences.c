/* Splits standard input into sentences, one a line: a filter.
 *
 *   sentences < story.txt
 *
 * Needs no model. Line breaks within a sentence become blanks.
 */

#include <nutgraf.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  ng_sentences *sentences = NULL;
  ng_sentence sentence;
  ng_error *error = NULL;
  char *text = NULL;
  size_t len = 0, room = 0, i;

  while (!feof(stdin) && !ferror(stdin)) {
    if (len == room) {
      char *larger = realloc(text, room = 2 * room + 65536);
      if (larger == NULL) {
        perror("sentences");
        free(text);
        return 1;
      }
      text = larger;
    }
    len += fread(text + len, 1, room - len, stdin);
  }
  if (ng_sentences_new(text, len, &sentences, &error) != NG_OK) {
    fprintf(stderr, "sentences: %s\n", ng_error_message(error));
    ng_error_free(error);
    free(text);
    return 1;
  }
  while (ng_sentences_next(sentences, &sentence)) {
    for (i = 0; i < sentence.text.len; i++) {
      char c = sentence.text.data[i];
      putchar(c == '\n' || c == '\r' ? ' ' : c);
    }
    putchar('\n');
  }
  ng_sentences_free(sentences);
  free(text);
  return 0;
}
