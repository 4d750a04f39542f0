#pragma once

#include "jkk-paper-wire.h"

G_BEGIN_DECLS

/**
 * JkkPaperHelper:
 *
 * A running helper process, and the socket to it.
 */
typedef struct _JkkPaperHelper JkkPaperHelper;

JkkPaperHelper *jkk_paper_helper_start (int file, GError **error);
void jkk_paper_helper_stop (JkkPaperHelper *helper);
int jkk_paper_helper_get_socket (JkkPaperHelper *helper);
gboolean jkk_paper_helper_was_caged (JkkPaperHelper *helper);

int jkk_paper_helper_put_file (GBytes *bytes, GError **error);
void jkk_paper_helper_set_program (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPaperHelper, jkk_paper_helper_stop)

G_END_DECLS
