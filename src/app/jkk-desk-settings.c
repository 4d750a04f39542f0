#include "jkk-desk-settings.h"

#include "jkk-settings.h"

#define SCHEMA "id.santun.Santun.desk"
#define EXPANDED "expanded-sections"

/**
 * jkk_desk_settings_get:
 *
 * Returns: (transfer none): the settings of the case page; they live as long as the program.
 */
GSettings *
jkk_desk_settings_get (void)
{
  static GSettings *settings;

  if (settings == NULL)
    settings = jkk_settings_open (SCHEMA);
  return settings;
}

/**
 * jkk_desk_settings_get_expanded:
 * @section: name of a section
 *
 * Returns: whether the person wants to see everything in it.
 */
gboolean
jkk_desk_settings_get_expanded (const char *section)
{
  g_auto (GStrv) expanded = g_settings_get_strv (jkk_desk_settings_get (), EXPANDED);

  return g_strv_contains ((const char *const *) expanded, section);
}

/**
 * jkk_desk_settings_set_expanded:
 * @section: name of a section
 * @expanded: whether the person wants to see everything in it
 */
void
jkk_desk_settings_set_expanded (const char *section, gboolean expanded)
{
  g_auto (GStrv) before = g_settings_get_strv (jkk_desk_settings_get (), EXPANDED);
  g_autoptr (GPtrArray) after = g_ptr_array_new ();

  for (guint i = 0; before[i] != NULL; i++)
    if (!g_str_equal (before[i], section))
      g_ptr_array_add (after, before[i]);
  if (expanded)
    g_ptr_array_add (after, (gpointer) section);
  g_ptr_array_add (after, NULL);
  g_settings_set_strv (jkk_desk_settings_get (), EXPANDED, (const char *const *) after->pdata);
}
