#pragma once

#include "jkk-postbox-desk.h"

G_BEGIN_DECLS

/* What the person sees of a message that is being written. */
const char *const *jkk_send_state_kinds (void);
const char *jkk_send_state_kind_for (const JkkCase *jcase);
const char *jkk_send_state_partner_for (const GPtrArray *partners, const char *kind, const JkkCase *jcase);
const JkkOwed *jkk_send_state_owed (const GPtrArray *owed, const char *partner, const char *kind, gint64 case_id);
char *jkk_send_state_sent (const JkkPostOut *sent);
char *jkk_send_state_text (const JkkMessage *message, const JkkField *field);
char *jkk_send_state_hindrance (const JkkMessage *message, const JkkPartner *partner);

G_END_DECLS
