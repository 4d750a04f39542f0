#pragma once

#include "jkk-day.h"
#include "jkk-error.h"

G_BEGIN_DECLS

/**
 * JkkPartner:
 * @code: the code by which it signs its messages, such as "RS-CONTOH-SEHAT"
 * @name: its full name
 * @kind: "faskes", "pemberi-kerja", "dinas" or "lain" (code list partner_kind)
 * @folder: (nullable): the folder that holds its inbox and outbox
 * @must_sign: whether its messages count only with a valid signature
 * @active: whether post is exchanged with it now
 *
 * Somebody with whom the office exchanges messages.
 */
typedef struct
{
  char *code;
  char *name;
  char *kind;
  char *folder;
  gboolean must_sign;
  gboolean active;
} JkkPartner;

/* What a key is for: the names in JkkPartnerKey.purpose. */
#define JKK_KEY_SIGNS "tanda-tangan"
#define JKK_KEY_ENCRYPTS "sandi"

/**
 * JkkPartnerKey:
 * @id: its id in the store
 * @partner: (nullable): code of the partner; %NULL = the office itself
 * @purpose: "tanda-tangan" (signs) or "sandi" (encrypts)
 * @fingerprint: SHA-256 of the certificate, 64 hexadecimal digits
 * @pem: the certificate
 * @from_day: the first day on which it counts
 * @until_day: the last day, or JKK_NONE
 * @person: login of who registered it
 * @time: when, seconds since 1970 UTC
 * @revoked_day: from this day it no longer counts, or JKK_NONE
 * @revoked_reason: (nullable): why
 * @revoked_by: (nullable): login of who revoked it
 *
 * A key by which a partner signs or reads.
 */
typedef struct
{
  gint64 id;
  char *partner;
  char *purpose;
  char *fingerprint;
  char *pem;
  JkkDay from_day;
  JkkDay until_day;
  char *person;
  gint64 time;
  JkkDay revoked_day;
  char *revoked_reason;
  char *revoked_by;
} JkkPartnerKey;

JkkPartner *jkk_partner_new (const char *code, const char *name, const char *kind);
JkkPartner *jkk_partner_copy (const JkkPartner *partner);
void jkk_partner_free (JkkPartner *partner);
const char *jkk_partner_find_fault (const JkkPartner *partner, GError **error);
gboolean jkk_partner_check (const JkkPartner *partner, GError **error);

JkkPartnerKey *jkk_partner_key_new (const char *partner, const char *purpose);
JkkPartnerKey *jkk_partner_key_copy (const JkkPartnerKey *key);
void jkk_partner_key_free (JkkPartnerKey *key);
gboolean jkk_partner_key_counts (const JkkPartnerKey *key, JkkDay day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPartner, jkk_partner_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPartnerKey, jkk_partner_key_free)

G_END_DECLS
