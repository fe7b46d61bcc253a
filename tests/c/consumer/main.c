/* What a program that uses an installed libnutgraf looks like, in C99. */
#include <nutgraf.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  const char *text = "Ms. Quispe paid $5 million on 4 May 2025.";
  ng_extractor *extractor = NULL;
  ng_document *document = NULL;
  ng_error *error = NULL;
  int failed = ng_abi_version() != NG_ABI_VERSION || ng_extractor_new(&extractor, &error) != NG_OK ||
               ng_extract(extractor, text, strlen(text), NULL, &document, &error) != NG_OK;
  if (failed) fprintf(stderr, "%s\n", ng_error_message(error));
  printf("C, nutgraf %s: %u time\n", ng_version(), (unsigned)ng_document_timex_count(document));
  failed |= ng_document_timex_count(document) != 1;
  ng_error_free(error);
  ng_document_free(document);
  ng_extractor_free(extractor);
  return failed;
}
