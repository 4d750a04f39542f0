#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/**
 * JkkDeskPlaces:
 * @epoch: the latest epoch in which this desk was served
 * @proof: (nullable): by which other computers believe that
 * @others: (nullable): where else a node may be found: “host:port,host:port”
 * @last: (nullable): where it was found last; %NULL: at its address
 *
 * What a desk remembers of where its node may be.
 */
typedef struct
{
  gint64 epoch;
  char *proof;
  char *others;
  char *last;
} JkkDeskPlaces;

JkkDeskPlaces *jkk_desk_places_load (const char *address);
void jkk_desk_places_free (JkkDeskPlaces *places);
gboolean jkk_desk_places_learn (JkkDeskPlaces *places, gint64 epoch, const char *others, const char *last);
gboolean jkk_desk_places_prove (JkkDeskPlaces *places, gint64 epoch, const char *proof);
void jkk_desk_places_save (const JkkDeskPlaces *places, const char *address);
GPtrArray *jkk_desk_places_list (const JkkDeskPlaces *places);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkDeskPlaces, jkk_desk_places_free)

G_END_DECLS
