#pragma once

#include <gio/gio.h>

#include "jkk-message.h"
#include "jkk-office.h"
#include "jkk-read-value.h"

G_BEGIN_DECLS

/**
 * JkkIncoming:
 * @path: the file
 * @message: what it says
 * @sha256: fingerprint of its bytes
 * @form: of a filled form, its number as printed; else %NULL
 * @values: (element-type JkkReadValue): of a filled form, what was read and where it stands; else %NULL
 *
 * A message file that was read and found faultless, or a filled form (see jkk-reading.h).
 */
typedef struct
{
  char *path;
  JkkMessage *message;
  char *sha256;
  char *form;
  GPtrArray *values;
} JkkIncoming;

/**
 * JkkMatch:
 * @case_id: a case that the message may belong to
 * @number: its number
 * @participant_name: whose it is
 * @accident_day: day of the accident, or JKK_NONE
 * @certain: whether number, person and day all agree
 * @reason: translated: why it may be the one
 */
typedef struct
{
  gint64 case_id;
  char *number;
  char *participant_name;
  JkkDay accident_day;
  gboolean certain;
  char *reason;
} JkkMatch;

void jkk_incoming_free (JkkIncoming *incoming);
void jkk_match_free (JkkMatch *match);

/* Reading a file from a partner: %NULL with %JKK_ERROR_FORMAT and the faults when anything is wrong with it. */
JkkIncoming *jkk_exchange_read (const char *path, GPtrArray **faults, GError **error);
JkkCase *jkk_exchange_read_case (const char *path, GPtrArray **faults, GError **error);
gboolean jkk_exchange_check (const char *path, const char **kind, GPtrArray **faults, GError **error);

/* Which cases it may belong to, the best first. */
GPtrArray *jkk_exchange_match (JkkOffice *office, const JkkMessage *message, GError **error);
void jkk_exchange_match_async (JkkOffice *office,
                               const JkkMessage *message,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *jkk_exchange_match_finish (JkkOffice *office, GAsyncResult *result, GError **error);

/* What taking it over would change (before = case, after = message), and the case after it. */
GPtrArray *jkk_exchange_differences (const JkkCase *jcase, const JkkMessage *message);
JkkCase *jkk_exchange_apply (const JkkCase *jcase, const JkkMessage *message, const char *const *paths);
JkkCase *jkk_exchange_new_case (const JkkMessage *message);

/* Files that go out. */
char *jkk_exchange_case_xml (const JkkCase *jcase, gsize *length);
char *jkk_exchange_decision_xml (const JkkCaseFile *file, gsize *length, GError **error);
char *jkk_exchange_fhir (
    const JkkCase *jcase, const char *kind, const char *sender, gsize *length, GPtrArray **left_out, GError **error);
char *jkk_exchange_convert (const char *path, gsize *length, GPtrArray **notices, GPtrArray **faults, GError **error);
gboolean jkk_exchange_save (const char *path, const char *bytes, gsize length, GError **error);
char *jkk_exchange_payout_json (const JkkPayout *payout);
char *jkk_exchange_template (gsize *length);
const char *const *jkk_exchange_schema_names (void);
const char *jkk_exchange_schema (const char *name, gsize *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkIncoming, jkk_incoming_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkMatch, jkk_match_free)

G_END_DECLS
