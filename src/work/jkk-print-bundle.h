#pragma once

#include "jkk-printing.h"

G_BEGIN_DECLS

/**
 * JkkPrintBundle:
 *
 * Many papers in one PDF, to be printed in one go. Until it is finished nothing stands under its name.
 */
typedef struct _JkkPrintBundle JkkPrintBundle;

JkkPrintBundle *jkk_print_bundle_new (const char *path, GError **error);
gboolean jkk_print_bundle_add (JkkPrintBundle *bundle, JkkPrintout *printout, GError **error);
gboolean jkk_print_bundle_finish (JkkPrintBundle *bundle, GError **error);
void jkk_print_bundle_free (JkkPrintBundle *bundle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPrintBundle, jkk_print_bundle_free)

G_END_DECLS
