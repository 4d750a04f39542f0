#include "jkk-paper-pictures.h"

#include <math.h>

/* Of a page with more pixels than this only what is seen is drawn, and a margin of half as much around it. */
#define LARGE (3.0 * 1024 * 1024)
/* Where a page can only be drawn whole, more pixels for a point than this no memory likes to hold. */
#define FINEST 6.0
/* So many pages on either side of what is seen are drawn, too, and so many are kept. */
#define AHEAD 1
#define KEPT 3

typedef struct
{
  double width, height;       /* of the page, points */
  graphene_rect_t seen;       /* what the person sees of it, points; nothing = no matter, all of it */
  GdkTexture *texture;        /* (owned) (nullable) the last picture, maybe of an earlier paper or another size */
  cairo_rectangle_int_t part; /* what of the page it shows, in its pixels */
  double scale;               /* its pixels for a point */
  double drawn_at;            /* the same, if it is of this paper; else 0 */
  double asked_at;            /* pixels for a point of the picture that is on its way, or 0 */
  cairo_rectangle_int_t asked_part;
  GCancellable *asking; /* (owned) (nullable) of that picture */
  GdkTexture *base;     /* (owned) (nullable) while @texture is a part of the page: an older one of the whole */
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
  g_clear_object (&picture->base);
  g_clear_pointer (&picture->error, g_free);
  picture->drawn_at = 0;
}

/* ---- Parts of pages ---------------------------------------------------------------------------------------------- */

static cairo_rectangle_int_t
whole_page (const Picture *picture, double scale)
{
  return (cairo_rectangle_int_t){ 0, 0, MAX ((int) ceil (picture->width * scale - 1e-6), 1),
                                  MAX ((int) ceil (picture->height * scale - 1e-6), 1) };
}

static gboolean
contains (const cairo_rectangle_int_t *outer, const cairo_rectangle_int_t *inner)
{
  return outer->x <= inner->x && outer->y <= inner->y && outer->x + outer->width >= inner->x + inner->width &&
         outer->y + outer->height >= inner->y + inner->height;
}

/* What is seen of a page, in pixels, with @margin times as much around it. */
static cairo_rectangle_int_t
seen_part (const Picture *picture, double scale, double margin)
{
  cairo_rectangle_int_t page = whole_page (picture, scale);
  double x = (double) picture->seen.origin.x, y = (double) picture->seen.origin.y;
  double width = (double) picture->seen.size.width, height = (double) picture->seen.size.height;

  if (!(width > 0) || !(height > 0))
    return page;
  int left = MAX ((int) floor ((x - width * margin) * scale), 0);
  int top = MAX ((int) floor ((y - height * margin) * scale), 0);
  int right = MIN ((int) ceil ((x + width * (1 + margin)) * scale), page.width);
  int bottom = MIN ((int) ceil ((y + height * (1 + margin)) * scale), page.height);
  return (cairo_rectangle_int_t){ left, top, MAX (right - left, 1), MAX (bottom - top, 1) };
}

static gboolean
is_large (JkkPaperPictures *self, const Picture *picture)
{
  return self->source->render_part_async != NULL &&
         picture->width * self->scale * picture->height * self->scale > LARGE;
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
  cairo_rectangle_int_t part;
} Asked;

static void ask_for_more (JkkPaperPictures *self);

static void
put (Picture *picture, const Asked *asked, cairo_surface_t *surface)
{
  cairo_rectangle_int_t page = whole_page (picture, asked->at);
  cairo_rectangle_int_t before = whole_page (picture, picture->scale);

  /* Under a part an older whole picture helps while the person scrolls, if it is of the same paper. */
  if (contains (&asked->part, &page) || !(picture->drawn_at > 0))
    g_clear_object (&picture->base);
  else if (picture->texture != NULL && contains (&picture->part, &before))
    g_set_object (&picture->base, picture->texture);
  g_clear_object (&picture->texture);
  picture->texture = texture_of (surface);
  picture->part = asked->part;
  picture->scale = asked->at;
}

