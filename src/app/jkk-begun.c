#include "jkk-begun.h"

#include <glib/gstdio.h>
#include <string.h>

/* A list of lines: a head, how many rows each list has ("+heirs⇥2"), then a text for each path ("heirs[2].name⇥Siti"),
 * as it stands in its control, in that order. Of a case that is stored the same follows of how it was stored. */
#define HEAD "santun-begun 1"
#define BASE "-stored"
#define LARGEST (4 * 1024 * 1024)
#define MOST_ROWS 500

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

static void
write_draft (GString *out, const JkkDraft *draft)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    write_part (out, draft, &parts[i]);
}

/**
 * jkk_begun_to_text:
 * @draft: what was typed so far, also what is not acceptable
 *
 * Returns: (transfer full) (nullable): all of it; %NULL for a draft in which nothing was typed
 */
char *
jkk_begun_to_text (const JkkDraft *draft)
{
  const JkkCase *original = jkk_draft_get_original (draft);

  if (!jkk_draft_is_dirty (draft) && jkk_draft_count_invalid (draft) == 0)
    return NULL;
  GString *out = g_string_new (HEAD "\n");
  write_draft (out, draft);
  if (original->id != 0)
    {
      g_autoptr (JkkDraft) stored = jkk_draft_new (original);

      g_string_append (out, BASE "\n");
      write_draft (out, stored);
    }
  return g_string_free (out, FALSE);
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

static gboolean
is_ours (const char *text)
{
  return text != NULL && g_str_has_prefix (text, HEAD "\n") && g_utf8_validate (text, -1, NULL);
}

static void
take_lines (JkkDraft *draft, char **lines)
{
  for (guint i = 0; lines[i] != NULL && strcmp (lines[i], BASE) != 0; i++)
    take_line (draft, lines[i]);
}

/**
 * jkk_begun_from_text:
 * @text: (nullable): from jkk_begun_to_text()
 * @blank: a case in which nothing was typed
 *
 * Returns: (transfer full) (nullable): the case, as it was typed; %NULL for a text that is none of ours.
 */
JkkDraft *
jkk_begun_from_text (const char *text, const JkkCase *blank)
{
  if (!is_ours (text))
    return NULL;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  JkkDraft *draft = jkk_draft_new (blank);
  take_lines (draft, lines + 1);
  return draft;
}

/**
 * jkk_begun_base:
 * @text: (nullable): from jkk_begun_to_text()
 *
 * Returns: (transfer full) (nullable): how the case was stored when it was typed in; %NULL if it was not.
 */
JkkCase *
jkk_begun_base (const char *text)
{
  g_auto (GStrv) lines = is_ours (text) ? g_strsplit (text, "\n", -1) : NULL;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    if (strcmp (lines[i], BASE) == 0)
      {
        g_autoptr (JkkCase) blank = jkk_case_new ();
        g_autoptr (JkkDraft) draft = jkk_draft_new (blank);

        take_lines (draft, lines + i + 1);
        return jkk_case_ref (jkk_draft_get_current (draft));
      }
  return NULL;
}

/**
 * jkk_begun_take_unsealed:
 * @address: address of a store
 * @login: who has signed in
 *
 * Returns: (transfer full) (nullable): what a program of earlier kept of a case that was begun; it is kept there no
 * longer.
 */
char *
jkk_begun_take_unsealed (const char *address, const char *login)
{
  g_autofree char *both = g_strdup_printf ("%s\n%s", address, login);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "santun", "begun", sum, NULL);
  g_autofree char *text = NULL;
  GStatBuf info;

  if (g_stat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_size <= LARGEST)
    g_file_get_contents (path, &text, NULL, NULL);
  g_unlink (path);
  return is_ours (text) ? g_steal_pointer (&text) : NULL;
}
