#include "jkk-list-blocks.h"

/* A list of millions, of which only what is looked at is known:
 *
 *   |  20000 …  |  20000 …  | 7201 … |1000 ids|  11799 …  |  20000 …  |
 *
 * Each block knows the place where it begins, so that any of them can be read without the others. */

static void
block_free (gpointer data)
{
  JkkListBlock *block = data;

  jkk_case_cursor_clear (&block->start);
  g_clear_pointer (&block->ids, g_array_unref);
  g_free (block);
}

/**
 * jkk_list_blocks_get:
 * @blocks: a list
 * @index: which
 *
 * Returns: (transfer none): a block.
 */
JkkListBlock *
jkk_list_blocks_get (GPtrArray *blocks, guint index)
{
  g_return_val_if_fail (index < blocks->len, NULL);

  return blocks->pdata[index];
}

/**
 * jkk_list_blocks_new:
 *
 * Returns: (transfer full) (element-type JkkListBlock): an empty list.
 */
GPtrArray *
jkk_list_blocks_new (void)
{
  return g_ptr_array_new_with_free_func (block_free);
}

/**
 * jkk_list_blocks_add:
 * @blocks: a list
 * @index: before this block
 * @start: where it begins; copied
 * @count: how many cases it has
 * @ids: (nullable): which
 *
 * Returns: (transfer none): the new block.
 */
JkkListBlock *
jkk_list_blocks_add (GPtrArray *blocks, guint index, const JkkCaseCursor *start, guint count, GArray *ids)
{
  JkkListBlock *block = g_new0 (JkkListBlock, 1);

  jkk_case_cursor_copy (&block->start, start);
  block->start.done = FALSE;
  block->count = count;
  block->ids = ids != NULL ? g_array_ref (ids) : NULL;
  g_ptr_array_insert (blocks, (int) index, block);
  return block;
}

/**
 * jkk_list_blocks_total:
 * @blocks: a list
 *
 * Returns: how many cases it has.
 */
guint
jkk_list_blocks_total (GPtrArray *blocks)
{
  return jkk_list_blocks_first (blocks, blocks->len);
}

/**
 * jkk_list_blocks_first:
 * @blocks: a list
 * @index: a block
 *
 * Returns: the position of its first case.
 */
guint
jkk_list_blocks_first (GPtrArray *blocks, guint index)
{
  guint first = 0;

  for (guint i = 0; i < index; i++)
    first += jkk_list_blocks_get (blocks, i)->count;
  return first;
}

/**
 * jkk_list_blocks_at:
 * @blocks: a list
 * @position: a position
 * @index: (out): the block that it is in
 * @first: (out): the position of the first case of that block
 *
 * Returns: whether the list is that long.
 */
gboolean
jkk_list_blocks_at (GPtrArray *blocks, guint position, guint *index, guint *first)
{
  *first = 0;
  for (*index = 0; *index < blocks->len; (*index)++)
    {
      guint count = jkk_list_blocks_get (blocks, *index)->count;

      if (position - *first < count)
        return TRUE;
      *first += count;
    }
  return FALSE;
}

/**
 * jkk_list_blocks_are_whole:
 * @blocks: a list
 *
 * Returns: whether all ids are known.
 */
gboolean
jkk_list_blocks_are_whole (GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    if (jkk_list_blocks_get (blocks, i)->ids == NULL)
      return FALSE;
  return TRUE;
}

/**
 * jkk_list_blocks_id:
 * @blocks: a list
 * @position: a position
 *
 * Returns: the id of the case there, 0 if it is not known.
 */
gint64
jkk_list_blocks_id (GPtrArray *blocks, guint position)
{
  guint index, first;

  if (!jkk_list_blocks_at (blocks, position, &index, &first) || jkk_list_blocks_get (blocks, index)->ids == NULL)
    return 0;
  return g_array_index (jkk_list_blocks_get (blocks, index)->ids, gint64, position - first);
}

/**
 * jkk_list_blocks_find:
 * @blocks: a list
 * @id: id of a case
 * @position: (out) (optional): where it stands
 *
 * Returns: whether it is among those that are known.
 */
gboolean
jkk_list_blocks_find (GPtrArray *blocks, gint64 id, guint *position)
{
  guint first = 0;

  for (guint i = 0; i < blocks->len; first += jkk_list_blocks_get (blocks, i)->count, i++)
    for (guint k = 0; jkk_list_blocks_get (blocks, i)->ids != NULL && k < jkk_list_blocks_get (blocks, i)->count; k++)
      if (g_array_index (jkk_list_blocks_get (blocks, i)->ids, gint64, k) == id)
        {
          if (position != NULL)
            *position = first + k;
          return TRUE;
        }
  return FALSE;
}

/**
 * jkk_list_blocks_dup_near:
 * @blocks: a list
 * @position: a position
 * @first: (out): the position of the first of them
 *
 * Returns: (transfer full) (element-type gint64): the ids that are known around it without a gap; none if its own is
 * not.
 */
GArray *
jkk_list_blocks_dup_near (GPtrArray *blocks, guint position, guint *first)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint index;

  if (!jkk_list_blocks_at (blocks, position, &index, first) || jkk_list_blocks_get (blocks, index)->ids == NULL)
    return ids;
  for (; index > 0 && jkk_list_blocks_get (blocks, index - 1)->ids != NULL; index--)
    *first -= jkk_list_blocks_get (blocks, index - 1)->count;
  for (; index < blocks->len && jkk_list_blocks_get (blocks, index)->ids != NULL; index++)
    g_array_append_vals (ids, jkk_list_blocks_get (blocks, index)->ids->data,
                         jkk_list_blocks_get (blocks, index)->ids->len);
  return ids;
}

