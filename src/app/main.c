#include <glib/gi18n-lib.h>
#include <locale.h>

#include "jkk-application.h"
#include "jkk-printing.h"

int
main (int argc, char *argv[])
{
  const char *translations = g_getenv ("SANTUN_LOCALEDIR");
  g_autoptr (JkkApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, translations != NULL ? translations : SANTUN_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  jkk_printing_use_own_forms (NULL);
  application = jkk_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
