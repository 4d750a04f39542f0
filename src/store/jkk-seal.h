#pragma once

#include "jkk-account-store.h"

G_BEGIN_DECLS

/* The key of a place with backups, and files that are written under it: in pieces, each of which is authenticated, so
 * that a file that was cut off, changed or put together from two is never taken for a whole one. The key stands at the
 * head of every file: as it is, or, where there is a passphrase, locked by that. */
typedef struct _JkkSeal JkkSeal;

typedef struct _JkkSealWriter JkkSealWriter;
typedef struct _JkkSealReader JkkSealReader;

JkkSeal *jkk_seal_new (const char *passphrase, JkkPasswordCost cost, GError **error);
JkkSeal *jkk_seal_read (const char *path, const char *passphrase, GError **error);
gboolean jkk_seal_ask (const char *path, gboolean *is_locked, GError **error);
void jkk_seal_free (JkkSeal *seal);
gboolean jkk_seal_is_locked (const JkkSeal *seal);
char *jkk_seal_name (const JkkSeal *seal, const char *text);

JkkSealWriter *jkk_seal_writer_new (const JkkSeal *seal, const char *path, GError **error);
gboolean jkk_seal_writer_add (JkkSealWriter *writer, gconstpointer data, gsize length, GError **error);
gboolean jkk_seal_writer_end (JkkSealWriter *writer, GError **error);
void jkk_seal_writer_free (JkkSealWriter *writer);

JkkSealReader *jkk_seal_reader_new (const JkkSeal *seal, const char *path, GError **error);
gssize jkk_seal_reader_take (JkkSealReader *reader, gpointer data, gsize length, GError **error);
void jkk_seal_reader_free (JkkSealReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkSeal, jkk_seal_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkSealWriter, jkk_seal_writer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkSealReader, jkk_seal_reader_free)

G_END_DECLS
