#pragma once

#include "jkk-office.h"

G_BEGIN_DECLS

/* A desk that nobody sits at: what was typed is kept, the keys are wiped from memory, and the person's password opens
 * it again. The properties "locked" and "lock-minutes" of the office are notified. */

/* So many minutes without input in an office that has said nothing else; and at most. */
#define JKK_LOCK_MINUTES 10
#define JKK_LOCK_MINUTES_MAX 480

gint64 jkk_awake_seconds (void);

void jkk_office_lock (JkkOffice *office);
gboolean jkk_office_is_locked (JkkOffice *office);
guint jkk_office_get_lock_minutes (JkkOffice *office);
void
jkk_office_unlock_async (JkkOffice *office, const char *password, GAsyncReadyCallback callback, gpointer user_data);
gboolean jkk_office_unlock_finish (JkkOffice *office, GAsyncResult *result, GError **error);
void jkk_office_password_changed (JkkOffice *office, const char *password);

/* What was typed and is stored nowhere yet: on this computer, readable only to who typed it. Of each case, and of a new
 * one (0), a desk holds one; another desk of the same person never gets the same. */
typedef struct _JkkKept JkkKept;

JkkKept *jkk_kept_take (JkkOffice *office, gint64 case_id);
char *jkk_kept_read (JkkKept *kept);
gboolean jkk_kept_write (JkkKept *kept, const char *text);
gboolean jkk_kept_flush (JkkKept *kept, GError **error);
void jkk_kept_clear (JkkKept *kept);
void jkk_kept_free (JkkKept *kept);
GArray *jkk_office_list_kept (JkkOffice *office);
const char *jkk_office_get_keeping_problem (JkkOffice *office);

/* What was kept under an earlier password that nothing else opens. */
guint jkk_office_count_locked_away (JkkOffice *office);
void jkk_office_open_locked_away_async (JkkOffice *office,
                                        const char *earlier,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean jkk_office_open_locked_away_finish (JkkOffice *office, GAsyncResult *result, GError **error);
void jkk_office_discard_locked_away (JkkOffice *office);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkKept, jkk_kept_free)

G_END_DECLS
