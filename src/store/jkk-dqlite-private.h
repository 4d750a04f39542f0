#pragma once

#include "jkk-dqlite.h"

G_BEGIN_DECLS

#define JKK_DQLITE_WORD 8

/* The values of a row: four bits for the kind of each, then they. Rows end so: */
#define JKK_DQLITE_END_OF_ROWS G_GUINT64_CONSTANT (0xffffffffffffffff)
#define JKK_DQLITE_END_OF_MESSAGE G_GUINT64_CONSTANT (0xeeeeeeeeeeeeeeee)

/* The requests of dqlite 1.11 that are used, and what they are answered. */
enum
{
  REQUEST_LEADER = 0,
  REQUEST_OPEN = 3,
  REQUEST_PREPARE = 4,
  REQUEST_EXEC = 5,
  REQUEST_QUERY = 6,
  REQUEST_EXEC_SQL = 8,
  REQUEST_QUERY_SQL = 9,
  REQUEST_ADD = 12,
  REQUEST_ASSIGN = 13,
  REQUEST_REMOVE = 14,
  REQUEST_DUMP = 15,
  REQUEST_CLUSTER = 16,
  REQUEST_TRANSFER = 17,
};

enum
{
  RESPONSE_FAILURE = 0,
  RESPONSE_SERVER = 1,
  RESPONSE_SERVERS = 3,
  RESPONSE_DB = 4,
  RESPONSE_STATEMENT = 5,
  RESPONSE_RESULT = 6,
  RESPONSE_ROWS = 7,
  RESPONSE_EMPTY = 8,
  RESPONSE_FILES = 9,
};

/* A message that was received, and how far it has been read; what is not there makes it broken. */
typedef struct
{
  GByteArray *bytes;
  gsize at;
  gboolean is_broken;
} JkkDqliteReader;

struct _JkkDqlite
{
  int fd;
  guint32 store;
  char *message; /* of the last failure */
};

GByteArray *jkk_dqlite_request (guint8 kind);
void jkk_dqlite_put_word (GByteArray *message, guint64 word);
void jkk_dqlite_put_text (GByteArray *message, const char *text);
int jkk_dqlite_call (JkkDqlite *line, GByteArray *request, guint8 expected, GByteArray **answer);
int jkk_dqlite_lose (JkkDqlite *line, const char *message);

guint64 jkk_dqlite_take_word (JkkDqliteReader *reader);
const char *jkk_dqlite_take_text (JkkDqliteReader *reader);
const guint8 *jkk_dqlite_take_bytes (JkkDqliteReader *reader, gsize length);

G_END_DECLS
