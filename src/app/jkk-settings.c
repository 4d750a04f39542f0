#include "jkk-settings.h"

#define SCHEMA "id.santun.Santun"

/**
 * jkk_settings:
 *
 * What the desk remembers of its looks. GSettings ends a program whose schema is not installed; a desk without its
 * remembered width is still a desk, so it is asked first.
 *
 * Returns: (transfer none) (nullable): the settings, or %NULL where the schema is missing.
 */
GSettings *
jkk_settings (void)
{
  static GSettings *settings = NULL;
  static gsize looked = 0;

  if (g_once_init_enter (&looked))
    {
      GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
      g_autoptr (GSettingsSchema) schema =
          source != NULL ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;

      if (schema != NULL)
        settings = g_settings_new (SCHEMA);
      g_once_init_leave (&looked, 1);
    }
  return settings;
}
