#pragma once

#include "jkk-db-private.h"
#include "jkk-db-session.h"
#include "jkk-frame.h"
#include "jkk-session-guard.h"
#include "jkk-session-telling.h"

G_BEGIN_DECLS

/* How long a desk waits for its turn to write. */
#define WRITER_PATIENCE (20 * G_TIME_SPAN_SECOND)

/* However a desk uses the time: who writes keeps all others waiting, and who reads keeps the log from being written
 * back. */
#define WRITING_SECONDS 60
#define READING_SECONDS (60 * 60)
#define HELLO_SECONDS 20

/* What lies between a desk and the file. */
typedef struct
{
  const JkkSession *session;
  JkkDb *db;
  GHashTable *queries; /* number -> JkkQuery */
  char *write_id;      /* of the transaction that writes */
  JkkSessionGuard guard;
  JkkSessionTelling telling;
  gboolean is_greeted;
  gboolean in_transaction;
  gboolean has_turn;
  JkkDbFailure posted; /* what failed while nobody waited for its answer */
  gboolean is_timed;   /* an alarm is set */
  gboolean is_over;    /* nothing more is said to this desk */
} JkkServing;

/* jkk-db-session.c */
gboolean jkk_serving_reply (JkkServing *serving, GByteArray *frame);
gboolean jkk_serving_fail (JkkServing *serving, int code);
gboolean jkk_serving_said (JkkServing *serving, int code, const char *detail);
gboolean jkk_serving_strange (JkkServing *serving);
gboolean jkk_serving_number (JkkServing *serving, gint64 number);
gboolean jkk_serving_is_guarded (JkkServing *serving);
gboolean jkk_serving_code (JkkServing *serving, int code);

/* jkk-db-session-transaction.c */
void jkk_serving_end_transaction (JkkServing *serving);
void jkk_serving_look_again (JkkServing *serving);
int jkk_serving_start (JkkServing *serving, gboolean hurried);
gboolean jkk_serving_begin (JkkServing *serving, JkkFrame *frame);
gboolean jkk_serving_commit (JkkServing *serving);
gboolean jkk_serving_tell_kept (JkkServing *serving, JkkFrame *frame);

/* jkk-db-session-query.c */
gboolean jkk_serving_run (JkkServing *serving, JkkFrame *frame);
gboolean jkk_serving_post (JkkServing *serving, JkkFrame *frame);
gboolean jkk_serving_more (JkkServing *serving, JkkFrame *frame);
gboolean jkk_serving_end (JkkServing *serving, JkkFrame *frame);

/* jkk-db-session-document.c */
gboolean jkk_serving_may_touch_documents (JkkServing *serving, gboolean writes);
gboolean jkk_serving_put_document (JkkServing *serving, JkkFrame *frame);
gboolean jkk_serving_get_document (JkkServing *serving, JkkFrame *frame);
gboolean jkk_serving_has_document (JkkServing *serving, JkkFrame *frame);

/* jkk-db-session-store.c */
gboolean jkk_serving_leads (JkkServing *serving);
gboolean jkk_serving_open_store (JkkServing *serving);
gboolean jkk_serving_hand_on (JkkServing *serving);
void jkk_serving_add_others (JkkServing *serving, GByteArray *frame);
gboolean jkk_serving_tell_version (JkkServing *serving);
gboolean jkk_serving_is_sure (JkkServing *serving);

/* jkk-db-session-person.c */
gboolean jkk_serving_sign_in (JkkServing *serving, JkkFrame *frame);
gboolean jkk_serving_resume (JkkServing *serving, JkkFrame *frame);
gboolean jkk_serving_meet (JkkServing *serving, JkkFrame *frame);

G_END_DECLS
