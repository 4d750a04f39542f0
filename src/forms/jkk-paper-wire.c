#include "jkk-paper-wire.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/**
 * jkk_wire_put_number:
 * @out: an answer
 * @number: a number
 */
void
jkk_wire_put_number (GByteArray *out, gint64 number)
{
  g_byte_array_append (out, (const guint8 *) &number, sizeof number);
}

/**
 * jkk_wire_put_text:
 * @out: an answer
 * @text: (nullable): a text; what is longer than any field of a form is cut
 */
void
jkk_wire_put_text (GByteArray *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  gsize length = strlen (valid);

  while (length > JKK_WIRE_MAX_TEXT)
    length = (gsize) (g_utf8_find_prev_char (valid, valid + JKK_WIRE_MAX_TEXT + 1) - valid);
  jkk_wire_put_number (out, (gint64) length);
  g_byte_array_append (out, (const guint8 *) valid, (guint) length);
}

/**
 * jkk_wire_take_number:
 * @cursor: an answer
 * @min: the least that it may be
 * @max: the most
 *
 * Returns: the next number; 0 when there is none within these limits, and then the answer is broken.
 */
gint64
jkk_wire_take_number (JkkWireCursor *cursor, gint64 min, gint64 max)
{
  gint64 number = 0;

  if (cursor->broken || cursor->left < sizeof number)
    {
      cursor->broken = TRUE;
      return 0;
    }
  memcpy (&number, cursor->at, sizeof number);
  cursor->at += sizeof number;
  cursor->left -= sizeof number;
  if (number >= min && number <= max)
    return number;
  cursor->broken = TRUE;
  return 0;
}

/**
 * jkk_wire_take_text:
 * @cursor: an answer
 *
 * Returns: (transfer full): the next text, valid UTF-8; the empty text when the answer is broken.
 */
char *
jkk_wire_take_text (JkkWireCursor *cursor)
{
  gsize length = (gsize) jkk_wire_take_number (cursor, 0, JKK_WIRE_MAX_TEXT);

  if (cursor->broken || cursor->left < length)
    {
      cursor->broken = TRUE;
      return g_strdup ("");
    }
  char *text = g_utf8_make_valid ((const char *) cursor->at, (gssize) length);
  cursor->at += length;
  cursor->left -= length;
  return text;
}

/**
 * jkk_wire_is_done:
 * @cursor: an answer
 *
 * Returns: whether all of it was read and nothing was amiss.
 */
gboolean
jkk_wire_is_done (const JkkWireCursor *cursor)
{
  return !cursor->broken && cursor->left == 0;
}

/**
 * jkk_wire_pixel_size:
 * @width: of a page in points
 * @height: of a page in points
 * @scale: pixels for %JKK_WIRE_SCALE points
 * @pixel_width: (out): pixels
 * @pixel_height: (out): pixels
 *
 * Both ends reckon alike, so that a picture of another size is noticed.
 *
 * Returns: whether such a picture may be made.
 */
gboolean
jkk_wire_pixel_size (double width, double height, guint scale, guint *pixel_width, guint *pixel_height)
{
  double w = ceil (width * scale / JKK_WIRE_SCALE), h = ceil (height * scale / JKK_WIRE_SCALE);

  *pixel_width = *pixel_height = 1;
  if (!(w <= JKK_WIRE_MAX_SIDE && h <= JKK_WIRE_MAX_SIDE && w * h <= JKK_WIRE_MAX_PIXELS))
    return FALSE;
  *pixel_width = (guint) MAX (w, 1);
  *pixel_height = (guint) MAX (h, 1);
  return TRUE;
}

/**
 * jkk_wire_send:
 * @fd: a socket
 * @data: what to say
 * @length: bytes
 *
 * Returns: %JKK_WIRE_DONE, or %JKK_WIRE_CLOSED when nobody listens any more.
 */
JkkWireEnd
jkk_wire_send (int fd, gconstpointer data, gsize length)
{
  const guint8 *at = data;

  while (length > 0)
    {
      /* A listener that went away is an answer, no signal that ends the program. */
      gssize sent = send (fd, at, length, MSG_NOSIGNAL);

      if (sent < 0 && errno == EINTR)
        continue;
      if (sent <= 0)
        return JKK_WIRE_CLOSED;
      at += sent;
      length -= (gsize) sent;
    }
  return JKK_WIRE_DONE;
}

/* Waits until something can be read. */
static JkkWireEnd
wait_for (int fd, int stop_fd, gint64 deadline)
{
  struct pollfd fds[] = { { .fd = fd, .events = POLLIN }, { .fd = stop_fd, .events = POLLIN } };

  while (TRUE)
    {
      gint64 left = deadline >= 0 ? deadline - g_get_monotonic_time () : -1;

      if (deadline >= 0 && left <= 0)
        return JKK_WIRE_LATE;
      int n = poll (fds, stop_fd >= 0 ? 2 : 1, deadline >= 0 ? (int) MIN (left / 1000 + 1, G_MAXINT) : -1);
      if (n < 0 && errno != EINTR)
        return JKK_WIRE_CLOSED;
      if (n > 0)
        return stop_fd >= 0 && fds[1].revents != 0 ? JKK_WIRE_STOPPED : JKK_WIRE_DONE;
    }
}

/**
 * jkk_wire_receive:
 * @fd: a socket
 * @stop_fd: readable when it is time to give up, or -1
 * @deadline: monotonic time in microseconds when to give up, or -1 for never
 * @data: (out): where to
 * @length: how many bytes
 *
 * Returns: %JKK_WIRE_DONE when all of it is there.
 */
JkkWireEnd
jkk_wire_receive (int fd, int stop_fd, gint64 deadline, gpointer data, gsize length)
{
  guint8 *at = data;

  while (length > 0)
    {
      JkkWireEnd end = wait_for (fd, stop_fd, deadline);
      if (end != JKK_WIRE_DONE)
        return end;

      gssize received = recv (fd, at, length, 0);
      if (received < 0 && errno == EINTR)
        continue;
      if (received <= 0)
        return JKK_WIRE_CLOSED;
      at += received;
      length -= (gsize) received;
    }
  return JKK_WIRE_DONE;
}
