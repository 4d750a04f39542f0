#pragma once

#include "jkk-db.h"
#include "jkk-decision.h"

G_BEGIN_DECLS

typedef enum
{
  JKK_VERDICT_APPROVED,
  JKK_VERDICT_RETURNED,
  JKK_VERDICT_REJECTED,
} JkkVerdict;

const char *jkk_verdict_state (JkkVerdict verdict);

gboolean jkk_decision_store_propose (JkkDb *db, const JkkDecision *proposal, gint64 *id, GError **error);
gboolean jkk_decision_store_decide (
    JkkDb *db, gint64 id, JkkVerdict verdict, const char *person, gint64 time, const char *note, GError **error);
JkkDecision *jkk_decision_store_load (JkkDb *db, gint64 id, GError **error);
JkkDecision *jkk_decision_store_current (JkkDb *db, gint64 case_id, GError **error);
GPtrArray *jkk_decision_store_all (JkkDb *db, gint64 case_id, GError **error);

/* A proposal that is above the limit of one supervisor is passed on to others. */
gboolean
jkk_escalation_add (JkkDb *db, gint64 decision_id, const char *person, gint64 time, const char *note, GError **error);
gboolean jkk_escalation_last (JkkDb *db, gint64 decision_id, char **person, gint64 *time, char **note, GError **error);

G_END_DECLS
