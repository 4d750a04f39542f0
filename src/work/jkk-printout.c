#include "jkk-printout.h"

#include "jkk-file.h"
#include "jkk-form.h"
#include "jkk-paper.h"

typedef struct
{
  double width, height;
} Size;

struct _JkkPrintout
{
  GBytes *bytes;   /* what leaves the house */
  JkkPaper *paper; /* what is seen: the same, or its print copy */
  GArray *sizes;   /* Size of each page; asking the paper would wait for the picture that is being drawn */
  char *sha256;    /* made when somebody asks */
  char *content_hash;
  char *form;        /* NULL for a letter, which has no fields */
  gboolean is_copy;  /* whether @paper is a print copy, which has lost its fields */
  GPtrArray *fields; /* found when somebody asks */
};

static void
printout_field_free (gpointer data)
{
  g_free (((JkkPrintoutField *) data)->path);
  g_free (data);
}

static void
add_field (GPtrArray *fields, guint page, const char *path, const JkkPaperBox *box)
{
  JkkPrintoutField *field = g_new0 (JkkPrintoutField, 1);

  *field = (JkkPrintoutField){ page, g_strdup (path), box->x, box->y, box->width, box->height };
  g_ptr_array_add (fields, field);
}

static GPtrArray *
list_fields (JkkPaper *paper, const char *code)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (printout_field_free);
  g_autoptr (GPtrArray) found = jkk_paper_list_fields (paper, code);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const JkkPaperField *from = found->pdata[i];

      if (from->path != NULL)
        add_field (fields, from->page, from->path, &from->box);
    }
  return fields;
}

/* Where the form has its fields stands in its map; the paper that they were filled from need not be opened for it. */
static GPtrArray *
list_form_fields (const char *code)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (printout_field_free);
  const JkkForm *form = jkk_form_get (code, NULL);

  for (guint i = 0; form != NULL && i < form->fields->len; i++)
    {
      const JkkFormField *from = form->fields->pdata[i];
      double height = g_array_index (form->pages, JkkFormPage, from->page).height;
      JkkPaperBox box = { from->x, height - from->y - from->height, from->width, from->height };

      add_field (fields, from->page, from->path, &box);
    }
  return fields;
}

static GArray *
list_sizes (JkkPaper *paper)
{
  guint n_pages = jkk_paper_get_n_pages (paper);
  GArray *sizes = g_array_sized_new (FALSE, TRUE, sizeof (Size), n_pages);

  for (guint i = 0; i < n_pages; i++)
    {
      Size size;

      jkk_paper_get_size (paper, i, &size.width, &size.height);
      g_array_append_val (sizes, size);
    }
  return sizes;
}

/**
 * jkk_printout_new:
 * @bytes: a PDF of our own making
 * @code: (nullable): short name of the form that it is; a letter has none, for no value is typed there
 * @content_hash: fingerprint of the values that it shows, hexadecimal
 * @error: return location
 *
 * Returns: (transfer full): the paper; %NULL with %JKK_ERROR_FORMAT if it is no PDF.
 */
JkkPrintout *
jkk_printout_new (GBytes *bytes, const char *code, const char *content_hash, GError **error)
{
  return jkk_printout_new_fillable (bytes, bytes, code, content_hash, error);
}

/**
 * jkk_printout_new_fillable:
 * @bytes: a PDF of our own making
 * @copy: its print copy, or @bytes again
 * @code: (nullable): short name of the form that it is
 * @content_hash: fingerprint of the values that both show, hexadecimal
 * @error: return location
 *
 * A reader of PDF takes in the typeface anew for each field, but only once for a page of a print copy: so the copy is
 * what is drawn, searched and printed, and the fillable paper what is saved.
 *
 * Returns: (transfer full): the paper; %NULL with %JKK_ERROR_FORMAT if the copy is no PDF.
 */
JkkPrintout *
jkk_printout_new_fillable (GBytes *bytes, GBytes *copy, const char *code, const char *content_hash, GError **error)
{
  JkkPaper *paper = jkk_paper_new (copy, error);

  if (paper == NULL)
    return NULL;
  JkkPrintout *printout = g_atomic_rc_box_new0 (JkkPrintout);
  printout->bytes = g_bytes_ref (bytes);
  printout->paper = paper;
  printout->is_copy = copy != bytes;
  printout->content_hash = g_strdup (content_hash);
  printout->form = g_strdup (code);
  printout->sizes = list_sizes (paper);
  return printout;
}

