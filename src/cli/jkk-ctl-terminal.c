#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "jkk-ctl.h"
#include "jkk-exchange.h"

#define LINE_LIMIT 1024

/**
 * jkk_ctl_say:
 * @format: a translated sentence
 *
 * Says something beside the result: on standard error, which no other program reads.
 */
void
jkk_ctl_say (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("%s\n", text);
}

/**
 * jkk_ctl_usage_error:
 * @error: return location
 * @format: a translated sentence
 *
 * Returns: %FALSE; the command was not put as it must be.
 */
gboolean
jkk_ctl_usage_error (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, text);
  return FALSE;
}

/* Ctrl+C, as a character of the terminal. */
#define INTERRUPT '\003'

/* One line without its end; bytes that are not text are for the caller to find. */
static char *
read_line (int fd, gboolean *interrupted, GError **error)
{
  GString *line = g_string_new (NULL);
  char c;

  for (;;)
    {
      gssize n = read (fd, &c, 1);

      if (n < 0 && errno == EINTR)
        continue;
      if (interrupted != NULL && n > 0)
        *interrupted = c == INTERRUPT;
      if (n <= 0 || c == '\n' || (interrupted != NULL && *interrupted) || line->len >= LINE_LIMIT)
        break;
      g_string_append_c (line, c);
    }
  if (line->len > 0 && line->str[line->len - 1] == '\r')
    g_string_truncate (line, line->len - 1);
  if (g_utf8_validate (line->str, (gssize) line->len, NULL))
    return g_string_free (line, FALSE);
  g_string_free (line, TRUE);
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("What was read is not UTF-8 text."));
  return NULL;
}

/* Reads with the echo off. Ctrl+C comes as a character that ends the line, so that it cannot end the program before the
 * terminal is as it was. */
static char *
read_without_echo (int fd, const struct termios *shown, const char *prompt, GError **error)
{
  struct termios hidden = *shown;
  gboolean interrupted = FALSE;
  char *line;

  hidden.c_lflag &= ~(tcflag_t) (ECHO | ISIG);
  hidden.c_cc[VEOL] = INTERRUPT;
  tcsetattr (fd, TCSAFLUSH, &hidden);
  /* Asked only now: what is typed after the question counts. */
  g_printerr ("%s ", prompt);
  line = read_line (fd, &interrupted, error);
  tcsetattr (fd, TCSAFLUSH, shown);
  g_printerr ("\n");
  if (interrupted)
    raise (SIGINT);
  return line;
}

static char *
read_hidden (const char *prompt, GError **error)
{
  struct termios shown;
  int fd = g_open ("/dev/tty", O_RDWR | O_CLOEXEC, 0);
  char *line;

  if (fd < 0 || tcgetattr (fd, &shown) != 0)
    {
      if (fd >= 0)
        close (fd);
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID,
                           _ ("There is no terminal to ask for the password. Give --password-file FILE, or “-” for "
                              "standard input."));
      return NULL;
    }
  line = read_without_echo (fd, &shown, prompt, error);
  close (fd);
  return line;
}

/**
 * jkk_ctl_read_password:
 * @file: (nullable): file with the password in its first line; "-" for standard input; %NULL asks at the terminal
 * @prompt: what to ask
 * @error: return location
 *
 * Returns: (transfer full): the password.
 */
char *
jkk_ctl_read_password (const char *file, const char *prompt, GError **error)
{
  if (file == NULL)
    return read_hidden (prompt, error);
  if (strcmp (file, "-") == 0)
    return read_line (STDIN_FILENO, NULL, error);

  int fd = g_open (file, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("The password file “%s” cannot be read: %s."), file,
                   g_strerror (errno));
      return NULL;
    }
  char *line = read_line (fd, NULL, error);
  close (fd);
  return line;
}

/**
 * jkk_ctl_new_password:
 * @file: (nullable): as for jkk_ctl_read_password()
 * @error: return location
 *
 * Returns: (transfer full): a new password; at the terminal it is asked twice.
 */
