#include "jkk-case.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define COVER N_ ("Case")

static const JkkField cover_rows[] = {
  JKK_ROW (JkkCover, number, TEXT, N_ ("Case number"), "", COVER, .max = 30, .flags = JKK_FIELD_SYSTEM),
  JKK_ROW (JkkCover, status, CODE, N_ ("Status"), "", COVER, .codes = "status", .flags = JKK_FIELD_SYSTEM),
  JKK_ROW (JkkCover, segment, CODE, N_ ("Segment"), "KK 1", COVER, .codes = "segment", .flags = JKK_FIELD_NEEDED),
  JKK_ROW (JkkCover, received_day, DAY, N_ ("Received on"), "KK 1", COVER, .flags = JKK_FIELD_NEEDED),
  JKK_ROW (JkkCover, verifier, TEXT, N_ ("Verifier"), "", COVER, .max = 60, .flags = JKK_FIELD_SYSTEM),
  JKK_ROW (JkkCover, proposer, TEXT, N_ ("Proposed by"), "", COVER, .max = 60, .flags = JKK_FIELD_SYSTEM),
  JKK_ROW (JkkCover, approver, TEXT, N_ ("Decided by"), "", COVER, .max = 60, .flags = JKK_FIELD_SYSTEM),
  JKK_ROW (JkkCover, hold_reason, TEXT, N_ ("Held because"), "", COVER, .max = 400, .flags = JKK_FIELD_SYSTEM),
  JKK_ROW (JkkCover, note, LONG, N_ ("Note of the office"), "", COVER),
};
const JkkRecordType jkk_cover_type = JKK_RECORD_TYPE ("cover", N_ ("Case"), JkkCover, cover_rows);

#define SINGLE(member)                                                                                                 \
  {                                                                                                                    \
#member, &jkk_##member##_type, G_STRUCT_OFFSET(JkkCase, member), FALSE                                             \
  }
#define LIST(member, record)                                                                                           \
  {                                                                                                                    \
#member, &jkk_##record##_type, G_STRUCT_OFFSET(JkkCase, member), TRUE                                              \
  }

static const JkkCasePart parts[] = {
  SINGLE (cover),
  SINGLE (employer),
  SINGLE (participant),
  SINGLE (accident),
  SINGLE (claim),
  SINGLE (medical),
  LIST (absences, absence),
  LIST (impairments, impairment),
  LIST (expenses, expense),
  LIST (payees, payee),
  LIST (heirs, heir),
  LIST (children, child),
  LIST (documents, document),
  LIST (installments, installment),
  LIST (elsewhere, elsewhere),
};

/**
 * jkk_case_parts:
 * @n_parts: (out): how many
 *
 * Returns: (transfer none) (array length=n_parts): the parts of a case in the order of the file.
 */
const JkkCasePart *
jkk_case_parts (guint *n_parts)
{
  *n_parts = G_N_ELEMENTS (parts);
  return parts;
}

/**
 * jkk_case_part_find:
 * @name: name of a part
 *
 * Returns: (transfer none) (nullable): the part.
 */
const JkkCasePart *
jkk_case_part_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strcmp (parts[i].name, name) == 0)
      return &parts[i];
  return NULL;
}

/**
 * jkk_case_part_record:
 * @jcase: a case
 * @part: a part that is no list
 *
 * Returns: (transfer none): its record.
 */
gconstpointer
jkk_case_part_record (const JkkCase *jcase, const JkkCasePart *part)
{
  g_return_val_if_fail (!part->is_list, NULL);

  return G_STRUCT_MEMBER_P (jcase, part->offset);
}

/**
 * jkk_case_part_list:
 * @jcase: a case
 * @part: a part that is a list
 *
 * Returns: (transfer none): its records.
 */
GPtrArray *
jkk_case_part_list (const JkkCase *jcase, const JkkCasePart *part)
{
  g_return_val_if_fail (part->is_list, NULL);

  return G_STRUCT_MEMBER (GPtrArray *, jcase, part->offset);
}

/**
 * jkk_case_new:
 *
 * Returns: (transfer full): an empty case that has just come in.
 */
