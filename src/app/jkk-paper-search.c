#include "jkk-paper-search.h"

#include <glib/gi18n-lib.h>

#include "jkk-error.h"

struct _JkkPaperSearch
{
  GObject parent_instance;

  char *text;                   /* (nullable) what is looked for */
  GArray *hits;                 /* (nullable) JkkPaperHit; while nothing is known yet, none */
  guint current;                /* which of them the person looks at */
  guint page;                   /* where the person is when nothing was found before */
  gboolean same;                /* the same text as before, on a later state of the paper */
  const JkkPaperSource *source; /* of what is being looked for */
  GCancellable *looking;        /* (nullable) */
};

G_DEFINE_FINAL_TYPE (JkkPaperSearch, jkk_paper_search, G_TYPE_OBJECT)

enum
{
  FOUND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
give_up (JkkPaperSearch *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

/* The first place from the page on that the person sees; what was looked at stays looked at. */
static guint
choose_current (JkkPaperSearch *self, const GArray *hits)
{
  if (self->same && self->current < hits->len)
    return self->current;
  for (guint i = 0; i < hits->len; i++)
    if (g_array_index (hits, JkkPaperHit, i).page >= self->page)
      return i;
  return 0;
}

static void
take (JkkPaperSearch *self, GArray *hits)
{
  g_clear_pointer (&self->hits, g_array_unref);
  self->hits = hits;
  self->current = hits != NULL ? choose_current (self, hits) : 0;
  g_signal_emit (self, signals[FOUND], 0);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkPaperSearch) self = user_data;
  gboolean given_up = g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result)));
  g_autoptr (GError) error = NULL;
  GArray *hits;

  if (given_up)
    return;
  hits = self->source->find_finish (result, &error);
  g_clear_object (&self->looking);
  if (hits == NULL)
    g_debug ("search: %s", error->message);
  take (self, hits != NULL ? hits : g_array_new (FALSE, FALSE, sizeof (JkkPaperHit)));
}

static void
jkk_paper_search_dispose (GObject *object)
{
  give_up (JKK_PAPER_SEARCH (object));
  G_OBJECT_CLASS (jkk_paper_search_parent_class)->dispose (object);
}

static void
jkk_paper_search_finalize (GObject *object)
{
  JkkPaperSearch *self = JKK_PAPER_SEARCH (object);

  g_free (self->text);
  g_clear_pointer (&self->hits, g_array_unref);
  G_OBJECT_CLASS (jkk_paper_search_parent_class)->finalize (object);
}

static void
jkk_paper_search_class_init (JkkPaperSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jkk_paper_search_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_paper_search_finalize;
  signals[FOUND] =
      g_signal_new ("found", JKK_TYPE_PAPER_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jkk_paper_search_init (JkkPaperSearch *self)
{
}

/**
 * jkk_paper_search_new:
 *
 * Returns: (transfer full): a search for nothing.
 */
JkkPaperSearch *
jkk_paper_search_new (void)
{
  return g_object_new (JKK_TYPE_PAPER_SEARCH, NULL);
}

/**
 * jkk_paper_search_run:
 * @self: a search
 * @source: (nullable): what the paper can do
 * @paper: (nullable): the paper
 * @text: what to look for; spaces around it do not count; empty = nothing
 * @page: the page that the person sees; the first place from there on becomes the current one
 *
 * Looks for a text, off the main thread; what was being looked for is given up.
 */
void
jkk_paper_search_run (JkkPaperSearch *self, const JkkPaperSource *source, gpointer paper, const char *text, guint page)
{
  g_autofree char *wanted = g_strstrip (g_strdup (text));

  g_return_if_fail (JKK_IS_PAPER_SEARCH (self) && (paper == NULL || source != NULL));

  give_up (self);
  self->same = !jkk_set_str (&self->text, *wanted != '\0' ? wanted : NULL);
  self->page = page;
  if (self->text == NULL || paper == NULL || source->find_async == NULL)
    {
      take (self, NULL);
      return;
    }
  self->source = source;
  self->looking = g_cancellable_new ();
  source->find_async (paper, self->text, self->looking, looked_cb, g_object_ref (self));
}

/**
 * jkk_paper_search_step:
 * @self: a search
 * @step: 1 the next place, -1 the one before; after the last comes the first
 */
void
jkk_paper_search_step (JkkPaperSearch *self, int step)
{
  g_return_if_fail (JKK_IS_PAPER_SEARCH (self));

  guint n = self->hits != NULL ? self->hits->len : 0;
  if (n > 0)
    self->current = (self->current + (step < 0 ? n - 1 : 1)) % n;
}

/**
 * jkk_paper_search_get_hits:
 * @self: a search
 *
 * Returns: (transfer none) (nullable) (element-type JkkPaperHit): where the text stands.
 */
GArray *
jkk_paper_search_get_hits (JkkPaperSearch *self)
{
  g_return_val_if_fail (JKK_IS_PAPER_SEARCH (self), NULL);

  return self->hits;
}

/**
 * jkk_paper_search_get_current:
 * @self: a search
 *
 * Returns: which of the places the person looks at, from 0.
 */
guint
jkk_paper_search_get_current (JkkPaperSearch *self)
{
  g_return_val_if_fail (JKK_IS_PAPER_SEARCH (self), 0);

  return self->current;
}

/**
 * jkk_paper_search_is_vain:
 * @self: a search
 *
 * Returns: whether something was looked for and stands nowhere.
 */
gboolean
jkk_paper_search_is_vain (JkkPaperSearch *self)
{
  g_return_val_if_fail (JKK_IS_PAPER_SEARCH (self), FALSE);

  return self->hits != NULL && self->hits->len == 0;
}

/**
 * jkk_paper_search_describe:
 * @self: a search
 *
 * Returns: (transfer full): how it stands, for the person: "3 of 12", "Not found", or nothing.
 */
char *
jkk_paper_search_describe (JkkPaperSearch *self)
{
  g_return_val_if_fail (JKK_IS_PAPER_SEARCH (self), NULL);

  if (self->hits == NULL)
    return g_strdup ("");
  if (self->hits->len == 0)
    return g_strdup (_ ("Not found"));
  /* Translators: the third of twelve places: "3 of 12" */
  return g_strdup_printf (_ ("%u of %u"), self->current + 1, self->hits->len);
}
