#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JkkPresent:
 * @person: full name
 * @place: the computer
 * @case_id: which case lies open there; 0 = none
 *
 * Somebody at another desk.
 */
typedef struct
{
  char *person;
  char *place;
  gint64 case_id;
} JkkPresent;

JkkPresent *jkk_present_new (const char *person, const char *place, gint64 case_id);
void jkk_present_free (JkkPresent *present);

/* Who has which case open now. It stands beside the store and not in it: it is no deed, nobody has to hear of it as of
 * a change, and it goes with the program that wrote it. A file for each desk; a lock on it says that the desk lives. */
typedef struct _JkkPresence JkkPresence;

JkkPresence *jkk_presence_new (const char *store);
void jkk_presence_tell (JkkPresence *presence, const JkkPresent *mine);
GPtrArray *jkk_presence_others (JkkPresence *presence);
void jkk_presence_free (JkkPresence *presence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPresent, jkk_present_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPresence, jkk_presence_free)

G_END_DECLS
