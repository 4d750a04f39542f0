#pragma once

#include "jkk-drawer.h"
#include "jkk-looks-private.h"
#include "jkk-office.h"
#include "jkk-pack.h"
#include "jkk-signer.h"
#include "jkk-store.h"

G_BEGIN_DECLS

/* What is kept of who has signed in beside the open key. */
typedef struct
{
  JkkDrawer *drawer; /* (nullable): what was typed and is stored nowhere yet */
  char *problem;     /* (nullable): why there is no drawer */
  char *sealed;      /* (nullable): the key for signing, locked by the password */
  gboolean locked;
  guint failures;     /* wrong passwords while the store was away */
  gint64 rests_until; /* by jkk_awake_seconds() */
  guint minutes;      /* without input, until the desk locks itself; 0 = never */
} JkkOfficeGuard;

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
void jkk_office_note_own_password (JkkOffice *office);
const JkkSigner *jkk_office_get_signer (JkkOffice *office);
void jkk_office_set_signer (JkkOffice *office, JkkSigner *signer);

/* jkk-office-lock.c */
JkkOfficeGuard *jkk_office_get_guard (JkkOffice *office);
void jkk_office_notify_locked (JkkOffice *office);
void jkk_office_notify_lock_minutes (JkkOffice *office);
void jkk_office_guard_clear (JkkOfficeGuard *guard);
guint jkk_office_guard_minutes (JkkDb *db, GError **error);
void jkk_office_guard_follow (JkkOffice *office);
void jkk_office_guard_async (JkkOffice *office,
                             const char *login,
                             const char *password,
                             const JkkSigner *signer,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
void jkk_office_guard_finish (JkkOffice *office, GAsyncResult *result);
void jkk_office_verify_async (
    JkkOffice *office, const char *login, const char *password, GAsyncReadyCallback callback, gpointer user_data);
gboolean jkk_office_verify_finish (
    JkkOffice *office, GAsyncResult *result, JkkAccount **account, JkkSigner **signer, GError **error);

/* The law as it was last read; every case file and every outcome of a deed brings it along. */
const JkkPackSet *jkk_office_get_packs (JkkOffice *office);
void jkk_office_set_packs (JkkOffice *office, const JkkPackSet *packs);

G_END_DECLS
