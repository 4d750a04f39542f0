#pragma once

#include "jkk-office.h"
#include "jkk-post.h"
#include "jkk-printout.h"

G_BEGIN_DECLS

/* The folders of a partner. The partner writes into the inbox and reads the outbox; all else is the office's. */
#define JKK_FOLDER_INBOX "inbox"
#define JKK_FOLDER_OUTBOX "outbox"
#define JKK_FOLDER_ARCHIVE "archive"
#define JKK_FOLDER_REFUSED "refused"
#define JKK_FOLDER_QUARANTINE "quarantine"

/**
 * JkkPostRound:
 * @accepted: files that were taken in
 * @refused: files that had faults, or no good signature
 * @again: files that came before and got the same receipt again
 * @delivered: messages that were laid into outboxes
 * @later: files that cannot be read yet, because they are still being written
 *
 * What a round through the folders of the partners did.
 */
typedef struct
{
  guint accepted;
  guint refused;
  guint again;
  guint delivered;
  guint later;
} JkkPostRound;

/* How far a round has come; returns whether to go on. */
typedef gboolean (*JkkPostProgress) (guint done, guint all, const char *file_name, gpointer data);

gboolean jkk_postbox_prepare (const JkkPartner *partner, GError **error);
gboolean jkk_postbox_round (JkkOffice *office,
                            const char *partner,
                            JkkPostProgress progress,
                            gpointer data,
                            JkkPostRound *round,
                            GError **error);

/* How far a round in a thread of its own has come, for who wants to look. */
typedef struct _JkkPostStanding JkkPostStanding;

JkkPostStanding *jkk_post_standing_new (void);
void jkk_post_standing_unref (JkkPostStanding *standing);
char *jkk_post_standing_get (JkkPostStanding *standing, guint *done, guint *all);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPostStanding, jkk_post_standing_unref)

gboolean jkk_postbox_deliver (JkkOffice *office, const char *partner, JkkPostRound *round, GError **error);

/**
 * JkkPostOverview:
 * @counts: how many files are in each state
 * @owed: #JkkOwed: what is owed, by whom, the most urgent first
 * @gaps: #JkkPostGap: numbers that partners have used and that never came
 *
 * What the office should know of its post.
 */
typedef struct
{
  gint64 counts[JKK_N_POST_STATES];
  GPtrArray *owed;
  GPtrArray *gaps;
} JkkPostOverview;

void jkk_post_overview_free (JkkPostOverview *overview);

/* Reading, for the pages of the desk and the command line. */
GPtrArray *jkk_postbox_partners (JkkOffice *office, GError **error);
GPtrArray *jkk_postbox_keys (JkkOffice *office, const char *partner, GError **error);
JkkPostOverview *jkk_postbox_overview (JkkOffice *office, GError **error);
GPtrArray *jkk_postbox_list (JkkOffice *office, guint states, gint64 before, guint limit, GError **error);
GPtrArray *jkk_postbox_sent (JkkOffice *office, gint64 case_id, gint64 before, guint limit, GError **error);
JkkPostIn *jkk_postbox_load (JkkOffice *office, gint64 id, GError **error);
JkkPostOut *jkk_postbox_load_sent (JkkOffice *office, const char *guid, GError **error);
JkkMessage *jkk_postbox_read (const char *content, GError **error);
JkkMessage *jkk_postbox_read_receipt (const char *content, GError **error);
char *jkk_postbox_receipt_text (const JkkMessage *receipt);
JkkPrintout *jkk_postbox_receipt_paper (JkkOffice *office, const JkkMessage *receipt, GError **error);

/* Keys and quarantine: jkk-postbox-trust.c */
JkkPartnerKey *jkk_postbox_read_key (const char *partner, const char *purpose, const char *path, GError **error);
GPtrArray *jkk_postbox_own_keys (JkkOffice *office, GError **error);
JkkPartnerKey *jkk_postbox_make_key (JkkOffice *office, const char *purpose, guint years, GError **error);
GPtrArray *jkk_postbox_key_warnings (JkkOffice *office, GError **error);
JkkPostIn *jkk_postbox_release (JkkOffice *office, gint64 id, const char *reason, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPostOverview, jkk_post_overview_free)

G_END_DECLS
