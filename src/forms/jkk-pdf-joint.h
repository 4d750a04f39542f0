#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/**
 * JkkPdfJoint:
 *
 * Many print copies of our own making in one PDF, written as they come. What they share, such as their fonts, is in it
 * once, and nothing of a paper is kept in memory when it is written.
 */
typedef struct _JkkPdfJoint JkkPdfJoint;

/* Returns: whether all of the bytes are written. */
typedef gboolean (*JkkPdfWriter) (const char *data, gsize length, gpointer user_data);

JkkPdfJoint *jkk_pdf_joint_new (JkkPdfWriter writer, gpointer user_data);
void jkk_pdf_joint_free (JkkPdfJoint *joint);
gboolean jkk_pdf_joint_fits (GBytes *paper);
gboolean jkk_pdf_joint_add (JkkPdfJoint *joint, GBytes *paper, GError **error);
gboolean jkk_pdf_joint_finish (JkkPdfJoint *joint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPdfJoint, jkk_pdf_joint_free)

G_END_DECLS
