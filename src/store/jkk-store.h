#pragma once

#include "jkk-db.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define JKK_TYPE_STORE (jkk_store_get_type ())
G_DECLARE_FINAL_TYPE (JkkStore, jkk_store, JKK, STORE, GObject)

/**
 * JkkStoreFunc:
 * @db: the connection; valid during the call only
 * @data: what was handed to jkk_store_read() or jkk_store_write()
 * @cancellable: (nullable): ask it in long loops; a running statement asks it by itself
 * @error: set it to fail; in a write everything is then taken back
 *
 * Something done with the store, on the store's thread. What it returns goes to the caller; %NULL is no failure in
 * itself.
 */
typedef gpointer (*JkkStoreFunc) (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error);

JkkStore *jkk_store_open (const char *address, JkkDbFlags flags, GError **error);
void jkk_store_open_async (const char *address, JkkDbFlags flags, GAsyncReadyCallback callback, gpointer user_data);
JkkStore *jkk_store_open_finish (GAsyncResult *result, GError **error);
gboolean jkk_store_is_away (JkkStore *store);
gboolean jkk_store_is_damaged (JkkStore *store);
void jkk_store_watch_pages (JkkStore *store, GTimeSpan delay);
void jkk_store_be_at (JkkStore *store, const char *person, const char *place, gint64 case_id);
GPtrArray *jkk_store_others (JkkStore *store);
void jkk_store_close (JkkStore *store);
const char *jkk_store_get_address (JkkStore *store);

void jkk_store_read_async (JkkStore *store,
                           JkkStoreFunc func,
                           gpointer data,
                           GDestroyNotify data_free,
                           GDestroyNotify result_free,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
void jkk_store_write_async (JkkStore *store,
                            JkkStoreFunc func,
                            gpointer data,
                            GDestroyNotify data_free,
                            GDestroyNotify result_free,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
void jkk_store_write_aside_async (JkkStore *store,
                                  JkkStoreFunc func,
                                  gpointer data,
                                  GDestroyNotify data_free,
                                  GDestroyNotify result_free,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gpointer jkk_store_finish (JkkStore *store, GAsyncResult *result, GError **error);

gpointer jkk_store_read (JkkStore *store,
                         JkkStoreFunc func,
                         gpointer data,
                         GDestroyNotify result_free,
                         GCancellable *cancellable,
                         GError **error);
gpointer jkk_store_write (JkkStore *store,
                          JkkStoreFunc func,
                          gpointer data,
                          GDestroyNotify result_free,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
