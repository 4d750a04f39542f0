#include "jkk-fhir-private.h"

#include "jkk-day.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define UUID_PREFIX "urn:uuid:"
#define PARTNER_PREFIX "urn:santun:mitra:"
#define NIK_DIGITS 16
#define DAY_LENGTH 10 /* 2026-03-12 */
#define MINUTES_PER_DAY 1440
#define QUOTE_MAX 60 /* characters */

/* ---- Writing ----------------------------------------------------------------------------------------------------- */

static gboolean
is_nik (const char *plain)
{
  return strlen (plain) == NIK_DIGITS && strspn (plain, "0123456789") == NIK_DIGITS;
}

/**
 * jkk_fhir_form_write:
 * @form: how it is spelled
 * @plain: a value in the plain form of the messages
 *
 * Returns: (transfer full) (nullable): the value as FHIR has it; %NULL if this form is not for it
 */
char *
jkk_fhir_form_write (JkkFhirForm form, const char *plain)
{
  switch (form)
    {
    case JKK_FHIR_CLOCK:
      return g_strconcat (plain, ":00", NULL);
    case JKK_FHIR_FLAG:
      return g_strdup (g_str_equal (plain, "ya") ? "true" : "false");
    case JKK_FHIR_SEX:
      return g_strdup (g_str_equal (plain, "laki-laki") ? "male" : "female");
    case JKK_FHIR_NIK:
      return is_nik (plain) ? g_strdup (plain) : NULL;
    case JKK_FHIR_PASSPORT:
      return is_nik (plain) ? NULL : g_strdup (plain);
    case JKK_FHIR_UUID:
      return g_strconcat (UUID_PREFIX, plain, NULL);
    case JKK_FHIR_PARTNER:
      return g_strconcat (PARTNER_PREFIX, plain, NULL);
    case JKK_FHIR_TEXT:
    case JKK_FHIR_DAY:
    case JKK_FHIR_MONEY:
    case JKK_FHIR_PERCENT:
    case JKK_FHIR_COUNT:
      return g_strdup (plain);
    }
  g_return_val_if_reached (NULL);
}

/* ---- Reading ----------------------------------------------------------------------------------------------------- */

/* A sentence about a value that cannot be used. */
typedef struct
{
  const char **code;
  char **text;
  char **repair;
} Saying;

/* The beginning of a value, as far as a sentence repeats it. */
static char *
shorten (const char *value)
{
  return g_utf8_substring (value, 0, MIN (g_utf8_strlen (value, -1), QUOTE_MAX));
}

static char *
refuse (const Saying *saying, const char *code, char *text, const char *repair)
{
  *saying->code = code;
  *saying->text = text;
  *saying->repair = g_strdup (repair);
  return NULL;
}

static int
two_digits (const char *text)
{
  return (text[0] - '0') * 10 + (text[1] - '0');
}

/* Minutes east of Greenwich, of "Z" or "+07:00" at the end of a time. */
static int
zone_of (const char *value)
{
  gsize length = strlen (value);

  if (g_str_has_suffix (value, "Z"))
    return 0;
  const char *zone = value + length - strlen ("+07:00");
  int minutes = two_digits (zone + 1) * 60 + two_digits (zone + 4);
  return *zone == '-' ? -minutes : minutes;
}

/* How many days later it is in a zone than the date of the value says. */
static int
days_later (int minutes, int zone)
{
  int there = minutes + zone;

  return there < 0 ? -1 : there >= MINUTES_PER_DAY ? 1 : 0;
}

/* The day of a moment. Indonesia has three zones, and none of them is stated where a moment is told in Universal Time,
 * as SATUSEHAT asks for. The day is taken where all three agree, and is never guessed. */
static char *
read_moment (const char *value, const Saying *saying)
{
  g_autofree char *head = shorten (value);
  static const int zones[] = { 7 * 60, 8 * 60, 9 * 60 };
  g_autofree char *date = g_strndup (value, DAY_LENGTH);
  JkkDay day = jkk_day_parse (date, NULL);
  int zone = zone_of (value);

  if (day == JKK_NONE)
    return g_strdup (value);
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    if (zone == zones[i])
      return g_steal_pointer (&date);
  int minutes = two_digits (value + 11) * 60 + two_digits (value + 14) - zone;
  int first = days_later (minutes, zones[0]);
  if (first != days_later (minutes, zones[2]))
    return refuse (
        saying, "fhir-day-ambiguous",
        g_strdup_printf (_ ("“%s” is not the same day everywhere in Indonesia, and a day is needed here."), head),
        _ ("Write the date alone, or the time in the zone of the place: 2026-03-12T00:30:00+07:00."));
  return jkk_day_to_iso (day + first);
}

static gboolean
is_moment (const char *value)
{
  return g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\dT([01]\\d|2[0-3]):[0-5]\\d:\\d\\d(\\.\\d+)?"
                               "(Z|[+-](0\\d|1[0-4]):[0-5]\\d)\\z",
                               value, G_REGEX_RAW, 0);
}

static gboolean
is_date (const char *value)
{
  return g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\d\\z", value, G_REGEX_RAW, 0);
}