/**
 * jkk_printout_ref:
 * @printout: a paper
 *
 * Returns: (transfer full): the same paper.
 */
JkkPrintout *
jkk_printout_ref (JkkPrintout *printout)
{
  return g_atomic_rc_box_acquire (printout);
}

static void
printout_clear (gpointer data)
{
  JkkPrintout *printout = data;

  g_bytes_unref (printout->bytes);
  jkk_paper_unref (printout->paper);
  g_free (printout->form);
  g_clear_pointer (&printout->fields, g_ptr_array_unref);
  g_array_unref (printout->sizes);
  g_free (printout->sha256);
  g_free (printout->content_hash);
}

/**
 * jkk_printout_unref:
 * @printout: (transfer full): a paper
 */
void
jkk_printout_unref (JkkPrintout *printout)
{
  g_atomic_rc_box_release_full (printout, printout_clear);
}

/**
 * jkk_printout_get_n_pages:
 * @printout: a paper
 *
 * Returns: how many pages it has.
 */
guint
jkk_printout_get_n_pages (JkkPrintout *printout)
{
  return printout->sizes->len;
}

/**
 * jkk_printout_get_size:
 * @printout: a paper
 * @page: from 0
 * @width: (out): in points
 * @height: (out): in points
 */
void
jkk_printout_get_size (JkkPrintout *printout, guint page, double *width, double *height)
{
  g_return_if_fail (page < printout->sizes->len);

  const Size *size = &g_array_index (printout->sizes, Size, page);
  *width = size->width;
  *height = size->height;
}

/**
 * jkk_printout_get_sha256:
 * @printout: a paper
 *
 * Returns: (transfer none): fingerprint of its bytes, hexadecimal.
 */
const char *
jkk_printout_get_sha256 (JkkPrintout *printout)
{
  if (g_once_init_enter (&printout->sha256))
    g_once_init_leave (&printout->sha256, g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, printout->bytes));
  return printout->sha256;
}

/**
 * jkk_printout_get_content_hash:
 * @printout: a paper
 *
 * Returns: (transfer none): fingerprint of the values that it shows, hexadecimal; the mark on its pages begins it.
 */
const char *
jkk_printout_get_content_hash (JkkPrintout *printout)
{
  return printout->content_hash;
}

/**
 * jkk_printout_get_bytes:
 * @printout: a paper
 *
 * Returns: (transfer none): its PDF.
 */
GBytes *
jkk_printout_get_bytes (JkkPrintout *printout)
{
  return printout->bytes;
}

/**
 * jkk_printout_get_fields:
 * @printout: a paper
 *
 * Returns: (transfer none) (element-type JkkPrintoutField): where values of the case stand on it.
 */
GPtrArray *
jkk_printout_get_fields (JkkPrintout *printout)
{
  if (g_once_init_enter (&printout->fields))
    g_once_init_leave (&printout->fields, printout->is_copy ? list_form_fields (printout->form)
                                                            : list_fields (printout->paper, printout->form));
  return printout->fields;
}

/**
 * jkk_printout_save:
 * @printout: a paper
 * @path: where to
 * @error: return location
 *
 * Writes the PDF as a whole or not at all.
 *
 * Returns: whether it is safely there.
 */
gboolean
jkk_printout_save (JkkPrintout *printout, const char *path, GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (printout->bytes, &length);

  return jkk_xml_save_file (path, data, length, error);
}

/**
 * jkk_printout_render:
 * @printout: a paper
 * @page: from 0
 * @scale: pixels for a point
 * @error: return location
 *
 * Returns: (transfer full): a picture of the page.
 */
cairo_surface_t *
jkk_printout_render (JkkPrintout *printout, guint page, double scale, GError **error)
{
  return jkk_paper_render (printout->paper, page, scale, error);
}

typedef struct
{
  JkkPrintout *printout;
  guint page;
  double scale;
  cairo_rectangle_int_t part; /* without a width: the whole page */
} RenderArgs;

static void
render_args_free (gpointer data)
{
  RenderArgs *args = data;

  jkk_printout_unref (args->printout);
  g_free (args);
}

static void
render_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  RenderArgs *args = task_data;
  GError *error = NULL;
  cairo_surface_t *surface;

  if (g_task_return_error_if_cancelled (task))
    return;
  surface = args->part.width > 0
                ? jkk_paper_render_part (args->printout->paper, args->page, args->scale, &args->part, &error)
                : jkk_printout_render (args->printout, args->page, args->scale, &error);
  if (surface != NULL)
    g_task_return_pointer (task, surface, (GDestroyNotify) cairo_surface_destroy);
  else
    g_task_return_error (task, error);
}

