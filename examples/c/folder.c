/* Counts the entities of many files, with a pool of threads that share one
 * extractor.
 *
 *   folder THREADS FILE...
 *
 * Built with -pthread. Where all texts are at hand at once,
 * ng_extract_batch does the same in one call.
 */

#define _POSIX_C_SOURCE 200112L
#include <nutgraf.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* What the threads share: the extractor, which is immutable, and the list of
 * files, of which each thread takes the next one that nobody has. */
struct pool {
  const ng_extractor *extractor;
  char **paths;
  size_t count;
  size_t next; /* guarded by lock */
  int failed;  /* guarded by lock */
  pthread_mutex_t lock;
};

/* Extracts from one file and says what came of it; 0 where that fails. */
static int work_on(const ng_extractor *extractor, const char *path) {
  static const long most = 64 * 1024 * 1024;
  FILE *file = fopen(path, "rb");
  ng_document *document = NULL;
  ng_error *error = NULL;
  char *text = NULL;
  long len = -1;
  int done = 0;

  if (file != NULL && fseek(file, 0, SEEK_END) == 0) len = ftell(file);
  if (len >= 0 && len <= most) text = malloc((size_t)len + 1);
  if (text == NULL || fseek(file, 0, SEEK_SET) != 0 || fread(text, 1, (size_t)len, file) != (size_t)len) {
    fprintf(stderr, "%s: cannot be read\n", path);
  } else if (ng_extract(extractor, text, (size_t)len, NULL, &document, &error) != NG_OK) {
    fprintf(stderr, "%s: %s\n", path, ng_error_message(error));
  } else {
    printf("%8zu sentences %8zu entities  %s\n", ng_document_sentence_count(document),
           ng_document_entity_count(document), path);
    done = 1;
  }
  ng_error_free(error);
  ng_document_free(document);
  free(text);
  if (file != NULL) fclose(file);
  return done;
}

static void *work(void *argument) {
  struct pool *pool = argument;
  for (;;) {
    size_t mine;
    pthread_mutex_lock(&pool->lock);
    mine = pool->next < pool->count ? pool->next++ : pool->count;
    pthread_mutex_unlock(&pool->lock);
    if (mine == pool->count) return NULL;
    if (!work_on(pool->extractor, pool->paths[mine])) {
      pthread_mutex_lock(&pool->lock);
      pool->failed = 1;
      pthread_mutex_unlock(&pool->lock);
    }
  }
}

int main(int argc, char **argv) {
  enum { MOST = 64 };
  pthread_t threads[MOST];
  struct pool pool;
  ng_extractor *extractor = NULL;
  ng_error *error = NULL;
  int started = 0, wanted = argc > 2 ? atoi(argv[1]) : 0;

  if (wanted < 1 || wanted > MOST) {
    fprintf(stderr, "usage: %s THREADS FILE...   (1 to %d threads)\n", argv[0], MOST);
    return 2;
  }
  if (ng_extractor_new(&extractor, &error) != NG_OK) {
    fprintf(stderr, "%s\n", ng_error_message(error));
    ng_error_free(error);
    return 1;
  }
  pool.extractor = extractor;
  pool.paths = argv + 2;
  pool.count = (size_t)(argc - 2);
  pool.next = 0;
  pool.failed = 0;
  pthread_mutex_init(&pool.lock, NULL);
  while (started < wanted && pthread_create(&threads[started], NULL, work, &pool) == 0) started++;
  if (started == 0) work(&pool);
  while (started > 0) pthread_join(threads[--started], NULL);
  pthread_mutex_destroy(&pool.lock);
  ng_extractor_free(extractor);
  return pool.failed;
}
