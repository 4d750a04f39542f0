#include "jkk-paper-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "jkk-paper-helper.h"

/* No page of an office takes as long. */
#define SECONDS 20

static guint seconds_allowed = SECONDS;

struct _JkkPaperReader
{
  GMutex mutex;
  int file;
  JkkPaperHelper *helper; /* NULL after it has ended */
  char *media_type;
  GArray *sizes; /* gint64 for width and height of each page, in thousandths of a point */
};

/**
 * jkk_paper_code_free:
 * @code: (transfer full): a code
 */
void
jkk_paper_code_free (JkkPaperCode *code)
{
  g_free (code->text);
  g_free (code);
}

/**
 * jkk_paper_reader_set_helper:
 * @path: (nullable): another helper program; %NULL for the one that belongs to this program
 * @seconds: how long an answer may take; 0 for the usual
 *
 * For tests of what happens when a helper fails.
 */
void
jkk_paper_reader_set_helper (const char *path, guint seconds)
{
  jkk_paper_helper_set_program (path);
  seconds_allowed = seconds > 0 ? seconds : SECONDS;
}

/* ---- What went wrong, for a person ------------------------------------------------------------------------------- */

static gboolean
set_status_error (JkkWireStatus status, GError **error)
{
  switch (status)
    {
    case JKK_WIRE_LOCKED:
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_FORMAT,
                           _ ("The PDF is locked by a password. Ask the sender for an open copy."));
      return FALSE;
    case JKK_WIRE_MANY_PAGES:
      g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
                   _ ("The file has more than %u pages. Ask the sender for it in smaller parts."), JKK_WIRE_MAX_PAGES);
      return FALSE;
    case JKK_WIRE_TOO_LARGE:
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID,
                           _ ("The page is too large to be shown. Choose a smaller zoom."));
      return FALSE;
    case JKK_WIRE_NOT_UNDERSTOOD:
      g_set_error_literal (
          error, JKK_ERROR, JKK_ERROR_FORMAT,
          _ ("The file is neither a PDF nor a picture that can be read here. Ask the sender for a PDF, "
             "PNG, JPEG or TIFF."));
      return FALSE;
    case JKK_WIRE_OK:
    case JKK_WIRE_DAMAGED:
      break;
    }
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_FORMAT,
                       _ ("The file is damaged or not complete. Ask the sender for a new copy."));
  return FALSE;
}

static gboolean
set_end_error (JkkPaperReader *reader, JkkWireEnd end, GError **error)
{
  if (end == JKK_WIRE_STOPPED)
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED, _ ("Reading the file was given up."));
  else if (end == JKK_WIRE_LATE)
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_FORMAT,
                         _ ("Reading the file took too long and was given up. Ask the sender for a simpler copy, such "
                            "as a scan."));
  else if (!jkk_paper_helper_was_caged (reader->helper))
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_STORAGE,
                         _ ("This system cannot keep files from elsewhere apart (seccomp), so none is opened. Ask the "
                            "person who looks after this computer."));
  else
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_FORMAT,
                         _ ("The file could not be read safely; reading it was ended and nothing was changed. Ask the "
                            "sender for a new copy."));
  return FALSE;
}

/* ---- Asking ------------------------------------------------------------------------------------------------------ */

/* One question; @expected is the length of the answer, or -1 for any that is not too long. */
static JkkWireEnd
exchange (JkkPaperReader *reader,
          const JkkWireRequest *request,
          gint64 expected,
          int stop_fd,
          gint64 deadline,
          JkkWireAnswer *answer)
{
  int socket = jkk_paper_helper_get_socket (reader->helper);
  JkkWireEnd end = jkk_wire_send (socket, request, sizeof *request);

  if (end == JKK_WIRE_DONE)
    end = jkk_wire_receive (socket, stop_fd, deadline, answer, sizeof *answer);
  if (end != JKK_WIRE_DONE)
    return end;
  gboolean good =
      answer->magic == JKK_WIRE_MAGIC && answer->verb == request->verb && answer->status <= JKK_WIRE_NOT_UNDERSTOOD;
  if (good && answer->status == JKK_WIRE_OK)
    good = expected >= 0 ? answer->length == expected : answer->length <= JKK_WIRE_MAX_ANSWER;
  return good ? JKK_WIRE_DONE : JKK_WIRE_CLOSED;
}

