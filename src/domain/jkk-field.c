#include "jkk-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TEXT_LIMIT 200
#define LONG_LIMIT 4000

/* The most bytes of a character. */
#define BYTES_MAX 4

#define STRING_AT(field, record) (*(char **) G_STRUCT_MEMBER_P (record, (field)->offset))
#define NUMBER_AT(field, record) (*(gint64 *) G_STRUCT_MEMBER_P (record, (field)->offset))

/**
 * jkk_field_is_text:
 * @field: a field
 *
 * Returns: whether it is kept as a text (else as a number).
 */
gboolean
jkk_field_is_text (const JkkField *field)
{
  return field->kind == JKK_KIND_TEXT || field->kind == JKK_KIND_LONG || field->kind == JKK_KIND_CODE;
}

/**
 * jkk_field_limit:
 * @field: a field
 *
 * Returns: the largest number, or the most characters, that it takes.
 */
gint64
jkk_field_limit (const JkkField *field)
{
  if (field->max != 0)
    return field->max;
  if (jkk_field_is_text (field))
    return field->kind == JKK_KIND_LONG ? LONG_LIMIT : TEXT_LIMIT;
  return field->kind == JKK_KIND_PERCENT ? 10000 : G_MAXINT64;
}

/**
 * jkk_field_label:
 * @field: a field
 *
 * Returns: (transfer none): its label in the language of the interface.
 */
const char *
jkk_field_label (const JkkField *field)
{
  return _ (field->label);
}

/**
 * jkk_field_get_string:
 * @field: a field kept as a text
 * @record: its record
 *
 * Returns: (transfer none) (nullable): the text.
 */
const char *
jkk_field_get_string (const JkkField *field, gconstpointer record)
{
  g_return_val_if_fail (jkk_field_is_text (field), NULL);

  return STRING_AT (field, record);
}

/**
 * jkk_field_get_number:
 * @field: a field kept as a number
 * @record: its record
 *
 * Returns: the number in the unit of its kind, or JKK_NONE.
 */
gint64
jkk_field_get_number (const JkkField *field, gconstpointer record)
{
  g_return_val_if_fail (!jkk_field_is_text (field), JKK_NONE);

  return NUMBER_AT (field, record);
}

/**
 * jkk_field_put_string:
 * @field: a field kept as a text
 * @record: its record, not shared
 * @text: (nullable): the text, not checked
 */
void
jkk_field_put_string (const JkkField *field, gpointer record, const char *text)
{
  g_return_if_fail (jkk_field_is_text (field));

  jkk_set_str (&STRING_AT (field, record), text);
}

/**
 * jkk_field_put_number:
 * @field: a field kept as a number
 * @record: its record, not shared
 * @number: the number, not checked
 */
void
jkk_field_put_number (const JkkField *field, gpointer record, gint64 number)
{
  g_return_if_fail (!jkk_field_is_text (field));

  NUMBER_AT (field, record) = number;
}

/**
 * jkk_field_is_empty:
 * @field: a field
 * @record: its record
 *
 * Returns: whether nothing has been entered.
 */
gboolean
jkk_field_is_empty (const JkkField *field, gconstpointer record)
{
  return jkk_field_is_text (field) ? STRING_AT (field, record) == NULL : NUMBER_AT (field, record) == JKK_NONE;
}

static char *
number_to_plain (JkkFieldKind kind, gint64 number)
{
  switch (kind)
    {
    case JKK_KIND_DAY:
      return jkk_day_to_iso (number);
    case JKK_KIND_TIME:
      return g_strdup_printf ("%02d:%02d", (int) (number / 60), (int) (number % 60));
    case JKK_KIND_PERCENT:
      return jkk_percent_to_plain (number);
    case JKK_KIND_FLAG:
      return g_strdup (number != 0 ? "ya" : "tidak");
    case JKK_KIND_MONEY:
    case JKK_KIND_COUNT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, number);
    case JKK_KIND_TEXT:
    case JKK_KIND_LONG:
    case JKK_KIND_CODE:
      break;
    }
  g_assert_not_reached ();
}