/**
 * jkk_list_blocks_until:
 * @blocks: a list
 * @index: a block
 *
 * Returns: (transfer none) (nullable): where it ends; %NULL = with the list.
 */
const JkkCaseCursor *
jkk_list_blocks_until (GPtrArray *blocks, guint index)
{
  return index + 1 < blocks->len ? &jkk_list_blocks_get (blocks, index + 1)->start : NULL;
}

/**
 * jkk_list_blocks_forget:
 * @blocks: a list
 * @index: a block
 *
 * Lets go of its ids; how many they are is still known.
 */
void
jkk_list_blocks_forget (GPtrArray *blocks, guint index)
{
  g_clear_pointer (&jkk_list_blocks_get (blocks, index)->ids, g_array_unref);
}

/**
 * jkk_list_blocks_join:
 * @blocks: a list
 * @most: so many cases at most
 *
 * Makes one of neighbours whose ids are not known.
 */
void
jkk_list_blocks_join (GPtrArray *blocks, guint most)
{
  for (guint i = 1; i < blocks->len;)
    {
      JkkListBlock *before = jkk_list_blocks_get (blocks, i - 1), *block = jkk_list_blocks_get (blocks, i);

      if (before->ids == NULL && block->ids == NULL && before->count + block->count <= most)
        {
          before->count += block->count;
          g_ptr_array_remove_index (blocks, i);
        }
      else
        i++;
    }
}

/**
 * jkk_list_blocks_largest:
 * @blocks: a list
 *
 * Returns: the largest block whose ids are not known; the number of blocks if there is none.
 */
guint
jkk_list_blocks_largest (GPtrArray *blocks)
{
  guint largest = blocks->len;

  for (guint i = 0; i < blocks->len; i++)
    if (jkk_list_blocks_get (blocks, i)->ids == NULL &&
        (largest == blocks->len ||
         jkk_list_blocks_get (blocks, i)->count > jkk_list_blocks_get (blocks, largest)->count))
      largest = i;
  return largest;
}

/* ---- From what was known to what is there now */

static gint64
id_of (GArray *ids, guint i)
{
  return g_array_index (ids, gint64, i);
}

/* Where each of the old ids is among the new ones, or -1. */
static int *
find_places (GArray *old, guint old_end, GArray *ids, guint end, guint head)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  int *found = g_new (int, old_end - head + 1);

  for (guint i = head; i < end; i++)
    g_hash_table_insert (places, &g_array_index (ids, gint64, i), GUINT_TO_POINTER (i + 1));
  for (guint i = head; i < old_end; i++)
    found[i - head] = (int) GPOINTER_TO_UINT (g_hash_table_lookup (places, &g_array_index (old, gint64, i))) - 1;
  return found;
}

/* The longest row of those that come one after the other both times: they stay. Others are set to -1. */
static void
keep_longest (int *places, guint n)
{
  g_autofree int *tails = g_new (int, n + 1); /* the last one of the best row of each length */
  g_autofree int *before = g_new (int, n + 1);
  guint length = 0;

  for (guint i = 0; i < n; i++)
    {
      guint low = 0, high = length;

      if (places[i] < 0)
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (places[tails[middle]] < places[i])
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? tails[low - 1] : -1;
      tails[low] = (int) i;
      length = MAX (length, low + 1);
    }
  int kept = length > 0 ? tails[length - 1] : -1;
  for (int i = (int) n - 1; i >= 0; i--)
    if (i == kept)
      kept = before[i];
    else
      places[i] = -1;
}

static void
splice (JkkListBlock *block, guint at, guint removed, GArray *ids, guint from, guint added)
{
  if (removed > 0)
    g_array_remove_range (block->ids, at, removed);
  if (added > 0)
    g_array_insert_vals (block->ids, at, &g_array_index (ids, gint64, from), added);
  block->count = block->ids->len;
}

/**
 * jkk_list_blocks_exchange:
 * @blocks: a list
 * @index: a block whose ids are known
 * @ids: (element-type gint64): what they are now
 * @changed: called for each stretch that differs, from the last to the first
 * @data: for @changed
 *
 * Exchanges what a block has, and touches no case that is there before and after in the same order: it stays selected,
 * and where it is on the screen.
 */
void
jkk_list_blocks_exchange (GPtrArray *blocks, guint index, GArray *ids, JkkListChanged changed, gpointer data)
{
  JkkListBlock *block = jkk_list_blocks_get (blocks, index);
  g_autoptr (GArray) old = g_array_copy (block->ids);
  guint first = jkk_list_blocks_first (blocks, index);
  guint head = 0, tail = 0, shorter = MIN (old->len, ids->len);

  /* Whoever took the array still has it as it was. */
  g_array_unref (block->ids);
  block->ids = g_array_copy (old);
  while (head < shorter && id_of (old, head) == id_of (ids, head))
    head++;
  while (tail < shorter - head && id_of (old, old->len - 1 - tail) == id_of (ids, ids->len - 1 - tail))
    tail++;

  guint old_end = old->len - tail, end = ids->len - tail, n = old_end - head;
  g_autofree int *places = find_places (old, old_end, ids, end, head);
  keep_longest (places, n);
  for (int i = (int) n - 1; i >= -1; i--)
    {
      if (i >= 0 && places[i] < 0)
        continue;
      /* Between this one, which stays, and the one behind it that stays. */
      guint old_from = i >= 0 ? head + (guint) i + 1 : head, from = i >= 0 ? (guint) places[i] + 1 : head;
      guint removed = old_end - old_from, added = end - from;

      if (removed > 0 || added > 0)
        {
          splice (block, old_from, removed, ids, from, added);
          changed (first + old_from, removed, added, data);
        }
      old_end = i >= 0 ? head + (guint) i : head;
      end = i >= 0 ? (guint) places[i] : head;
    }
}
