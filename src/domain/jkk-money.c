#include "jkk-money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * jkk_money_add:
 * @a: rupiah
 * @b: rupiah
 * @sum: (out): their sum
 *
 * Returns: %FALSE if the sum leaves ±JKK_MONEY_MAX.
 */
gboolean
jkk_money_add (JkkMoney a, JkkMoney b, JkkMoney *sum)
{
  JkkMoney result;

  if (__builtin_add_overflow (a, b, &result) || result > JKK_MONEY_MAX || result < -JKK_MONEY_MAX)
    return FALSE;
  *sum = result;
  return TRUE;
}

/**
 * jkk_money_multiply:
 * @amount: rupiah
 * @factor: a whole number
 * @product: (out): rupiah
 *
 * Returns: %FALSE if the product leaves ±JKK_MONEY_MAX.
 */
gboolean
jkk_money_multiply (JkkMoney amount, gint64 factor, JkkMoney *product)
{
  JkkMoney result;

  if (__builtin_mul_overflow (amount, factor, &result) || result > JKK_MONEY_MAX || result < -JKK_MONEY_MAX)
    return FALSE;
  *product = result;
  return TRUE;
}

/**
 * jkk_money_scale:
 * @amount: rupiah, not negative
 * @numerator: not negative
 * @denominator: above 0
 * @rounding: what becomes of a part of a rupiah
 * @result: (out): @amount × @numerator ÷ @denominator
 *
 * The product is held in 128 bits where 64 are too few, so nothing is lost before the one division.
 *
 * Returns: %FALSE if the result is above JKK_MONEY_MAX.
 */
gboolean
jkk_money_scale (JkkMoney amount, gint64 numerator, gint64 denominator, JkkRounding rounding, JkkMoney *result)
{
  guint64 small, quotient, rest, divisor = (guint64) denominator;

  g_return_val_if_fail (amount >= 0 && numerator >= 0 && denominator > 0, FALSE);

  if (!__builtin_mul_overflow ((guint64) amount, (guint64) numerator, &small))
    {
      quotient = small / divisor;
      rest = small % divisor;
    }
  else
    {
      unsigned __int128 product = (unsigned __int128) amount * (unsigned __int128) numerator;
      unsigned __int128 large = product / divisor;

      if (large > (unsigned __int128) JKK_MONEY_MAX)
        return FALSE;
      quotient = (guint64) large;
      rest = (guint64) (product - large * divisor);
    }
  if ((rounding == JKK_ROUND_UP && rest > 0) || (rounding == JKK_ROUND_HALF_UP && rest >= divisor - rest))
    quotient++;
  if (quotient > (guint64) JKK_MONEY_MAX)
    return FALSE;
  *result = (JkkMoney) quotient;
  return TRUE;
}

/**
 * jkk_money_divides:
 * @amount: rupiah, not negative
 * @numerator: not negative
 * @denominator: above 0
 *
 * Returns: whether @amount × @numerator ÷ @denominator is a whole number of rupiah, so that no rounding matters.
 */
gboolean
jkk_money_divides (JkkMoney amount, gint64 numerator, gint64 denominator)
{
  guint64 small;

  g_return_val_if_fail (amount >= 0 && numerator >= 0 && denominator > 0, FALSE);

  if (!__builtin_mul_overflow ((guint64) amount, (guint64) numerator, &small))
    return small % (guint64) denominator == 0;
  return (unsigned __int128) amount * (unsigned __int128) numerator % (guint64) denominator == 0;
}

/* Takes "Rp", a trailing ",00" or ",-" and white space away from an amount as people write it. */
static char *
strip_money (const char *text)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));
  const char *start = copy;

  if (g_ascii_strncasecmp (start, "Rp", 2) == 0)
    start += 2;
  while (*start == '.' || *start == ' ')
    start++;
  char *stripped = g_strdup (start);
  for (guint i = 0; i < 3; i++)
    {
      static const char *const tails[] = { ",00", ",-", ",0" };

      if (g_str_has_suffix (stripped, tails[i]))
        {
          stripped[strlen (stripped) - strlen (tails[i])] = '\0';
          break;
        }
    }
  return stripped;
}

