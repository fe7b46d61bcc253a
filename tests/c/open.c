/* Opens an extractor so many times, and prints how long the first one and the
 * fastest one took.
 *
 *   open TIMES
 */

#define _POSIX_C_SOURCE 200112L
#include <nutgraf.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

int main(int argc, char **argv) {
  int times = argc > 1 ? atoi(argv[1]) : 20, i;
  double first = 0, fastest = 0;
  for (i = 0; i < times; i++) {
    ng_extractor *extractor = NULL;
    double begun = now(), took;
    if (ng_extractor_new(&extractor, NULL) != NG_OK) return 1;
    took = now() - begun;
    ng_extractor_free(extractor);
    if (i == 0) first = took;
    if (i == 0 || took < fastest) fastest = took;
  }
  printf("in %.2f ms the first time, %.2f ms at best\n", first, fastest);
  return 0;
}
