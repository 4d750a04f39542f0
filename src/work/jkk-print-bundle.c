#include "jkk-print-bundle.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "jkk-pdf-joint.h"

/* The same papers give the same bytes, whenever they are put together. */
#define NO_TIME "2000-01-01T00:00:00Z"

/* Forms of our own are joined as they are; letters and an office's own forms are drawn anew, page by page. The first
 * paper decides. */
struct _JkkPrintBundle
{
  char *path;
  char *part; /* where it is written until it is whole; NULL after that */
  int fd;
  JkkPdfJoint *joint;
  cairo_surface_t *surface;
  cairo_t *cr;
};

static gboolean
set_write_error (const JkkPrintBundle *bundle, GError **error)
{
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
               _ ("“%s” cannot be written. Is there room, and may you write there?"), bundle->path);
  return FALSE;
}

static gboolean
write_all (const char *data, gsize length, gpointer user_data)
{
  const JkkPrintBundle *bundle = user_data;

  while (length > 0)
    {
      gssize n = write (bundle->fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      length -= (gsize) n;
    }
  return TRUE;
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  return write_all ((const char *) data, length, closure) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static void
start_drawing (JkkPrintBundle *bundle)
{
  bundle->surface = cairo_pdf_surface_create_for_stream (write_cb, bundle, 595.28, 841.89);
  cairo_pdf_surface_set_metadata (bundle->surface, CAIRO_PDF_METADATA_CREATOR, "Santun");
  cairo_pdf_surface_set_metadata (bundle->surface, CAIRO_PDF_METADATA_CREATE_DATE, NO_TIME);
  bundle->cr = cairo_create (bundle->surface);
}

/**
 * jkk_print_bundle_new:
 * @path: where the PDF will be
 * @error: return location
 *
 * Returns: (transfer full): a bundle without papers; %NULL with %JKK_ERROR_STORAGE if nothing can be written there.
 */
JkkPrintBundle *
jkk_print_bundle_new (const char *path, GError **error)
{
  g_autoptr (JkkPrintBundle) bundle = g_new0 (JkkPrintBundle, 1);

  bundle->path = g_strdup (path);
  bundle->part = g_strconcat (path, ".XXXXXX", NULL);
  bundle->fd = g_mkstemp_full (bundle->part, O_RDWR | O_CLOEXEC, 0600);
  if (bundle->fd < 0)
    {
      g_clear_pointer (&bundle->part, g_free);
      set_write_error (bundle, error);
      return NULL;
    }
  return g_steal_pointer (&bundle);
}

static void
draw_pages (JkkPrintBundle *bundle, JkkPrintout *printout)
{
  for (guint i = 0; i < jkk_printout_get_n_pages (printout); i++)
    {
      double width, height;

      jkk_printout_get_size (printout, i, &width, &height);
      cairo_pdf_surface_set_size (bundle->surface, width, height);
      cairo_save (bundle->cr);
      jkk_printout_draw (printout, i, bundle->cr);
      cairo_restore (bundle->cr);
      cairo_show_page (bundle->cr);
    }
}

/**
 * jkk_print_bundle_add:
 * @bundle: a bundle that is not finished
 * @printout: a paper
 * @error: return location
 *
 * Appends the pages of the paper. A bundle that began with a form of our own takes no other kind.
 *
 * Returns: whether that went well; else %JKK_ERROR_STORAGE or %JKK_ERROR_FORMAT.
 */
gboolean
jkk_print_bundle_add (JkkPrintBundle *bundle, JkkPrintout *printout, GError **error)
{
  g_return_val_if_fail (bundle->part != NULL, FALSE);

  if (bundle->joint == NULL && bundle->surface == NULL)
    {
      if (jkk_pdf_joint_fits (jkk_printout_get_bytes (printout)))
        bundle->joint = jkk_pdf_joint_new (write_all, bundle);
      else
        start_drawing (bundle);
    }
  if (bundle->joint != NULL)
    return jkk_pdf_joint_add (bundle->joint, jkk_printout_get_bytes (printout), error);
  draw_pages (bundle, printout);
  return cairo_surface_status (bundle->surface) == CAIRO_STATUS_SUCCESS || set_write_error (bundle, error);
}

static gboolean
finish_writing (JkkPrintBundle *bundle)
{
  if (bundle->joint != NULL)
    return jkk_pdf_joint_finish (bundle->joint);
  /* A bundle without papers is a PDF without pages. */
  if (bundle->surface == NULL)
    start_drawing (bundle);
  g_clear_pointer (&bundle->cr, cairo_destroy);
  cairo_surface_finish (bundle->surface);
  return cairo_surface_status (bundle->surface) == CAIRO_STATUS_SUCCESS;
}

/**
 * jkk_print_bundle_finish:
 * @bundle: a bundle
 * @error: return location
 *
 * Puts the whole PDF in its place.
 *
 * Returns: whether it is safely there; else %JKK_ERROR_STORAGE.
 */
gboolean
jkk_print_bundle_finish (JkkPrintBundle *bundle, GError **error)
{
  g_return_val_if_fail (bundle->part != NULL, FALSE);

  if (!finish_writing (bundle) || fsync (bundle->fd) != 0 || g_rename (bundle->part, bundle->path) != 0)
    return set_write_error (bundle, error);
  g_clear_pointer (&bundle->part, g_free);
  return TRUE;
}

/**
 * jkk_print_bundle_free:
 * @bundle: (transfer full): a bundle; one that is not finished leaves nothing behind
 */
void
jkk_print_bundle_free (JkkPrintBundle *bundle)
{
  g_clear_pointer (&bundle->cr, cairo_destroy);
  g_clear_pointer (&bundle->surface, cairo_surface_destroy);
  g_clear_pointer (&bundle->joint, jkk_pdf_joint_free);
  if (bundle->part != NULL)
    g_unlink (bundle->part);
  if (bundle->fd >= 0)
    close (bundle->fd);
  g_free (bundle->part);
  g_free (bundle->path);
  g_free (bundle);
}
