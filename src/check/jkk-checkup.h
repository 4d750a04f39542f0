#pragma once

#include "jkk-partner.h"
#include "jkk-post-file.h"

G_BEGIN_DECLS

/**
 * JkkCheckup:
 * @sender: (nullable): code in whose folder the files would lie; %NULL = whoever each file names
 * @office: (nullable): code of the office they are for; %NULL = any
 * @keys: (element-type JkkPartnerKey): certificates that the office would have registered
 * @need_not_sign: whether the office takes messages of this sender without signature
 * @today: the day
 * @files: (element-type JkkPostFile): what was judged
 * @refused: (element-type gboolean): which of them are refused for whom they come from or are for
 *
 * Files read as the branch office reads them, by the same code. What rests on what the office has stored (numbers used
 * before, cases it knows) only the office can find.
 */
typedef struct
{
  const char *sender;
  const char *office;
  GPtrArray *keys;
  gboolean need_not_sign;
  JkkDay today;
  GPtrArray *files;
  GArray *refused;
} JkkCheckup;

void jkk_checkup_init (JkkCheckup *checkup);
void jkk_checkup_clear (JkkCheckup *checkup);
gboolean jkk_checkup_add_key (JkkCheckup *checkup, const char *path, GError **error);
gboolean jkk_checkup_add_path (JkkCheckup *checkup, const char *path, GError **error);
void jkk_checkup_judge (JkkCheckup *checkup, const char *name, const char *bytes, gsize length);
const char *jkk_checkup_result (const JkkCheckup *checkup, guint i);
guint jkk_checkup_count (const JkkCheckup *checkup, const char *result);
gboolean jkk_checkup_is_good (const JkkCheckup *checkup);

/* jkk-checkup-print.c */
void jkk_checkup_print_text (const JkkCheckup *checkup, gboolean brief);
void jkk_checkup_print_json (const JkkCheckup *checkup);

/* What becomes of a file: the words of the receipts, and one more. */
#define JKK_CHECKUP_QUARANTINED "karantina"

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JkkCheckup, jkk_checkup_clear)

G_END_DECLS
