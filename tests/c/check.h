/* What the tests of nutgraf.h check with. */

#include <nutgraf.h>

#include <stdio.h>
#include <string.h>

static int failures = 0;
static int checks = 0;

#define CHECK(condition)                                             \
  do {                                                               \
    checks++;                                                        \
    if (!(condition)) {                                              \
      failures++;                                                    \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
    }                                                                \
  } while (0)

#define IS(string, literal) \
  ((string).len == sizeof(literal) - 1 && memcmp((string).data, literal, sizeof(literal) - 1) == 0)

/* Expects a call to fail with that status and a message that holds `part`,
 * and frees the error. */
#define FAILS(call, expected, part)                             \
  do {                                                          \
    ng_status status_ = (call);                                 \
    CHECK(status_ == (expected));                               \
    CHECK(ng_error_status(error) == (expected));                \
    if (strstr(ng_error_message(error), part) == NULL) {        \
      failures++;                                               \
      fprintf(stderr, "%s:%d: the message is: %s\n", __FILE__, __LINE__, ng_error_message(error)); \
    }                                                           \
    ng_error_free(error);                                       \
    error = NULL;                                               \
  } while (0)

static ng_error *error;

/* Where a call would write, if it wrote. */
static int untouched;
#define UNTOUCHED(type) ((type *)(void *)&untouched)

/* Tells how many checks passed; the status of the program. */
static int report(void) {
  printf("c: %d passed, %d failed\n", checks - failures, failures);
  return failures != 0;
}
