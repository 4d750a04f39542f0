#pragma once

#include "jkk-looks-private.h"
#include "jkk-office.h"
#include "jkk-pack.h"
#include "jkk-signer.h"
#include "jkk-store.h"

G_BEGIN_DECLS

/* Reading and writing for the sources of this layer; the callbacks get the office as their source. */
gpointer
jkk_office_read (JkkOffice *office, JkkStoreFunc func, gpointer data, GDestroyNotify result_free, GError **error);
void jkk_office_read_async (JkkOffice *office,
                            JkkStoreFunc func,
                            gpointer data,
                            GDestroyNotify data_free,
                            GDestroyNotify result_free,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
void jkk_office_write_async (JkkOffice *office,
                             JkkStoreFunc func,
                             gpointer data,
                             GDestroyNotify data_free,
                             GDestroyNotify result_free,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gpointer jkk_office_finish (JkkOffice *office, GAsyncResult *result, GError **error);
JkkStore *jkk_office_get_store (JkkOffice *office);
JkkLooks *jkk_office_get_looks (JkkOffice *office);
void jkk_office_set_person (JkkOffice *office, JkkAccount *person);
const JkkSigner *jkk_office_get_signer (JkkOffice *office);
void jkk_office_set_signer (JkkOffice *office, JkkSigner *signer);

/* The law as it was last read; every case file and every outcome of a deed brings it along. */
const JkkPackSet *jkk_office_get_packs (JkkOffice *office);
void jkk_office_set_packs (JkkOffice *office, const JkkPackSet *packs);

G_END_DECLS
