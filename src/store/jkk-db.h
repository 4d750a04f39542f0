#pragma once

#include "jkk-error.h"
#include "jkk-presence.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A connection to a store, used by one thread at a time. The only source that knows which engine runs is jkk-db. */
typedef struct _JkkDb JkkDb;

/* A registered statement with its bound values, while it runs. */
typedef struct _JkkQuery JkkQuery;

/* Makes a thing of a row. */
typedef gpointer (*JkkQueryReader) (JkkQuery *query);

/**
 * JkkDbFlags:
 * @JKK_DB_CREATE: make the store when it is not there
 * @JKK_DB_READONLY: only look: nothing is written, migrated or created
 */
typedef enum
{
  JKK_DB_DEFAULT = 0,
  JKK_DB_CREATE = 1 << 0,
  JKK_DB_READONLY = 1 << 1,
} JkkDbFlags;

JkkDb *jkk_db_open (const char *address, JkkDbFlags flags, GError **error);
void jkk_db_close (JkkDb *db);
const char *jkk_db_get_address (JkkDb *db);
char *jkk_db_get_folder (JkkDb *db);
gboolean jkk_db_is_node (JkkDb *db);
gboolean jkk_db_is_readonly (JkkDb *db);
const char *jkk_db_get_workstation (JkkDb *db);

/* Who works at this connection to a node; jkk-account-store asks, nobody else. */
gboolean
jkk_db_sign_in (JkkDb *db, const char *login, const char *password, int *result, gint64 *before, GError **error);
void jkk_db_sign_out (JkkDb *db);

/* Documents that a node keeps; jkk-document-store asks for them, nobody else. */
char *jkk_db_put_document (JkkDb *db, GBytes *bytes, GError **error);
GBytes *jkk_db_get_document (JkkDb *db, const char *sha256, GError **error);
gboolean jkk_db_has_document (JkkDb *db, const char *sha256);

/* Transactions: made by jkk-store (and by tests of one repository), nowhere else. */
gboolean jkk_db_begin_read (JkkDb *db, GError **error);
gboolean jkk_db_begin_write (JkkDb *db, GError **error);
gboolean jkk_db_begin_aside (JkkDb *db, GError **error);
gboolean jkk_db_commit (JkkDb *db, GError **error);
void jkk_db_rollback (JkkDb *db);
gboolean jkk_db_changed_elsewhere (JkkDb *db);
gboolean jkk_db_is_away (JkkDb *db);
gboolean jkk_db_is_damaged (JkkDb *db);
GPtrArray *jkk_db_meet (JkkDb *db, const JkkPresent *mine);
void jkk_db_set_cancellable (JkkDb *db, GCancellable *cancellable);

/* Statements: bind from 1, read columns from 0. A failure to bind or prepare is told by the next _run() or _next(). */
JkkQuery *jkk_db_query (JkkDb *db, guint statement);
void jkk_query_end (JkkQuery *query);
void jkk_query_bind_text (JkkQuery *query, int index, const char *text);
void jkk_query_bind_number (JkkQuery *query, int index, gint64 number);
gboolean jkk_query_run (JkkQuery *query, gint64 *n_changed, GError **error);
gboolean jkk_query_post (JkkQuery *query, GError **error);
gboolean jkk_query_change (JkkQuery *query, const char *conflict, GError **error);
GPtrArray *jkk_query_all (JkkQuery *query, JkkQueryReader read, GDestroyNotify free_row, GError **error);
gboolean jkk_query_next (JkkQuery *query, GError **error);
const char *jkk_query_text (JkkQuery *query, int column);
char *jkk_query_dup_text (JkkQuery *query, int column);
gint64 jkk_query_number (JkkQuery *query, int column);
void jkk_query_take_damage (JkkQuery *query, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkDb, jkk_db_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkQuery, jkk_query_end)

G_END_DECLS
