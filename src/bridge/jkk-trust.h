#pragma once

#include "jkk-partner.h"
#include "jkk-post-file.h"

G_BEGIN_DECLS

/**
 * JkkTrust:
 * @partner: whose files are read; its code and whether it must sign
 * @keys: (element-type JkkPartnerKey): its registered keys, also those that count no longer
 * @own_keys: (nullable) (element-type JkkOwnKey): the office's keys for what is encrypted for it
 * @today: the day
 *
 * What the office knows of a partner when it reads its files.
 */
typedef struct
{
  const JkkPartner *partner;
  const GPtrArray *keys;
  const GPtrArray *own_keys;
  JkkDay today;
} JkkTrust;

JkkPostFile *jkk_trust_read (const JkkTrust *trust, const char *path, GError **error);
JkkPostFile *jkk_trust_judge (const JkkTrust *trust, const char *file_name, const char *bytes, gsize length);
JkkPostFile *jkk_trust_judge_part (
    const JkkTrust *trust, const char *batch, gint64 place, const char *bytes, gsize length, int line);
void jkk_trust_check (const JkkTrust *trust, JkkPostFile *file);

G_END_DECLS
