#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JkkRegion:
 * @into: the region that took this one over, or %NULL
 * @at: where the next piece goes
 * @end: the end of the block that is being filled
 * @blocks: the newest block; each names the one before it
 *
 * Memory for many small things that live and die together, such as the nodes of one tree: a piece costs a few
 * instructions, and all of them are freed at once. One thread fills it at a time.
 */
typedef struct _JkkRegion JkkRegion;
typedef struct _JkkRegionBlock JkkRegionBlock;
struct _JkkRegion
{
  JkkRegion *into;
  char *at;
  char *end;
  JkkRegionBlock *blocks;
};

JkkRegion *jkk_region_new (gsize size);
void jkk_region_free (JkkRegion *region);
gpointer jkk_region_alloc_block (JkkRegion *region, gsize size);
void jkk_region_take (JkkRegion *region, JkkRegion *other);
char *jkk_region_text (JkkRegion *region, const char *text);
char *jkk_region_numbered_text (JkkRegion *region, const char *pattern, guint number);

/* The region itself, or the one that took it over. */
static inline JkkRegion *
jkk_region_root (JkkRegion *region)
{
  while (region->into != NULL)
    region = region->into;
  return region;
}

/* The first piece that was put in: it stands right behind the region. */
static inline gconstpointer
jkk_region_first (const JkkRegion *region)
{
  return region + 1;
}

/* A piece that is not cleared; aligned for pointers and 64-bit numbers. */
static inline gpointer
jkk_region_alloc (JkkRegion *region, gsize size)
{
  gsize whole = (size + 7) & ~(gsize) 7;
  char *piece = region->at;

  if (G_UNLIKELY ((gsize) (region->end - piece) < whole))
    return jkk_region_alloc_block (region, whole);
  region->at = piece + whole;
  return piece;
}

#define jkk_region_new_piece(region, type) ((type *) jkk_region_alloc ((region), sizeof (type)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkRegion, jkk_region_free)

G_END_DECLS
