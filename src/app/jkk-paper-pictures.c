#include "jkk-paper-pictures.h"

#include <math.h>

/* More pixels for a point than this no eye can tell apart, and no memory likes to hold. */
#define FINEST 6.0
/* So many pages on either side of what is seen are drawn, too, and so many are kept. */
#define AHEAD 1
#define KEPT 3

typedef struct
{
  GdkTexture *texture;  /* (owned) (nullable) the last picture, maybe of an earlier paper or another size */
  double drawn_at;      /* pixels for a point of @texture, if it is of this paper; else 0 */
  double asked_at;      /* pixels for a point of the picture that is on its way, or 0 */
  GCancellable *asking; /* (owned) (nullable) of that picture */
  char *error;          /* (owned) (nullable) why there is none */
} Picture;

struct _JkkPaperPictures
{
  GObject parent_instance;

  const JkkPaperSource *source;
  gpointer paper;   /* (owned) (nullable) */
  GArray *pictures; /* Picture */
  guint first, last;
  double scale;     /* pixels for a point that are wanted */
  guint generation; /* counts the papers that are no later state of the one before */
};

G_DEFINE_FINAL_TYPE (JkkPaperPictures, jkk_paper_pictures, G_TYPE_OBJECT)

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static Picture *
picture_at (JkkPaperPictures *self, guint page)
{
  return &g_array_index (self->pictures, Picture, page);
}

static void
give_up (Picture *picture)
{
  g_cancellable_cancel (picture->asking);
  g_clear_object (&picture->asking);
  picture->asked_at = 0;
}

static void
clear_picture (gpointer data)
{
  Picture *picture = data;

  give_up (picture);
  g_clear_object (&picture->texture);
  g_clear_pointer (&picture->error, g_free);
  picture->drawn_at = 0;
}

/* ---- From a surface to a texture --------------------------------------------------------------------------------- */

/* The fourth byte of a picture without transparency means nothing to cairo, but everything to GDK. */
static void
make_opaque (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);

  for (int y = 0; y < height; y++)
    {
      guint32 *row = (guint32 *) (gpointer) (cairo_image_surface_get_data (surface) +
                                             (gsize) y * (gsize) cairo_image_surface_get_stride (surface));

      for (int x = 0; x < width; x++)
        row[x] |= 0xff000000u;
    }
}

static GdkTexture *
texture_of (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);

  cairo_surface_flush (surface);
  if (cairo_image_surface_get_format (surface) == CAIRO_FORMAT_RGB24)
    make_opaque (surface);
  g_autoptr (GBytes) bytes =
      g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) stride * (gsize) height,
                                  (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
}

/* ---- Asking ------------------------------------------------------------------------------------------------------ */

typedef struct
{
  JkkPaperPictures *pictures; /* (owned) */
  const JkkPaperSource *source;
  GCancellable *cancellable; /* (owned) */
  guint page;
  guint generation;
  double at;
} Asked;

static void ask_for_more (JkkPaperPictures *self);