JkkCase *
jkk_case_new (void)
{
  JkkCase *jcase = g_atomic_rc_box_new0 (JkkCase);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].is_list)
      G_STRUCT_MEMBER (GPtrArray *, jcase, parts[i].offset) = g_ptr_array_new ();
    else
      jkk_record_init (parts[i].type, G_STRUCT_MEMBER_P (jcase, parts[i].offset));
  jcase->cover.status = g_strdup (jkk_case_status_name (JKK_STATUS_RECEIVED));
  return jcase;
}

/**
 * jkk_case_ref:
 * @jcase: a case
 *
 * Returns: (transfer full): the same case.
 */
JkkCase *
jkk_case_ref (const JkkCase *jcase)
{
  return g_atomic_rc_box_acquire ((gpointer) jcase);
}

static void
case_clear (gpointer data)
{
  JkkCase *jcase = data;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].is_list)
      {
        GPtrArray *list = jkk_case_part_list (jcase, &parts[i]);

        for (guint j = 0; j < list->len; j++)
          jkk_record_free (parts[i].type, list->pdata[j]);
        g_ptr_array_unref (list);
      }
    else
      jkk_record_clear (parts[i].type, G_STRUCT_MEMBER_P (jcase, parts[i].offset));
}

/**
 * jkk_case_unref:
 * @jcase: (transfer full): a case
 */
void
jkk_case_unref (JkkCase *jcase)
{
  g_atomic_rc_box_release_full (jcase, case_clear);
}

/**
 * jkk_case_copy:
 * @jcase: a case
 *
 * Returns: (transfer full): a copy that nobody else holds, so that its maker may change it.
 */
JkkCase *
jkk_case_copy (const JkkCase *jcase)
{
  JkkCase *copy = jkk_case_new ();

  copy->id = jcase->id;
  copy->revision = jcase->revision;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].is_list)
      {
        GPtrArray *from = jkk_case_part_list (jcase, &parts[i]), *to = jkk_case_part_list (copy, &parts[i]);

        for (guint j = 0; j < from->len; j++)
          g_ptr_array_add (to, jkk_record_dup (parts[i].type, from->pdata[j]));
      }
    else
      jkk_record_copy (parts[i].type, G_STRUCT_MEMBER_P (copy, parts[i].offset),
                       jkk_case_part_record (jcase, &parts[i]));
  return copy;
}

static gboolean
part_equal (const JkkCasePart *part, const JkkCase *a, const JkkCase *b)
{
  if (!part->is_list)
    return jkk_record_equal (part->type, jkk_case_part_record (a, part), jkk_case_part_record (b, part));

  GPtrArray *x = jkk_case_part_list (a, part), *y = jkk_case_part_list (b, part);
  if (x->len != y->len)
    return FALSE;
  for (guint i = 0; i < x->len; i++)
    if (!jkk_record_equal (part->type, x->pdata[i], y->pdata[i]))
      return FALSE;
  return TRUE;
}

/**
 * jkk_case_equal:
 * @a: a case
 * @b: a case
 *
 * Returns: whether all parts say the same; id and revision do not matter.
 */
gboolean
jkk_case_equal (const JkkCase *a, const JkkCase *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!part_equal (&parts[i], a, b))
      return FALSE;
  return TRUE;
}

/**
 * jkk_case_get_status:
 * @jcase: a case
 *
 * Returns: where it stands.
 */
JkkCaseStatus
jkk_case_get_status (const JkkCase *jcase)
{
  JkkCaseStatus status = JKK_STATUS_RECEIVED;

  g_warn_if_fail (jkk_case_status_parse (jcase->cover.status, &status));
  return status;
}

static const JkkCasePart *
find_part (const char *name, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strncmp (parts[i].name, name, length) == 0 && parts[i].name[length] == '\0')
      return &parts[i];
  return NULL;
}

/* Parses "part.field", "part[3].field" and "part[code].field"; @key is what stands in the brackets. */
static gboolean
split_path (const char *path, const JkkCasePart **part, char **key, const JkkField **field)
{
  const char *dot = strrchr (path, '.'), *open = strchr (path, '['), *close = strchr (path, ']');
  const char *name_end = open != NULL ? open : dot;

  if (dot == NULL || (open != NULL && (close == NULL || close < open || close + 1 != dot)))
    return FALSE;
  *part = find_part (path, (gsize) (name_end - path));
  if (*part == NULL || (*part)->is_list != (open != NULL))
    return FALSE;
  *field = jkk_record_type_find ((*part)->type, dot + 1);
  *key = open != NULL ? g_strndup (open + 1, (gsize) (close - open - 1)) : NULL;
  return *field != NULL;
}

