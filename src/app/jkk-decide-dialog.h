#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkDecideAsk:
 * @JKK_ASK_PROPOSE: a verifier proposes
 * @JKK_ASK_REFUSE: a verifier proposes to refuse
 * @JKK_ASK_DECIDE: a supervisor decides
 *
 * What is asked.
 */
typedef enum
{
  JKK_ASK_PROPOSE,
  JKK_ASK_REFUSE,
  JKK_ASK_DECIDE,
} JkkDecideAsk;

/* @deed: "propose", "approve", "return" or "reject"; @note: the reason, or %NULL. */
typedef void (*JkkDecided) (const char *deed, gboolean refuse, const char *note, gpointer user_data);

/* Shows what to compare, and asks for the decision. @destroy frees @user_data. */
void jkk_decide_dialog_open (GtkWindow *parent,
                             JkkDecideAsk ask,
                             gboolean may_pay,
                             const JkkCaseFile *file,
                             const JkkCase *jcase,
                             const JkkPayout *recalculated,
                             JkkDecided callback,
                             gpointer user_data,
                             GDestroyNotify destroy);

G_END_DECLS
