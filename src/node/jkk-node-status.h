#pragma once

#include "jkk-follow.h"
#include "jkk-followers.h"
#include "jkk-node-office.h"

G_BEGIN_DECLS

void jkk_node_status_write (const char *folder, const JkkNodePlan *plan, JkkFollowers *followers);
void jkk_node_status_write_follow (const char *folder, const JkkFollowState *state);
char *jkk_node_status_describe (const char *folder, GError **error);

G_END_DECLS