/* Asks with the lock held; @into takes @expected bytes, or else *@out a new buffer. */
static gboolean
ask_once (JkkPaperReader *reader,
          const JkkWireRequest *request,
          gint64 expected,
          int stop_fd,
          guint8 *into,
          GByteArray **out,
          JkkWireEnd *end,
          GError **error)
{
  gint64 deadline = g_get_monotonic_time () + seconds_allowed * G_USEC_PER_SEC;
  JkkWireAnswer answer = { 0 };

  *end = exchange (reader, request, expected, stop_fd, deadline, &answer);
  if (*end == JKK_WIRE_DONE && answer.status != JKK_WIRE_OK)
    return set_status_error (answer.status, error);
  if (*end == JKK_WIRE_DONE)
    {
      if (into == NULL)
        {
          *out = g_byte_array_new ();
          g_byte_array_set_size (*out, answer.length);
          into = (*out)->data;
        }
      *end = jkk_wire_receive (jkk_paper_helper_get_socket (reader->helper), stop_fd, deadline, into, answer.length);
    }
  if (*end == JKK_WIRE_DONE)
    return TRUE;
  set_end_error (reader, *end, error);
  /* What was not answered must not be taken for the answer to the next question. */
  g_clear_pointer (&reader->helper, jkk_paper_helper_stop);
  if (out != NULL)
    g_clear_pointer (out, g_byte_array_unref);
  return FALSE;
}

/* A helper that has used up its time in earlier answers, or was ended, is replaced by a new one, once. */
static gboolean
ask (JkkPaperReader *reader,
     const JkkWireRequest *request,
     gint64 expected,
     int stop_fd,
     guint8 *into,
     GByteArray **out,
     GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&reader->mutex);
  gboolean is_old = reader->helper != NULL;
  JkkWireEnd end = JKK_WIRE_DONE;

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) local = NULL;

      if (reader->helper == NULL && (reader->helper = jkk_paper_helper_start (reader->file, error)) == NULL)
        return FALSE;
      if (ask_once (reader, request, expected, stop_fd, into, out, &end, &local))
        return TRUE;
      if (end != JKK_WIRE_CLOSED || !is_old || i == 1)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  g_assert_not_reached ();
}

static gboolean
ask_answer (JkkPaperReader *reader, JkkWireVerb verb, guint page, int stop_fd, GByteArray **out, GError **error)
{
  const JkkWireRequest request = { JKK_WIRE_MAGIC, verb, page, 0 };

  return ask (reader, &request, -1, stop_fd, NULL, out, error);
}

/* An answer that says other than it should comes from a helper that a file has taken over. */
static gboolean
check_done (JkkPaperReader *reader, const JkkWireCursor *cursor, GError **error)
{
  if (jkk_wire_is_done (cursor))
    return TRUE;
  g_mutex_lock (&reader->mutex);
  g_clear_pointer (&reader->helper, jkk_paper_helper_stop);
  g_mutex_unlock (&reader->mutex);
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_FORMAT,
                       _ ("The file could not be read safely; reading it was ended and nothing was changed. Ask the "
                          "sender for a new copy."));
  return FALSE;
}

/* ---- Opening ----------------------------------------------------------------------------------------------------- */

#define LARGEST (14400LL * 1000)

static const char *const media_types[] = { "application/pdf", "image/png", "image/jpeg", "image/tiff", NULL };

static gboolean
take_opened (JkkPaperReader *reader, GByteArray *answer, GError **error)
{
  JkkWireCursor cursor = { answer->data, answer->len, FALSE };

  reader->media_type = jkk_wire_take_text (&cursor);
  guint n_pages = (guint) jkk_wire_take_number (&cursor, 1, JKK_WIRE_MAX_PAGES);
  for (guint i = 0; i < 2 * n_pages && !cursor.broken; i++)
    {
      gint64 size = jkk_wire_take_number (&cursor, 1000, LARGEST);

      g_array_append_val (reader->sizes, size);
    }
  if (!g_strv_contains (media_types, reader->media_type))
    cursor.broken = TRUE;
  return check_done (reader, &cursor, error);
}

/**
 * jkk_paper_reader_open:
 * @bytes: a PDF, PNG, JPEG or TIFF
 * @stop_fd: readable when it is time to give up, or -1
 * @error: return location
 *
 * Returns: (transfer full): the file, opened; %NULL with %JKK_ERROR_FORMAT when it is broken, locked, too large or
 * hostile, %JKK_ERROR_STORAGE when the helper cannot be started, %JKK_ERROR_REFUSED when it was given up.
 */
