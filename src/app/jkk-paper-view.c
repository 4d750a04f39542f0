#include "jkk-paper-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Around and between the pages, pixels. */
#define MARGIN 8
/* CSS pixels for a point at 100 %. */
#define NATURAL (96.0 / 72.0)
/* More pixels for a point than this no eye can tell apart, and no memory likes to hold. */
#define FINEST 6.0
#define LEAST_WIDTH 160

typedef struct
{
  double width, height; /* points */
  GdkTexture *texture;  /* (owned) (nullable) the last picture, maybe of an earlier paper or another zoom */
  double drawn_at;      /* pixels for a point of @texture, if it is of this paper; else 0 */
  double asked_at;      /* pixels for a point of the picture that is on its way, or 0 */
} Page;

struct _JkkPaperView
{
  GtkWidget parent_instance;

  JkkPrintout *printout;     /* (owned) (nullable) */
  GArray *pages;             /* Page */
  GCancellable *cancellable; /* (owned) of the pictures of @printout that are on their way */
  int zoom;
  double scale; /* CSS pixels for a point, as allocated */
  char *highlight;
};

G_DEFINE_FINAL_TYPE (JkkPaperView, jkk_paper_view, GTK_TYPE_WIDGET)

static Page *
page_at (JkkPaperView *self, guint number)
{
  return &g_array_index (self->pages, Page, number);
}

static void
clear_page (gpointer data)
{
  g_clear_object (&((Page *) data)->texture);
}

static double
widest (JkkPaperView *self)
{
  double width = 1;

  for (guint i = 0; i < self->pages->len; i++)
    width = MAX (width, page_at (self, i)->width);
  return width;
}

static double
scale_for_width (JkkPaperView *self, int width)
{
  if (self->zoom != JKK_ZOOM_FIT)
    return NATURAL * self->zoom / 100;
  return MAX (width - 2 * MARGIN, 1) / widest (self);
}

/* ---- Pictures ---------------------------------------------------------------------------------------------------- */

typedef struct
{
  JkkPaperView *view; /* (owned) */
  guint page;
  double at;
} Asked;

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

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;
  JkkPaperView *self = asked->view;
  gboolean stale = g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result)));
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = jkk_printout_render_finish (result, &error);

  if (!stale && asked->page < self->pages->len)
    {
      Page *page = page_at (self, asked->page);

      page->asked_at = 0;
      if (surface != NULL)
        {
          g_clear_object (&page->texture);
          page->texture = texture_of (surface);
          page->drawn_at = asked->at;
          gtk_widget_queue_draw (GTK_WIDGET (self));
        }
      else
        g_debug ("Page %u cannot be drawn: %s", asked->page, error->message);
    }
  g_clear_pointer (&surface, cairo_surface_destroy);
  g_object_unref (asked->view);
  g_free (asked);
}

/* Asks for a picture of each page whose picture is not exactly as large as it is shown. */
static void
ask_for_pictures (JkkPaperView *self)
{
  double wanted = MIN (self->scale * gtk_widget_get_scale_factor (GTK_WIDGET (self)), FINEST);

  if (self->printout == NULL || self->scale <= 0)
    return;
  for (guint i = 0; i < self->pages->len; i++)
    {
      Page *page = page_at (self, i);
      Asked *asked;

      if (page->asked_at > 0 || fabs (page->drawn_at - wanted) < 0.001)
        continue;
      asked = g_new0 (Asked, 1);
      asked->view = g_object_ref (self);
      asked->page = i;
      asked->at = page->asked_at = wanted;
      jkk_printout_render_async (self->printout, i, wanted, self->cancellable, rendered_cb, asked);
    }
}

/* ---- Where things stand ------------------------------------------------------------------------------------------ */

static graphene_rect_t
page_box (JkkPaperView *self, guint number, int width)
{
  double y = MARGIN;
  Page *page = page_at (self, number);

  for (guint i = 0; i < number; i++)
    y += round (page_at (self, i)->height * self->scale) + MARGIN;
  double page_width = round (page->width * self->scale);
  double x = MAX (round ((width - page_width) / 2), MARGIN);
  return GRAPHENE_RECT_INIT ((float) x, (float) y, (float) page_width, (float) round (page->height * self->scale));
}

static void
jkk_paper_view_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  JkkPaperView *self = JKK_PAPER_VIEW (widget);
  double scale, height = MARGIN;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = self->zoom == JKK_ZOOM_FIT
                                ? LEAST_WIDTH
                                : (int) ceil (widest (self) * scale_for_width (self, 0)) + 2 * MARGIN;
      return;
    }
  scale = scale_for_width (self, for_size >= 0 ? for_size : LEAST_WIDTH);
  for (guint i = 0; i < self->pages->len; i++)
    height += round (page_at (self, i)->height * scale) + MARGIN;
  *minimum = *natural = (int) height;
}