static int
find_row (const JkkCasePart *part, GPtrArray *list, const char *key)
{
  guint64 index;

  if (list->len > 0 && g_ascii_string_to_unsigned (key, 10, 1, list->len, &index, NULL))
    return (int) index - 1;
  for (guint f = 0; f < part->type->n_fields; f++)
    if (part->type->fields[f].kind == JKK_KIND_CODE)
      {
        for (guint i = 0; i < list->len; i++)
          if (g_strcmp0 (jkk_field_get_string (&part->type->fields[f], list->pdata[i]), key) == 0)
            return (int) i;
        return -1;
      }
  return -1;
}

/**
 * jkk_case_find:
 * @jcase: a case
 * @path: which value
 * @field: (out) (optional) (transfer none): its field, also when the row of a list is not there
 * @error: return location
 *
 * Returns: (transfer none) (nullable): the record that holds it; %NULL with %JKK_ERROR_INVALID for a path that cannot
 * be, %JKK_ERROR_NOT_FOUND for a row that is not there.
 */
gconstpointer
jkk_case_find (const JkkCase *jcase, const char *path, const JkkField **field, GError **error)
{
  const JkkCasePart *part = NULL;
  const JkkField *found = NULL;
  g_autofree char *key = NULL;

  g_return_val_if_fail (jcase != NULL && path != NULL, NULL);

  if (!split_path (path, &part, &key, &found))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("A case has no field “%s”."), path);
      return NULL;
    }
  if (field != NULL)
    *field = found;
  if (!part->is_list)
    return jkk_case_part_record (jcase, part);

  GPtrArray *list = jkk_case_part_list (jcase, part);
  int index = find_row (part, list, key);
  if (index >= 0)
    return list->pdata[index];
  g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("The case has no entry “%s”."), path);
  return NULL;
}

/**
 * jkk_case_set:
 * @jcase: a case
 * @path: which value
 * @text: (nullable): its new value, typed or plain
 * @error: return location
 *
 * Returns: (transfer full): the case with that value changed; %NULL with %JKK_ERROR_INVALID if the text is not
 * acceptable.
 */
JkkCase *
jkk_case_set (const JkkCase *jcase, const char *path, const char *text, GError **error)
{
  const JkkField *field = NULL;
  g_autoptr (JkkCase) copy = jkk_case_copy (jcase);
  gpointer record = (gpointer) jkk_case_find (copy, path, &field, error);

  if (record == NULL || !jkk_field_set_text (field, record, text, error))
    return NULL;
  return g_steal_pointer (&copy);
}

/**
 * jkk_case_append:
 * @jcase: a case
 * @part: name of a list
 * @index: (out) (optional): number of the new row, from 1
 *
 * Returns: (transfer full): the case with an empty row more.
 */
JkkCase *
jkk_case_append (const JkkCase *jcase, const char *part, guint *index)
{
  const JkkCasePart *found = jkk_case_part_find (part);

  g_return_val_if_fail (found != NULL && found->is_list, NULL);

  JkkCase *copy = jkk_case_copy (jcase);
  GPtrArray *list = jkk_case_part_list (copy, found);
  g_ptr_array_add (list, jkk_record_new (found->type));
  if (index != NULL)
    *index = list->len;
  return copy;
}

/**
 * jkk_case_remove:
 * @jcase: a case
 * @part: name of a list
 * @index: number of the row, from 1
 * @error: return location
 *
 * Returns: (transfer full): the case without that row; %NULL with %JKK_ERROR_NOT_FOUND if it has none.
 */
JkkCase *
jkk_case_remove (const JkkCase *jcase, const char *part, guint index, GError **error)
{
  const JkkCasePart *found = jkk_case_part_find (part);

  g_return_val_if_fail (found != NULL && found->is_list, NULL);

  g_autoptr (JkkCase) copy = jkk_case_copy (jcase);
  GPtrArray *list = jkk_case_part_list (copy, found);
  if (index < 1 || index > list->len)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("The case has no entry “%s”."), part);
      return NULL;
    }
  jkk_record_free (found->type, g_ptr_array_remove_index (list, index - 1));
  return g_steal_pointer (&copy);
}

