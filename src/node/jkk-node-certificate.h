#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/* A certificate and the key that belongs to it, as PEM. */
typedef struct
{
  char *certificate;
  char *key;    /* secret */
  char *serial; /* hexadecimal */
  gint64 until; /* seconds since 1970 UTC */
} JkkNodePair;

/**
 * JkkNodeRole:
 * @JKK_NODE_OFFICE: vouches for the others
 * @JKK_NODE_NODE: a service that desks connect to
 * @JKK_NODE_DESK: a computer that connects
 *
 * What a certificate is good for; one for a desk can't be used to play the node.
 */
typedef enum
{
  JKK_NODE_OFFICE,
  JKK_NODE_NODE,
  JKK_NODE_DESK,
} JkkNodeRole;

JkkNodePair *jkk_node_certificate_make (JkkNodeRole role,
                                        const char *name,
                                        const char *const *hosts,
                                        guint days,
                                        const JkkNodePair *office,
                                        GError **error);
void jkk_node_pair_free (JkkNodePair *pair);
char *jkk_node_certificate_serial (const char *pem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkNodePair, jkk_node_pair_free)

G_END_DECLS