static void
start_rendering (JkkPrintout *printout,
                 guint page,
                 double scale,
                 const cairo_rectangle_int_t *part,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  RenderArgs *args = g_new0 (RenderArgs, 1);

  args->printout = jkk_printout_ref (printout);
  args->page = page;
  args->scale = scale;
  if (part != NULL)
    args->part = *part;
  g_task_set_source_tag (task, jkk_printout_render_async);
  g_task_set_task_data (task, args, render_args_free);
  g_task_run_in_thread (task, render_thread);
}

/**
 * jkk_printout_render_async:
 * @printout: a paper
 * @page: from 0
 * @scale: pixels for a point
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_printout_render(); on a worker thread.
 */
void
jkk_printout_render_async (JkkPrintout *printout,
                           guint page,
                           double scale,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  start_rendering (printout, page, scale, NULL, cancellable, callback, user_data);
}

/**
 * jkk_printout_render_part_async:
 * @printout: a paper
 * @page: from 0
 * @scale: pixels for a point
 * @part: which part of the page, in these pixels
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Draws a part of a page, as large as @part, on a worker thread; ends with jkk_printout_render_finish().
 */
void
jkk_printout_render_part_async (JkkPrintout *printout,
                                guint page,
                                double scale,
                                const cairo_rectangle_int_t *part,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (part != NULL && part->width > 0 && part->height > 0);

  start_rendering (printout, page, scale, part, cancellable, callback, user_data);
}

/**
 * jkk_printout_render_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): see jkk_printout_render().
 */
cairo_surface_t *
jkk_printout_render_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * jkk_printout_draw:
 * @printout: a paper
 * @page: from 0
 * @cr: where to; one unit is a point
 *
 * Draws the page as vectors, for the printer.
 */
void
jkk_printout_draw (JkkPrintout *printout, guint page, cairo_t *cr)
{
  jkk_paper_draw (printout->paper, page, cr);
}

/* ---- Looking for a text ------------------------------------------------------------------------------------------ */

typedef struct
{
  JkkPrintout *printout;
  char *text;
} FindArgs;

static void
find_args_free (gpointer data)
{
  FindArgs *args = data;

  jkk_printout_unref (args->printout);
  g_free (args->text);
  g_free (args);
}

/* From above to below, then from left to right; what stands on one line need not be of one height. */
static int
compare_places (gconstpointer a, gconstpointer b)
{
  const JkkPrintoutPlace *one = a, *other = b;

  if (one->page != other->page)
    return one->page < other->page ? -1 : 1;
  if (one->y + one->height <= other->y || other->y + other->height <= one->y)
    return one->y < other->y ? -1 : 1;
  return one->x < other->x ? -1 : one->x > other->x;
}

static void
find_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  FindArgs *args = task_data;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (JkkPrintoutPlace));

  for (guint page = 0; page < args->printout->sizes->len; page++)
    {
      if (g_task_return_error_if_cancelled (task))
        return;
      g_autoptr (GArray) boxes = jkk_paper_find (args->printout->paper, page, args->text);
      for (guint i = 0; i < boxes->len; i++)
        {
          const JkkPaperBox *box = &g_array_index (boxes, JkkPaperBox, i);
          JkkPrintoutPlace place = { page, box->x, box->y, box->width, box->height };

          g_array_append_val (places, place);
        }
    }
  g_array_sort (places, compare_places);
  g_task_return_pointer (task, g_steal_pointer (&places), (GDestroyNotify) g_array_unref);
}

/**
 * jkk_printout_find_async:
 * @printout: a paper
 * @text: what to look for, upper and lower case alike
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Looks for a text on all pages, on a worker thread.
 */
void
jkk_printout_find_async (JkkPrintout *printout,
                         const char *text,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  FindArgs *args = g_new0 (FindArgs, 1);

  args->printout = jkk_printout_ref (printout);
  args->text = g_strdup (text);
  g_task_set_source_tag (task, jkk_printout_find_async);
  g_task_set_task_data (task, args, find_args_free);
  g_task_run_in_thread (task, find_thread);
}

/**
 * jkk_printout_find_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkPrintoutPlace): where it stands, in the order in which one reads.
 */
GArray *
jkk_printout_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
