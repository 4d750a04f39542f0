#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/* What is said between the program and the helper that opens foreign files: requests of one size, and answers whose
 * length is known and bounded before they are read. Both ends are of one build on one machine. */

#define JKK_WIRE_MAGIC 0x4A4B4B31u
/* Foreign papers have no more than this, and no answer is longer. */
#define JKK_WIRE_MAX_PAGES 2000u
#define JKK_WIRE_MAX_FIELDS 4096u
#define JKK_WIRE_MAX_CODES 64u
#define JKK_WIRE_MAX_TEXT (64u * 1024)
#define JKK_WIRE_MAX_ANSWER (8u * 1024 * 1024)
#define JKK_WIRE_MAX_SIDE 8192u
#define JKK_WIRE_MAX_PIXELS (48u * 1024 * 1024)
/* A scale is sent in parts of a point. */
#define JKK_WIRE_SCALE 65536

typedef enum
{
  JKK_WIRE_OPEN = 1,
  JKK_WIRE_RENDER,
  JKK_WIRE_TEXT,
  JKK_WIRE_FIELDS,
  JKK_WIRE_CODES,
} JkkWireVerb;

typedef enum
{
  JKK_WIRE_OK,
  JKK_WIRE_DAMAGED,
  JKK_WIRE_LOCKED,
  JKK_WIRE_MANY_PAGES,
  JKK_WIRE_TOO_LARGE,
  JKK_WIRE_NOT_UNDERSTOOD,
} JkkWireStatus;

typedef struct
{
  guint32 magic;
  guint32 verb;
  guint32 page;
  guint32 scale;
} JkkWireRequest;

typedef struct
{
  guint32 magic;
  guint32 verb;
  guint32 status;
  guint32 length;
} JkkWireAnswer;

/* What an answer carries. */
void jkk_wire_put_number (GByteArray *out, gint64 number);
void jkk_wire_put_text (GByteArray *out, const char *text);

/**
 * JkkWireCursor:
 * @at: what is still to be read
 * @left: how much of it
 * @broken: whether something was not as it must be; all that is taken after that is 0 or empty
 */
typedef struct
{
  const guint8 *at;
  gsize left;
  gboolean broken;
} JkkWireCursor;

gint64 jkk_wire_take_number (JkkWireCursor *cursor, gint64 min, gint64 max);
char *jkk_wire_take_text (JkkWireCursor *cursor);
gboolean jkk_wire_is_done (const JkkWireCursor *cursor);

gboolean jkk_wire_pixel_size (double width, double height, guint scale, guint *pixel_width, guint *pixel_height);

typedef enum
{
  JKK_WIRE_DONE,
  JKK_WIRE_CLOSED,  /* the other end is gone */
  JKK_WIRE_STOPPED, /* somebody asked to give up */
  JKK_WIRE_LATE,    /* it took too long */
} JkkWireEnd;

JkkWireEnd jkk_wire_send (int fd, gconstpointer data, gsize length);
JkkWireEnd jkk_wire_receive (int fd, int stop_fd, gint64 deadline, gpointer data, gsize length);

G_END_DECLS
