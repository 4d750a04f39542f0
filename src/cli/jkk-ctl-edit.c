#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-ctl.h"
#include "jkk-exchange.h"
#include "jkk-law.h"
#include "jkk-verification.h"

static char **removals;

/* Makes "children[2].name" possible where there is one child so far. */
static JkkCase *
with_row (const JkkCase *jcase, const char *path)
{
  const char *open = strchr (path, '[');
  g_autofree char *name = open != NULL ? g_strndup (path, (gsize) (open - path)) : NULL;
  const JkkCasePart *part = name != NULL ? jkk_case_part_find (name) : NULL;
  g_autofree char *next = NULL;

  if (part == NULL || !part->is_list)
    return jkk_case_ref (jcase);
  next = g_strdup_printf ("%s[%u].", name, jkk_case_part_list (jcase, part)->len + 1);
  return g_str_has_prefix (path, next) ? jkk_case_append (jcase, name, NULL) : jkk_case_ref (jcase);
}

static gboolean
set_value (JkkCase **jcase, const char *word, GError **error)
{
  const char *equals = strchr (word, '=');
  const JkkField *field = NULL;

  if (equals == NULL || equals == word)
    return jkk_ctl_usage_error (error, _ ("“%s” is not PATH=VALUE, such as participant.wage=4500000."), word);
  g_autofree char *path = g_strndup (word, (gsize) (equals - word));
  g_autoptr (JkkCase) longer = with_row (*jcase, path);
  if (jkk_case_find (longer, path, &field, error) == NULL)
    return FALSE;
  if ((field->flags & JKK_FIELD_SYSTEM) != 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
                   _ ("“%s” is kept by the program. It changes with what is done to the case."), path);
      return FALSE;
    }
  JkkCase *changed = jkk_case_set (longer, path, equals + 1, error);
  if (changed == NULL)
    return FALSE;
  jkk_case_unref (*jcase);
  *jcase = changed;
  return TRUE;
}

/* "children[2]": the row goes, those after it move up. */
static gboolean
remove_row (JkkCase **jcase, const char *word, GError **error)
{
  const char *open = strchr (word, '['), *close = open != NULL ? strchr (open, ']') : NULL;
  g_autofree char *name = open != NULL ? g_strndup (word, (gsize) (open - word)) : NULL;
  g_autofree char *digits = close != NULL ? g_strndup (open + 1, (gsize) (close - open - 1)) : NULL;
  const JkkCasePart *part = name != NULL ? jkk_case_part_find (name) : NULL;
  guint64 index;

  if (part == NULL || !part->is_list || digits == NULL || close[1] != '\0' ||
      !g_ascii_string_to_unsigned (digits, 10, 1, 10000, &index, NULL))
    return jkk_ctl_usage_error (error, _ ("“%s” is no row of a list, such as children[2]."), word);
  JkkCase *shorter = jkk_case_remove (*jcase, name, (guint) index, error);
  if (shorter == NULL)
    return FALSE;
  jkk_case_unref (*jcase);
  *jcase = shorter;
  return TRUE;
}

/**
 * jkk_ctl_print_changes:
 * @jcase: the case that they belong to
 * @changes: (element-type JkkChange): changes
 * @indent: columns before each line
 *
 * Prints what was and what will be, in words.
 */
void
jkk_ctl_print_changes (const JkkCase *jcase, GPtrArray *changes, guint indent)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const JkkChange *change = changes->pdata[i];
      const JkkField *field = NULL;
      const char *place = jkk_case_path_place (change->path);
      g_autofree char *label = jkk_case_path_label (change->path);

      jkk_case_find (jcase, change->path, &field, NULL);
      g_autofree char *before = field != NULL ? jkk_field_show (field, change->before) : g_strdup (change->before);
      g_autofree char *after = field != NULL ? jkk_field_show (field, change->after) : g_strdup (change->after);
      g_print ("%*s%s%s%s%s: %s → %s\n", (int) indent, "", label, place != NULL ? " (" : "", place != NULL ? place : "",
               place != NULL ? ")" : "", before != NULL && *before != '\0' ? before : "—",
               after != NULL && *after != '\0' ? after : "—");
    }
}

