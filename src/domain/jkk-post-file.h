#pragma once

#include "jkk-message.h"

G_BEGIN_DECLS

/**
 * JkkPostFile:
 * @partner: code of the partner in whose folder it lies
 * @file_name: its name
 * @sha256: fingerprint of its bytes
 * @size: its length in bytes
 * @content: (nullable): its text, where it is faultless
 * @message: (nullable): what it says, where it is faultless
 * @head: (nullable): of a message with faults, its kind and header as far as they could be read
 * @faults: (element-type JkkFault): what is wrong with it, or what deserves a look where it is faultless
 * @signer: (nullable): fingerprint of the key whose signature was found good
 * @quarantined: whether its signature is missing or wrong
 *
 * A file from a partner as it was read, before the office answers it. It never changes once it is made.
 */
typedef struct
{
  char *partner;
  char *file_name;
  char *sha256;
  gint64 size;
  char *content;
  JkkMessage *message;
  JkkMessage *head;
  GPtrArray *faults;
  char *signer;
  gboolean quarantined;
} JkkPostFile;

JkkPostFile *jkk_post_file_new (const char *partner, const char *file_name);
JkkPostFile *jkk_post_file_ref (const JkkPostFile *file);
void jkk_post_file_unref (JkkPostFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPostFile, jkk_post_file_unref)

G_END_DECLS