JkkPaperReader *
jkk_paper_reader_open (GBytes *bytes, int stop_fd, GError **error)
{
  g_autoptr (GByteArray) answer = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_bytes_get_size (bytes) == 0)
    {
      set_status_error (JKK_WIRE_DAMAGED, error);
      return NULL;
    }
  if (g_bytes_get_size (bytes) > JKK_PAPER_READER_MAX_BYTES)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
                   _ ("The file is larger than %u MB. Ask the sender for it in smaller parts or with less detail."),
                   JKK_PAPER_READER_MAX_BYTES / 1024 / 1024);
      return NULL;
    }
  int file = jkk_paper_helper_put_file (bytes, error);
  if (file < 0)
    return NULL;
  g_autoptr (JkkPaperReader) reader = g_atomic_rc_box_new0 (JkkPaperReader);
  reader->file = file;
  reader->sizes = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_mutex_init (&reader->mutex);
  if (!ask_answer (reader, JKK_WIRE_OPEN, 0, stop_fd, &answer, error) || !take_opened (reader, answer, error))
    return NULL;
  return g_steal_pointer (&reader);
}

/**
 * jkk_paper_reader_ref:
 * @reader: a file
 *
 * Returns: (transfer full): the same file.
 */
JkkPaperReader *
jkk_paper_reader_ref (JkkPaperReader *reader)
{
  return g_atomic_rc_box_acquire (reader);
}

static void
reader_clear (gpointer data)
{
  JkkPaperReader *reader = data;

  g_clear_pointer (&reader->helper, jkk_paper_helper_stop);
  close (reader->file);
  g_free (reader->media_type);
  g_array_unref (reader->sizes);
  g_mutex_clear (&reader->mutex);
}

/**
 * jkk_paper_reader_unref:
 * @reader: (transfer full): a file
 *
 * The last one ends the helper.
 */
void
jkk_paper_reader_unref (JkkPaperReader *reader)
{
  g_atomic_rc_box_release_full (reader, reader_clear);
}

/**
 * jkk_paper_reader_get_media_type:
 * @reader: a file
 *
 * Returns: (transfer none): "application/pdf", "image/png", "image/jpeg" or "image/tiff".
 */
const char *
jkk_paper_reader_get_media_type (JkkPaperReader *reader)
{
  return reader->media_type;
}

/**
 * jkk_paper_reader_get_n_pages:
 * @reader: a file
 *
 * Returns: how many pages it has; at least one.
 */
guint
jkk_paper_reader_get_n_pages (JkkPaperReader *reader)
{
  return reader->sizes->len / 2;
}

/**
 * jkk_paper_reader_get_size:
 * @reader: a file
 * @page: number of a page, from 0
 * @width: (out): in points
 * @height: (out): in points
 */
void
jkk_paper_reader_get_size (JkkPaperReader *reader, guint page, double *width, double *height)
{
  g_return_if_fail (page < jkk_paper_reader_get_n_pages (reader));

  *width = g_array_index (reader->sizes, gint64, 2 * page) / 1000.0;
  *height = g_array_index (reader->sizes, gint64, 2 * page + 1) / 1000.0;
}

/* ---- Answers ----------------------------------------------------------------------------------------------------- */

/**
 * jkk_paper_reader_render:
 * @reader: a file
 * @page: number of a page, from 0
 * @scale: pixels for each point
 * @stop_fd: readable when it is time to give up, or -1
 * @error: return location
 *
 * Returns: (transfer full): an image of the page; %NULL with %JKK_ERROR_INVALID if it would be too large.
 */
