#include "jkk-words.h"

#include <unicode/udat.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

/* Longer than any amount that the program accepts, in words. */
#define MAX_UNITS 512

/**
 * jkk_words_from_number:
 * @number: a number
 *
 * Returns: (transfer full): it in Indonesian words, "seratus dua puluh tiga".
 */
char *
jkk_words_from_number (gint64 number)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar units[MAX_UNITS];
  char text[MAX_UNITS * 3];
  int32_t length = 0;

  /* ICU says "kosong" (empty), which is no number on a receipt. */
  if (number == 0)
    return g_strdup ("nol");
  UNumberFormat *format = unum_open (UNUM_SPELLOUT, NULL, 0, "id_ID", NULL, &status);

  unum_formatInt64 (format, number, units, MAX_UNITS, NULL, &status);
  u_strToUTF8 (text, sizeof text, &length, units, -1, &status);
  unum_close (format);
  if (U_FAILURE (status))
    g_error ("ICU cannot spell out numbers: %s", u_errorName (status));
  return g_strndup (text, (gsize) length);
}

/**
 * jkk_words_from_percent:
 * @hundredths: hundredths of a percent, not negative
 *
 * Returns: (transfer full): it in words, "enam puluh dua koma lima persen"; decimals are read one by one.
 */
char *
jkk_words_from_percent (gint64 hundredths)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *whole = jkk_words_from_number (hundredths / 100);
  int decimals = (int) (hundredths % 100);

  g_return_val_if_fail (hundredths >= 0, NULL);

  g_string_append (text, whole);
  if (decimals != 0)
    {
      g_autofree char *first = jkk_words_from_number (decimals / 10);
      g_autofree char *second = jkk_words_from_number (decimals % 10);

      g_string_append_printf (text, " koma %s", first);
      if (decimals % 10 != 0)
        g_string_append_printf (text, " %s", second);
    }
  g_string_append (text, " persen");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * jkk_words_from_rupiah:
 * @amount: whole rupiah
 *
 * Returns: (transfer full): it in words as on a receipt, "Seratus dua puluh tiga juta rupiah".
 */
char *
jkk_words_from_rupiah (JkkMoney amount)
{
  g_return_val_if_fail (amount != JKK_NONE, NULL);

  char *words = jkk_words_from_number (amount);
  char *text = g_strconcat (words, " rupiah", NULL);
  *text = g_ascii_toupper (*text);
  g_free (words);
  return text;
}

/**
 * jkk_words_from_day:
 * @day: a day
 *
 * Returns: (transfer full): it as a letter writes it, "25 April 2026".
 */
char *
jkk_words_from_day (JkkDay day)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar pattern[16], zone[4], units[64];
  char text[sizeof units / sizeof units[0] * 3];
  int32_t length = 0;

  g_return_val_if_fail (day != JKK_NONE, NULL);

  u_uastrcpy (pattern, "d MMMM yyyy");
  u_uastrcpy (zone, "UTC");
  UDateFormat *format = udat_open (UDAT_PATTERN, UDAT_PATTERN, "id_ID", zone, -1, pattern, -1, &status);
  udat_format (format, (UDate) day * 86400000.0, units, G_N_ELEMENTS (units), NULL, &status);
  u_strToUTF8 (text, sizeof text, &length, units, -1, &status);
  udat_close (format);
  if (U_FAILURE (status))
    g_error ("ICU cannot write dates: %s", u_errorName (status));
  return g_strndup (text, (gsize) length);
}
