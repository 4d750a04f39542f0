#include "jkk-documents-check.h"

#include "jkk-documents.h"

struct _JkkDocumentsCheck
{
  GObject parent_instance;

  JkkOffice *office;     /* (owned) (nullable) */
  JkkCase *jcase;        /* (owned) (nullable) whose files are to be compared */
  GHashTable *damaged;   /* fingerprint → sentence */
  GHashTable *seen;      /* fingerprints of files that were compared */
  GCancellable *reading; /* (owned) (nullable) of the file that is being compared */
};

G_DEFINE_FINAL_TYPE (JkkDocumentsCheck, jkk_documents_check, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void read_next (JkkDocumentsCheck *self);

/**
 * jkk_documents_check_note:
 * @self: a check
 * @sha256: fingerprint of a file
 * @sentence: (nullable): why it cannot be read; %NULL = it is whole
 */
void
jkk_documents_check_note (JkkDocumentsCheck *self, const char *sha256, const char *sentence)
{
  g_return_if_fail (JKK_IS_DOCUMENTS_CHECK (self) && sha256 != NULL);

  g_hash_table_add (self->seen, g_strdup (sha256));
  if (sentence == NULL)
    return;
  g_hash_table_replace (self->damaged, g_strdup (sha256), g_strdup (sentence));
  g_signal_emit (self, signals[CHANGED], 0);
}

typedef struct
{
  JkkDocumentsCheck *check; /* (owned) */
  char *sha256;
} Reading;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (JkkDocumentsCheck) self = reading->check;
  g_autofree char *sha256 = reading->sha256;
  gboolean given_up = g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result)));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = jkk_documents_load_finish (JKK_OFFICE (source), result, &error);

  if (given_up)
    return;
  g_clear_object (&self->reading);
  jkk_documents_check_note (self, sha256, bytes == NULL ? error->message : NULL);
  read_next (self);
}

static const JkkDocument *
find_unseen (JkkDocumentsCheck *self)
{
  for (guint i = 0; self->jcase != NULL && i < self->jcase->documents->len; i++)
    {
      const JkkDocument *document = self->jcase->documents->pdata[i];

      if (document->sha256 != NULL && !g_hash_table_contains (self->seen, document->sha256))
        return document;
    }
  return NULL;
}

static void
read_next (JkkDocumentsCheck *self)
{
  const JkkDocument *document = find_unseen (self);
  Reading *reading;

  if (document == NULL || self->reading != NULL || self->office == NULL)
    return;
  reading = g_new0 (Reading, 1);
  reading->check = g_object_ref (self);
  reading->sha256 = g_strdup (document->sha256);
  self->reading = g_cancellable_new ();
  jkk_documents_load_async (self->office, document, self->reading, read_cb, reading);
}

/**
 * jkk_documents_check_run:
 * @self: a check
 * @jcase: a case
 *
 * Compares those of its files that were not compared yet.
 */
void
jkk_documents_check_run (JkkDocumentsCheck *self, const JkkCase *jcase)
{
  g_return_if_fail (JKK_IS_DOCUMENTS_CHECK (self) && jcase != NULL);

  g_clear_pointer (&self->jcase, jkk_case_unref);
  self->jcase = jkk_case_ref (jcase);
  read_next (self);
}

/**
 * jkk_documents_check_stop:
 * @self: a check
 *
 * Nobody looks any more.
 */
void
jkk_documents_check_stop (JkkDocumentsCheck *self)
{
  g_return_if_fail (JKK_IS_DOCUMENTS_CHECK (self));

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->jcase, jkk_case_unref);
}

/**
 * jkk_documents_check_get_damaged:
 * @self: a check
 *
 * Returns: (transfer none) (element-type utf8 utf8): fingerprint → sentence, of the files that cannot be read.
 */
GHashTable *
jkk_documents_check_get_damaged (JkkDocumentsCheck *self)
{
  g_return_val_if_fail (JKK_IS_DOCUMENTS_CHECK (self), NULL);

  return self->damaged;
}

static void
jkk_documents_check_finalize (GObject *object)
{
  JkkDocumentsCheck *self = JKK_DOCUMENTS_CHECK (object);

  g_clear_object (&self->reading);
  g_clear_object (&self->office);
  g_clear_pointer (&self->jcase, jkk_case_unref);
  g_hash_table_unref (self->damaged);
  g_hash_table_unref (self->seen);
  G_OBJECT_CLASS (jkk_documents_check_parent_class)->finalize (object);
}

static void
jkk_documents_check_class_init (JkkDocumentsCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jkk_documents_check_finalize;
  signals[CHANGED] =
      g_signal_new ("changed", JKK_TYPE_DOCUMENTS_CHECK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jkk_documents_check_init (JkkDocumentsCheck *self)
{
  self->damaged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * jkk_documents_check_new:
 * @office: (nullable): the office whose files are compared
 *
 * Returns: (transfer full): a check that has compared nothing yet.
 */
JkkDocumentsCheck *
jkk_documents_check_new (JkkOffice *office)
{
  JkkDocumentsCheck *self = g_object_new (JKK_TYPE_DOCUMENTS_CHECK, NULL);

  g_set_object (&self->office, office);
  return self;
}
