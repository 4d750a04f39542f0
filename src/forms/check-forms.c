/* Stops the build when a form or a letter names a value that no table knows. */
#include <glib.h>

#include "jkk-form.h"
#include "jkk-letter.h"

static guint
report (const char *code, GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++)
    g_warning ("%s: %s", code, (const char *) faults->pdata[i]);
  return faults->len;
}

int
main (int argc, char *argv[])
{
  const char *const *forms = jkk_form_codes (), *const *letters = jkk_letter_codes ();
  guint n_faults = 0;

  for (guint i = 0; forms[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      const JkkForm *form = jkk_form_get (forms[i], &error);
      g_autoptr (GPtrArray) faults = form != NULL ? jkk_form_check (form) : NULL;

      if (form == NULL)
        g_warning ("%s: %s", forms[i], error->message);
      n_faults += faults != NULL ? report (forms[i], faults) : 1;
    }
  for (guint i = 0; letters[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) faults = jkk_letter_check (letters[i]);

      n_faults += report (letters[i], faults);
    }
  return n_faults == 0 && (argc < 2 || g_file_set_contents (argv[1], "", 0, NULL)) ? 0 : 1;
}
