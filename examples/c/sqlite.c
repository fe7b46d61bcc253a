/* A loadable extension of SQLite: the entities of a text as a table.
 *
 *   cc -shared -fPIC sqlite.c $(pkg-config --cflags --libs nutgraf) -o nutgraf_sqlite.so
 *
 *   .load ./nutgraf_sqlite
 *   SELECT text, label, value FROM nutgraf_entities('Ms. Quispe flew to Lima on Monday.', '2026-01-29');
 *   SELECT story.id, e.text FROM story, nutgraf_entities(story.body, story.day) AS e WHERE e.label = 'PERSON';
 *
 * The second argument is the day that the text is of, and may be left out.
 * `start` and `length` are bytes of the text, `who` is the fullest form of the name.
 */

#include <nutgraf.h>
#include <sqlite3ext.h>
#include <string.h>
SQLITE_EXTENSION_INIT1

enum column { START, LENGTH, TEXT, LABEL, SCORE, WHO, VALUE, DOCUMENT_TEXT, DOCUMENT_DATE };

static const char schema[] =
    "CREATE TABLE nutgraf_entities(start INTEGER, length INTEGER, text TEXT, label TEXT, score REAL,"
    " who TEXT, value TEXT, document_text TEXT HIDDEN, document_date TEXT HIDDEN)";

/* One for each connection. The extractor is made when the extension is
 * loaded; SQLite tells when nobody needs it any more. */
struct table {
  sqlite3_vtab base;
  const ng_extractor *extractor;
};

/* One for each scan: the document, and where in it the scan stands. */
struct cursor {
  sqlite3_vtab_cursor base;
  ng_document *document;
  size_t at;
};

static void free_extractor(void *extractor) { ng_extractor_free(extractor); }

static int connect(sqlite3 *db, void *extractor, int argc, const char *const *argv, sqlite3_vtab **made, char **why) {
  struct table *table;
  int status = sqlite3_declare_vtab(db, schema);
  (void)argc, (void)argv, (void)why;
  if (status != SQLITE_OK) return status;
  table = sqlite3_malloc(sizeof *table);
  if (table == NULL) return SQLITE_NOMEM;
  memset(table, 0, sizeof *table);
  table->extractor = extractor;
  *made = &table->base;
  return sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
}

static int disconnect(sqlite3_vtab *table) {
  sqlite3_free(table);
  return SQLITE_OK;
}

