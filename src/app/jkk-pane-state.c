#include "jkk-pane-state.h"

/* What a pane needs to be of use; so four have room on a wide screen, three at 1366 pixels. */
#define PANE_WIDTH 345

/**
 * jkk_pane_state_room:
 * @width: pixels that the panes share
 *
 * Returns: how many panes have room side by side; at least one.
 */
guint
jkk_pane_state_room (int width)
{
  return (guint) CLAMP (width / PANE_WIDTH, 1, JKK_N_PANES);
}

/**
 * jkk_pane_state_visible:
 * @order: the panes, the one that was used last first
 * @hidden: the panes that the person has hidden, a set
 * @room: how many have room
 *
 * Returns: the panes that are seen, a set; never none.
 */
guint
jkk_pane_state_visible (const int order[JKK_N_PANES], guint hidden, guint room)
{
  guint visible = 0, n = 0;

  for (guint i = 0; i < JKK_N_PANES && n < room; i++)
    if ((hidden & (1u << order[i])) == 0)
      {
        visible |= 1u << order[i];
        n++;
      }
  return visible != 0 ? visible : 1u << order[0];
}

/**
 * jkk_pane_state_raise:
 * @order: (inout): the panes, the one that was used last first
 * @pane: a pane that is used now
 */
void
jkk_pane_state_raise (int order[JKK_N_PANES], int pane)
{
  guint at = 0;

  g_return_if_fail (pane >= 0 && pane < JKK_N_PANES);

  while (at < JKK_N_PANES - 1 && order[at] != pane)
    at++;
  for (; at > 0; at--)
    order[at] = order[at - 1];
  order[0] = pane;
}

/**
 * jkk_pane_state_share:
 * @weights: how much each pane is to have
 * @visible: the panes that are seen, a set
 * @width: pixels that they share
 * @widths: (out): pixels for each pane; 0 for those that are not seen
 */
void
jkk_pane_state_share (const int weights[JKK_N_PANES], guint visible, int width, int widths[JKK_N_PANES])
{
  gint64 sum = 0;
  int given = 0, last = -1;

  for (int i = 0; i < JKK_N_PANES; i++)
    sum += (visible & (1u << i)) != 0 ? MAX (weights[i], 1) : 0;
  for (int i = 0; i < JKK_N_PANES; i++)
    {
      widths[i] = (visible & (1u << i)) != 0 ? (int) (MAX (weights[i], 1) * (gint64) width / sum) : 0;
      given += widths[i];
      last = widths[i] > 0 ? i : last;
    }
  if (last >= 0)
    widths[last] += width - given;
}

/**
 * jkk_pane_state_next:
 * @visible: the panes that are seen, a set
 * @pane: where the person is, or -1
 * @step: 1 to the right, -1 to the left
 *
 * Returns: the pane to go to; from the last one to the first.
 */
int
jkk_pane_state_next (guint visible, int pane, int step)
{
  g_return_val_if_fail (visible != 0, 0);

  if (pane < 0)
    pane = step > 0 ? -1 : JKK_N_PANES;
  do
    pane = (pane + step + JKK_N_PANES) % JKK_N_PANES;
  while ((visible & (1u << pane)) == 0);
  return pane;
}
