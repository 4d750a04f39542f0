#include "jkk-settings.h"

#include <glib/gstdio.h>

#define SCHEMA "id.santun.Santun"
#define BUILT_IN "/id/santun/Santun/gschemas.compiled"
#define FILE_NAME "gschemas.compiled"

/* GSettings reads schemas from folders only. The file may go once it is read: what was mapped stays. */
static GSettingsSchemaSource *
built_in_source (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (BUILT_IN, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_autofree char *folder = bytes != NULL ? g_dir_make_tmp ("santun-settings-XXXXXX", &error) : NULL;
  g_autofree char *path = folder != NULL ? g_build_filename (folder, FILE_NAME, NULL) : NULL;
  GSettingsSchemaSource *source = NULL;

  if (path != NULL &&
      g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error))
    source =
        g_settings_schema_source_new_from_directory (folder, g_settings_schema_source_get_default (), FALSE, &error);
  if (path != NULL)
    g_unlink (path);
  if (folder != NULL)
    g_rmdir (folder);
  if (error != NULL)
    g_debug ("settings: %s", error->message);
  return source;
}

/**
 * jkk_settings_open:
 * @schema_id: name of one of the program's schemas
 *
 * g_settings_new() ends a program whose schema is not installed. A desk that cannot remember its looks is still a desk,
 * so the schemas are inside the program, too.
 *
 * Returns: (transfer full) (nullable): the settings; %NULL only where nothing at all can be written.
 */
GSettings *
jkk_settings_open (const char *schema_id)
{
  g_return_val_if_fail (schema_id != NULL, NULL);

  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      installed != NULL ? g_settings_schema_source_lookup (installed, schema_id, TRUE) : NULL;

  if (schema == NULL)
    {
      g_autoptr (GSettingsSchemaSource) source = built_in_source ();

      if (source != NULL)
        schema = g_settings_schema_source_lookup (source, schema_id, FALSE);
    }
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/**
 * jkk_settings:
 *
 * Returns: (transfer none) (nullable): what the window remembers of its looks; see jkk_settings_open().
 */
GSettings *
jkk_settings (void)
{
  static GSettings *settings = NULL;
  static gsize looked = 0;

  if (g_once_init_enter (&looked))
    {
      settings = jkk_settings_open (SCHEMA);
      g_once_init_leave (&looked, 1);
    }
  return settings;
}