/* Asks for the arguments: the text, which there has to be, and the day. */
static int plan(sqlite3_vtab *table, sqlite3_index_info *info) {
  int of[2] = {-1, -1}, i;
  (void)table;
  for (i = 0; i < info->nConstraint; i++) {
    int column = info->aConstraint[i].iColumn;
    if (column < DOCUMENT_TEXT || info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
    if (!info->aConstraint[i].usable) return SQLITE_CONSTRAINT; /* another plan has it */
    of[column - DOCUMENT_TEXT] = i;
  }
  if (of[0] < 0) return SQLITE_CONSTRAINT;
  for (i = 0; i < 2 && of[i] >= 0; i++) {
    info->aConstraintUsage[of[i]].argvIndex = i + 1;
    info->aConstraintUsage[of[i]].omit = 1;
  }
  info->estimatedRows = 100;
  info->estimatedCost = 1e5;
  return SQLITE_OK;
}

static int open(sqlite3_vtab *table, sqlite3_vtab_cursor **made) {
  struct cursor *cursor = sqlite3_malloc(sizeof *cursor);
  (void)table;
  if (cursor == NULL) return SQLITE_NOMEM;
  memset(cursor, 0, sizeof *cursor);
  *made = &cursor->base;
  return SQLITE_OK;
}

static int close(sqlite3_vtab_cursor *base) {
  struct cursor *cursor = (struct cursor *)base;
  ng_document_free(cursor->document);
  sqlite3_free(cursor);
  return SQLITE_OK;
}

static int filter(sqlite3_vtab_cursor *base, int number, const char *name, int argc, sqlite3_value **argv) {
  struct cursor *cursor = (struct cursor *)base;
  const struct table *table = (struct table *)base->pVtab;
  ng_extract_options options = NG_EXTRACT_OPTIONS_INIT;
  ng_error *error = NULL;
  const char *text;
  (void)number, (void)name;

  ng_document_free(cursor->document);
  cursor->document = NULL;
  cursor->at = 0;
  /* The order of the calls matters: the bytes are those of the text. */
  text = (const char *)sqlite3_value_text(argv[0]);
  if (text == NULL) return SQLITE_OK; /* NULL has no entities */
  if (argc > 1 && sqlite3_value_type(argv[1]) != SQLITE_NULL) {
    options.date.data = (const char *)sqlite3_value_text(argv[1]);
    options.date.len = (size_t)sqlite3_value_bytes(argv[1]);
  }
  if (ng_extract(table->extractor, text, (size_t)sqlite3_value_bytes(argv[0]), &options, &cursor->document, &error) !=
      NG_OK) {
    sqlite3_free(base->pVtab->zErrMsg);
    base->pVtab->zErrMsg = sqlite3_mprintf("nutgraf: %s", ng_error_message(error));
    ng_error_free(error);
    return SQLITE_ERROR;
  }
  return SQLITE_OK;
}

static int next(sqlite3_vtab_cursor *base) {
  ((struct cursor *)base)->at++;
  return SQLITE_OK;
}

static int is_at_end(sqlite3_vtab_cursor *base) {
  struct cursor *cursor = (struct cursor *)base;
  return cursor->at >= ng_document_entity_count(cursor->document);
}

static void result_text(sqlite3_context *context, ng_str text) {
  sqlite3_result_text64(context, text.data, text.len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/* The normalised value: TIMEX3's, or the number. */
static void result_value(sqlite3_context *context, const ng_document *document, size_t at) {
  ng_value value;
  if (ng_document_entity_value(document, at, &value) != NG_OK) return;
  if (value.kind == NG_VALUE_TIMEX) {
    result_text(context, value.timex.value);
  } else if (value.amount.has_exact) {
    result_text(context, value.amount.exact.digits);
  }
}

static int column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column) {
  struct cursor *cursor = (struct cursor *)base;
  ng_entity entity;
  ng_cluster cluster;
  if (ng_document_entity(cursor->document, cursor->at, &entity) != NG_OK) return SQLITE_ERROR;
  switch (column) {
    case START:
      sqlite3_result_int64(context, (sqlite3_int64)entity.span.start);
      break;
    case LENGTH:
      sqlite3_result_int64(context, (sqlite3_int64)entity.text.len);
      break;
    case TEXT:
      result_text(context, entity.text);
      break;
    case LABEL:
      result_text(context, entity.label_name);
      break;
    case SCORE:
      if (entity.has_score) sqlite3_result_double(context, (double)entity.score);
      break;
    case WHO:
      if (entity.has_cluster && ng_document_cluster(cursor->document, entity.cluster, &cluster) == NG_OK) {
        result_text(context, cluster.name);
      }
      break;
    case VALUE:
      if (entity.has_value) result_value(context, cursor->document, cursor->at);
      break;
    default: /* an argument, which nobody needs to read back */
      break;
  }
  return SQLITE_OK;
}

static int row_id(sqlite3_vtab_cursor *base, sqlite3_int64 *id) {
  *id = (sqlite3_int64)((struct cursor *)base)->at;
  return SQLITE_OK;
}

/* Without xCreate: a table that is there without CREATE VIRTUAL TABLE. */
static const sqlite3_module module = {
    .xConnect = connect,
    .xBestIndex = plan,
    .xDisconnect = disconnect,
    .xOpen = open,
    .xClose = close,
    .xFilter = filter,
    .xNext = next,
    .xEof = is_at_end,
    .xColumn = column,
    .xRowid = row_id,
};

/* What SQLite calls; the name is that of the file. */
int sqlite3_nutgrafsqlite_init(sqlite3 *db, char **why, const sqlite3_api_routines *api);

int sqlite3_nutgrafsqlite_init(sqlite3 *db, char **why, const sqlite3_api_routines *api) {
  ng_extractor *extractor = NULL;
  ng_error *error = NULL;
  SQLITE_EXTENSION_INIT2(api)
  if (ng_abi_version() != NG_ABI_VERSION || ng_extractor_new(&extractor, &error) != NG_OK) {
    *why = sqlite3_mprintf("nutgraf: %s", error == NULL ? "the library is of another version" : ng_error_message(error));
    ng_error_free(error);
    return SQLITE_ERROR;
  }
  return sqlite3_create_module_v2(db, "nutgraf_entities", &module, extractor, free_extractor);
}
