#include "jkk-begun.h"

#include <glib/gstdio.h>
#include <string.h>

/* The file is a list of lines: a head, how many rows each list has ("+heirs⇥2"), then a text for each path
 * ("heirs[2].name⇥Siti"), as it stands in its control, in that order. */
#define HEAD "santun-begun 1"
#define LARGEST (4 * 1024 * 1024)
#define MOST_ROWS 500

/**
 * jkk_begun_path:
 * @address: address of a store
 * @login: who is signed in
 *
 * Returns: (transfer full): the file in which that person's begun case of that store is kept.
 */
char *
jkk_begun_path (const char *address, const char *login)
{
  g_return_val_if_fail (address != NULL && login != NULL, NULL);

  g_autofree char *both = g_strdup_printf ("%s\n%s", address, login);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);

  return g_build_filename (g_get_user_state_dir (), "santun", "begun", sum, NULL);
}

static void
write_text (GString *out, const JkkDraft *draft, const char *path)
{
  g_autofree char *text = jkk_draft_get_text (draft, path);
  g_autofree char *line = g_strescape (text, NULL);

  if (*text != '\0')
    g_string_append_printf (out, "%s\t%s\n", path, line);
}

static void
write_part (GString *out, const JkkDraft *draft, const JkkCasePart *part)
{
  const JkkCase *jcase = jkk_draft_get_current (draft);
  guint n_rows = part->is_list ? jkk_case_part_list (jcase, part)->len : 1;

  if (part->is_list && n_rows > 0)
    g_string_append_printf (out, "+%s\t%u\n", part->name, n_rows);
  for (guint row = 0; row < n_rows; row++)
    for (guint i = 0; i < part->type->n_fields; i++)
      {
        const JkkField *field = &part->type->fields[i];
        g_autofree char *path = part->is_list ? g_strdup_printf ("%s[%u].%s", part->name, row + 1, field->name)
                                              : g_strdup_printf ("%s.%s", part->name, field->name);

        if ((field->flags & JKK_FIELD_SYSTEM) == 0)
          write_text (out, draft, path);
      }
}

/**
 * jkk_begun_keep:
 * @path: from jkk_begun_path()
 * @draft: what was typed so far, also what is not acceptable
 * @error: return location
 *
 * Keeps it; the file can be read by the person alone. A draft in which nothing was typed is forgotten.
 *
 * Returns: whether it lies on the disk now
 */
gboolean
jkk_begun_keep (const char *path, const JkkDraft *draft, GError **error)
{
  g_autoptr (GString) out = g_string_new (HEAD "\n");
  g_autofree char *folder = g_path_get_dirname (path);
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  if (!jkk_draft_is_dirty (draft) && jkk_draft_count_invalid (draft) == 0)
    {
      jkk_begun_forget (path);
      return TRUE;
    }
  for (guint i = 0; i < n_parts; i++)
    write_part (out, draft, &parts[i]);
  g_mkdir_with_parents (folder, 0700);
  return g_file_set_contents_full (path, out->str, (gssize) out->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static char *
read_kept (const char *path)
{
  GStatBuf info;
  char *text = NULL;
  gsize length = 0;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size > LARGEST ||
      !g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  if (g_str_has_prefix (text, HEAD "\n") && g_utf8_validate (text, (gssize) length, NULL))
    return text;
  g_free (text);
  return NULL;
}

/**
 * jkk_begun_exists:
 * @path: from jkk_begun_path()
 *
 * Returns: whether a case that was begun is kept there.
 */
gboolean
jkk_begun_exists (const char *path)
{
  g_autofree char *text = read_kept (path);

  return text != NULL;
}

static void
take_rows (JkkDraft *draft, const char *part, const char *count)
{
  const JkkCasePart *found = jkk_case_part_find (part);
  guint64 n_rows;

  if (found == NULL || !found->is_list || !g_ascii_string_to_unsigned (count, 10, 0, MOST_ROWS, &n_rows, NULL))
    return;
  while (jkk_case_part_list (jkk_draft_get_current (draft), found)->len < n_rows)
    jkk_draft_append (draft, part);
}

/* Each backslash has something after it. */
static gboolean
is_whole (const char *text)
{
  gsize n = 0;

  for (const char *end = text + strlen (text); end > text && end[-1] == '\\'; end--)
    n++;
  return n % 2 == 0;
}

/* What a newer or older program kept, or somebody wrote, and this one does not know is left out. */
static void
take_line (JkkDraft *draft, char *line)
{
  char *tab = strchr (line, '\t');

  if (tab == NULL)
    return;
  *tab = '\0';
  if (!is_whole (tab + 1))
    return;
  g_autofree char *text = g_strcompress (tab + 1);
  const JkkField *field = NULL;
  if (*line == '+')
    take_rows (draft, line + 1, text);
  else if (g_utf8_validate (text, -1, NULL) &&
           jkk_case_find (jkk_draft_get_current (draft), line, &field, NULL) != NULL &&
           (field->flags & JKK_FIELD_SYSTEM) == 0)
    jkk_draft_set_text (draft, line, text);
}

/**
 * jkk_begun_find:
 * @path: from jkk_begun_path()
 * @blank: a case in which nothing was typed
 *
 * Returns: (transfer full) (nullable): the case that was begun, as it was typed.
 */
JkkDraft *
jkk_begun_find (const char *path, const JkkCase *blank)
{
  g_autofree char *text = read_kept (path);

  if (text == NULL)
    return NULL;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  JkkDraft *draft = jkk_draft_new (blank);
  for (guint i = 1; lines[i] != NULL; i++)
    take_line (draft, lines[i]);
  return draft;
}

/**
 * jkk_begun_forget:
 * @path: from jkk_begun_path()
 *
 * The case was taken in, or is wanted no more.
 */
void
jkk_begun_forget (const char *path)
{
  g_unlink (path);
}