static char *
number_to_text (JkkFieldKind kind, gint64 number)
{
  switch (kind)
    {
    case JKK_KIND_DAY:
      return jkk_day_to_text (number);
    case JKK_KIND_TIME:
      return jkk_time_to_text (number);
    case JKK_KIND_PERCENT:
      return jkk_percent_to_text (number);
    case JKK_KIND_FLAG:
      return g_strdup (number != 0 ? _ ("yes") : _ ("no"));
    case JKK_KIND_MONEY:
    case JKK_KIND_COUNT:
      return jkk_money_to_text (number);
    case JKK_KIND_TEXT:
    case JKK_KIND_LONG:
    case JKK_KIND_CODE:
      break;
    }
  g_assert_not_reached ();
}

/**
 * jkk_field_to_plain:
 * @field: a field
 * @record: its record
 *
 * Returns: (transfer full) (nullable): the value as stored in files and the journal (days as 2026-03-12, times as
 * 07:40, whole rupiah, percent as 12.50, ya/tidak, codes), or %NULL when it is empty.
 */
char *
jkk_field_to_plain (const JkkField *field, gconstpointer record)
{
  if (jkk_field_is_empty (field, record))
    return NULL;
  if (jkk_field_is_text (field))
    return g_strdup (STRING_AT (field, record));
  return number_to_plain (field->kind, NUMBER_AT (field, record));
}

/**
 * jkk_field_to_text:
 * @field: a field
 * @record: its record
 *
 * Returns: (transfer full): the value as a person reads and types it; the empty text when it is empty.
 */
char *
jkk_field_to_text (const JkkField *field, gconstpointer record)
{
  if (jkk_field_is_empty (field, record))
    return g_strdup ("");
  if (field->kind == JKK_KIND_CODE)
    return g_strdup (jkk_code_list_label (field->codes, STRING_AT (field, record)));
  if (jkk_field_is_text (field))
    return g_strdup (STRING_AT (field, record));
  return number_to_text (field->kind, NUMBER_AT (field, record));
}

/**
 * jkk_field_show:
 * @field: a field
 * @plain: (nullable): a value in plain form, as kept in the journal
 *
 * Returns: (transfer full): the value as a person reads it; what cannot be read is shown as it is.
 */
char *
jkk_field_show (const JkkField *field, const char *plain)
{
  if (plain == NULL)
    return g_strdup ("");
  if (field->kind == JKK_KIND_CODE)
    return g_strdup (jkk_code_list_label (field->codes, plain));
  if (jkk_field_is_text (field))
    return g_strdup (plain);

  JkkField alone = *field;
  gint64 number = JKK_NONE;
  alone.offset = 0;
  alone.min = 0;
  alone.max = 0;
  if (!jkk_field_set_text (&alone, &number, plain, NULL) || number == JKK_NONE)
    return g_strdup (plain);
  return number_to_text (field->kind, number);
}

static gint64
flag_parse (const char *text, GError **error)
{
  static const char *const yes[] = { "ya", "yes", "y", "1", "true" }, *const no[] = { "tidak", "no", "t",
                                                                                      "n",     "0",  "false" };

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    if (g_ascii_strcasecmp (text, yes[i]) == 0)
      return 1;
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    if (g_ascii_strcasecmp (text, no[i]) == 0)
      return 0;
  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("“%s” is neither yes nor no. Write ya or tidak."), text);
  return JKK_NONE;
}

static gint64
number_parse (JkkFieldKind kind, const char *text, GError **error)
{
  switch (kind)
    {
    case JKK_KIND_DAY:
      return jkk_day_parse (text, error);
    case JKK_KIND_TIME:
      return jkk_time_parse (text, error);
    case JKK_KIND_PERCENT:
      return jkk_percent_parse (text, error);
    case JKK_KIND_FLAG:
      return flag_parse (text, error);
    case JKK_KIND_MONEY:
      return jkk_money_parse (text, error);
    case JKK_KIND_COUNT:
      return jkk_count_parse (text, error);
    case JKK_KIND_TEXT:
    case JKK_KIND_LONG:
    case JKK_KIND_CODE:
      break;
    }
  g_assert_not_reached ();
}

