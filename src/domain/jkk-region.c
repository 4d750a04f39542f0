#include "jkk-region.h"

#include <string.h>

/* A block is at least this large, unless its region begins smaller. */
#define BLOCK 4096

struct _JkkRegionBlock
{
  JkkRegionBlock *before;
};

/* The region stands in its own first block, behind the block's head:
 *
 *     blocks ──▶ [newest] ──▶ … ──▶ [first: head, region, pieces]
 */
typedef struct
{
  JkkRegionBlock head;
  JkkRegion region;
} FirstBlock;

/**
 * jkk_region_new:
 * @size: how many bytes are wanted at first
 *
 * Returns: (transfer full): an empty region.
 */
JkkRegion *
jkk_region_new (gsize size)
{
  FirstBlock *first = g_malloc (sizeof *first + size);

  first->head.before = NULL;
  first->region = (JkkRegion){ NULL, (char *) (first + 1), (char *) (first + 1) + size, &first->head };
  return &first->region;
}

/**
 * jkk_region_free:
 * @region: (transfer full): a region that no other has taken over
 *
 * Frees everything in it, and itself.
 */
void
jkk_region_free (JkkRegion *region)
{
  g_return_if_fail (region->into == NULL);

  /* The region itself stands in one of these blocks: it is not looked at again. */
  for (JkkRegionBlock *block = region->blocks; block != NULL;)
    {
      JkkRegionBlock *before = block->before;

      g_free (block);
      block = before;
    }
}

/**
 * jkk_region_alloc_block:
 * @region: a region whose block is full
 * @size: bytes, a multiple of 8
 *
 * Returns: (transfer none): a piece at the beginning of a new block. Use jkk_region_alloc().
 */
gpointer
jkk_region_alloc_block (JkkRegion *region, gsize size)
{
  gsize room = MAX (size, BLOCK);
  JkkRegionBlock *block = g_malloc (sizeof *block + room);

  block->before = region->blocks;
  region->blocks = block;
  region->at = (char *) (block + 1) + size;
  region->end = (char *) (block + 1) + room;
  return block + 1;
}

/**
 * jkk_region_take:
 * @region: a region
 * @other: (transfer full): another region
 *
 * What is in @other stays where it is and lives as long as @region from now on.
 */
void
jkk_region_take (JkkRegion *region, JkkRegion *other)
{
  JkkRegionBlock *oldest = other->blocks;

  g_return_if_fail (region != other && region->into == NULL && other->into == NULL);

  while (oldest->before != NULL)
    oldest = oldest->before;
  oldest->before = region->blocks;
  region->blocks = other->blocks;
  other->into = region;
}

/**
 * jkk_region_text:
 * @region: a region
 * @text: (nullable): a text
 *
 * Returns: (transfer none) (nullable): a copy of it in the region.
 */
char *
jkk_region_text (JkkRegion *region, const char *text)
{
  if (text == NULL)
    return NULL;
  gsize size = strlen (text) + 1;
  return memcpy (jkk_region_alloc (region, size), text, size);
}

/**
 * jkk_region_numbered_text:
 * @region: a region
 * @pattern: a text with a "#"
 * @number: what stands in its place
 *
 * Returns: (transfer none): "children[2].born" for "children[#].born", in the region.
 */
char *
jkk_region_numbered_text (JkkRegion *region, const char *pattern, guint number)
{
  const char *hash = strchr (pattern, '#');
  char digits[10];
  gsize before = (gsize) (hash - pattern), after = strlen (hash + 1) + 1, n = 0;

  do
    digits[n++] = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  char *text = jkk_region_alloc (region, before + n + after), *at = text + before;
  memcpy (text, pattern, before);
  while (n > 0)
    *at++ = digits[--n];
  memcpy (at, hash + 1, after);
  return text;
}
