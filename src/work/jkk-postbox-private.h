#pragma once

#include "jkk-batch.h"
#include "jkk-db.h"
#include "jkk-own-key.h"
#include "jkk-post-file.h"
#include "jkk-postbox.h"
#include "jkk-trust.h"

G_BEGIN_DECLS

/* Where a file lies while it is read and answered: out of reach of the partner, and found there again after a power
 * cut. Hidden, for it is no place for anybody else. */
#define JKK_FOLDER_TAKING ".taking"

/* Where a message is written before it is laid into the outbox, so that nobody ever sees half of one there. */
#define JKK_FOLDER_SENDING ".sending"

/**
 * JkkPostName:
 * @name: name of a file
 * @taking: whether an earlier round has claimed it already
 * @paper: whether it is a paper, no message
 *
 * A file that waits to be taken.
 */
typedef struct
{
  char *name;
  gboolean taking;
  gboolean paper;
} JkkPostName;

/**
 * JkkPostTrust:
 * @trust: for jkk_trust_judge(); it borrows from the members below
 * @keys: (element-type JkkPartnerKey): the partner's keys
 * @own_keys: (element-type JkkOwnKey): the office's keys for what is encrypted for it
 *
 * What the office knows of a partner while it goes through its files.
 */
typedef struct
{
  JkkTrust trust;
  GPtrArray *keys;
  GPtrArray *own_keys;
} JkkPostTrust;

/* jkk-postbox-trust.c */
JkkPostTrust *jkk_post_trust_new (JkkOffice *office, const JkkPartner *partner, GError **error);
void jkk_post_trust_free (JkkPostTrust *trust);
char *jkk_post_seal (const JkkPostTrust *trust, const char *content, gsize *length, GError **error);
gboolean jkk_post_load_key (JkkDb *db, JkkDay day, JkkOwnKey **key, GError **error);
gboolean jkk_post_sign (const JkkOwnKey *key, char **content, gsize *length, GError **error);
GPtrArray *jkk_post_key_warnings (JkkDb *db, JkkDay day, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPostTrust, jkk_post_trust_free)

/**
 * JkkPostTelling:
 * @progress: (nullable): told how far it is; answers whether to go on
 * @data: for @progress
 *
 * Whom to tell how far a round is.
 */
typedef struct
{
  JkkPostProgress progress;
  gpointer data;
} JkkPostTelling;

/* jkk-postbox.c */
gboolean jkk_postbox_answer (JkkOffice *office,
                             const JkkPartner *partner,
                             const char *name,
                             const JkkPostFile *file,
                             JkkPostRound *round,
                             GError **error);

/* jkk-postbox-batch.c */
gboolean jkk_postbox_take_batch (JkkOffice *office,
                                 const JkkPostTrust *trust,
                                 const char *name,
                                 JkkBatch *reader,
                                 const JkkPostTelling *telling,
                                 JkkPostRound *round,
                                 GError **error);
gboolean
jkk_postbox_deliver_batches (JkkOffice *office, const JkkPostTrust *trust, JkkPostRound *round, GError **error);

/* jkk-postbox-paper.c */
gboolean jkk_postbox_is_paper (const char *path);
gboolean jkk_postbox_paper_waits (JkkOffice *office, const JkkPartner *partner, const char *path, GError **error);
gboolean jkk_postbox_take_paper (JkkOffice *office,
                                 const JkkPartner *partner,
                                 const char *name,
                                 const char *path,
                                 JkkPostRound *round,
                                 GError **error);

/* jkk-postbox-folder.c: the files of one partner. All but the lock are called by who holds the lock. */
int jkk_postbox_lock (const JkkPartner *partner, GError **error);
GPtrArray *jkk_postbox_waiting_names (const JkkPartner *partner, JkkPostRound *round, GError **error);
char *jkk_postbox_claim (const JkkPartner *partner, const JkkPostName *name, JkkPostRound *round, GError **error);
gboolean jkk_postbox_put_away (
    const JkkPartner *partner, const char *name, const char *folder, const char *sha256, JkkDay today, GError **error);
void jkk_postbox_sync (const JkkPartner *partner, const char *folder);
void jkk_postbox_clear_sending (const JkkPartner *partner);
gboolean
jkk_postbox_lay_out (const JkkPartner *partner, const char *name, const char *bytes, gsize length, GError **error);
gboolean jkk_postbox_hand_out (const JkkPartner *partner, const char *name, GError **error);

G_END_DECLS