/* Digits, or digits in groups of three parted by "." or a space. */
static gboolean
scan_grouped (const char *digits, gint64 *value)
{
  gboolean grouped = strpbrk (digits, ". ") != NULL;
  int run = 0, groups = 0;
  gint64 result = 0;

  for (const char *p = digits; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      {
        if (__builtin_mul_overflow (result, 10, &result) || __builtin_add_overflow (result, *p - '0', &result))
          return FALSE;
        run++;
      }
    else
      {
        if ((*p != '.' && *p != ' ') || run == 0 || run > 3 || (groups > 0 && run != 3))
          return FALSE;
        run = 0;
        groups++;
      }
  if (run == 0 || (grouped && run != 3))
    return FALSE;
  *value = result;
  return TRUE;
}

/**
 * jkk_money_parse:
 * @text: an amount as people write it: 5466667, 5.466.667, Rp 5.466.667,00
 * @error: return location
 *
 * Returns: rupiah; JKK_NONE with %JKK_ERROR_INVALID if it is none, negative, or above JKK_MONEY_MAX.
 */
JkkMoney
jkk_money_parse (const char *text, GError **error)
{
  gint64 value = 0;

  g_return_val_if_fail (text != NULL, JKK_NONE);

  g_autofree char *digits = strip_money (text);
  if (!scan_grouped (digits, &value) || value > JKK_MONEY_MAX)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                   _ ("“%s” is not an amount. Write whole rupiah, for example 4.000.000."), text);
      return JKK_NONE;
    }
  return value;
}

static char *
group_thousands (gint64 value)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, ABS (value));
  gsize length = strlen (digits);
  GString *text = g_string_sized_new (length + length / 3 + 2);

  if (value < 0)
    g_string_append (text, "−");
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (text, '.');
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

/**
 * jkk_money_to_text:
 * @amount: rupiah
 *
 * Returns: (transfer full): "5.466.667", grouped as rupiah are in every language.
 */
char *
jkk_money_to_text (JkkMoney amount)
{
  g_return_val_if_fail (amount != JKK_NONE, NULL);

  return group_thousands (amount);
}

/**
 * jkk_money_to_rupiah:
 * @amount: rupiah
 *
 * Returns: (transfer full): "Rp 5.466.667", with a no-break space.
 */
char *
jkk_money_to_rupiah (JkkMoney amount)
{
  g_autofree char *text = jkk_money_to_text (amount);

  return text != NULL ? g_strconcat ("Rp\u00a0", text, NULL) : NULL;
}

/**
 * jkk_count_parse:
 * @text: a whole number, not negative
 * @error: return location
 *
 * Returns: the number; JKK_NONE with %JKK_ERROR_INVALID if it is none.
 */
gint64
jkk_count_parse (const char *text, GError **error)
{
  gint64 value = 0;

  g_return_val_if_fail (text != NULL, JKK_NONE);

  g_autofree char *stripped = g_strstrip (g_strdup (text));
  if (!scan_grouped (stripped, &value))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("“%s” is not a whole number. Write digits only."), stripped);
      return JKK_NONE;
    }
  return value;
}

/**
 * jkk_percent_parse:
 * @text: a percentage with at most two decimals: 12, 12,5, 12.50 or 12,5 %
 * @error: return location
 *
 * Returns: hundredths of a percent; JKK_NONE with %JKK_ERROR_INVALID if it is none.
 */
gint64
jkk_percent_parse (const char *text, GError **error)
{
  gint64 whole = 0, hundredths = 0;
  int decimals = -1;
  gboolean good = TRUE, any = FALSE;

  g_return_val_if_fail (text != NULL, JKK_NONE);

  g_autofree char *stripped = g_strdelimit (g_strdup (text), "%\t ", ' ');
  g_strstrip (stripped);
  for (const char *p = stripped; *p != '\0' && good; p++)
    if (g_ascii_isdigit (*p) && decimals < 0)
      any = TRUE, whole = whole * 10 + (*p - '0'), good = whole <= 1000000;
    else if (g_ascii_isdigit (*p))
      good = ++decimals <= 2, hundredths = hundredths * 10 + (*p - '0');
    else
      good = (*p == ',' || *p == '.') && decimals < 0 && any, decimals = 0;
  if (!good || !any || decimals == 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                   _ ("“%s” is not a percentage. Write at most two decimals, for example 12,5."), stripped);
      return JKK_NONE;
    }
  return whole * 100 + (decimals == 1 ? hundredths * 10 : hundredths);
}

/**
 * jkk_percent_to_plain:
 * @hundredths: hundredths of a percent
 *
 * Returns: (transfer full): "12.50", as stored and exchanged.
 */
char *
jkk_percent_to_plain (gint64 hundredths)
{
  g_return_val_if_fail (hundredths >= 0, NULL);

  return g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", hundredths / 100, (int) (hundredths % 100));
}

/**
 * jkk_percent_to_text:
 * @hundredths: hundredths of a percent
 *
 * Returns: (transfer full): "12,5 %", with a no-break space and no needless zeros.
 */
char *
jkk_percent_to_text (gint64 hundredths)
{
  int rest = (int) (hundredths % 100);

  g_return_val_if_fail (hundredths >= 0, NULL);

  if (rest == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT "\u00a0%%", hundredths / 100);
  if (rest % 10 == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT ",%d\u00a0%%", hundredths / 100, rest / 10);
  return g_strdup_printf ("%" G_GINT64_FORMAT ",%02d\u00a0%%", hundredths / 100, rest);
}
