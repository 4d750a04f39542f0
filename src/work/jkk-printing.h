#pragma once

#include "jkk-office.h"
#include "jkk-printout.h"

G_BEGIN_DECLS

/**
 * JkkPaperKind:
 *
 * A paper that can be printed: a form, or the decision letter ("penetapan").
 */
typedef struct
{
  const char *code;  /* "KK2" */
  const char *title; /* as printed, such as "Formulir 3a KK 2" */
  gboolean fillable;
} JkkPaperKind;

const JkkPaperKind *jkk_printing_kinds (guint *n_kinds);

/* An office's own forms: NAME.pdf and NAME.map in a folder. */
void jkk_printing_use_own_forms (const char *folder);
gboolean
jkk_printing_check_form (const char *pdf, const char *map, GPtrArray *faults, GPtrArray *surplus, GError **error);

/**
 * JkkLetterWish:
 * @recipient: "employer", "participant" or "facility"; %NULL = the employer
 * @text: what is asked, or %NULL for lines to write on
 *
 * What a person adds to a letter. Borrowed for the call.
 */
typedef struct
{
  const char *recipient;
  const char *text;
} JkkLetterWish;

JkkPrintout *jkk_printing_write (JkkOffice *office,
                                 const char *code,
                                 const JkkCase *jcase,
                                 const JkkPayout *payout,
                                 const JkkDecision *decision,
                                 const JkkLetterWish *wish,
                                 GError **error);
gboolean jkk_printing_is_message (const char *code);
char *jkk_printing_message (
    JkkOffice *office, const char *code, const JkkCase *jcase, const JkkPayout *payout, GError **error);
JkkPrintout *jkk_printing_make (JkkOffice *office,
                                const char *code,
                                const JkkCase *jcase,
                                const JkkPayout *payout,
                                const JkkDecision *decision,
                                gboolean fillable,
                                GError **error);
JkkPrintout *
jkk_printing_make_copy (JkkOffice *office, const char *code, const JkkCaseFile *file, guint copy, GError **error);
char **jkk_printing_copies (const char *code);
char *jkk_printing_name (const char *code, const char *copy);
void jkk_printing_make_async (JkkOffice *office,
                              const char *code,
                              const JkkCase *jcase,
                              const JkkPayout *payout,
                              const JkkDecision *decision,
                              gboolean fillable,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
JkkPrintout *jkk_printing_make_finish (GAsyncResult *result, GError **error);

G_END_DECLS