static gboolean
check_number (const JkkField *field, gint64 number, GError **error)
{
  gint64 limit = jkk_field_limit (field);
  gboolean is_day = field->kind == JKK_KIND_DAY;

  if (is_day || (number >= field->min && number <= limit))
    return TRUE;

  g_autofree char *low = number_to_text (field->kind, field->min);
  g_autofree char *high = number_to_text (field->kind, limit);
  if (limit == G_MAXINT64)
    g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("%s must be at least %s."), jkk_field_label (field), low);
  else
    g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("%s must lie between %s and %s."), jkk_field_label (field),
                 low, high);
  return FALSE;
}

/* Accepts the code itself or its wording in either language, so that people may type what they read. */
static const char *
find_code (const JkkField *field, const char *text, GError **error)
{
  const JkkCodeList *list = jkk_code_list_get (field->codes);
  const JkkCode *found = jkk_code_list_find (list, text);
  g_autofree char *folded = found == NULL ? g_utf8_casefold (text, -1) : NULL;

  for (guint i = 0; found == NULL && i < list->n_codes; i++)
    {
      const JkkCode *code = &list->codes[i];
      g_autofree char *names[3] = { g_utf8_casefold (code->code, -1), NULL, NULL };
      g_autofree char *label = g_utf8_casefold (code->label, -1);
      g_autofree char *english = g_utf8_casefold (code->english, -1);

      if (g_str_equal (names[0], folded) || g_str_equal (label, folded) || g_str_equal (english, folded))
        found = code;
    }
  if (found != NULL)
    return found->code;

  GString *choices = g_string_new (NULL);
  for (guint i = 0; i < list->n_codes && i < 12; i++)
    g_string_append_printf (choices, "%s%s", i > 0 ? ", " : "", list->codes[i].code);
  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("“%s” is not in the list of %s. Choose one of: %s."), text,
               jkk_field_label (field), choices->str);
  g_string_free (choices, TRUE);
  return NULL;
}

static gboolean
check_length (const JkkField *field, const char *text, GError **error)
{
  gint64 limit = jkk_field_limit (field);
  gint64 bytes = (gint64) strlen (text);

  if (bytes <= limit && bytes / BYTES_MAX >= field->min) /* whatever its characters are */
    return TRUE;
  gint64 length = g_utf8_strlen (text, -1);
  if (length > limit)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                   _ ("%s has %d characters, but at most %d fit. Shorten the text."), jkk_field_label (field),
                   (int) length, (int) limit);
      return FALSE;
    }
  if (length < field->min)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("%s needs at least %d characters."), jkk_field_label (field),
                   (int) field->min);
      return FALSE;
    }
  return TRUE;
}

/* Composing takes time that grows with the square of the length, and four characters become one at most: what is longer
 * than that is refused before, so that a paste of a megabyte does not hold the desk up. */
static gboolean
check_raw_length (const JkkField *field, const char *text, GError **error)
{
  gboolean is_long = field->kind == JKK_KIND_TEXT || field->kind == JKK_KIND_LONG;
  gint64 limit = is_long ? jkk_field_limit (field) : TEXT_LIMIT;

  if ((gint64) strlen (text) <= 4 * limit)
    return TRUE;
  gint64 length = g_utf8_strlen (text, -1);
  if (length <= 4 * limit)
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("%s has %d characters, but at most %d fit. Shorten the text."),
               jkk_field_label (field), (int) length, (int) limit);
  return FALSE;
}

static gboolean
check_characters (const JkkField *field, const char *text, GError **error)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean line_break = c == '\n' && field->kind == JKK_KIND_LONG;

      if (c >= 0x20 && c < 0x7f) /* nearly all are */
        continue;
      if ((g_unichar_iscntrl (c) && !line_break) || c == 0xfffe || c == 0xffff)
        {
          g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                       _ ("%s contains a character that cannot be printed (U+%04X). Delete it."),
                       jkk_field_label (field), c);
          return FALSE;
        }
    }
  return TRUE;
}

/* Marks that are not seen, but turn the order of writing round or part words: with them a name or an account number
 * reads otherwise than it is kept. No language of the forms needs them; they come along with what is copied elsewhere.
 */