/* Somebody types faster than pages are drawn: better a picture that lags behind than none. */
static void
take_late (JkkPaperPictures *self, const Asked *asked, cairo_surface_t *surface)
{
  Picture *picture = picture_at (self, asked->page);

  if (surface == NULL || picture->drawn_at > 0)
    return;
  g_clear_object (&picture->texture);
  picture->texture = texture_of (surface);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
take (JkkPaperPictures *self, const Asked *asked, cairo_surface_t *surface, const GError *error)
{
  Picture *picture = picture_at (self, asked->page);

  picture->asked_at = 0;
  g_clear_object (&picture->asking);
  g_clear_pointer (&picture->error, g_free);
  picture->drawn_at = asked->at;
  if (surface != NULL)
    {
      g_clear_object (&picture->texture);
      picture->texture = texture_of (surface);
    }
  else
    {
      picture->error = g_strdup (error->message);
      g_signal_emit (self, signals[FAILED], 0, asked->page, picture->error);
    }
  g_signal_emit (self, signals[CHANGED], 0);
  ask_for_more (self);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;
  g_autoptr (JkkPaperPictures) self = asked->pictures;
  g_autoptr (GCancellable) cancellable = asked->cancellable;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = asked->source->render_finish (result, &error);

  if (!g_cancellable_is_cancelled (cancellable) && asked->generation == self->generation &&
      asked->page < self->pictures->len)
    {
      if (picture_at (self, asked->page)->asking == cancellable)
        take (self, asked, surface, error);
      else
        take_late (self, asked, surface);
    }
  g_clear_pointer (&surface, cairo_surface_destroy);
  g_free (asked);
}

static void
ask (JkkPaperPictures *self, guint page)
{
  Picture *picture = picture_at (self, page);
  Asked *asked;

  if (picture->asked_at > 0 && fabs (picture->asked_at - self->scale) < 0.001)
    return;
  give_up (picture);
  if (fabs (picture->drawn_at - self->scale) < 0.001)
    return;
  asked = g_new0 (Asked, 1);
  asked->pictures = g_object_ref (self);
  asked->source = self->source;
  asked->page = page;
  asked->generation = self->generation;
  asked->at = picture->asked_at = self->scale;
  picture->asking = g_cancellable_new ();
  asked->cancellable = g_object_ref (picture->asking);
  self->source->render_async (self->paper, page, self->scale, picture->asking, rendered_cb, asked);
}

static gboolean
is_busy (JkkPaperPictures *self)
{
  for (guint i = self->first; i <= self->last; i++)
    if (picture_at (self, i)->asked_at > 0)
      return TRUE;
  return FALSE;
}

/* What is seen comes first; its neighbours when that is there. */
static void
ask_for_more (JkkPaperPictures *self)
{
  for (guint i = self->first; i <= self->last; i++)
    ask (self, i);
  if (is_busy (self))
    return;
  for (guint i = 1; i <= AHEAD; i++)
    {
      if (self->last + i < self->pictures->len)
        ask (self, self->last + i);
      if (self->first >= i)
        ask (self, self->first - i);
    }
}

/* ---- The object -------------------------------------------------------------------------------------------------- */

static void
jkk_paper_pictures_dispose (GObject *object)
{
  JkkPaperPictures *self = JKK_PAPER_PICTURES (object);

  g_array_set_size (self->pictures, 0);
  if (self->paper != NULL)
    g_clear_pointer (&self->paper, self->source->unref);
  G_OBJECT_CLASS (jkk_paper_pictures_parent_class)->dispose (object);
}

static void
jkk_paper_pictures_finalize (GObject *object)
{
  g_array_unref (JKK_PAPER_PICTURES (object)->pictures);
  G_OBJECT_CLASS (jkk_paper_pictures_parent_class)->finalize (object);
}

static void
jkk_paper_pictures_class_init (JkkPaperPicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jkk_paper_pictures_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_paper_pictures_finalize;
  signals[CHANGED] =
      g_signal_new ("changed", JKK_TYPE_PAPER_PICTURES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", JKK_TYPE_PAPER_PICTURES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
}

static void
jkk_paper_pictures_init (JkkPaperPictures *self)
{
  self->pictures = g_array_new (FALSE, TRUE, sizeof (Picture));
  g_array_set_clear_func (self->pictures, clear_picture);
}

/**
 * jkk_paper_pictures_new:
 *
 * Returns: (transfer full): no pictures.
 */
JkkPaperPictures *
jkk_paper_pictures_new (void)
{
  return g_object_new (JKK_TYPE_PAPER_PICTURES, NULL);
}

/**
 * jkk_paper_pictures_set_paper:
 * @self: pictures
 * @source: (nullable): what the paper can do
 * @paper: (nullable): the paper
 * @keep: whether it is the same paper with other values, whose pictures may be seen until the new ones are there
 */
void
jkk_paper_pictures_set_paper (JkkPaperPictures *self, const JkkPaperSource *source, gpointer paper, gboolean keep)
{
  g_return_if_fail (JKK_IS_PAPER_PICTURES (self) && (paper == NULL || source != NULL));

  gpointer before = self->paper;
  const JkkPaperSource *source_before = self->source;
  self->source = source;
  self->paper = paper != NULL ? source->ref (paper) : NULL;
  if (before != NULL)
    source_before->unref (before);
  if (!keep)
    {
      g_array_set_size (self->pictures, 0);
      self->generation++;
    }
  g_array_set_size (self->pictures, paper != NULL ? source->get_n_pages (paper) : 0);
  for (guint i = 0; i < self->pictures->len; i++)
    {
      Picture *picture = picture_at (self, i);

      /* Not cancelled: what is on its way may still be seen for a moment. */
      g_clear_object (&picture->asking);
      g_clear_pointer (&picture->error, g_free);
      picture->drawn_at = picture->asked_at = 0;
    }
  self->first = self->last = 0;
  self->scale = 0;
}

/**
 * jkk_paper_pictures_want:
 * @self: pictures
 * @first: the first page that is seen
 * @last: the last one
 * @scale: pixels for a point
 *
 * Has these pages drawn, and their neighbours after them.
 */
void
jkk_paper_pictures_want (JkkPaperPictures *self, guint first, guint last, double scale)
{
  g_return_if_fail (JKK_IS_PAPER_PICTURES (self));

  if (self->paper == NULL || first > last || last >= self->pictures->len || !(scale > 0))
    return;
  self->first = first;
  self->last = last;
  self->scale = MIN (scale, FINEST);
  for (guint i = 0; i < self->pictures->len; i++)
    if (i + KEPT < first || i > last + KEPT)
      clear_picture (picture_at (self, i));
    else if (i + AHEAD < first || i > last + AHEAD)
      give_up (picture_at (self, i));
  ask_for_more (self);
}

/**
 * jkk_paper_pictures_get:
 * @self: pictures
 * @page: number of a page, from 0
 * @exact: (out) (optional): whether it is of this paper, in the size that is wanted
 *
 * Returns: (transfer none) (nullable): the picture that there is now.
 */
GdkTexture *
jkk_paper_pictures_get (JkkPaperPictures *self, guint page, gboolean *exact)
{
  g_return_val_if_fail (JKK_IS_PAPER_PICTURES (self) && page < self->pictures->len, NULL);

  const Picture *picture = picture_at (self, page);
  if (exact != NULL)
    *exact = picture->texture != NULL && fabs (picture->drawn_at - self->scale) < 0.001;
  return picture->texture;
}

/**
 * jkk_paper_pictures_get_error:
 * @self: pictures
 * @page: number of a page, from 0
 *
 * Returns: (transfer none) (nullable): why the page cannot be shown.
 */
const char *
jkk_paper_pictures_get_error (JkkPaperPictures *self, guint page)
{
  g_return_val_if_fail (JKK_IS_PAPER_PICTURES (self) && page < self->pictures->len, NULL);

  return picture_at (self, page)->error;
}