/**
 * jkk_ctl_print_standing:
 * @ctl: the run
 * @jcase: a case
 * @error: return location
 *
 * Prints what it pays as it stands, and what hinders a proposal.
 *
 * Returns: whether it could be calculated.
 */
gboolean
jkk_ctl_print_standing (JkkCtl *ctl, const JkkCase *jcase, GError **error)
{
  g_autoptr (JkkPayout) payout = jkk_office_calculate (ctl->office, jcase, jkk_today (), error);

  if (payout == NULL)
    return FALSE;
  g_autoptr (GPtrArray) hindrances = jkk_verification_hindrances (jcase, payout, jkk_today ());
  g_autofree char *total = jkk_money_to_rupiah (payout->total);
  g_print ("%s: %s\n", _ ("Total"), total);
  for (guint i = 0; i < hindrances->len; i++)
    g_print ("  ✗ %s  [%s]\n", ((JkkFinding *) hindrances->pdata[i])->text,
             ((JkkFinding *) hindrances->pdata[i])->path);
  return TRUE;
}

static gboolean
run_set (JkkCtl *ctl, char **args, GError **error)
{
  if (args[1] == NULL && removals == NULL)
    return jkk_ctl_usage_error (error, _ ("“%s” is not PATH=VALUE, such as participant.wage=4500000."), "");
  if (jkk_ctl_signed_in (ctl, error) == NULL)
    return FALSE;
  g_autoptr (JkkCaseFile) file = jkk_ctl_load (ctl, args[0], error);
  if (file == NULL)
    return FALSE;
  g_autoptr (JkkCase) edited = jkk_case_ref (file->jcase);
  for (guint i = 1; args[i] != NULL; i++)
    if (!set_value (&edited, args[i], error))
      return FALSE;
  for (guint i = 0; removals != NULL && removals[i] != NULL; i++)
    if (!remove_row (&edited, removals[i], error))
      return FALSE;

  g_autoptr (GPtrArray) changes = jkk_case_diff (file->jcase, edited);
  if (changes->len == 0)
    {
      g_print ("%s\n", _ ("Nothing changes; the case says so already."));
      return TRUE;
    }
  JkkRequest request = { .case_id = file->jcase->id, .revision = file->jcase->revision, .edited = edited };
  g_autoptr (JkkOutcome) outcome = jkk_ctl_do (ctl, "save", &request, error);
  if (outcome == NULL)
    return FALSE;
  g_print ("%s\n", outcome->jcase->cover.number);
  jkk_ctl_print_changes (edited, changes, 2);
  return jkk_ctl_print_standing (ctl, outcome->jcase, error);
}

static gboolean
run_new (JkkCtl *ctl, char **args, GError **error)
{
  g_autoptr (JkkCase) jcase = jkk_ctl_read_case (args[0], error);

  if (jcase == NULL)
    return FALSE;
  JkkRequest request = { .edited = jcase };
  g_autoptr (JkkOutcome) outcome = jkk_ctl_do (ctl, "take-in", &request, error);
  if (outcome == NULL)
    return FALSE;
  g_print (_ ("%s is taken in.\n"), outcome->jcase->cover.number);
  return jkk_ctl_print_standing (ctl, outcome->jcase, error);
}

static const GOptionEntry set_options[] = { { "remove", 0, 0, G_OPTION_ARG_STRING_ARRAY, &removals,
                                              N_ ("Take a row out of a list, such as children[2]"), N_ ("ROW") },
                                            G_OPTION_ENTRY_NULL };

const JkkCtlCommand jkk_ctl_edit_commands[] = {
  { "new", N_ ("FILE.xml"), N_ ("Take in a whole case from a file"),
    N_ ("“santunctl calculate --template” prints an example of such a file."), NULL, 1, 1, run_new },
  { "set", N_ ("CASE PATH=VALUE…"), N_ ("Change facts of a case"),
    N_ ("PATH is the name in square brackets that “show” and “check” give, such as participant.wage or\n"
        "children[1].name; the next number of a list adds a row. VALUE as people write it: 12-03-2026, 07.40, "
        "4.500.000,\n"
        "12,5 %, ya, or a word of the code list; nothing after “=” empties the field."),
    set_options, 1, JKK_CTL_MANY, run_set },
  { NULL }
};