/* Somebody types faster than pages are drawn: better a picture that lags behind than none. */
static void
take_late (JkkPaperPictures *self, const Asked *asked, cairo_surface_t *surface)
{
  Picture *picture = picture_at (self, asked->page);

  if (surface == NULL || picture->drawn_at > 0)
    return;
  put (picture, asked, surface);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
take (JkkPaperPictures *self, const Asked *asked, cairo_surface_t *surface, const GError *error)
{
  Picture *picture = picture_at (self, asked->page);

  picture->asked_at = 0;
  g_clear_object (&picture->asking);
  g_clear_pointer (&picture->error, g_free);
  if (surface != NULL)
    put (picture, asked, surface);
  picture->drawn_at = asked->at;
  if (surface == NULL)
    {
      picture->part = asked->part;
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

/* Whether the picture that is there, or the one on its way, shows all that is seen. */
static gboolean
suffices (JkkPaperPictures *self, const Picture *picture, double at, const cairo_rectangle_int_t *part)
{
  cairo_rectangle_int_t seen = seen_part (picture, self->scale, 0);

  return at > 0 && fabs (at - self->scale) < 0.001 && contains (part, &seen);
}

static void
ask (JkkPaperPictures *self, guint page)
{
  Picture *picture = picture_at (self, page);
  gboolean large = is_large (self, picture);
  Asked *asked;

  if (suffices (self, picture, picture->asked_at, &picture->asked_part))
    return;
  give_up (picture);
  if (suffices (self, picture, picture->drawn_at, &picture->part))
    return;
  picture->asking = g_cancellable_new ();
  picture->asked_at = self->scale;
  picture->asked_part = large ? seen_part (picture, self->scale, 0.5) : whole_page (picture, self->scale);
  asked = g_new0 (Asked, 1);
  asked->pictures = g_object_ref (self);
  asked->source = self->source;
  asked->page = page;
  asked->generation = self->generation;
  asked->at = picture->asked_at;
  asked->part = picture->asked_part;
  asked->cancellable = g_object_ref (picture->asking);
  if (large)
    self->source->render_part_async (self->paper, page, self->scale, &asked->part, picture->asking, rendered_cb, asked);
  else
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
      if (self->last + i < self->pictures->len && !is_large (self, picture_at (self, self->last + i)))
        ask (self, self->last + i);
      if (self->first >= i && !is_large (self, picture_at (self, self->first - i)))
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
      source->get_size (paper, i, &picture->width, &picture->height);
    }
  self->first = self->last = 0;
  self->scale = 0;
}

/**
 * jkk_paper_pictures_see:
 * @self: pictures
 * @page: number of a page, from 0
 * @part: what is seen of it, in points
 *
 * Says what has to be drawn of a page that is too large to be drawn whole, before jkk_paper_pictures_want().
 */
void
jkk_paper_pictures_see (JkkPaperPictures *self, guint page, const graphene_rect_t *part)
{
  g_return_if_fail (JKK_IS_PAPER_PICTURES (self) && page < self->pictures->len);

  picture_at (self, page)->seen = *part;
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
  self->scale = self->source->render_part_async != NULL ? scale : MIN (scale, FINEST);
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
 *
 * Returns: what there is to be seen of it now.
 */
JkkPaperPicture
jkk_paper_pictures_get (JkkPaperPictures *self, guint page)
{
  JkkPaperPicture found = { 0 };

  g_return_val_if_fail (JKK_IS_PAPER_PICTURES (self) && page < self->pictures->len, found);

  const Picture *picture = picture_at (self, page);
  found.texture = picture->texture;
  found.base = picture->base;
  if (picture->texture == NULL)
    return found;
  found.exact = fabs (picture->drawn_at - self->scale) < 0.001;
  found.whole = suffices (self, picture, picture->drawn_at, &picture->part);
  found.place = GRAPHENE_RECT_INIT (
      (float) (picture->part.x / picture->scale), (float) (picture->part.y / picture->scale),
      (float) (picture->part.width / picture->scale), (float) (picture->part.height / picture->scale));
  return found;
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