static gboolean
is_hidden_mark (gunichar c)
{
  return c == 0x061c || c == 0x200b || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xfeff || (c >= 0xe0000 && c <= 0xe007f);
}

static GString *
without_hidden_marks (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_hidden_mark (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return out;
}

/* The text as it will be kept: trimmed, composed (NFC), with plain line breaks and nothing that is not seen. */
static char *
tidy_text (const JkkField *field, const char *text)
{
  /* Most texts are like this, and nothing of what follows would change them. */
  if (g_str_is_ascii (text) && strpbrk (text, "\r\n\t") == NULL)
    return g_strstrip (g_strdup (text));

  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  GString *tidy = without_hidden_marks (composed);

  g_string_replace (tidy, "\u2028", "\n", 0);
  g_string_replace (tidy, "\u2029", "\n", 0);
  g_string_replace (tidy, "\r\n", "\n", 0);
  g_string_replace (tidy, "\r", "\n", 0);
  g_string_replace (tidy, "\t", " ", 0);
  if (field->kind != JKK_KIND_LONG)
    g_string_replace (tidy, "\n", " ", 0);
  /* Numbers are shown with no-break spaces; what is shown can be typed. */
  if (!jkk_field_is_text (field))
    g_string_replace (tidy, "\u00a0", " ", 0);
  return g_strstrip (g_string_free (tidy, FALSE));
}

static gboolean
set_string (const JkkField *field, gpointer record, const char *text, GError **error)
{
  if (field->kind == JKK_KIND_CODE)
    {
      text = find_code (field, text, error);
      if (text == NULL)
        return FALSE;
    }
  else if (!check_characters (field, text, error) || !check_length (field, text, error) ||
           (field->check != NULL && !field->check (text, error)))
    return FALSE;

  jkk_set_str (&STRING_AT (field, record), text);
  return TRUE;
}

/**
 * jkk_field_set_text:
 * @field: a field
 * @record: its record, not shared
 * @text: (nullable): the value as a person types it or as plain text; %NULL or nothing but space empties the field
 * @error: return location
 *
 * Sets the field if the text is acceptable; else leaves it as it was.
 *
 * Returns: %FALSE with %JKK_ERROR_INVALID and a sentence that says what to do.
 */
gboolean
jkk_field_set_text (const JkkField *field, gpointer record, const char *text, GError **error)
{
  g_return_val_if_fail (field != NULL && record != NULL, FALSE);

  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("%s contains bytes that are not UTF-8 text."),
                   jkk_field_label (field));
      return FALSE;
    }

  if (text != NULL && !check_raw_length (field, text, error))
    return FALSE;

  g_autofree char *tidy = text != NULL ? tidy_text (field, text) : g_strdup ("");
  if (*tidy == '\0')
    {
      if (jkk_field_is_text (field))
        jkk_set_str (&STRING_AT (field, record), NULL);
      else
        NUMBER_AT (field, record) = JKK_NONE;
      return TRUE;
    }
  if (jkk_field_is_text (field))
    return set_string (field, record, tidy, error);

  gint64 number = number_parse (field->kind, tidy, error);
  if (number == JKK_NONE || !check_number (field, number, error))
    return FALSE;
  NUMBER_AT (field, record) = number;
  return TRUE;
}

/**
 * jkk_field_check:
 * @field: a field
 * @record: its record
 * @error: return location
 *
 * Checks a value that came from elsewhere than jkk_field_set_text(). An empty field is good.
 *
 * Returns: whether the value is acceptable.
 */
gboolean
jkk_field_check (const JkkField *field, gconstpointer record, GError **error)
{
  if (jkk_field_is_empty (field, record))
    return TRUE;
  if (!jkk_field_is_text (field))
    return check_number (field, NUMBER_AT (field, record), error);
  if (field->kind == JKK_KIND_CODE)
    return find_code (field, STRING_AT (field, record), error) != NULL;

  const char *text = STRING_AT (field, record);
  return check_characters (field, text, error) && check_length (field, text, error) &&
         (field->check == NULL || field->check (text, error));
}
