#include "formula.h"

#include <string.h>

/* An evaluator of the formulas of the sheet, which shares no code with the rules: exact fractions, of which only the
 * last step is rounded. It reads
 *
 *     formula  = "sum of the steps" | sum [", at most " sum] [", at least " sum]
 *     sum      = product {("+" | "−") product}
 *     product  = factor {("×" | "÷") factor}
 *     factor   = "{name}" | number ["%"] | "(" sum ")"
 */

typedef struct
{
  __int128 above;
  __int128 below;
} Fraction;

typedef struct
{
  const char *at;
  const JkkReason *reason;
} Parser;

static Fraction sum (Parser *parser);

static __int128
common (__int128 a, __int128 b)
{
  while (b != 0)
    {
      __int128 rest = a % b;

      a = b;
      b = rest;
    }
  return a < 0 ? -a : a;
}

static Fraction
reduce (__int128 above, __int128 below)
{
  __int128 divisor = common (above, below);

  g_assert_true (below != 0);
  divisor = divisor == 0 ? 1 : divisor;
  return (Fraction){ above / divisor, below / divisor };
}

static gboolean
skip (Parser *parser, const char *token)
{
  while (*parser->at == ' ')
    parser->at++;
  if (!g_str_has_prefix (parser->at, token))
    return FALSE;
  parser->at += strlen (token);
  return TRUE;
}

/* "1,499850 %" as a fraction */
static Fraction
parse_text (const char *text)
{
  __int128 number = 0, below = 1;
  gboolean decimals = FALSE;

  for (; *text != '\0'; text++)
    if (*text == ',')
      decimals = TRUE;
    else if (g_ascii_isdigit (*text))
      {
        number = number * 10 + (*text - '0');
        below *= decimals ? 10 : 1;
      }
    else if (*text == '%')
      below *= 100;
  return reduce (number, below);
}

static Fraction
value_of (const JkkReason *reason, const char *name, gsize length)
{
  for (guint i = 0; i < reason->inputs->len; i++)
    {
      const JkkInput *input = reason->inputs->pdata[i];

      if (strlen (input->name) != length || strncmp (input->name, name, length) != 0)
        continue;
      if (input->number == JKK_NONE)
        {
          g_assert_nonnull (input->text);
          return parse_text (input->text);
        }
      return reduce (input->number, input->kind == JKK_KIND_PERCENT ? 10000 : 1);
    }
  g_error ("%s: no input “%.*s”", reason->rule, (int) length, name);
}

static Fraction
factor (Parser *parser)
{
  if (skip (parser, "("))
    {
      Fraction inner = sum (parser);

      g_assert_true (skip (parser, ")"));
      return inner;
    }
  if (skip (parser, "{"))
    {
      const char *name = parser->at;

      parser->at = strchr (name, '}') + 1;
      return value_of (parser->reason, name, (gsize) (parser->at - 1 - name));
    }
  char *end = NULL;
  skip (parser, "");
  gint64 number = g_ascii_strtoll (parser->at, &end, 10);
  g_assert_true (end != parser->at);
  parser->at = end;
  return reduce (number, skip (parser, "%") ? 100 : 1);
}

static Fraction
product (Parser *parser)
{
  Fraction result = factor (parser);

  while (TRUE)
    if (skip (parser, "×"))
      {
        Fraction next = factor (parser);

        result = reduce (result.above * next.above, result.below * next.below);
      }
    else if (skip (parser, "÷"))
      {
        Fraction next = factor (parser);

        result = reduce (result.above * next.below, result.below * next.above);
      }
    else
      return result;
}

static Fraction
sum (Parser *parser)
{
  Fraction result = product (parser);

  while (TRUE)
    {
      gboolean plus = skip (parser, "+");

      if (!plus && !skip (parser, "−"))
        return result;
      Fraction next = product (parser);
      result =
          reduce (result.above * next.below + (plus ? 1 : -1) * next.above * result.below, result.below * next.below);
    }
}

static gboolean
less (Fraction a, Fraction b)
{
  return a.above * b.below < b.above * a.below;
}

static JkkMoney
steps (const JkkReason *reason)
{
  JkkMoney total = 0;

  for (guint i = 0; i < reason->children->len; i++)
    total += ((JkkReason *) reason->children->pdata[i])->amount;
  return total;
}

static Fraction
evaluate (const JkkReason *reason)
{
  Parser parser = { reason->formula, reason };

  if (strcmp (reason->formula, "sum of the steps") == 0)
    return reduce (steps (reason), 1);
  Fraction result = sum (&parser);
  if (skip (&parser, ", at most"))
    {
      Fraction limit = sum (&parser);

      result = less (limit, result) ? limit : result;
    }
  if (skip (&parser, ", at least"))
    {
      Fraction floor = sum (&parser);

      result = less (result, floor) ? floor : result;
    }
  g_assert_cmpstr (parser.at, ==, "");
  return result;
}

/* Where rounding matters, the reason names the rule of rounding; elsewhere there is nothing to round. */
static JkkMoney
round_as_said (const JkkReason *reason, Fraction exact)
{
  for (guint i = 0; i < reason->inputs->len; i++)
    {
      const JkkInput *input = reason->inputs->pdata[i];

      if (g_strcmp0 (input->parameter, "rounding") != 0)
        continue;
      switch (input->number)
        {
        case JKK_ROUND_DOWN:
          return (JkkMoney) (exact.above / exact.below);
        case JKK_ROUND_UP:
          return (JkkMoney) ((exact.above + exact.below - 1) / exact.below);
        default:
          return (JkkMoney) ((exact.above * 2 + exact.below) / (exact.below * 2));
        }
    }
  return (JkkMoney) ((exact.above * 2 + exact.below) / (exact.below * 2));
}

/**
 * formula_check:
 * @reason: a reason
 * @title: what is tested, for the message
 *
 * Works out each formula of the tree from its inputs and compares it with the amount, rounded as the reason says.
 *
 * Returns: how many formulas were compared.
 */
guint
formula_check (const JkkReason *reason, const char *title)
{
  guint checked = 0;

  for (guint i = 0; i < reason->children->len; i++)
    checked += formula_check (reason->children->pdata[i], title);
  if (reason->amount == JKK_NONE)
    return checked;

  g_assert_nonnull (reason->formula);
  Fraction exact = evaluate (reason);
  JkkMoney rounded = round_as_said (reason, exact);
  if (rounded != reason->amount)
    {
      g_autofree char *text = jkk_reason_formula_text (reason);

      g_error ("%s: %s: %s = %" G_GINT64_FORMAT ", but the sheet says %" G_GINT64_FORMAT, title, reason->rule, text,
               rounded, reason->amount);
    }
  return checked + 1;
}