char *
jkk_ctl_new_password (const char *file, GError **error)
{
  g_autofree char *first = jkk_ctl_read_password (file, _ ("New password:"), error);

  if (first == NULL || file != NULL)
    return g_steal_pointer (&first);
  g_autofree char *second = jkk_ctl_read_password (NULL, _ ("Once more:"), error);
  if (second == NULL)
    return NULL;
  if (strcmp (first, second) == 0)
    return g_steal_pointer (&first);
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("The two passwords differ. Try again."));
  return NULL;
}

/**
 * jkk_ctl_confirm:
 * @question: a translated question
 * @yes: (out): the answer
 * @error: return location
 *
 * Returns: %FALSE if there is nobody to ask.
 */
gboolean
jkk_ctl_confirm (const char *question, gboolean *yes, GError **error)
{
  *yes = FALSE;
  if (!isatty (STDIN_FILENO))
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                           _ ("Nothing was changed: there is nobody to ask. Repeat it with --yes."));
      return FALSE;
    }
  /* Translators: the keys for yes and no. */
  g_printerr ("%s %s ", question, _ ("[y/N]"));
  g_autofree char *line = read_line (STDIN_FILENO, NULL, error);
  if (line == NULL)
    return FALSE;
  g_autofree char *answer = g_utf8_strdown (g_strstrip (line), -1);
  /* Translators: the first letter of “yes”. */
  *yes = *answer != '\0' && (g_str_has_prefix (answer, _ ("y")) || g_str_has_prefix (answer, "y"));
  return TRUE;
}

/**
 * jkk_ctl_tell_notices:
 * @notices: (nullable) (element-type JkkFault): what has no place in what was read or written
 *
 * Tells them beside the result, which stays on standard output.
 */
void
jkk_ctl_tell_notices (const GPtrArray *notices)
{
  for (guint i = 0; notices != NULL && i < notices->len; i++)
    {
      g_autofree char *text = jkk_fault_to_text (notices->pdata[i]);

      jkk_ctl_say ("%s", text);
    }
}

/**
 * jkk_ctl_tell_faults:
 * @path: a file
 * @faults: (nullable) (element-type JkkFault): what is wrong with it
 * @as_result: on standard output, because they are what was asked for
 * @error: (inout): what was said of it so far
 *
 * Tells all faults of a file. An error that repeats the first one becomes a sentence about the file.
 */
void
jkk_ctl_tell_faults (const char *path, GPtrArray *faults, gboolean as_result, GError **error)
{
  if (faults == NULL || faults->len == 0 || error == NULL || *error == NULL || (faults->len == 1 && !as_result))
    return;
  for (guint i = 0; i < faults->len; i++)
    {
      g_autofree char *text = jkk_fault_to_text (faults->pdata[i]);

      if (as_result)
        g_print ("%s: %s\n", path, text);
      else
        jkk_ctl_say ("%s", text);
    }
  g_clear_error (error);
  g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
               ngettext ("“%s” has %u fault; mend it, or ask its sender to.",
                         "“%s” has %u faults; mend them, or ask its sender to.", faults->len),
               path, faults->len);
}

/**
 * jkk_ctl_read_case:
 * @path: a case file
 * @error: return location
 *
 * Returns: (transfer full): the case; %NULL when all its faults have been told.
 */
JkkCase *
jkk_ctl_read_case (const char *path, GError **error)
{
  g_autoptr (GPtrArray) faults = NULL;
  JkkCase *jcase = jkk_exchange_read_case (path, &faults, error);

  if (jcase == NULL)
    jkk_ctl_tell_faults (path, faults, FALSE, error);
  return jcase;
}

/**
 * jkk_ctl_save:
 * @path: where to; "-" for standard output
 * @bytes: what
 * @length: how many
 * @error: return location
 *
 * Returns: whether it is written.
 */
gboolean
jkk_ctl_save (const char *path, const char *bytes, gsize length, GError **error)
{
  if (strcmp (path, "-") != 0)
    return jkk_exchange_save (path, bytes, length, error);
  /* Not g_print(): the file says itself in which encoding it is. */
  if (fwrite (bytes, 1, length, stdout) == length)
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("The output could not be written: %s."), g_strerror (errno));
  return FALSE;
}