static void
jkk_paper_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  JkkPaperView *self = JKK_PAPER_VIEW (widget);

  self->scale = scale_for_width (self, width);
  ask_for_pictures (self);
}

static GtkSizeRequestMode
jkk_paper_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static graphene_rect_t
field_box (JkkPaperView *self, const JkkPrintoutField *field)
{
  graphene_rect_t page = page_box (self, field->page, gtk_widget_get_width (GTK_WIDGET (self)));

  return GRAPHENE_RECT_INIT (page.origin.x + (float) (field->x * self->scale),
                             page.origin.y + (float) (field->y * self->scale), (float) (field->width * self->scale),
                             (float) (field->height * self->scale));
}

static void
snapshot_highlight (JkkPaperView *self, GtkSnapshot *snapshot)
{
  GPtrArray *fields = jkk_printout_get_fields (self->printout);
  GdkRGBA colour = { 0.2f, 0.5f, 0.9f, 0.22f };

  for (guint i = 0; i < fields->len; i++)
    {
      const JkkPrintoutField *field = fields->pdata[i];
      graphene_rect_t mark;

      if (field->page >= self->pages->len || g_strcmp0 (field->path, self->highlight) != 0)
        continue;
      mark = field_box (self, field);
      gtk_snapshot_append_color (snapshot, &colour, &mark);
    }
}

static void
jkk_paper_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  JkkPaperView *self = JKK_PAPER_VIEW (widget);
  GdkRGBA white = { 1, 1, 1, 1 }, shadow = { 0, 0, 0, 0.35f };

  for (guint i = 0; i < self->pages->len; i++)
    {
      graphene_rect_t box = page_box (self, i, gtk_widget_get_width (widget));
      GskRoundedRect outline;

      gsk_rounded_rect_init_from_rect (&outline, &box, 0);
      gtk_snapshot_append_outset_shadow (snapshot, &outline, &shadow, 0, 1, 0, 3);
      gtk_snapshot_append_color (snapshot, &white, &box);
      if (page_at (self, i)->texture != NULL)
        gtk_snapshot_append_texture (snapshot, page_at (self, i)->texture, &box);
    }
  if (self->highlight != NULL && self->printout != NULL)
    snapshot_highlight (self, snapshot);
}

/**
 * jkk_paper_view_get_place:
 * @self: a view
 * @path: a value
 * @place: (out): where it stands in the view, pixels
 *
 * Returns: whether it stands on the paper.
 */
gboolean
jkk_paper_view_get_place (JkkPaperView *self, const char *path, graphene_rect_t *place)
{
  g_return_val_if_fail (JKK_IS_PAPER_VIEW (self), FALSE);

  GPtrArray *fields = self->printout != NULL ? jkk_printout_get_fields (self->printout) : NULL;
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const JkkPrintoutField *field = fields->pdata[i];

      if (field->page >= self->pages->len || g_strcmp0 (field->path, path) != 0)
        continue;
      *place = field_box (self, field);
      return TRUE;
    }
  return FALSE;
}

/* ---- The hand ---------------------------------------------------------------------------------------------------- */

/**
 * jkk_paper_view_find:
 * @self: a view
 * @x: pixels from the left
 * @y: pixels from the top
 *
 * Returns: (transfer full) (nullable): the path of the value that stands there.
 */
char *
jkk_paper_view_find (JkkPaperView *self, double x, double y)
{
  g_return_val_if_fail (JKK_IS_PAPER_VIEW (self), NULL);

  GPtrArray *fields = self->printout != NULL ? jkk_printout_get_fields (self->printout) : NULL;
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const JkkPrintoutField *field = fields->pdata[i];

      if (field->page >= self->pages->len)
        continue;
      graphene_rect_t box = page_box (self, field->page, gtk_widget_get_width (GTK_WIDGET (self)));
      double px = (x - box.origin.x) / self->scale - field->x, py = (y - box.origin.y) / self->scale - field->y;
      if (px >= 0 && py >= 0 && px <= field->width && py <= field->height)
        return g_strdup (field->path);
    }
  return NULL;
}

static void
pressed_cb (JkkPaperView *self, int n_press, double x, double y)
{
  g_autofree char *path = jkk_paper_view_find (self, x, y);

  if (path != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "case.jump", "s", path);
}

