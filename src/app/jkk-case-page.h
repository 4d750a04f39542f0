#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkCasePage:
 *
 * The file of one case: accident, medical, payout and papers side by side, and what happens next with it.
 *
 * It saves by itself. What was typed and is not acceptable cannot be saved; the page remembers it for each case as long
 * as the program runs, shows it again with the case, and counts it in jkk_case_page_count_unfinished().
 *
 * Signals: "previous" and "next" (the person wants to walk through the list), "closed" (back to the list). None carries
 * anything; whoever listens calls jkk_case_page_open() with another case, which saves what is pending first.
 */
#define JKK_TYPE_CASE_PAGE (jkk_case_page_get_type ())
G_DECLARE_FINAL_TYPE (JkkCasePage, jkk_case_page, JKK, CASE_PAGE, AdwBin)

JkkCasePage *jkk_case_page_new (JkkOffice *office);

/* Shows a case; @position (from 1) and @n_cases say where it stands in the list, 0 = nowhere. */
void jkk_case_page_open (JkkCasePage *self, gint64 case_id, guint position, guint n_cases);

/* Shows an empty case that has not been taken in yet. */
void jkk_case_page_new_case (JkkCasePage *self);

/* The case that is shown; 0 for none or a new one. */
gint64 jkk_case_page_get_case_id (JkkCasePage *self);

/* Saves what is pending, for whoever wants to leave the page, sign out or quit. %FALSE when it could not be saved:
 * then the page should stay. */
void
jkk_case_page_leave_async (JkkCasePage *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean jkk_case_page_leave_finish (JkkCasePage *self, GAsyncResult *result, GError **error);

/* How many typed values of all cases seen so far could not be saved because they are not acceptable, a new case that
 * was not taken in counted as one. Ask before quitting when it is not 0. */
gboolean jkk_case_page_has_begun (JkkCasePage *self);
gboolean jkk_case_page_keep_now (JkkCasePage *self);
guint jkk_case_page_count_unfinished (JkkCasePage *self);

G_END_DECLS
