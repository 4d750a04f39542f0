#include "jkk-draft-fixture.h"

#include <string.h>

/* The regulation in force with one value exchanged, written into @folder; @root is where the sources are. */
char *
jkk_draft_fixture_write (const char *root, const char *folder, const char *parameter, const char *value)
{
  g_autofree char *source = g_build_filename (root, "data", "regulations", "PP-82-2019.xml", NULL);
  g_autofree char *xml = NULL, *heading = g_strdup_printf ("<parameter id=\"%s\"", parameter);
  char *path = g_build_filename (folder, "rancangan.xml", NULL);

  g_assert_true (g_file_get_contents (source, &xml, NULL, NULL));
  const char *value_start = strchr (strstr (strstr (xml, heading), "<value"), '>') + 1;
  g_autofree char *head = g_strndup (xml, (gsize) (value_start - xml));
  g_autofree char *draft = g_strconcat (head, value, strstr (value_start, "</value>"), NULL);
  g_assert_true (g_file_set_contents (path, draft, -1, NULL));
  return path;
}