static void
moved_cb (JkkPaperView *self, double x, double y)
{
  g_autofree char *path = jkk_paper_view_find (self, x, y);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), path != NULL ? "pointer" : NULL);
}

static gboolean
jkk_paper_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  g_autofree char *path = keyboard ? NULL : jkk_paper_view_find (JKK_PAPER_VIEW (widget), x, y);
  g_autofree char *label = path != NULL ? jkk_case_path_label (path) : NULL;

  if (label != NULL)
    gtk_tooltip_set_text (tooltip, label);
  return label != NULL;
}

/* ---- The widget -------------------------------------------------------------------------------------------------- */

static void
jkk_paper_view_dispose (GObject *object)
{
  JkkPaperView *self = JKK_PAPER_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->printout, jkk_printout_unref);
  g_array_set_size (self->pages, 0);
  G_OBJECT_CLASS (jkk_paper_view_parent_class)->dispose (object);
}

static void
jkk_paper_view_finalize (GObject *object)
{
  JkkPaperView *self = JKK_PAPER_VIEW (object);

  g_object_unref (self->cancellable);
  g_array_unref (self->pages);
  g_free (self->highlight);
  G_OBJECT_CLASS (jkk_paper_view_parent_class)->finalize (object);
}

static void
jkk_paper_view_class_init (JkkPaperViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_paper_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_paper_view_finalize;
  widget_class->measure = jkk_paper_view_measure;
  widget_class->size_allocate = jkk_paper_view_size_allocate;
  widget_class->get_request_mode = jkk_paper_view_get_request_mode;
  widget_class->snapshot = jkk_paper_view_snapshot;
  widget_class->query_tooltip = jkk_paper_view_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "paperview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
jkk_paper_view_init (JkkPaperView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->pages = g_array_new (FALSE, TRUE, sizeof (Page));
  g_array_set_clear_func (self->pages, clear_page);
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (moved_cb), self);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (ask_for_pictures), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/**
 * jkk_paper_view_new:
 *
 * Returns: (transfer floating): a view without a paper.
 */
GtkWidget *
jkk_paper_view_new (void)
{
  return g_object_new (JKK_TYPE_PAPER_VIEW, NULL);
}

/**
 * jkk_paper_view_set_printout:
 * @self: a view
 * @printout: (nullable): a paper
 * @title: what it is, for screen readers
 */
void
jkk_paper_view_set_printout (JkkPaperView *self, JkkPrintout *printout, const char *title)
{
  g_return_if_fail (JKK_IS_PAPER_VIEW (self));

  JkkPrintout *before = self->printout;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->printout = printout != NULL ? jkk_printout_ref (printout) : NULL;
  g_clear_pointer (&before, jkk_printout_unref);
  g_array_set_size (self->pages, printout != NULL ? jkk_printout_get_n_pages (printout) : 0);
  for (guint i = 0; i < self->pages->len; i++)
    {
      Page *page = page_at (self, i);

      jkk_printout_get_size (printout, i, &page->width, &page->height);
      page->drawn_at = page->asked_at = 0;
    }
  g_autofree char *name =
      g_strdup_printf (ngettext ("%s, %u page", "%s, %u pages", self->pages->len), title, self->pages->len);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * jkk_paper_view_get_printout:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the paper that is shown.
 */
JkkPrintout *
jkk_paper_view_get_printout (JkkPaperView *self)
{
  g_return_val_if_fail (JKK_IS_PAPER_VIEW (self), NULL);

  return self->printout;
}

/**
 * jkk_paper_view_set_zoom:
 * @self: a view
 * @percent: the size in percent of the paper's own, or %JKK_ZOOM_FIT
 */
void
jkk_paper_view_set_zoom (JkkPaperView *self, int percent)
{
  g_return_if_fail (JKK_IS_PAPER_VIEW (self));

  self->zoom = percent;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * jkk_paper_view_get_percent:
 * @self: a view
 *
 * Returns: the size at which the paper is seen now, in percent of its own.
 */
int
jkk_paper_view_get_percent (JkkPaperView *self)
{
  g_return_val_if_fail (JKK_IS_PAPER_VIEW (self), 100);

  return (int) round (self->scale / NATURAL * 100);
}

/**
 * jkk_paper_view_set_highlight:
 * @self: a view
 * @path: (nullable): the value to mark on the paper, the one that is being edited
 */
void
jkk_paper_view_set_highlight (JkkPaperView *self, const char *path)
{
  g_return_if_fail (JKK_IS_PAPER_VIEW (self));

  if (jkk_set_str (&self->highlight, path))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}
