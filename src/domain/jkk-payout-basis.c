#include "jkk-payout-basis.h"

static void
stated_free (gpointer data)
{
  JkkStated *stated = data;

  g_free (stated->path);
  g_free (stated->value);
  g_free (stated);
}

static void
figure_free (gpointer data)
{
  JkkFigure *figure = data;

  g_free (figure->parameter);
  g_free (figure->unit);
  g_free (figure->value);
  g_free (figure->most);
  g_free (figure->partner);
  g_free (figure->each);
  g_free (figure->article);
  g_free (figure->checked);
  g_free (figure->by);
  g_free (figure->source);
  g_free (figure);
}

/**
 * jkk_payout_basis_new:
 *
 * Returns: (transfer full): an empty basis.
 */
JkkPayoutBasis *
jkk_payout_basis_new (void)
{
  JkkPayoutBasis *basis = g_new0 (JkkPayoutBasis, 1);

  basis->today = JKK_NONE;
  basis->facts = g_ptr_array_new_with_free_func (stated_free);
  basis->law = g_ptr_array_new_with_free_func (figure_free);
  return basis;
}

/**
 * jkk_payout_basis_free:
 * @basis: (transfer full): a basis
 */
void
jkk_payout_basis_free (JkkPayoutBasis *basis)
{
  g_ptr_array_unref (basis->facts);
  g_ptr_array_unref (basis->law);
  g_free (basis->segment);
  g_free (basis);
}

/**
 * jkk_payout_basis_take_fact:
 * @basis: a basis
 * @path: the field of the case
 * @value: its value as it stands in files
 */
void
jkk_payout_basis_take_fact (JkkPayoutBasis *basis, const char *path, const char *value)
{
  JkkStated *stated = g_new0 (JkkStated, 1);

  stated->path = g_strdup (path);
  stated->value = g_strdup (value);
  g_ptr_array_add (basis->facts, stated);
}

/**
 * jkk_payout_basis_add_figure:
 * @basis: a basis
 * @parameter: its name in the regulation
 * @unit: its unit
 *
 * Returns: (transfer none): a new figure without a value; set the other members directly.
 */
JkkFigure *
jkk_payout_basis_add_figure (JkkPayoutBasis *basis, const char *parameter, const char *unit)
{
  JkkFigure *figure = g_new0 (JkkFigure, 1);

  figure->parameter = g_strdup (parameter);
  figure->unit = g_strdup (unit);
  figure->from = figure->until = figure->on = JKK_NONE;
  g_ptr_array_add (basis->law, figure);
  return figure;
}

static gboolean
figure_equal (const JkkFigure *a, const JkkFigure *b)
{
  return g_strcmp0 (a->parameter, b->parameter) == 0 && g_strcmp0 (a->unit, b->unit) == 0 &&
         g_strcmp0 (a->value, b->value) == 0 && g_strcmp0 (a->most, b->most) == 0 &&
         g_strcmp0 (a->partner, b->partner) == 0 && g_strcmp0 (a->each, b->each) == 0 && a->degree == b->degree &&
         g_strcmp0 (a->article, b->article) == 0 && a->from == b->from && a->until == b->until &&
         g_strcmp0 (a->checked, b->checked) == 0 && g_strcmp0 (a->by, b->by) == 0 && a->on == b->on &&
         g_strcmp0 (a->source, b->source) == 0;
}

/**
 * jkk_payout_basis_equal:
 * @a: (nullable): a basis
 * @b: (nullable): a basis
 *
 * Returns: whether they say the same.
 */
gboolean
jkk_payout_basis_equal (const JkkPayoutBasis *a, const JkkPayoutBasis *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (a->today != b->today || g_strcmp0 (a->segment, b->segment) != 0 || a->facts->len != b->facts->len ||
      a->law->len != b->law->len)
    return FALSE;
  for (guint i = 0; i < a->facts->len; i++)
    {
      const JkkStated *x = a->facts->pdata[i], *y = b->facts->pdata[i];

      if (g_strcmp0 (x->path, y->path) != 0 || g_strcmp0 (x->value, y->value) != 0)
        return FALSE;
    }
  for (guint i = 0; i < a->law->len; i++)
    if (!figure_equal (a->law->pdata[i], b->law->pdata[i]))
      return FALSE;
  return TRUE;
}