static char *
read_day (const char *value, const Saying *saying)
{
  g_autofree char *head = shorten (value);

  if (is_moment (value))
    return read_moment (value, saying);
  if (is_date (value))
    return g_strdup (value); /* whether it exists is said by the reader of the message */
  return refuse (saying, "fhir-day-incomplete", g_strdup_printf (_ ("“%s” is no day."), head),
                 _ ("Write year, month and day: 2026-03-12."));
}

/* "-12.50" in units of which 10 to the power of @places make one; NULL if it is finer than that, or no decimal. */
static char *
read_decimal (const char *value, gsize places)
{
  const char *point = strchr (value, '.');
  gsize whole = point != NULL ? (gsize) (point - value) : strlen (value);
  const char *fraction = point != NULL ? point + 1 : "";
  gsize digits = strlen (fraction);

  if (whole == 0 || strspn (value, "0123456789") != whole || strspn (fraction, "0123456789") != digits ||
      (point != NULL && digits == 0))
    return NULL;
  if (digits > places && strspn (fraction + places, "0") != digits - places)
    return NULL;
  const char *start = value + MIN (strspn (value, "0"), whole - 1); /* one spelling: no zeros before */
  GString *text = g_string_new_len (start, value + whole - start);
  if (places > 0)
    g_string_append_c (text, '.');
  for (gsize i = 0; i < places; i++)
    g_string_append_c (text, i < digits ? fraction[i] : '0');
  return g_string_free (text, FALSE);
}

static char *
read_amount (const char *value, const Saying *saying)
{
  g_autofree char *head = shorten (value);
  char *plain = read_decimal (value, 0);

  return plain != NULL
             ? plain
             : refuse (saying, "fhir-amount", g_strdup_printf (_ ("“%s” is no amount in whole rupiah."), head),
                       _ ("Write whole rupiah without points: 4000000."));
}

static char *
read_percent (const char *value, const Saying *saying)
{
  g_autofree char *head = shorten (value);
  char *plain = read_decimal (value, 2);

  return plain != NULL ? plain
                       : refuse (saying, "fhir-percent",
                                 g_strdup_printf (_ ("“%s” is no percentage with two decimals at most."), head),
                                 _ ("Write it with two decimals: 12.50."));
}

static char *
read_clock (const char *value, const Saying *saying)
{
  g_autofree char *head = shorten (value);

  if (strlen (value) == strlen ("07:40:00") && g_str_has_suffix (value, ":00"))
    return g_strndup (value, strlen ("07:40"));
  return refuse (saying, "fhir-time", g_strdup_printf (_ ("“%s” is no time in whole minutes."), head),
                 _ ("Write hours, minutes and no seconds: 07:40:00."));
}

static char *
read_term (const char *value, const char *const *terms, const Saying *saying)
{
  g_autofree char *head = shorten (value);

  for (guint i = 0; terms[i] != NULL; i += 2)
    if (g_str_equal (terms[i], value))
      return g_strdup (terms[i + 1]);
  return refuse (saying, "code-unknown", g_strdup_printf (_ ("The office does not know the term “%s” here."), head),
                 _ ("Use a term of the examples, or leave the element out."));
}

static char *
read_prefixed (const char *value, const char *prefix, const Saying *saying)
{
  g_autofree char *head = shorten (value);

  if (g_str_has_prefix (value, prefix))
    return g_strdup (value + strlen (prefix));
  g_autofree char *repair = g_strdup_printf (_ ("Begin it with “%s”."), prefix);
  return refuse (saying, "fhir-prefix", g_strdup_printf (_ ("“%s” does not begin as it must here."), head), repair);
}

/**
 * jkk_fhir_form_read:
 * @form: how it is spelled
 * @value: a value as FHIR has it, from anybody; UTF-8
 * @code: (out): where it cannot be used, the stable name of the fault
 * @text: (out): the translated sentence
 * @repair: (out): the translated suggestion
 *
 * Returns: (transfer full) (nullable): the value in the plain form of the messages, whose reader judges it; %NULL if it
 * cannot be used
 */
char *
jkk_fhir_form_read (JkkFhirForm form, const char *value, const char **code, char **text, char **repair)
{
  static const char *const flags[] = { "true", "ya", "false", "tidak", NULL };
  static const char *const sexes[] = { "male", "laki-laki", "female", "perempuan", NULL };
  const Saying saying = { code, text, repair };

  switch (form)
    {
    case JKK_FHIR_DAY:
      return read_day (value, &saying);
    case JKK_FHIR_CLOCK:
      return read_clock (value, &saying);
    case JKK_FHIR_MONEY:
      return read_amount (value, &saying);
    case JKK_FHIR_PERCENT:
      return read_percent (value, &saying);
    case JKK_FHIR_FLAG:
      return read_term (value, flags, &saying);
    case JKK_FHIR_SEX:
      return read_term (value, sexes, &saying);
    case JKK_FHIR_UUID:
      return read_prefixed (value, UUID_PREFIX, &saying);
    case JKK_FHIR_PARTNER:
      return read_prefixed (value, PARTNER_PREFIX, &saying);
    case JKK_FHIR_TEXT:
    case JKK_FHIR_NIK:
    case JKK_FHIR_PASSPORT:
    case JKK_FHIR_COUNT:
      return g_strdup (value);
    }
  g_return_val_if_reached (NULL);
}
