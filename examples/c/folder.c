/* Counts the entities of every file in a folder, with a pool of threads that
 * share one extractor.
 *
 *   folder FOLDER [THREADS]
 *
 * Built with -pthread, for POSIX. Where all texts are at hand at once,
 * ng_extract_batch does the same in one call.
 */

#define _POSIX_C_SOURCE 200112L
#include <dirent.h>
#include <nutgraf.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

/* Puts the path of every plain file in a folder into the pool; 0 where that
 * fails. */
static int list(struct pool *pool, const char *folder) {
  DIR *open = opendir(folder);
  struct dirent *entry;
  int done = open != NULL;
  while (done && (entry = readdir(open)) != NULL) {
    size_t room = strlen(folder) + strlen(entry->d_name) + 2;
    char **longer = realloc(pool->paths, (pool->count + 1) * sizeof *longer);
    char *path = malloc(room);
    struct stat status;
    if (longer != NULL) pool->paths = longer;
    done = longer != NULL && path != NULL;
    if (done) snprintf(path, room, "%s/%s", folder, entry->d_name);
    if (done && stat(path, &status) == 0 && S_ISREG(status.st_mode)) {
      pool->paths[pool->count++] = path;
    } else {
      free(path);
    }
  }
  if (open != NULL) closedir(open);
  return done;
}

int main(int argc, char **argv) {
  enum { MOST = 64 };
  pthread_t threads[MOST];
  struct pool pool = {NULL, NULL, 0, 0, 0, PTHREAD_MUTEX_INITIALIZER};
  ng_extractor *extractor = NULL;
  ng_error *error = NULL;
  int started = 0, wanted = argc == 3 ? atoi(argv[2]) : 4;

  if (argc < 2 || argc > 3 || wanted < 1 || wanted > MOST) {
    fprintf(stderr, "usage: %s FOLDER [THREADS]   (1 to %d threads)\n", argv[0], MOST);
    return 2;
  }
  if (!list(&pool, argv[1])) {
    perror(argv[1]);
    pool.failed = 1;
  } else if (ng_extractor_new(&extractor, &error) != NG_OK) {
    fprintf(stderr, "%s\n", ng_error_message(error));
    pool.failed = 1;
  } else {
    pool.extractor = extractor;
    while (started < wanted && pthread_create(&threads[started], NULL, work, &pool) == 0) started++;
    if (started == 0) work(&pool);
    while (started > 0) pthread_join(threads[--started], NULL);
  }
  ng_error_free(error);
  ng_extractor_free(extractor);
  while (pool.count > 0) free(pool.paths[--pool.count]);
  free(pool.paths);
  pthread_mutex_destroy(&pool.lock);
  return pool.failed;
}