/**
 * jkk_case_get_text:
 * @jcase: a case
 * @path: which value
 *
 * Returns: (transfer full): the value as a person reads it; the empty text when it is empty or not there.
 */
char *
jkk_case_get_text (const JkkCase *jcase, const char *path)
{
  const JkkField *field = NULL;
  gconstpointer record = jkk_case_find (jcase, path, &field, NULL);

  return record != NULL ? jkk_field_to_text (field, record) : g_strdup ("");
}

/**
 * jkk_case_path_label:
 * @path: a path
 *
 * Returns: (transfer full): what the value is called in the language of the interface; the path itself if there is
 * none.
 */
char *
jkk_case_path_label (const char *path)
{
  const JkkCasePart *part = NULL;
  const JkkField *field = NULL;
  g_autofree char *key = NULL;

  if (!split_path (path, &part, &key, &field))
    {
      g_autofree char *name = g_str_has_suffix (path, ".*") ? g_strndup (path, strlen (path) - 2) : g_strdup (path);

      part = jkk_case_part_find (name);
      /* Translators: a list of the case; its number of rows changed. */
      return part != NULL ? g_strdup_printf (_ ("%s · number of rows"), _ (part->type->title)) : g_strdup (path);
    }
  if (key == NULL)
    return g_strdup (jkk_field_label (field));
  return g_strdup_printf ("%s %s · %s", _ (part->type->title), key, jkk_field_label (field));
}

/**
 * jkk_case_path_place:
 * @path: a path
 *
 * Returns: (transfer none) (nullable): form and item where the value stands, such as "KK 1 · 4".
 */
const char *
jkk_case_path_place (const char *path)
{
  const JkkCasePart *part = NULL;
  const JkkField *field = NULL;
  g_autofree char *key = NULL;

  if (!split_path (path, &part, &key, &field) || field->place == NULL || *field->place == '\0')
    return NULL;
  return field->place;
}

/**
 * jkk_case_path_field:
 * @path: a path
 *
 * Returns: (transfer none) (nullable): the field that it names, whether or not a case has the row.
 */
const JkkField *
jkk_case_path_field (const char *path)
{
  const JkkCasePart *part = NULL;
  const JkkField *field = NULL;
  g_autofree char *key = NULL;

  return split_path (path, &part, &key, &field) ? field : NULL;
}

/**
 * jkk_change_free:
 * @change: (transfer full): a change
 */
void
jkk_change_free (JkkChange *change)
{
  g_free (change->path);
  g_free (change->before);
  g_free (change->after);
  g_free (change->source);
  g_free (change);
}

static void
diff_records (
    const JkkRecordType *type, gconstpointer before, gconstpointer after, const char *prefix, GPtrArray *changes)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const JkkField *field = &type->fields[i];
      g_autofree char *old = before != NULL ? jkk_field_to_plain (field, before) : NULL;
      g_autofree char *new = after != NULL ? jkk_field_to_plain (field, after) : NULL;

      if (g_strcmp0 (old, new) == 0)
        continue;
      JkkChange *change = g_new0 (JkkChange, 1);
      change->path = g_strconcat (prefix, ".", field->name, NULL);
      change->before = g_steal_pointer (&old);
      change->after = g_steal_pointer (&new);
      g_ptr_array_add (changes, change);
    }
}

/**
 * jkk_case_diff:
 * @before: a case
 * @after: a later version
 *
 * Returns: (transfer full) (element-type JkkChange): what changed, in the order of the file; rows of lists by number.
 */
GPtrArray *
jkk_case_diff (const JkkCase *before, const JkkCase *after)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!parts[i].is_list)
      diff_records (parts[i].type, jkk_case_part_record (before, &parts[i]), jkk_case_part_record (after, &parts[i]),
                    parts[i].name, changes);
    else
      {
        GPtrArray *old = jkk_case_part_list (before, &parts[i]), *new = jkk_case_part_list (after, &parts[i]);

        for (guint j = 0; j < MAX (old->len, new->len); j++)
          {
            g_autofree char *prefix = g_strdup_printf ("%s[%u]", parts[i].name, j + 1);

            diff_records (parts[i].type, j < old->len ? old->pdata[j] : NULL, j < new->len ? new->pdata[j] : NULL,
                          prefix, changes);
          }
      }
  return changes;
}
