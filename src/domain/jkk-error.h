#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JkkError:
 * @JKK_ERROR_INVALID: a value is not acceptable; shown at its field
 * @JKK_ERROR_NOT_FOUND: what was asked for is not there
 * @JKK_ERROR_CONFLICT: somebody else changed it in the meantime
 * @JKK_ERROR_REFUSED: this person may not do this, or not now
 * @JKK_ERROR_FORMAT: a file is not what it should be
 * @JKK_ERROR_TOO_NEW: written by a newer version of the program
 * @JKK_ERROR_STORAGE: the store cannot read or keep what was asked
 * @JKK_ERROR_BUSY: somebody else is writing; try again
 * @JKK_ERROR_AWAY: the node that keeps the store does not answer just now
 *
 * The only error domain of the program. The message is a translated sentence that says what to do.
 */
typedef enum
{
  JKK_ERROR_INVALID,
  JKK_ERROR_NOT_FOUND,
  JKK_ERROR_CONFLICT,
  JKK_ERROR_REFUSED,
  JKK_ERROR_FORMAT,
  JKK_ERROR_TOO_NEW,
  JKK_ERROR_STORAGE,
  JKK_ERROR_BUSY,
  JKK_ERROR_AWAY,
} JkkError;

#define JKK_ERROR (jkk_error_quark ())

GQuark jkk_error_quark (void);

/* A value that has not been entered. All numbers of the domain (rupiah, days, hundredths of a percent …) are gint64. */
#define JKK_NONE G_MININT64

gboolean jkk_set_str (char **target, const char *text);

/* A message is a sentence for the person; a technical part, for who repairs the machine, may follow on a line of its
 * own. */
char *jkk_error_sentence (const GError *error);
const char *jkk_error_detail (const GError *error);

G_END_DECLS
