#include "jkk-paper-server.h"

#include "jkk-foreign.h"

static gboolean
send_answer (int socket, guint verb, JkkWireStatus status, const guint8 *data, gsize length)
{
  JkkWireAnswer answer = { JKK_WIRE_MAGIC, verb, status, status == JKK_WIRE_OK ? (guint32) length : 0 };

  return jkk_wire_send (socket, &answer, sizeof answer) == JKK_WIRE_DONE &&
         jkk_wire_send (socket, data, answer.length) == JKK_WIRE_DONE;
}

/* A picture goes out row by row as it lies in memory, in rows of four bytes a pixel. */
static gboolean
send_picture (int socket, JkkForeign *foreign, const JkkWireRequest *request)
{
  cairo_surface_t *surface = NULL;
  JkkWireStatus status = jkk_foreign_render (foreign, request->page, request->scale, &surface);

  if (surface == NULL)
    return send_answer (socket, request->verb, status, NULL, 0);
  gsize width = (gsize) cairo_image_surface_get_width (surface);
  gsize height = (gsize) cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);
  JkkWireAnswer answer = { JKK_WIRE_MAGIC, request->verb, JKK_WIRE_OK, (guint32) (width * height * 4) };
  gboolean good = jkk_wire_send (socket, &answer, sizeof answer) == JKK_WIRE_DONE;
  if (good && stride == width * 4)
    good = jkk_wire_send (socket, data, stride * height) == JKK_WIRE_DONE;
  else
    for (gsize y = 0; good && y < height; y++)
      good = jkk_wire_send (socket, data + y * stride, width * 4) == JKK_WIRE_DONE;
  cairo_surface_destroy (surface);
  return good;
}

static gboolean
answer_one (int socket, JkkForeign *foreign, JkkWireStatus opened, const JkkWireRequest *request)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  if (foreign == NULL)
    return send_answer (socket, request->verb, opened, NULL, 0);
  if (request->verb == JKK_WIRE_RENDER)
    return send_picture (socket, foreign, request);
  JkkWireStatus status = jkk_foreign_answer (foreign, request, out);
  return send_answer (socket, request->verb, status, out->data, out->len);
}

/**
 * jkk_paper_server_run:
 * @bytes: the foreign file
 * @socket: where requests come from and answers go to
 *
 * Answers until the other end is closed or says nonsense.
 *
 * Returns: the exit status of the process.
 */
int
jkk_paper_server_run (GBytes *bytes, int socket)
{
  JkkWireStatus opened = JKK_WIRE_OK;
  g_autoptr (JkkForeign) foreign = jkk_foreign_new (bytes, &opened);
  JkkWireRequest request;

  while (jkk_wire_receive (socket, -1, -1, &request, sizeof request) == JKK_WIRE_DONE)
    if (request.magic != JKK_WIRE_MAGIC || !answer_one (socket, foreign, opened, &request))
      return 1;
  return 0;
}
