#pragma once

#include "jkk-account.h"

G_BEGIN_DECLS

#define JKK_WARRANT_KIND "santun-warrant-1"

/**
 * JkkWarrant:
 * @id: its number, from 1 without gaps
 * @login: whose
 * @name: full name as it is printed
 * @roles: a set of #JkkRole; 0 = the account is closed
 * @money_limit: what the person may approve at most, rupiah; JKK_NONE = any amount
 * @own: whether the person alone knows the password that opens the key; else an administrator has chosen it, and the
 * key signs nothing but the warrant of the key that takes its place
 * @public_key: Ed25519, 64 hexadecimal digits
 * @signer: number of the warrant of whoever signed it: of the first one itself
 * @sequence: number of the entry of the journal that tells it
 * @before: hash of the entry before that
 * @time: seconds since 1970 UTC
 * @office: public key of the first warrant, which stands for the office
 * @statement: what was signed, see jkk_warrant_to_text()
 * @signature: Ed25519, 128 hexadecimal digits
 *
 * Who may do what from when on, and by which key: signed by an administrator. It counts until the next warrant of the
 * same login.
 */
typedef struct
{
  gint64 id;
  char *login;
  char *name;
  guint roles;
  JkkMoney money_limit;
  gboolean own;
  char *public_key;
  gint64 signer;
  gint64 sequence;
  char *before;
  gint64 time;
  char *office;
  char *statement;
  char *signature;
} JkkWarrant;

JkkWarrant *jkk_warrant_new (const JkkAccount *account, const char *public_key, gboolean own);
void jkk_warrant_free (JkkWarrant *warrant);
char *jkk_warrant_to_text (const JkkWarrant *warrant);
JkkWarrant *jkk_warrant_from_text (const char *text);
gboolean jkk_warrant_is_of (const JkkWarrant *warrant, const JkkAccount *account);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkWarrant, jkk_warrant_free)

G_END_DECLS
