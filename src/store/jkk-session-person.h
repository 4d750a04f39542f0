#pragma once

#include "jkk-db-session.h"
#include "jkk-session-guard.h"

G_BEGIN_DECLS

/* How long a sign-in may outlive its line: also that of the service which watches the post, until it is started anew.
 */
#define JKK_SESSION_SIGN_IN_SECONDS (7 * 24 * 60 * 60)

void jkk_session_person_refresh (JkkDb *db, JkkSessionGuard *guard);
gboolean jkk_session_person_judge (JkkDb *db,
                                   const JkkSession *session,
                                   const char *login,
                                   gboolean matches,
                                   JkkSessionGuard *guard,
                                   JkkSignIn *result,
                                   gint64 *before);
char *jkk_session_person_token (JkkDb *db, const JkkSession *session, const JkkSessionGuard *guard);
gboolean jkk_session_person_resume (JkkDb *db, const JkkSession *session, const char *token, JkkSessionGuard *guard);

G_END_DECLS
