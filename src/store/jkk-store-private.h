#pragma once

#include "jkk-damage.h"
#include "jkk-journal.h"
#include "jkk-store.h"

G_BEGIN_DECLS

/*     any thread                      the store's thread                    the caller's context
 *
 *   jkk_store_write_async () ─ job ─▶ begin · func · commit ─── job ──────▶ callback, job freed
 *                                            └────────────── notice ──────▶ "changed" (creator's context)
 *   jkk_store_write ()  ─ job, waits ▶ begin · func · commit ─ wakes it
 */
typedef struct
{
  JkkStoreFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
  GCancellable *cancellable;
  gboolean writes;
  gboolean aside; /* a write of which nobody needs to hear, and for which nobody waits */
  gpointer result;
  GError *error;
  GTask *task;      /* owned; of an asynchronous job */
  gboolean is_done; /* of a waiting one */
} JkkStoreJob;

/* What the thread works with. It must not hold the store itself, or the store would never end. */
typedef struct
{
  char *address;
  JkkDbFlags flags;
  GAsyncQueue *jobs;
  GMainContext *context; /* where "changed" is told */
  GWeakRef store;
  int notice_pending; /* atomic: a notice is on its way */
  GMutex mutex;
  GCond cond; /* a waiting job is done, or the store is open */
  gboolean is_open;
  GError *error;  /* why it did not open */
  GTask *opening; /* owned; who waits for it without blocking */
  JkkDb *db;      /* the thread's own */
  gint64 looked_at;
  JkkPresent *mine;    /* (nullable): who sits here; guarded by the mutex, as the next */
  GPtrArray *others;   /* (nullable) (element-type JkkPresent) */
  char *met;           /* the same as a text */
  int away;            /* atomic: what keeps the store does not answer */
  int damaged;         /* atomic: pages of its file are known to be damaged */
  JkkJournalMark mark; /* how far the journal was when others' changes were told */
} JkkStoreWorker;

struct _JkkStore
{
  GObject parent_instance;

  /* Owned */
  JkkStoreWorker *worker;
  GThread *thread;       /* NULL once it is closed */
  JkkDamageWatch *watch; /* (nullable): who looks at its pages */
};

/* Frees a job; waits until @condition of the worker, which is guarded by its mutex, holds. */
void jkk_store_job_free (gpointer data);
void jkk_store_wait (JkkStoreWorker *worker, const gboolean *condition);

G_END_DECLS