cairo_surface_t *
jkk_paper_reader_render (JkkPaperReader *reader, guint page, double scale, int stop_fd, GError **error)
{
  double width, height;
  guint pixel_width, pixel_height;

  g_return_val_if_fail (page < jkk_paper_reader_get_n_pages (reader) && scale > 0, NULL);

  const JkkWireRequest request = { JKK_WIRE_MAGIC, JKK_WIRE_RENDER, page,
                                   (guint32) CLAMP (scale * JKK_WIRE_SCALE, 1, (double) G_MAXUINT32) };
  jkk_paper_reader_get_size (reader, page, &width, &height);
  if (!jkk_wire_pixel_size (width, height, request.scale, &pixel_width, &pixel_height))
    {
      set_status_error (JKK_WIRE_TOO_LARGE, error);
      return NULL;
    }
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) pixel_width, (int) pixel_height);
  gint64 length = (gint64) pixel_width * pixel_height * 4;
  gboolean good = cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS &&
                  cairo_image_surface_get_stride (surface) == (int) pixel_width * 4;
  if (!good)
    set_status_error (JKK_WIRE_TOO_LARGE, error);
  if (!good || !ask (reader, &request, length, stop_fd, cairo_image_surface_get_data (surface), NULL, error))
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/**
 * jkk_paper_reader_get_text:
 * @reader: a file
 * @page: number of a page, from 0
 * @stop_fd: readable when it is time to give up, or -1
 * @error: return location
 *
 * Returns: (transfer full): the text of the page; of a picture the empty text.
 */
char *
jkk_paper_reader_get_text (JkkPaperReader *reader, guint page, int stop_fd, GError **error)
{
  g_autoptr (GByteArray) answer = NULL;

  if (!ask_answer (reader, JKK_WIRE_TEXT, page, stop_fd, &answer, error))
    return NULL;
  JkkWireCursor cursor = { answer->data, answer->len, FALSE };
  g_autofree char *text = jkk_wire_take_text (&cursor);
  return check_done (reader, &cursor, error) ? g_steal_pointer (&text) : NULL;
}

static double
take_length (JkkWireCursor *cursor)
{
  return jkk_wire_take_number (cursor, -LARGEST, LARGEST) / 1000.0;
}

static JkkPaperBox
take_box (JkkWireCursor *cursor)
{
  JkkPaperBox box;

  box.x = take_length (cursor);
  box.y = take_length (cursor);
  box.width = take_length (cursor);
  box.height = take_length (cursor);
  return box;
}

/**
 * jkk_paper_reader_list_fields:
 * @reader: a file
 * @stop_fd: readable when it is time to give up, or -1
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkPaperField): the fillable fields of a PDF, without paths; empty when there
 * are none.
 */
GPtrArray *
jkk_paper_reader_list_fields (JkkPaperReader *reader, int stop_fd, GError **error)
{
  g_autoptr (GByteArray) answer = NULL;
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_paper_field_free);

  if (!ask_answer (reader, JKK_WIRE_FIELDS, 0, stop_fd, &answer, error))
    return NULL;
  JkkWireCursor cursor = { answer->data, answer->len, FALSE };
  gint64 n = jkk_wire_take_number (&cursor, 0, JKK_WIRE_MAX_FIELDS);
  for (gint64 i = 0; i < n && !cursor.broken; i++)
    {
      JkkPaperField *field = g_new0 (JkkPaperField, 1);

      g_ptr_array_add (fields, field);
      field->page = (guint) jkk_wire_take_number (&cursor, 0, (gint64) jkk_paper_reader_get_n_pages (reader) - 1);
      field->name = jkk_wire_take_text (&cursor);
      field->text = jkk_wire_take_text (&cursor);
      field->is_box = jkk_wire_take_number (&cursor, 0, 1) == 1;
      field->box = take_box (&cursor);
    }
  return check_done (reader, &cursor, error) ? g_steal_pointer (&fields) : NULL;
}

/**
 * jkk_paper_reader_list_codes:
 * @reader: a file
 * @page: number of a page, from 0
 * @stop_fd: readable when it is time to give up, or -1
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkPaperCode): the QR codes on the page, of scans and photos too.
 */
GPtrArray *
jkk_paper_reader_list_codes (JkkPaperReader *reader, guint page, int stop_fd, GError **error)
{
  g_autoptr (GByteArray) answer = NULL;
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_paper_code_free);

  if (!ask_answer (reader, JKK_WIRE_CODES, page, stop_fd, &answer, error))
    return NULL;
  JkkWireCursor cursor = { answer->data, answer->len, FALSE };
  gint64 n = jkk_wire_take_number (&cursor, 0, JKK_WIRE_MAX_CODES);
  for (gint64 i = 0; i < n && !cursor.broken; i++)
    {
      JkkPaperCode *code = g_new0 (JkkPaperCode, 1);

      g_ptr_array_add (codes, code);
      code->page = page;
      code->text = jkk_wire_take_text (&cursor);
      code->box = take_box (&cursor);
    }
  return check_done (reader, &cursor, error) ? g_steal_pointer (&codes) : NULL;
}
