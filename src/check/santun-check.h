#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/* Errors of #G_OPTION_ERROR are mistakes in the words of the command; a command that returns %FALSE without an error
 * has said what is wrong. */
typedef gboolean (*JkkCheckFunc) (char **args, GError **error);

/**
 * JkkCheckCommand:
 * @name: as typed
 * @usage: its arguments, English, marked for translation
 * @summary: what it does, English, marked for translation
 * @options: its options
 * @least: how many arguments it needs
 * @most: how many it takes
 * @func: what does it
 *
 * A row of the table of commands.
 */
typedef struct
{
  const char *name;
  const char *usage;
  const char *summary;
  const GOptionEntry *options;
  guint least;
  guint most;
  JkkCheckFunc func;
} JkkCheckCommand;

extern const JkkCheckCommand jkk_check_commands[]; /* ended by one without a name; the first one needs no name */

G_END_DECLS
